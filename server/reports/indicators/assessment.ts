import { dossierRows } from './dossiers.ts'
import { answerRows } from './surveys.ts'
import type { Indicator, Source } from './types.ts'

const CIRCULAR = 'TT 01/2018/TT-VPCP Điều 13–14; chưa xác minh văn bản thay thế có giữ cách chấm này không'

/** Points that an answer of the slip `tthc` is worth, by its item and options; those named nowhere count for nothing. */
export const SLIP = {
  1: { item: 'time', points: { early: 2, 'on-time': 1, late: 0 } },
  3: { item: 'visits', points: { none: 2, once: 1, more: 0 } },
  4: { item: 'bodies', points: { none: 2, once: 1, more: 0 } },
  6: { item: 'public', points: { both: 2, one: 1, none: 0 } },
  7: { item: 'attitude', points: { good: 2, fair: 1, bad: 0 } },
} as const
const NAMES: Record<keyof typeof SLIP, string> = {
  1: 'Chỉ số 1: tổng thời gian giải quyết so với quy định',
  3: 'Chỉ số 3: số lần phải liên hệ để hoàn thiện hồ sơ',
  4: 'Chỉ số 4: số cơ quan phải liên hệ để hoàn thiện hồ sơ',
  6: 'Chỉ số 6: công khai thủ tục hành chính',
  7: 'Chỉ số 7: thái độ khi hướng dẫn, tiếp nhận, giải quyết',
}

const score = (key: string, label: string, source: Source, of: string, mean: string, basis: string): Indicator => ({
  key: `assessment.${key}`,
  label,
  unit: 'score',
  source,
  of,
  mean,
  rule: `danh_gia_${key.replaceAll('-', '_')}`,
  basis,
})

/** The mean points of an item of the slip, over those who answered it. */
function slip(index: keyof typeof SLIP): Indicator {
  const { item, points } = SLIP[index]
  const answer = `json_extract(answers, '$.${item}')`
  const names = Object.keys(points).map((name) => `'${name}'`)
  const worth = Object.entries(points).map(([name, n]) => `WHEN '${name}' THEN ${n}`)
  return score(
    `index-${index}`,
    NAMES[index],
    answerRows,
    `survey = 'tthc' AND ${answer} IN (${names.join(', ')})`,
    `CASE ${answer} ${worth.join(' ')} END`,
    CIRCULAR,
  )
}

/** Items of the unit's own slip by factor (năm yếu tố), each answered 1–5. */
export const FACTORS = {
  access: { name: 'Tiếp cận dịch vụ', items: ['seats', 'equipment', 'modern', 'easy'] },
  procedure: { name: 'Thủ tục hành chính', items: ['posted', 'accurate', 'papers', 'fee', 'deadline'] },
  staff: {
    name: 'Người trực tiếp giải quyết công việc',
    items: ['polite', 'listens', 'explains', 'devoted', 'clear', 'rules'],
  },
  result: { name: 'Kết quả dịch vụ', items: ['lawful', 'complete', 'correct'] },
  feedback: {
    name: 'Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị',
    items: ['ways', 'easy-say', 'acts', 'tells'],
  },
} as const

/** One row for each item that somebody marked 1–5. */
const factorRows: Source = {
  name: 'factors',
  base: `SELECT r.id, r.version, r.day, r.door, j.key AS item, CAST(j.value AS INTEGER) AS points
    FROM survey_response AS r, json_each(r.answers) AS j
    WHERE r.unit = ?1 AND r.survey = 'unit' AND r.day >= ?2 AND r.day <= ?3 AND ?4 IS NOT NULL
      AND j.value IN ('1', '2', '3', '4', '5')`,
  columns: [
    { key: 'id', label: 'Mã phiếu' },
    { key: 'version', label: 'Bản' },
    { key: 'day', label: 'Ngày' },
    { key: 'door', label: 'Cách trả lời' },
    { key: 'item', label: 'Câu' },
    { key: 'points', label: 'Điểm (1–5)' },
  ],
  order: 'day, id, item',
}
const OWN = 'Khảo sát của đơn vị (không phải SIPAS), điểm 1–5, mọi câu như nhau'
const names = (items: readonly string[]) => items.map((item) => `'${item}'`).join(', ')

export const assessmentIndicators: Indicator[] = [
  slip(1),
  score(
    'index-2',
    'Chỉ số 2: thời gian thực hiện của từng cơ quan so với quy định',
    dossierRows,
    `class IN ('early', 'on-time', 'late')`,
    `CASE class WHEN 'early' THEN 2 WHEN 'on-time' THEN 1 ELSE 0 END`,
    `${CIRCULAR}. Xã tự giải quyết: lấy theo hồ sơ`,
  ),
  slip(3),
  slip(4),
  slip(6),
  slip(7),
  ...Object.entries(FACTORS).map(([key, { name, items }]) =>
    score(`factor-${key}`, `Yếu tố: ${name}`, factorRows, `item IN (${names(items)})`, 'points', OWN),
  ),
  score(
    'factors',
    'Điểm bình quân năm yếu tố',
    factorRows,
    `item IN (${names(Object.values(FACTORS).flatMap(({ items }) => [...items]))})`,
    'points',
    OWN,
  ),
]
