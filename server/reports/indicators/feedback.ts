import type { Indicator, Source } from './types.ts'

/** Cases (phản ánh, kiến nghị) handled in the period: received by its end and not over before it began. Merged ones count once, as the other. */
export const feedbackRows: Source = {
  name: 'feedback',
  base: `SELECT *, substr(received_at, 1, 10) AS received_day, substr(due_at, 1, 10) AS due_day,
      closed_at IS NOT NULL AND substr(closed_at, 1, 10) <= ?3 AS ended
    FROM feedback
    WHERE unit = ?1 AND state <> 'merged' AND received_at < ?3 || 'U'
      AND (closed_at IS NULL OR substr(closed_at, 1, 10) >= ?2) AND ?4 IS NOT NULL`,
  columns: [
    { key: 'code', label: 'Mã phản ánh' },
    { key: 'kind', label: 'Loại' },
    { key: 'source', label: 'Nguồn' },
    { key: 'department', label: 'Bộ phận xử lý' },
    { key: 'received_at', label: 'Tiếp nhận' },
    { key: 'due_at', label: 'Hạn trả lời' },
    { key: 'closed_at', label: 'Trả lời' },
    { key: 'outcome', label: 'Kết quả' },
    { key: 'reopened', label: 'Số lần mở lại' },
    { key: 'rating', label: 'Đánh giá' },
  ],
  order: 'received_at, code',
}

/** How often somebody was shown the route of khiếu nại, tố cáo; one row a day and kind, nothing of what was said. */
const guidedRows: Source = {
  name: 'guided',
  base: 'SELECT day, kind, count FROM feedback_guided WHERE unit = ?1 AND day >= ?2 AND day <= ?3 AND ?4 IS NOT NULL',
  columns: [
    { key: 'day', label: 'Ngày' },
    { key: 'kind', label: 'Loại' },
    { key: 'count', label: 'Số lượt' },
  ],
  order: 'day, kind',
}

const NEW = 'received_day >= ?2'
const IN_TIME = 'ended AND closed_at <= due_at'
const NĐ20 = 'NĐ 20/2008/NĐ-CP Điều 9'
const QD766 = 'Bộ chỉ số QĐ 766/QĐ-TTg, mục 5'

const count = (key: string, label: string, of: string, rule: string, basis = NĐ20): Indicator => ({
  key: `feedback.${key}`,
  label,
  unit: 'count',
  source: feedbackRows,
  of,
  rule,
  basis,
})
const share = (key: string, label: string, of: string, per: string, rule: string, basis: string): Indicator => ({
  ...count(key, label, of, rule, basis),
  unit: 'percent',
  per,
})
const kind = (name: string, label: string) => count(name, label, `${NEW} AND kind = '${name}'`, `pakn_loai_${name}`)
const outcome = (name: string, label: string) =>
  count(`outcome-${name}`, label, `ended AND outcome = '${name}'`, `pakn_ket_qua_${name}`)
const door = (name: string, label: string, sources: string) =>
  count(`door-${name}`, label, `${NEW} AND source IN (${sources})`, `pakn_nguon_${name}`)

export const feedbackIndicators: Indicator[] = [
  count('received', 'Phản ánh, kiến nghị tiếp nhận trong kỳ', NEW, 'pakn_tiep_nhan'),
  count('carried-over', 'Phản ánh, kiến nghị kỳ trước chuyển qua', `NOT (${NEW})`, 'pakn_ky_truoc'),
  count('handled', 'Phản ánh, kiến nghị phải xử lý trong kỳ', '1', 'pakn_tong'),
  kind('field', 'Phản ánh hiện trường'),
  kind('conduct', 'Phản ánh về hành vi, thái độ, chậm trễ của cán bộ'),
  kind('regulation', 'Phản ánh, kiến nghị về quy định, thủ tục'),
  kind('suggestion', 'Góp ý'),
  kind('praise', 'Khen'),
  kind('question', 'Hỏi đáp'),
  count('closed', 'Phản ánh, kiến nghị đã xử lý', 'ended', 'pakn_da_xu_ly'),
  count('closed-on-time', 'Xử lý đúng hạn', IN_TIME, 'pakn_dung_han'),
  count('closed-late', 'Xử lý quá hạn', `ended AND NOT (${IN_TIME})`, 'pakn_qua_han'),
  count('open', 'Phản ánh, kiến nghị đang xử lý', 'NOT ended', 'pakn_dang_xu_ly'),
  count('open-late', 'Đang xử lý, quá hạn', 'NOT ended AND due_day < ?4', 'pakn_dang_qua_han'),
  count(
    'due-soon',
    'Đang xử lý, đến hạn trong 3 ngày tới',
    `NOT ended AND due_day BETWEEN ?4 AND date(?4, '+3 days')`,
    'pakn_sap_den_han',
    'Ba ngày kể từ ngày xem số liệu',
  ),
  outcome('resolved', 'Kết quả: đã giải quyết'),
  outcome('transferred', 'Kết quả: chuyển cơ quan có thẩm quyền'),
  outcome('refused', 'Kết quả: từ chối có lý do'),
  outcome('beyond', 'Kết quả: ngoài thẩm quyền'),
  outcome('unreachable', 'Kết quả: không liên lạc được'),
  door('online', 'Nguồn: ứng dụng, web', `'web'`),
  door('chat', 'Nguồn: Telegram, Zalo', `'telegram', 'zalo'`),
  door('desk', 'Nguồn: điện thoại, hòm thư, trực tiếp, văn bản', `'phone', 'letterbox', 'walk-in', 'paper', 'behalf'`),
  count('reopened', 'Người dân báo chưa xong, mở lại', 'reopened > 0', 'pakn_mo_lai'),
  count('published', 'Kết quả đã công khai', 'published_at IS NOT NULL', 'pakn_cong_khai', QD766),
  share(
    'on-time-rate',
    'Tỷ lệ xử lý phản ánh, kiến nghị đúng hạn',
    IN_TIME,
    'ended',
    'pakn_ty_le_dung_han',
    `${QD766}.2`,
  ),
  share(
    'handled-rate',
    'Tỷ lệ phản ánh, kiến nghị được xử lý',
    'ended',
    '1',
    'pakn_ty_le_giai_quyet',
    'Đã xử lý / phải xử lý trong kỳ',
  ),
  share(
    'content-rate-766',
    'Hài lòng trong xử lý phản ánh, kiến nghị (QĐ 766, chỉ số 5.3)',
    `${IN_TIME} AND reopened = 0 AND COALESCE(rating, '') <> 'dislike'`,
    'ended',
    'hai_long_pakn_766',
    `${QD766}.3: trừ việc bị chê, quá hạn, phải phản ánh tiếp`,
  ),
  {
    key: 'feedback.guided',
    label: 'Lượt hướng dẫn khiếu nại, tố cáo đúng nơi nhận',
    unit: 'count',
    source: guidedRows,
    of: `kind IN ('complaint', 'denunciation')`,
    sum: 'count',
    rule: 'huong_dan_don_thu',
    basis: 'Chỉ đếm lượt, không ghi nội dung',
  },
]
