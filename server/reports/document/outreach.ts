import { showDay } from '../../kernel/time.ts'
import { countText, percentText, wholeText } from '../rules/numbers.ts'
import type { Figure, Period } from '../schema.ts'
import type { Figures } from './cchc.ts'
import { type Block, heading, left, para, right } from './model.ts'

export type OutreachInput = {
  period: Period
  now: Figures
  unitName: string
  hotline: string | null
  /** Questions by field: asked, not answered. */
  topics: ReadonlyArray<{ group: string; sums: readonly number[] }>
  own: ReadonlyMap<string, string>
}

/** The report on propaganda of administrative reform (tuyên truyền CCHC): what was done by the phone service is told by data, the rest by people. */
export function outreach({ period, now, unitName, hotline, topics, own: texts }: OutreachInput): Block[] {
  const own = (key: string, hint: string): Block => ({ type: 'own', key, text: texts.get(key) ?? null, hint })
  const n = (key: string) => now.get(key)?.value ?? 0
  return [
    para(
      `${unitName} báo cáo kết quả công tác tuyên truyền cải cách hành chính ${period.label} (số liệu từ ngày ${showDay(period.from)} đến ngày ${showDay(period.to)}) như sau:`,
    ),
    heading(1, 'I. KẾT QUẢ CÔNG TÁC TUYÊN TRUYỀN'),
    heading(2, '1. Tuyên truyền, cập nhật thủ tục hành chính trên môi trường điện tử'),
    ...questions(n, topics),
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

function surveys(now: Figures): string {
  const answers = now.get('surveys.answers')?.value ?? 0
  const rate: Figure | undefined = now.get('surveys.satisfied-rate')
  if (answers === 0) return 'Trong kỳ chưa có phiếu khảo sát nào qua hệ thống.'
  const share =
    rate && rate.value !== null
      ? ` Tỷ lệ hài lòng (phiếu khảo sát tại đơn vị, không phải SIPAS): ${wholeText(rate.numerator ?? 0)}/${wholeText(rate.denominator ?? 0)} = ${percentText(rate.value)}.`
      : ''
  return `Khảo sát ý kiến người dân: gửi ${countText(now.get('surveys.invited')?.value ?? 0)} lời mời, thu ${countText(answers)} phiếu.${share}`
}
