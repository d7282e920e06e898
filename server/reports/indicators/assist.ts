import type { Indicator, Source } from './types.ts'

/** Visits of the community digital team; nothing of who was helped. */
const visitRows: Source = {
  name: 'assist',
  base: 'SELECT * FROM assist_visit WHERE unit = ?1 AND day >= ?2 AND day <= ?3 AND withdrawn_at IS NULL AND ?4 IS NOT NULL',
  columns: [
    { key: 'id', label: 'Mã lượt' },
    { key: 'day', label: 'Ngày' },
    { key: 'team', label: 'Tổ' },
    { key: 'hamlet', label: 'Thôn' },
    { key: 'place', label: 'Nơi giúp' },
    { key: 'kinds', label: 'Việc' },
    { key: 'difficulties', label: 'Khó khăn' },
    { key: 'outcome', label: 'Kết quả' },
  ],
  order: 'at, id',
}
const ND224 = 'NĐ 224/2026/NĐ-CP Điều 79'
const count = (key: string, label: string, of: string, rule: string): Indicator => ({
  key: `assist.${key}`,
  label,
  unit: 'count',
  source: visitRows,
  of,
  rule,
  basis: ND224,
})

export const assistIndicators: Indicator[] = [
  count('visits', 'Lượt Tổ công nghệ số giúp người dân', '1', 'luot_ho_tro'),
  count('done', 'Lượt giúp làm xong', `outcome = 'done'`, 'luot_ho_tro_xong'),
  count('difficult', 'Lượt gặp khó khăn', `difficulties <> '[]'`, 'luot_gap_kho_khan'),
  count('sim', 'Lượt vướng SIM không chính chủ', `difficulties LIKE '%"sim"%'`, 'vuong_sim'),
  count('submitted', 'Lượt giúp nộp hồ sơ trực tuyến', `kinds LIKE '%"submit"%'`, 'giup_nop_truc_tuyen'),
]
