import { assessed } from '../rules/assessment.ts'
import { change, countText, decimalText, percentText, wholeText } from '../rules/numbers.ts'
import { briefDay } from '../rules/period.ts'
import type { Figure, Period } from '../schema.ts'
import { marginText } from './margin.ts'
import { type Block, heading, para } from './model.ts'

/** Figures by key, of the period, of the same days last year, and from the beginning of the year. */
export type Told = { now: Figures; before: Figures; year: Figures }
export type Figures = ReadonlyMap<string, Figure>

export type CchcInput = {
  period: Period
  told: Told
  procedures: number
  unitName: string
  asOf: string
  provisional: boolean
  /** Text by people, by section key. */
  own: ReadonlyMap<string, string>
}

/**
 * The quarterly report on administrative reform (báo cáo CCHC): the six contents of NQ 76/NQ-CP in the order communes use. What data can
 * tell is told by data; the rest is text by people, which stays when figures are drawn anew.
 */
export function cchc(input: CchcInput): Block[] {
  const { period, own: texts } = input
  const own = (key: string, hint: string): Block => ({ type: 'own', key, text: texts.get(key) ?? null, hint })
  return [
    para(
      `${input.unitName} báo cáo kết quả thực hiện công tác cải cách hành chính ${period.label} như sau (số liệu từ ngày ${briefDay(period.from)} đến ngày ${briefDay(period.to)}${input.provisional ? `, tạm tính đến ${input.asOf}` : ''}):`,
    ),
    heading(1, 'I. TÌNH HÌNH TỔ CHỨC, TRIỂN KHAI THỰC HIỆN CẢI CÁCH HÀNH CHÍNH'),
    own('organisation', 'Đơn vị viết: tình hình tổ chức, triển khai'),
    heading(1, 'II. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH'),
    heading(2, '1. Ban hành văn bản chỉ đạo, điều hành'),
    own('direction', 'Đơn vị viết: văn bản chỉ đạo'),
    heading(2, '2. Tiến độ thực hiện kế hoạch cải cách hành chính năm'),
    own('progress', 'Đơn vị viết: nhiệm vụ đã xong, đang làm, tỷ lệ hoàn thành'),
    heading(2, '3. Công tác tuyên truyền cải cách hành chính'),
    ...outreach(input),
    own('propaganda', 'Đơn vị viết: hình thức tuyên truyền khác'),
    heading(1, 'III. KẾT QUẢ THỰC HIỆN'),
    heading(2, '1. Cải cách thể chế'),
    own('institutions', 'Đơn vị viết'),
    heading(2, '2. Cải cách thủ tục hành chính'),
    heading(3, 'a) Số lượng thủ tục hành chính thuộc thẩm quyền'),
    ...(input.procedures > 0
      ? [para(`Danh mục công khai có ${wholeText(input.procedures)} thủ tục hành chính cấp xã.`)]
      : []),
    own('review', 'Đơn vị viết: rà soát, cắt giảm, đơn giản hóa'),
    heading(3, 'b) Kết quả tiếp nhận, giải quyết hồ sơ theo cơ chế một cửa, một cửa liên thông'),
    ...dossiers(input),
    heading(3, 'c) Kết quả tiếp nhận, xử lý phản ánh, kiến nghị'),
    ...feedback(input),
    heading(3, 'd) Kết quả đánh giá việc giải quyết thủ tục hành chính'),
    ...satisfaction(input),
    heading(2, '3. Cải cách tổ chức bộ máy'),
    own('machinery', 'Đơn vị viết'),
    heading(2, '4. Cải cách chế độ công vụ'),
    own('service', 'Đơn vị viết'),
    heading(2, '5. Cải cách tài chính công'),
    own('finance', 'Đơn vị viết'),
    heading(2, '6. Xây dựng và phát triển chính quyền điện tử, chính quyền số'),
    ...digital(input),
    ...helped(input),
    own('digital', 'Đơn vị viết: hạ tầng, đào tạo, Tổ công nghệ số cộng đồng'),
    heading(1, 'IV. NHẬN XÉT, ĐÁNH GIÁ'),
    heading(2, '1. Ưu điểm'),
    own('strengths', 'Đơn vị viết'),
    heading(2, '2. Tồn tại, hạn chế và nguyên nhân'),
    ...weaknesses(input),
    own('weaknesses', 'Đơn vị viết: nguyên nhân'),
    heading(1, 'V. NHIỆM VỤ, GIẢI PHÁP TRONG THỜI GIAN TỚI'),
    own('tasks', 'Đơn vị viết'),
    para(
      `Trên đây là báo cáo kết quả thực hiện công tác cải cách hành chính ${period.label}. Kính báo cáo cấp có thẩm quyền tổng hợp./.`,
    ),
  ]
}

function dossiers({ told, period }: CchcInput): Block[] {
  const n = counter(told.now)
  if (n('dossiers.received') === 0) return [para(`Trong ${period.label}, hệ thống chưa có dữ liệu hồ sơ của kỳ này.`)]
  return [
    para(
      `Tổng số hồ sơ tiếp nhận: ${countText(n('dossiers.received'))} hồ sơ, trong đó tiếp nhận trong kỳ ${countText(n('dossiers.received-in-period'))} hồ sơ, kỳ trước chuyển qua ${countText(n('dossiers.carried-over'))} hồ sơ.${compared(told, 'dossiers.received-in-period', 'Số tiếp nhận trong kỳ')}`,
    ),
    para(
      `Đã giải quyết: ${countText(n('dossiers.solved'))} hồ sơ, gồm trước hạn ${countText(n('dossiers.solved-early'))}, đúng hạn ${countText(n('dossiers.solved-on-time'))}, quá hạn ${countText(n('dossiers.solved-late'))}${n('dossiers.solved-undated') > 0 ? `, không có ngày hẹn trả ${countText(n('dossiers.solved-undated'))}` : ''} hồ sơ. ${share(told.now, 'dossiers.on-time-rate', 'Tỷ lệ đúng và trước hạn trên hồ sơ đã giải quyết')}${targetText(told.now, 'dossiers.on-time-rate')}`,
    ),
    para(
      `Đang giải quyết: ${countText(n('dossiers.pending'))} hồ sơ, gồm trong hạn ${countText(n('dossiers.pending-in-due'))}, quá hạn ${countText(n('dossiers.pending-overdue'))}. Chờ công dân bổ sung giấy tờ: ${countText(n('dossiers.waiting'))}; công dân rút: ${countText(n('dossiers.withdrawn'))}; không tiếp nhận, từ chối hoặc dừng xử lý: ${countText(n('dossiers.refused'))} hồ sơ.`,
    ),
    ...(n('dossiers.apologies-due') > 0
      ? [
          para(
            `Hồ sơ trễ hạn phải xin lỗi: ${countText(n('dossiers.apologies-due'))}; đã có văn bản xin lỗi: ${countText(n('dossiers.apologies-sent'))}; còn thiếu: ${countText(n('dossiers.apologies-due') - n('dossiers.apologies-sent'))}.`,
          ),
        ]
      : [para('Không có hồ sơ trễ hạn trong kỳ.')]),
    ...meanDays(told.now),
    para(
      `Lũy kế từ đầu năm: tiếp nhận ${countText(counter(told.year)('dossiers.received'))} hồ sơ, đã giải quyết ${countText(counter(told.year)('dossiers.solved'))} hồ sơ, quá hạn ${countText(counter(told.year)('dossiers.solved-late'))} hồ sơ.`,
    ),
  ]
}

function meanDays(now: Figures): Block[] {
  const taken = now.get('dossiers.mean-days')?.value
  const promised = now.get('dossiers.mean-due-days')?.value
  if (taken === null || taken === undefined || promised === null || promised === undefined) return []
  return [
    para(
      `Thời gian giải quyết bình quân ${decimalText(taken)} ngày làm việc, so với ${decimalText(promised)} ngày làm việc được hẹn.`,
    ),
  ]
}

function digital({ told }: CchcInput): Block[] {
  const { now } = told
  const n = counter(now)
  if (n('dossiers.received') === 0) return []
  return [
    para(
      `Dịch vụ công trực tuyến: ${countText(n('dossiers.received-online'))} hồ sơ nộp trực tuyến. ${share(now, 'dossiers.online-rate', 'Tỷ lệ trên hồ sơ tiếp nhận trong kỳ')}${targetText(now, 'dossiers.online-rate')}`,
    ),
    para(
      `Thanh toán trực tuyến: ${countText(n('dossiers.online-payments'))} hồ sơ, số tiền ${wholeText(n('dossiers.online-payment-amount'))} đồng. ${share(now, 'dossiers.online-payment-rate', 'Tỷ lệ trên hồ sơ có phí, lệ phí')}${targetText(now, 'dossiers.online-payment-rate')}`,
    ),
    para(
      `Số hóa: ${share(now, 'dossiers.digitised-inputs-rate', 'số hóa đủ thành phần hồ sơ trên tổng tiếp nhận')} ${share(now, 'dossiers.digitised-results-rate', 'Số hóa kết quả trên hồ sơ đã giải quyết')}`,
    ),
  ]
}

function helped({ told: { now } }: CchcInput): Block[] {
  const n = counter(now)
  if (n('assist.visits') === 0) return []
  return [
    para(
      `Tổ công nghệ số cộng đồng giúp người dân ${countText(n('assist.visits'))} lượt, trong đó giúp nộp hồ sơ trực tuyến ${countText(n('assist.submitted'))} lượt.`,
    ),
  ]
}

function feedback({ told }: CchcInput): Block[] {
  const { now } = told
  if (!now.has('feedback.received')) return [{ type: 'own', key: 'feedback', text: null, hint: 'Đơn vị viết' }]
  const n = counter(now)
  if (n('feedback.received') === 0) return [para('Trong kỳ không tiếp nhận phản ánh, kiến nghị nào qua hệ thống.')]
  return [
    para(
      `Tiếp nhận ${countText(n('feedback.received'))} phản ánh, kiến nghị, trong đó về hành vi, thái độ ${countText(n('feedback.conduct'))}, về quy định, thủ tục ${countText(n('feedback.regulation'))}, phản ánh hiện trường ${countText(n('feedback.field'))}. Đã xử lý ${countText(n('feedback.closed'))}, đang xử lý ${countText(n('feedback.open'))}, trong đó quá hạn ${countText(n('feedback.open-late'))}. ${share(now, 'feedback.on-time-rate', 'Tỷ lệ xử lý đúng hạn')}${targetText(now, 'feedback.on-time-rate')}`,
    ),
    para(
      `Người dân báo chưa xong và mở lại: ${countText(n('feedback.reopened'))}. Hướng dẫn khiếu nại, tố cáo đúng nơi nhận: ${countText(n('feedback.guided'))} lượt (không ghi nội dung).`,
    ),
  ]
}

function satisfaction({ told }: CchcInput): Block[] {
  const { now } = told
  if (!now.has('surveys.answers')) return [{ type: 'own', key: 'satisfaction', text: null, hint: 'Đơn vị viết' }]
  const n = counter(now)
  if (n('surveys.answers') === 0) return [para('Trong kỳ chưa có phiếu đánh giá nào qua hệ thống.')]
  return [
    para(
      `Thu được ${countText(n('surveys.answers'))} phiếu đánh giá của tổ chức, cá nhân. ${share(now, 'surveys.satisfied-rate', 'Tỷ lệ hài lòng (phiếu khảo sát tại đơn vị, không phải SIPAS)', marginText)}${targetText(now, 'surveys.satisfied-rate')}`,
    ),
    ...(n('surveys.late-unrecorded') > 0
      ? [
          para(
            `Trong ${countText(n('surveys.time-compared'))} phiếu gửi kèm mã hồ sơ, ${countText(n('surveys.late-unrecorded'))} phiếu nói trễ hẹn trong khi hồ sơ ghi đúng hoặc trước hạn; đơn vị cần xem lại việc ghi ngày trả kết quả.`,
          ),
        ]
      : []),
    ...classText(now),
  ]
}

/** The unit's class by the nine indices, with those that lack data named. */
function classText(now: Figures): Block[] {
  const found = assessed(now)
  if (!found) return []
  const points = found.total.toLocaleString('vi-VN', { maximumFractionDigits: 1 })
  return [
    para(
      `Điểm đánh giá theo chín chỉ số của TT 01/2018/TT-VPCP: ${points} điểm, xếp loại ${found.text.toLowerCase()}${found.missing.length > 0 ? `; chưa có dữ liệu để chấm chỉ số ${found.missing.join(', ')} (không tính vào tổng)` : ''}.`,
    ),
  ]
}

function outreach({ told }: CchcInput): Block[] {
  const { now } = told
  if (!now.has('outreach.questions')) return []
  const n = counter(now)
  return [
    para(
      `Hướng dẫn thủ tục qua trợ lý tự động: ${countText(n('outreach.questions'))} lượt hỏi; ${countText(n('outreach.unanswered'))} câu chưa trả lời được và đã chuyển cán bộ bổ sung.`,
    ),
  ]
}

/** What missed its target, in figures; the causes are people's to write. */
function weaknesses({ told }: CchcInput): Block[] {
  const missed = [...told.now.values()].filter(({ met }) => met === false)
  if (missed.length === 0) return []
  return missed.map((figure) =>
    para(
      `${figure.label} đạt ${percentText(figure.value ?? 0)} (${parts(figure)}), thấp hơn chỉ tiêu ${percentText(figure.target ?? 0)} là ${decimalText(Math.round(((figure.target ?? 0) - (figure.value ?? 0)) * 100) / 100)} điểm phần trăm.`,
    ),
  )
}

/** ` (chỉ tiêu 96%: đạt)` after a share; nothing without a target. */
function targetText(figures: Figures, key: string): string {
  const figure = figures.get(key)
  if (figure?.target === undefined || figure.met === undefined) return ''
  return ` Chỉ tiêu ${percentText(figure.target)}: ${figure.met ? 'đạt' : 'chưa đạt'}.`
}

/** `Tỷ lệ …: 285/308 = 92,53%.`, or why there is none. */
function share(figures: Figures, key: string, label: string, more: (figure: Figure) => string = () => ''): string {
  const figure = figures.get(key)
  if (!figure || figure.value === null) return `${label}: chưa tính (${figure?.note ?? 'không có dữ liệu'}).`
  return `${label}: ${parts(figure)} = ${percentText(figure.value)}${more(figure)}.`
}

function parts({ numerator = 0, denominator = 0 }: Figure): string {
  return `${wholeText(numerator)}/${wholeText(denominator)}`
}

/** How a count moved against the same days of last year; silent without a base. */
function compared({ now, before }: Told, key: string, what: string): string {
  const a = now.get(key)?.value ?? 0
  const b = before.get(key)?.value ?? 0
  const moved = change(a, b)
  if (moved === null) return ' Cùng kỳ năm trước không có dữ liệu để so sánh.'
  if (moved === 0) return ` ${what} bằng cùng kỳ năm trước.`
  return ` ${what} ${moved > 0 ? 'tăng' : 'giảm'} ${percentText(Math.abs(moved))} so với cùng kỳ năm trước (${wholeText(b)}).`
}

function counter(figures: Figures): (key: string) => number {
  return (key) => figures.get(key)?.value ?? 0
}
