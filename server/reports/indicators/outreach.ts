import type { Indicator, Source } from './types.ts'

/** Questions about procedures that people typed, as the assistant counted them: one row a day, field and channel. */
export const guidanceRows: Source = {
  name: 'guidance',
  base: `SELECT day, intent, NULLIF(topic, '') AS topic, channel, asked, unanswered, asked - unanswered AS answered
    FROM guidance_day WHERE unit = ?1 AND day >= ?2 AND day <= ?3 AND ?4 IS NOT NULL`,
  columns: [
    { key: 'day', label: 'Ngày' },
    { key: 'intent', label: 'Loại câu hỏi' },
    { key: 'topic', label: 'Lĩnh vực' },
    { key: 'channel', label: 'Kênh' },
    { key: 'asked', label: 'Số câu hỏi' },
    { key: 'answered', label: 'Đã trả lời' },
    { key: 'unanswered', label: 'Chưa trả lời' },
  ],
  order: 'day, topic, channel',
}

const sum = (key: string, label: string, of: string, column: string, rule: string): Indicator => ({
  key: `outreach.${key}`,
  label,
  unit: 'count',
  source: guidanceRows,
  of,
  sum: column,
  rule,
  basis: 'Câu hỏi gõ cho trợ lý tự động; chỉ đếm, không ghi lời. Chưa trả lời: câu đã chuyển cho người soạn bổ sung',
})

export const outreachIndicators: Indicator[] = [
  sum('questions', 'Câu hỏi về thủ tục', 'asked > 0', 'asked', 'so_cau_hoi'),
  sum('answered', 'Câu hỏi đã trả lời', 'asked > unanswered', 'answered', 'cau_hoi_da_tra_loi'),
  sum('unanswered', 'Câu hỏi chưa trả lời được', 'unanswered > 0', 'unanswered', 'cau_hoi_chua_tra_loi'),
  sum('elsewhere', 'Câu hỏi ngoài phạm vi của xã', `intent = 'out_of_scope'`, 'asked', 'cau_hoi_ngoai_pham_vi'),
]
