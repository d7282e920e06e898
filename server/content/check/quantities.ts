/** What a number in a Vietnamese sentence measures. Money in whole đồng. */
export type Kind = 'money' | 'working-day' | 'day' | 'hour' | 'month' | 'age' | 'percent'

/** A measured number and the words it was read from. */
export type Quantity = { kind: Kind; value: number; text: string }

const NUMBER = String.raw`\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:[.,]\d+)?`
// `30 đến 45 ngày`, `10 hoặc 20 ngày làm việc`, `17/20/27 ngày`, `từ 6 đến dưới 14 tuổi`
const BETWEEN = String.raw`\s*(?:,|/|-|–|đến(?: dưới| hết| đủ)?|tới|hoặc|hay|và)\s*`
const LIST = String.raw`(?<![\p{L}\d.,/])((?:${NUMBER})(?:${BETWEEN}(?:${NUMBER}))*)`
const IN_WORDS = String.raw`(?:\s*\(\p{L}+(?:\s\p{L}+){0,3}\))?` // 05 (năm) ngày
const END = String.raw`(?!\p{L})`
const UNITS = [
  String.raw`(?<money>(?:(?<thousands>nghìn|ngàn|triệu|tỷ|tỉ)\s*)?(?:đồng|đ|VNĐ|VND)(?!\.?\d)|(?<bare>nghìn|ngàn|triệu|tỷ|tỉ|k))`,
  '(?<working>ngày làm việc)',
  '(?<day>ngày)',
  '(?<hour>giờ)',
  String.raw`(?<month>tháng)(?!\s*\d)`, // not the date `15 tháng 7`
  '(?<age>tuổi)',
  '(?<percent>%)',
].join('|')
const QUANTITY = new RegExp(`${LIST}${IN_WORDS}\\s*(?:${UNITS})${END}`, 'gu')
const TIMES: Record<string, number> = { nghìn: 1e3, ngàn: 1e3, k: 1e3, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 }

/** The amounts, lengths of time, ages and shares that a text states, in order; spelled-out numbers too (`sáu tháng`). */
export function quantitiesIn(text: string): Quantity[] {
  return [...spelledOut(text.normalize('NFC')).matchAll(QUANTITY)].flatMap((match) => {
    const groups = match.groups ?? {}
    const scale = TIMES[groups.thousands ?? groups.bare ?? ''] ?? 1
    const kind = kindOf(groups)
    return numbersIn(match[1] ?? '').map((value) => ({ kind, value: value * scale, text: match[0] }))
  })
}

/** Whether two quantities say the same. */
export function same(a: Pick<Quantity, 'kind' | 'value'>, b: Pick<Quantity, 'kind' | 'value'>): boolean {
  return a.kind === b.kind && a.value === b.value
}

function kindOf(groups: Record<string, string | undefined>): Kind {
  if (groups.money) return 'money'
  if (groups.working) return 'working-day'
  if (groups.day) return 'day'
  if (groups.hour) return 'hour'
  if (groups.month) return 'month'
  return groups.age ? 'age' : 'percent'
}

function numbersIn(list: string): number[] {
  return (list.match(new RegExp(NUMBER, 'g')) ?? []).map((digits) =>
    Number(/^\d{1,3}(\.\d{3})+$/.test(digits) ? digits.replaceAll('.', '') : digits.replace(',', '.')),
  )
}

const ONES = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']
const LAST: Record<string, number> = { mốt: 1, tư: 4, lăm: 5 }
const DIGIT = '(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)'
const SPELLED = new RegExp(
  String.raw`(?<!\p{L})(?:(${DIGIT}) mươi(?: (${DIGIT}|mốt|tư|lăm))?|mười(?: (${DIGIT}|lăm))?|(${DIGIT}))(?= (?:ngày|giờ|tháng|tuổi|nghìn|ngàn|triệu)(?!\p{L}))`,
  'giu',
)

// `một ngày`, `mỗi tháng một lần` count nothing that a citizen could hold us to, so a spelled-out one stays words
function spelledOut(text: string): string {
  return text.replace(SPELLED, (words, tens?: string, rest?: string, teen?: string, one?: string) => {
    const value = one ? digit(one) : tens ? digit(tens) * 10 + digit(rest) : 10 + digit(teen)
    return value === 1 ? words : String(value)
  })
}

function digit(word: string | undefined): number {
  const lower = (word ?? '').toLowerCase()
  return LAST[lower] ?? Math.max(ONES.indexOf(lower), 0)
}
