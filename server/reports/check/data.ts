import { dossierRows } from '../indicators/dossiers.ts'
import { feedbackRows } from '../indicators/feedback.ts'
import type { Indicator, Source } from '../indicators/types.ts'

/** Dossiers of the period by any of their moments: also those whose moments would keep them out of every figure. */
const moments: Source = {
  name: 'moments',
  base: `SELECT *, COALESCE(finished_at, returned_at) AS result_at, finished_at IS NULL AND returned_at IS NULL AS undated
    FROM dossier
    WHERE unit = ?1 AND received_at < ?3 || 'U' AND ?4 IS NOT NULL
      AND (received_at >= ?2 OR finished_at >= ?2 OR returned_at >= ?2
        OR (finished_at IS NULL AND returned_at IS NULL AND state NOT IN ('withdrawn', 'refused', 'stopped')))`,
  columns: [
    { key: 'code', label: 'Mã hồ sơ' },
    { key: 'procedure_name', label: 'Thủ tục' },
    { key: 'field', label: 'Lĩnh vực' },
    { key: 'department', label: 'Đơn vị xử lý' },
    { key: 'state', label: 'Trạng thái' },
    { key: 'received_at', label: 'Tiếp nhận' },
    { key: 'due_at', label: 'Hẹn trả' },
    { key: 'finished_at', label: 'Có kết quả' },
    { key: 'returned_at', label: 'Trả kết quả' },
    { key: 'fee', label: 'Lệ phí (đồng)' },
    { key: 'paid_amount', label: 'Trả trực tuyến (đồng)' },
    { key: 'source_row', label: 'Dòng trong tệp' },
  ],
  order: 'received_at, code',
}

/** One moment before another: to the minute when both carry a time, else by day. */
const before = (a: string, b: string) =>
  `(${a}_at IS NOT NULL AND ${b}_at IS NOT NULL AND CASE WHEN ${a}_timed = 1 AND ${b}_timed = 1
     THEN substr(${a}_at, 1, 16) < substr(${b}_at, 1, 16) ELSE substr(${a}_at, 1, 10) < substr(${b}_at, 1, 10) END)`

const check = (key: string, label: string, of: string, basis: string, source: Source = moments): Indicator => ({
  key: `check.${key}`,
  label,
  unit: 'count',
  source,
  of,
  rule: `soat_${key.replaceAll('-', '_')}`,
  basis,
})

const CLASSES = `'early', 'on-time', 'late', 'undated', 'pending', 'overdue', 'waiting', 'withdrawn', 'refused'`

/** What does not add up in our own data: each counts the rows to be looked at, and 0 is good. */
export const CHECKS: readonly Indicator[] = [
  check(
    'unclassed',
    'Hồ sơ không thuộc nhóm nào',
    `class IS NULL OR class NOT IN (${CLASSES})`,
    'Tiếp nhận phải bằng đã giải quyết + đang giải quyết + chờ bổ sung + rút + từ chối',
    dossierRows,
  ),
  check(
    'result-undated',
    'Báo đã có hoặc đã trả kết quả, không ghi ngày',
    `state IN ('ready', 'returned') AND undated`,
    'Chưa có ngày thì vẫn đếm là đang giải quyết',
  ),
  check(
    'ended-undated',
    'Rút, từ chối hoặc dừng, không ghi ngày',
    `state IN ('withdrawn', 'refused', 'stopped') AND undated`,
    'Chưa có ngày thì lấy ngày tệp đầu tiên báo như vậy',
  ),
  check(
    'returned-unfinished',
    'Đã trả nhưng không ghi lúc có kết quả',
    `returned_at IS NOT NULL AND finished_at IS NULL`,
    'Kết thúc hồ sơ khi chưa có kết quả, hoặc nhập thiếu',
  ),
  check(
    'open-with-result',
    'Báo đang xử lý nhưng đã có ngày kết quả',
    `state IN ('received', 'processing', 'waiting') AND NOT undated`,
    'Trạng thái và ngày nói khác nhau',
  ),
  check(
    'due-before-received',
    'Hẹn trả trước lúc tiếp nhận',
    before('due', 'received'),
    'Ngày hẹn không thể trước ngày nhận',
  ),
  check(
    'finished-before-received',
    'Có kết quả trước lúc tiếp nhận',
    before('finished', 'received'),
    'Ngày có kết quả không thể trước ngày nhận',
  ),
  check(
    'returned-before-finished',
    'Trả kết quả trước lúc có kết quả',
    `${before('returned', 'finished')} OR (finished_at IS NULL AND ${before('returned', 'received')})`,
    'Ngày trả không thể trước ngày có kết quả',
  ),
  check(
    'paid-more',
    'Trả trực tuyến nhiều hơn lệ phí',
    'paid_amount > fee',
    'Số tiền trả trực tuyến không thể hơn phí, lệ phí của hồ sơ',
  ),
  check(
    'late-unexcused',
    'Trễ hạn, chưa có văn bản xin lỗi',
    `class IN ('late', 'overdue') AND COALESCE(apology, 0) <> 1`,
    'NĐ 61/2018/NĐ-CP Điều 19.9',
    dossierRows,
  ),
  check(
    'case-before',
    'Phản ánh có hạn hoặc trả lời trước lúc nhận',
    'due_at < received_at OR closed_at < received_at',
    'Các mốc phải theo thứ tự',
    feedbackRows,
  ),
  check(
    'case-unanswered',
    'Phản ánh đã đóng, không có câu trả lời hoặc kết quả',
    `ended AND (outcome IS NULL OR NOT EXISTS (SELECT 1 FROM feedback_event AS e WHERE e.unit = ?1 AND e.code = base.code
       AND e.event = 'closed' AND e.words IS NOT NULL))`,
    'Đóng phản ánh phải kèm trả lời',
    feedbackRows,
  ),
]

const byKey = new Map(CHECKS.map((one) => [one.key, one]))

/** The check with this key. */
export function checkOf(key: string): Indicator | undefined {
  return byKey.get(key)
}
