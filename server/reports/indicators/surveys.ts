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
  { ...count('invited', 'Lời mời khảo sát đã gửi', '1', 'so_loi_moi'), source: invitationRows },
]
