import type { Indicator, Source } from './types.ts'

/** What the commune told, from its first message on; drafts and what was cancelled before are not among it. */
const broadcastRows: Source = {
  name: 'broadcasts',
  base: `SELECT id, kind, title, substr(started_at, 1, 10) AS day, state, hamlets FROM broadcast
    WHERE unit = ?1 AND substr(started_at, 1, 10) >= ?2 AND substr(started_at, 1, 10) <= ?3 AND ?4 IS NOT NULL`,
  columns: [
    { key: 'id', label: 'Mã tin' },
    { key: 'day', label: 'Ngày gửi' },
    { key: 'kind', label: 'Loại' },
    { key: 'title', label: 'Tiêu đề' },
    { key: 'state', label: 'Bước' },
    { key: 'hamlets', label: 'Thôn (trống = toàn xã)', sql: `CASE hamlets WHEN '[]' THEN '' ELSE hamlets END` },
  ],
  order: 'day, id',
}

/** Messages handed over to a channel, one row each; whose they were is not among it. */
const reachRows: Source = {
  name: 'broadcast messages',
  base: `SELECT m.broadcast, b.kind, b.title, m.channel, m.hamlet, m.day FROM broadcast_message AS m
    JOIN broadcast AS b ON b.unit = m.unit AND b.id = m.broadcast
    WHERE m.unit = ?1 AND m.state = 'delivered' AND m.day >= ?2 AND m.day <= ?3 AND ?4 IS NOT NULL`,
  columns: [
    { key: 'broadcast', label: 'Mã tin' },
    { key: 'title', label: 'Tiêu đề' },
    { key: 'day', label: 'Ngày giao' },
    { key: 'channel', label: 'Kênh' },
    { key: 'hamlet', label: 'Thôn người nhận chọn' },
  ],
  order: 'day, broadcast, channel, hamlet',
}

const quizRows: Source = {
  name: 'quiz answers',
  base: `SELECT a.id, a.broadcast, b.title, a.day, a.door, a.score FROM quiz_answer AS a
    JOIN broadcast AS b ON b.unit = a.unit AND b.id = a.broadcast
    WHERE a.unit = ?1 AND a.day >= ?2 AND a.day <= ?3 AND ?4 IS NOT NULL`,
  columns: [
    { key: 'id', label: 'Mã lượt' },
    { key: 'broadcast', label: 'Mã tin' },
    { key: 'title', label: 'Tiêu đề' },
    { key: 'day', label: 'Ngày' },
    { key: 'door', label: 'Nơi trả lời' },
    { key: 'score', label: 'Số câu đúng' },
  ],
  order: 'day, id',
}

const count = (key: string, label: string, source: Source, rule: string, basis: string, of = '1'): Indicator => ({
  key: `outreach.${key}`,
  label,
  unit: 'count',
  source,
  of,
  rule,
  basis,
})

export const broadcastIndicators: Indicator[] = [
  count('broadcasts', 'Tin, thông báo đã gửi', broadcastRows, 'so_tin', 'Tin lãnh đạo đã duyệt và đã bắt đầu gửi'),
  count(
    'reform-broadcasts',
    'Tin tuyên truyền cải cách hành chính đã gửi',
    broadcastRows,
    'so_tin_cchc',
    'Tin loại tuyên truyền CCHC và tìm hiểu CCHC đã bắt đầu gửi',
    `kind IN ('reform', 'quiz')`,
  ),
  count(
    'reach',
    'Lượt tin nhắn đã giao tới người đăng ký',
    reachRows,
    'luot_tin_da_giao',
    'Tin nhắn đã giao cho kênh; một người nhận nhiều tin là nhiều lượt',
  ),
  count(
    'quiz-answers',
    'Lượt trả lời tìm hiểu CCHC',
    quizRows,
    'luot_tim_hieu',
    'Mỗi máy hoặc khung trò chuyện một lượt cho mỗi lần tìm hiểu; không phải khảo sát chọn mẫu',
  ),
]
