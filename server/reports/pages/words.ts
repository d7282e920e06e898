import { showDay } from '../../kernel/time.ts'
import { wholeText } from '../rules/numbers.ts'

/** What codes in rows are called, by column. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  class: {
    early: 'trước hạn',
    'on-time': 'đúng hạn',
    late: 'quá hạn',
    undated: 'không có ngày hẹn',
    pending: 'đang giải quyết',
    overdue: 'đang quá hạn',
    waiting: 'chờ bổ sung',
    withdrawn: 'rút',
    refused: 'từ chối, dừng',
  },
  state: {
    received: 'đã tiếp nhận',
    processing: 'đang xử lý',
    waiting: 'chờ bổ sung',
    withdrawn: 'rút',
    refused: 'từ chối',
    stopped: 'dừng xử lý',
    ready: 'có kết quả',
    returned: 'đã trả',
    sending: 'đang gửi',
    sent: 'đã gửi',
  },
  channel: { direct: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính', telegram: 'Telegram', web: 'web' },
  kind: {
    field: 'phản ánh hiện trường',
    conduct: 'hành vi, thái độ',
    regulation: 'quy định, thủ tục',
    suggestion: 'góp ý',
    praise: 'khen',
    question: 'hỏi đáp',
    complaint: 'khiếu nại',
    denunciation: 'tố cáo',
    news: 'tin',
    reform: 'cải cách hành chính',
    warning: 'cảnh báo',
    quiz: 'tìm hiểu',
  },
  outcome: {
    resolved: 'đã giải quyết',
    transferred: 'chuyển cơ quan khác',
    refused: 'từ chối có lý do',
    beyond: 'ngoài thẩm quyền',
    unreachable: 'không liên lạc được',
    done: 'xong',
    part: 'xong một phần',
    referred: 'chuyển nơi khác',
  },
  source: {
    phone: 'điện thoại',
    letterbox: 'hòm thư',
    'walk-in': 'trực tiếp',
    paper: 'văn bản',
    behalf: 'nói hộ',
    telegram: 'Telegram',
    zalo: 'Zalo',
  },
  said: { early: 'sớm hẹn', 'on-time': 'đúng hẹn', late: 'trễ hẹn' },
  recorded: { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn' },
  rating: { like: 'hài lòng', dislike: 'chưa hài lòng' },
}
const YES = new Set(['paid_online', 'digitised_result', 'apology', 'satisfied', 'assisted'])
const MONEY = new Set(['fee', 'paid_amount'])

/** A cell as people read it: codes in words, days and money as they are written here. */
export function cellText(column: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  if (YES.has(column)) return value === 1 ? 'có' : 'không'
  if (MONEY.has(column) && typeof value === 'number') return wholeText(value)
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text)) return showDay(text.slice(0, 10))
  return WORDS[column]?.[text] ?? text
}
