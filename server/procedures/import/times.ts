import { clean } from '../../kernel/text.ts'
import type { CaseTime, Duration, Method } from '../schema.ts'
import { distinct, type Warning } from './draft.ts'
import { capAt } from './words.ts'

export type Times = { times: CaseTime[]; warnings: Warning[] }
type Unit = Duration['unit']

const UNITS: Record<string, Unit> = { WORKING_DAY: 'working-day', DAY: 'day', HOUR: 'hour', MONTH: 'month' }
const LENGTH = /(\d{1,3}(?:[.,]\d)?)\s*(?:\([^)]{1,20}\)\s*)?(ngày làm việc|ngày|giờ|tháng)/iu
const ALL_LENGTHS = new RegExp(LENGTH.source, 'giu')
const HARD = /miền núi|vùng sâu|đặc biệt khó khăn|biên giới, hải đảo/i
/** xã miền núi, biên giới, vùng khó khăn: land procedures give them longer */
const HARD_PLACE = 'xã miền núi, biên giới, vùng khó khăn'

/** The unit as the portal's API names it; its `OTHER` is a bare number. */
export function unitOf(name: string | null | undefined): Unit {
  return UNITS[name ?? ''] ?? 'unknown'
}

/** The unit in words: `Ngày làm việc`, `Ngày`, `Giờ`, `Tháng`. */
export function unitInWords(words: string): Unit {
  const unit = clean(words).toLowerCase()
  if (unit === 'ngày làm việc') return 'working-day'
  return unit === 'ngày' ? 'day' : unit === 'giờ' ? 'hour' : unit === 'tháng' ? 'month' : 'unknown'
}

/**
 * The processing times of one row: its number (or words, which some provinces put there) and its description.
 * `alone` = the channel's only row; where there are several, each row is a case and none speaks for another.
 */
export function timesOf(
  time: number | string | null | undefined,
  unit: Unit,
  description: string,
  alone = true,
): Times {
  const text = clean(description)
  const plain = typeof time === 'number' ? time : numberIn(time ?? '')
  if (plain === null) return inWords(clean(String(time ?? '')))
  if (!(plain > 0)) return { times: [], warnings: [] }
  const base: CaseTime = { value: plain, unit }
  const cases = casesIn(text)
  if (cases.some((one) => one.value === plain)) return { times: distinct(cases), warnings: [] }
  const hard = hardPlace(text)
  if (!hard) return { times: [withCondition(base, text)], warnings: [] }
  if (hard.value === plain) return { times: [{ ...base, condition: HARD_PLACE }], warnings: [] }
  return { times: alone ? [base, { ...hard, condition: HARD_PLACE }] : [withCondition(base, text)], warnings: [] }
}

function numberIn(text: string): number | null {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*$/.exec(text)
  return match?.[1] ? Number(match[1].replace(',', '.')) : null
}

// only one length in the words is a time; two or more are stages or cases that nobody can tell apart
function inWords(text: string): Times {
  const [general = '', ...hardPart] = text.split(/đối với (?:các )?(?:xã|khu vực) (?:miền núi|biên giới)/i)
  const lengths = [...general.matchAll(ALL_LENGTHS)]
  const first = lengths[0] ? toDuration(lengths[0]) : null
  if (!first || lengths.length > 1) {
    const silent = text === '' || /^không(?: quy định| phải|\s*$)/i.test(text) || /theo mô tả/i.test(text)
    return {
      times: [],
      warnings: silent
        ? []
        : [{ about: 'times', text: 'thời hạn viết thành câu có nhiều mốc: không đọc được bằng máy' }],
    }
  }
  const more =
    hardPart.length > 0
      ? [{ about: 'times' as const, text: 'xã miền núi, vùng khó khăn có thời hạn dài hơn, đọc trên Cổng' }]
      : []
  return { times: [first], warnings: more }
}

function toDuration(match: RegExpExecArray | RegExpMatchArray): Duration {
  return { value: Number((match[1] ?? '0').replace(',', '.')), unit: unitInWords(match[2] ?? '') }
}

/** `… vùng khó khăn thì thời gian thực hiện không quá 20 ngày làm việc`. What only says "thêm 10 ngày" gives none. */
function hardPlace(text: string): Duration | null {
  const at = text.search(HARD)
  if (at < 0) return null
  const after = text.slice(at).split(/\.\s/)[0] ?? ''
  if (/tăng thêm/i.test(after)) return null
  const match = LENGTH.exec(after)
  return match ? toDuration(match) : null
}

const FOR_CASE = new RegExp(`${LENGTH.source}\\s+(?:đối )?với (?:trường hợp )?([^;,.()]{3,140})`, 'giu')
const CASE_FIRST = new RegExp(
  `đối với (?:trường hợp )?([^;:.()]{3,140}?)\\s*(?::|là|thì)?\\s*(?:không quá )${LENGTH.source}`,
  'giu',
)

// `10 ngày làm việc đối với công trình (hoặc 7 ngày làm việc đối với nhà ở riêng lẻ)`
function casesIn(text: string): CaseTime[] {
  const forward = [...text.matchAll(FOR_CASE)].map((m) => caseTime(m[1], m[2], m[3]))
  const backward = [...text.matchAll(CASE_FIRST)].map((m) => caseTime(m[2], m[3], m[1]))
  const found = forward.length > 0 ? forward : backward
  return found.length > 1 ? found : []
}

function caseTime(value = '0', unit = '', words = ''): CaseTime {
  const condition = HARD.test(words) ? HARD_PLACE : capAt(clean(words).replace(/\s+(?:kể từ|không quá).*$/i, ''), 70)
  return { ...toDuration(['', value, unit]), condition }
}

const SINGLE: Array<[RegExp, string]> = [
  [/^[^\p{L}]*(?:đối với )?(?:các )?xã, phường thông thường/iu, 'xã, phường thông thường'],
  [/^[^\p{L}]*(?:đối với )?(?:công trình)\s*:/iu, 'công trình'],
  [/^[^\p{L}]*(?:đối với )?nhà ở riêng lẻ/iu, 'nhà ở riêng lẻ'],
  [/^[^\p{L}]*(?:đối với )?xã đồng bằng, trung du/iu, 'xã đồng bằng, trung du'],
]

function withCondition(time: CaseTime, text: string): CaseTime {
  const condition = SINGLE.find(([pattern]) => pattern.test(text))?.[1]
  return condition ? { ...time, condition } : time
}

/**
 * Times that differ from channel to channel though they are cases, not channels: in land matters always, elsewhere when
 * there are three or more. Then every channel lists them all, and an editor is told.
 */
export function caseTimes(field: string, methods: Method[]): { methods: Method[]; warnings: Warning[] } {
  const sets = new Set(methods.map((method) => JSON.stringify(method.times)))
  const all = distinct(methods.flatMap((method) => method.times)).sort((a, b) => a.value - b.value)
  if (methods.length < 2 || sets.size < 2) return { methods, warnings: [] }
  const text = `khác nhau theo cách nộp (${all.map((time) => time.value).join('/')})`
  if (!/đất đai/i.test(field) && new Set(all.map((time) => time.value)).size < 3)
    return { methods, warnings: [{ about: 'times', text }] }
  return {
    methods: methods.map((method) => ({ ...method, times: all })),
    warnings: [{ about: 'times', text: `${text}: là trường hợp chứ không phải cách nộp` }],
  }
}
