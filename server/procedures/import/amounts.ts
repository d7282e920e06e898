import type { Channel } from '../schema.ts'
import { toDay } from './dates.ts'
import { documentNumbers } from './documents.ts'
import { balance, capAt } from './words.ts'

/** An amount that a text states, with what it is for. */
export type Priced = { amount: number; per?: string; condition?: string; words: string; until?: string }

const AMOUNT =
  /(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d{4,9})\s*(?:đồng|vnđ|vnd|đ)(?![\p{L}])\s*(?:\/\s*(\p{L}[\p{L}/ ]{0,60}))?/iu
const PIECES = /;|\.(?=\s|$)|\s[+*•–-]\s|^[+*•–-]\s*|,\s*(?=tối đa|từ trang|riêng)|\n/i
const LONGEST = 100

/** Every amount in đồng that the text states, clause by clause. Amounts in other currencies are not read. */
export function amountsOf(text: string, channel?: Channel): Priced[] {
  const found: Priced[] = []
  let parent = ''
  for (const piece of text.split(PIECES).map((part) => part.trim())) {
    const match = AMOUNT.exec(piece)
    const before = (match ? piece.slice(0, match.index) : piece).split(':').map((part) => part.trim())
    if (before.length > 1 && before[0]) parent = before[0]
    if (!match?.[1]) continue
    const amount = Number(match[1].replace(/[.,]/g, ''))
    if (amount === 0) continue
    const label = before.filter((part) => part !== '' && part !== parent).join(', ')
    const after = piece.slice(match.index + match[0].length)
    const condition = conditionOf([parent, label, asideOf(after)].filter((part) => part !== '').join(', '), channel)
    const per = perOf(match[2])
    const until = untilOf(piece)
    found.push({
      amount,
      words: piece,
      ...(per ? { per } : {}),
      ...(condition ? { condition } : {}),
      ...(until ? { until } : {}),
    })
  }
  return found
}

/** `/người/lần đăng ký` → `người/lần đăng ký`. */
export function perOf(text: string | undefined): string | undefined {
  const words = (text ?? '')
    .split(/\s(?:thu|theo|đối với|cho|áp dụng|tại|và)\s/i)[0]
    ?.replace(/[\s/]+$/, '')
    .trim()
    .replace(/^GCN$/i, 'Giấy chứng nhận')
  const lower = words?.replace(/^\p{Lu}(?=\p{Ll})(?!iấy chứng)/u, (letter) => letter.toLowerCase())
  return lower && lower.length <= 30 ? lower : undefined
}

/** The last day of a limited amount: `đến hết ngày 31/12/2026`. */
export function untilOf(text: string): string | undefined {
  return toDay(/đến hết (?:ngày )?(\d{1,2}\/\d{1,2}\/\d{4})/i.exec(text)?.[1])
}

// `… (chỉ có quyền sử dụng đất)` and `thu 50% đến hết …` after an amount belong to its condition
function asideOf(after: string): string {
  return /^\s*\(([^()]{3,60})\)/.exec(after)?.[1] ?? ''
}

const PHRASES: Array<[RegExp, string]> = [
  [/(?:trường hợp )?công dân nộp hồ sơ (?:qua cổng dịch vụ công )?trực tuyến/gi, 'nộp trực tuyến'],
  [/(?:trường hợp )?công dân nộp hồ sơ trực tiếp/gi, 'nộp trực tiếp'],
  [/kể từ ngày \d{1,2}\/\d{1,2}\/\d{4} đến hết ngày (\d{1,2}\/\d{1,2}\/\d{4})[\s\S]*$/gi, 'đến hết $1'],
  [/(?:các )?trường hợp quy định tại [^,;]*/gi, ''],
  [/theo quy định tại [^,;]*/gi, ''],
  [/từ trang thứ (?:3|ba)(?: trở (?:lên|đi))?/gi, 'từ trang thứ 3'],
  [/tối đa(?: thu)? không quá|không quá/gi, 'mức tối đa'],
  [/mức (?:thu|phí|lệ phí)(?: áp dụng)?/gi, ''],
]
// for words that stay too long
const TOKENS: Array<[RegExp, string]> = [
  [/theo danh sách/i, 'theo danh sách'],
  [/cá nhân, hộ gia đình/i, 'cá nhân, hộ gia đình'],
  [/trực tuyến/i, 'nộp trực tuyến'],
  [/cấp đổi/i, 'cấp đổi'],
  [/cấp lại/i, 'cấp lại'],
  [/cấp mới|lần đầu/i, 'cấp mới'],
  [/an toàn thực phẩm/i, 'thẩm định an toàn thực phẩm'],
  [/tờ khai/i, 'tờ khai'],
  [/UBND cấp xã|Ủy ban nhân dân cấp xã/i, 'tại UBND cấp xã'],
]

/** Reduces the words around an amount to a short condition; undefined when nothing short is left. */
export function conditionOf(words: string, channel?: Channel): string | undefined {
  const own = channel === 'online' ? 'nộp trực tuyến' : channel === 'direct' ? 'nộp trực tiếp' : null
  const plain = words.replace(/\([^()]*việt nam đồng\)|^[\d.,]+ ?đ\/[^(]*/gi, '')
  const short = PHRASES.reduce((text, [pattern, token]) => text.replace(pattern, token), plain)
    .replace(/\s(?:thu|là|bằng|đối với|trong)\s*(?=,|$)/gi, '')
    .split(',')
    .map((part) =>
      part
        .replace(/^(?:đối với|trường hợp|[^\p{L}\d(])+/iu, '')
        .replace(/[\s:.-]+$/, '')
        .trim(),
    )
    .filter((part) => part.length > 1 && part.toLowerCase() !== own)
    .join(', ')
  if (short === '') return undefined
  const documents = documentNumbers(short)
  if (documents.length > 0) return `theo ${documents.join(', ')}`
  if (short.replace(/\P{L}/gu, '').length < 4) return undefined
  const lower = /^\p{Lu}\p{Ll}/u.test(short) ? short.replace(/^./u, (letter) => letter.toLowerCase()) : short
  if (lower.length <= LONGEST) return balance(lower.replace(/\)+$/, ')').replace(/^([^(]*)\)$/, '$1'))
  const tokens = TOKENS.filter(([pattern, token]) => pattern.test(words) && token !== own).map(([, token]) => token)
  return tokens.length > 0 ? capAt(tokens.join(', '), LONGEST) : undefined
}
