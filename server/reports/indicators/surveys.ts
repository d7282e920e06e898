import type { Indicator, Source } from './types.ts'

/** Answers of the period to the surveys about the one-stop desk. */
export const answerRows: Source = {
  name: 'answers',
  base: `SELECT * FROM survey_response WHERE unit = ?1 AND day >= ?2 AND day <= ?3 AND ?4 IS NOT NULL`,
  columns: [
    { key: 'id', label: 'Mã phiếu' },
    { key: 'survey', label: 'Mẫu phiếu' },
    { key: 'version', label: 'Bản' },
    { key: 'day', label: 'Ngày' },
    { key: 'door', label: 'Cách trả lời' },
    { key: 'assisted', label: 'Có người giúp (1 = có)' },
    { key: 'field', label: 'Lĩnh vực' },
    { key: 'satisfied', label: 'Hài lòng (1 = có)' },
    { key: 'marks', label: 'Dấu hiệu cần xem' },
  ],
  order: 'day, hour, id',
}

const invitationRows: Source = {
  name: 'invitations',
  base: 'SELECT survey, field, sent_day FROM survey_invitation WHERE unit = ?1 AND sent_day >= ?2 AND sent_day <= ?3 AND ?4 IS NOT NULL',
  columns: [
    { key: 'survey', label: 'Mẫu phiếu' },
    { key: 'field', label: 'Lĩnh vực' },
    { key: 'sent_day', label: 'Ngày mời' },
  ],
  order: 'sent_day',
}

/** What people said of the time beside what the record says: one row a day and pair, of no answer and no dossier. */
const timingRows: Source = {
  name: 'timing',
  base: 'SELECT day, said, recorded, n FROM survey_timing WHERE unit = ?1 AND day >= ?2 AND day <= ?3 AND ?4 IS NOT NULL',
  columns: [
    { key: 'day', label: 'Ngày' },
    { key: 'said', label: 'Người dân nói' },
    { key: 'recorded', label: 'Hồ sơ ghi' },
    { key: 'n', label: 'Số phiếu' },
  ],
  order: 'day, said, recorded',
}

const DESK = `survey IN ('tthc', 'kiosk', 'unit')`
const OWN = 'Khảo sát của đơn vị (không phải SIPAS)'
const count = (key: string, label: string, of: string, rule: string): Indicator => ({
  key: `surveys.${key}`,
  label,
  unit: 'count',
  source: answerRows,
  of,
  rule,
  basis: OWN,
})

export const surveyIndicators: Indicator[] = [
  count('answers', 'Phiếu đánh giá về giải quyết thủ tục', DESK, 'so_phieu'),
  count('marked', 'Phiếu có dấu hiệu cần xem lại', `${DESK} AND marks <> '[]'`, 'phieu_can_xem'),
  {
    ...count(
      'satisfied-rate',
      'Tỷ lệ hài lòng theo phiếu khảo sát tại đơn vị',
      `${DESK} AND satisfied = 1`,
      'hai_long_phieu',
    ),
    unit: 'percent',
    per: `${DESK} AND satisfied IS NOT NULL`,
  },
  {
    ...count(
      'assisted-rate',
      'Tỷ lệ phiếu có người giúp hoặc do cán bộ nhập',
      `${DESK} AND (assisted = 1 OR door IN ('phone', 'helper'))`,
      'phieu_co_nguoi_giup',
    ),
    unit: 'percent',
    per: DESK,
  },
  count('chat-answers', 'Lượt đánh giá câu trả lời tự động', `survey = 'chat'`, 'so_phieu_hoi_dap'),
  {
    ...count('time-compared', 'Phiếu so được thời gian với hồ sơ', '1', 'phieu_so_ho_so'),
    source: timingRows,
    sum: 'n',
    basis: 'Phiếu gửi kèm mã hồ sơ đã có kết quả; chỉ đếm, không giữ mã hồ sơ',
  },
  {
    ...count('time-differs', 'Phiếu nói thời gian khác hồ sơ ghi', 'said <> recorded', 'phieu_khac_ho_so'),
    source: timingRows,
    sum: 'n',
    basis: 'Người dân nói sớm, đúng, trễ hẹn khác với ngày ghi trong hồ sơ',
  },
  {
    ...count(
      'late-unrecorded',
      'Phiếu nói trễ hẹn, hồ sơ ghi đúng hoặc trước hạn',
      `said = 'late' AND recorded <> 'late'`,
      'dan_noi_tre_ho_so_khong',
    ),
    source: timingRows,
    sum: 'n',
    basis: 'Dấu hiệu ghi ngày trả kết quả chưa đúng thực tế: cần xem lại',
  },
  { ...count('invited', 'Lời mời khảo sát đã gửi', '1', 'so_loi_moi'), source: invitationRows },
]
