import { countText, percentText, wholeText } from '../rules/numbers.ts'
import { briefDay } from '../rules/period.ts'
import type { Figure, Period } from '../schema.ts'
import type { Figures } from './cchc.ts'
import { marginText } from './margin.ts'
import { type Block, heading, left, para, right } from './model.ts'

export type OutreachInput = {
  period: Period
  now: Figures
  unitName: string
  hotline: string | null
  /** Questions by field: asked, not answered. */
  topics: ReadonlyArray<{ group: string; sums: readonly number[] }>
  /** Messages handed over, by channel; help given, by the name of the team, in the order of `TEAM_COLUMNS`. */
  channels: OutreachInput['topics']
  teams: OutreachInput['topics']
  own: ReadonlyMap<string, string>
}

/** What is told of each team. */
export const TEAM_COLUMNS = ['assist.visits', 'assist.done', 'assist.submitted', 'assist.difficult'] as const

/** The report on propaganda of administrative reform (tuyên truyền CCHC): what was done by the phone service is told by data, the rest by people. */
export function outreach({
  period,
  now,
  unitName,
  hotline,
  topics,
  channels,
  teams,
  own: texts,
}: OutreachInput): Block[] {
  const own = (key: string, hint: string): Block => ({ type: 'own', key, text: texts.get(key) ?? null, hint })
  const n = (key: string) => now.get(key)?.value ?? 0
  return [
    para(
      `${unitName} báo cáo kết quả công tác tuyên truyền cải cách hành chính ${period.label} (số liệu từ ngày ${briefDay(period.from)} đến ngày ${briefDay(period.to)}) như sau:`,
    ),
    heading(1, 'I. KẾT QUẢ CÔNG TÁC TUYÊN TRUYỀN'),
    heading(2, '1. Tuyên truyền, cập nhật thủ tục hành chính trên môi trường điện tử'),
    ...questions(n, topics),
    para(told(n, channels)),
    para(
      `Công khai số điện thoại tiếp nhận phản ánh, kiến nghị${hotline ? `: ${hotline}` : ''}. Tiếp nhận ${countText(n('feedback.received'))} phản ánh, kiến nghị; đã xử lý ${countText(n('feedback.closed'))}; công khai kết quả ${countText(n('feedback.published'))}; hướng dẫn khiếu nại, tố cáo đúng nơi nhận ${countText(n('feedback.guided'))} lượt (không ghi nội dung).`,
    ),
    para(surveys(now)),
    own('online', 'Đơn vị viết: trang thông tin điện tử, mạng xã hội'),
    heading(2, '2. Tuyên truyền qua tài liệu, hội nghị, tập huấn, hội thi'),
    own('meetings', 'Đơn vị viết'),
    heading(2, '3. Tuyên truyền trên hệ thống truyền thanh'),
    own('loudspeaker', 'Đơn vị viết: số buổi, thời lượng, nội dung'),
    heading(2, '4. Tuyên truyền trực quan, lưu động và hình thức khác'),
    ...helped(n, teams),
    own('mobile', 'Đơn vị viết'),
    heading(1, 'II. ĐÁNH GIÁ, ĐỀ XUẤT, KIẾN NGHỊ'),
    heading(2, '1. Những mặt làm được'),
    own('strengths', 'Đơn vị viết'),
    heading(2, '2. Hạn chế'),
    ...(n('outreach.unanswered') > 0
      ? [para(`Còn ${countText(n('outreach.unanswered'))} câu hỏi về thủ tục chưa trả lời được, cần soạn bổ sung.`)]
      : []),
    own('weaknesses', 'Đơn vị viết'),
    heading(2, '3. Đề xuất, kiến nghị'),
    own('proposals', 'Đơn vị viết'),
    heading(1, 'III. KẾ HOẠCH TUYÊN TRUYỀN THỜI GIAN TỚI'),
    own('plan', 'Đơn vị viết'),
    para(`${unitName} kính báo cáo./.`),
  ]
}

function questions(n: (key: string) => number, topics: OutreachInput['topics']): Block[] {
  if (n('outreach.questions') === 0) return [para('Trong kỳ, trợ lý tự động chưa nhận câu hỏi nào về thủ tục.')]
  return [
    para(
      `Trợ lý tự động nhận ${countText(n('outreach.questions'))} câu hỏi về thủ tục, trả lời được ${countText(n('outreach.answered'))} câu; ${countText(n('outreach.unanswered'))} câu chưa trả lời được, đã chuyển cán bộ soạn bổ sung.`,
    ),
    {
      type: 'table',
      caption: 'CÂU HỎI VỀ THỦ TỤC THEO LĨNH VỰC',
      head: [['Lĩnh vực', 'Số câu hỏi', 'Chưa trả lời']],
      widths: [60, 20, 20],
      rows: topics
        .toSorted((a, b) => (b.sums[0] ?? 0) - (a.sums[0] ?? 0))
        .map(({ group, sums: [asked = 0, missed = 0] }) => [
          left(group),
          right(wholeText(asked)),
          right(wholeText(missed)),
        ]),
    },
  ]
}

const CHANNELS: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  'zalo-bot': 'Zalo',
  'zalo-oa': 'Zalo OA',
}

/** News sent to people who asked for it. */
function told(n: (key: string) => number, channels: OutreachInput['channels']): string {
  if (n('outreach.broadcasts') === 0) return 'Trong kỳ chưa gửi tin nào tới người đăng ký nhận tin qua điện thoại.'
  const by = channels.map(({ group, sums: [sent = 0] }) => `${CHANNELS[group] ?? group} ${wholeText(sent)}`)
  return `Gửi ${countText(n('outreach.broadcasts'))} tin tới người đăng ký nhận tin qua điện thoại, trong đó ${countText(n('outreach.reform-broadcasts'))} tin tuyên truyền cải cách hành chính; đã giao ${countText(n('outreach.reach'))} lượt tin${by.length > 0 ? ` (${by.join('; ')})` : ''}. Trả lời tìm hiểu cải cách hành chính: ${countText(n('outreach.quiz-answers'))} lượt.`
}

/** What the community digital team did, nothing of whom it helped. */
function helped(n: (key: string) => number, teams: OutreachInput['teams']): Block[] {
  if (n('assist.visits') === 0) return []
  return [
    para(
      `Tổ công nghệ số cộng đồng trực tiếp giúp người dân ${countText(n('assist.visits'))} lượt, làm xong ${countText(n('assist.done'))} lượt; giúp nộp hồ sơ trực tuyến ${countText(n('assist.submitted'))} lượt. Gặp khó khăn ${countText(n('assist.difficult'))} lượt, trong đó vướng SIM không chính chủ ${countText(n('assist.sim'))} lượt. Không ghi danh tính người được giúp.`,
    ),
    {
      type: 'table',
      caption: 'LƯỢT GIÚP CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG',
      head: [['Tổ', 'Lượt giúp', 'Làm xong', 'Nộp trực tuyến', 'Gặp khó khăn']],
      widths: [40, 15, 15, 15, 15],
      rows: teams.map(({ group, sums }) => [left(group), ...sums.map((sum) => right(wholeText(sum)))]),
    },
  ]
}

function surveys(now: Figures): string {
  const answers = now.get('surveys.answers')?.value ?? 0
  const rate: Figure | undefined = now.get('surveys.satisfied-rate')
  if (answers === 0) return 'Trong kỳ chưa có phiếu khảo sát nào qua hệ thống.'
  const share =
    rate && rate.value !== null
      ? ` Tỷ lệ hài lòng (phiếu khảo sát tại đơn vị, không phải SIPAS): ${wholeText(rate.numerator ?? 0)}/${wholeText(rate.denominator ?? 0)} = ${percentText(rate.value)}${marginText(rate)}.`
      : ''
  return `Khảo sát ý kiến người dân: gửi ${countText(now.get('surveys.invited')?.value ?? 0)} lời mời, thu ${countText(answers)} phiếu.${share}`
}
