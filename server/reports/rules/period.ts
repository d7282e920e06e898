import type { ReportSettings } from '../../content/schema-reports.ts'
import { addDays, type Day, isDay } from '../../kernel/time.ts'
import type { Period } from '../schema.ts'

type Cutoff = ReportSettings['periods']['cutoff']

const ROMAN = ['I', 'II', 'III', 'IV']

/**
 * Reads the name of a period: `2026-Q3`, `2026-6m`, `2026-9m`, `2026`, `2026-07`, or `2026-07-01..2026-09-30`. Null when it is none.
 * With `day-15` a period ends on the 14th of its last month and begins on the 15th before its first (NĐ 09/2019/NĐ-CP).
 */
export function readPeriod(name: string, cutoff: Cutoff): Period | null {
  const span = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(name)
  if (span) return custom(span[1] ?? '', span[2] ?? '')
  const read = /^(\d{4})(?:-(Q[1-4]|6m|9m|0[1-9]|1[0-2]))?$/i.exec(name)
  if (!read) return null
  const year = Number(read[1])
  const part = (read[2] ?? '').toUpperCase()
  if (part === '') return months(year, 1, 12, `năm ${year}`, cutoff)
  if (part === '6M') return months(year, 1, 6, `6 tháng đầu năm ${year}`, cutoff)
  if (part === '9M') return months(year, 1, 9, `9 tháng đầu năm ${year}`, cutoff)
  if (part.startsWith('Q')) {
    const quarter = Number(part.slice(1))
    return months(year, quarter * 3 - 2, quarter * 3, `quý ${ROMAN[quarter - 1]} năm ${year}`, cutoff)
  }
  return months(year, Number(part), Number(part), `tháng ${Number(part)} năm ${year}`, cutoff)
}

/** A period of the caller's own days; null when a day does not exist or they are the wrong way round. */
export function custom(from: Day, to: Day): Period | null {
  if (!isDay(from) || !isDay(to) || from > to) return null
  return { from, to, label: named(from, to) ?? `từ ngày ${long(from)} đến ngày ${long(to)}` }
}

/** The same days one year earlier (cùng kỳ năm trước). 29 February becomes the 28th. */
export function lastYear({ from, to, label }: Period): Period {
  const back = (day: Day) => {
    const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
    return isDay(earlier) ? earlier : addDays(`${earlier.slice(0, 8)}01`, 27)
  }
  return { from: back(from), to: back(to), label: label.replace(/năm (\d{4})/, (_, year) => `năm ${Number(year) - 1}`) }
}

/** From the beginning of the period's year to its end (lũy kế từ đầu năm). */
export function cumulative({ to }: Period, cutoff: Cutoff): Period {
  const year = yearOfReport(to, cutoff)
  const from = cutoff === 'calendar' ? `${year}-01-01` : `${year - 1}-12-15`
  return { from, to, label: `lũy kế từ đầu năm ${year}` }
}

/** The quarter that ended last before `today`, as a name: what a report is most often asked for. */
export function lastQuarter(today: Day): string {
  const year = Number(today.slice(0, 4))
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3)
  return quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}`
}

/** What a commune looks at again and again: last quarter and this one, their year so far, the same a year ago, and ten years; no period twice. */
export function usualPeriods(today: Day, cutoff: Cutoff): Period[] {
  const year = Number(today.slice(0, 4))
  const names = [lastQuarter(today), quarterOf(today)]
  const quarters = names.flatMap((name) => readPeriod(name, cutoff) ?? [])
  const years = Array.from({ length: 10 }, (_, i) => readPeriod(String(year - i), cutoff) ?? [])
  const all = [
    ...quarters.flatMap((quarter) => [quarter, lastYear(quarter), cumulative(quarter, cutoff)]),
    ...years.flat(),
  ]
  return [...new Map(all.map((period) => [`${period.from}..${period.to}`, period])).values()]
}

/** The name of the quarter that `today` lies in. */
export function quarterOf(today: Day): string {
  return `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
}

/** `08 tháng 9 năm 2023`: days under 10 and January and February carry a zero (NĐ 30/2020). */
export function longDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`
}

/** `01/7/2026`: days under 10 and January and February carry a zero, as in the long form. */
export function briefDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${Number(month) <= 2 ? month : Number(month)}/${year}`
}

function months(year: number, first: number, last: number, label: string, cutoff: Cutoff): Period {
  if (cutoff === 'day-15') {
    return { from: `${monthBefore(year, first)}-15`, to: `${year}-${two(last)}-14`, label }
  }
  const next = last === 12 ? `${year + 1}-01-01` : `${year}-${two(last + 1)}-01`
  return { from: `${year}-${two(first)}-01`, to: addDays(next, -1), label }
}

/** Days that are a whole quarter or year are called so. */
function named(from: Day, to: Day): string | null {
  const year = Number(to.slice(0, 4))
  const names = [`${year}`, `${year}-6m`, `${year}-9m`, ...[1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`)]
  for (const name of names) {
    const period = readPeriod(name, 'calendar')
    if (period?.from === from && period.to === to) return period.label
  }
  return null
}

function yearOfReport(to: Day, cutoff: Cutoff): number {
  const year = Number(to.slice(0, 4))
  return cutoff === 'day-15' && to.slice(5) >= '12-15' ? year + 1 : year
}

function monthBefore(year: number, month: number): string {
  return month === 1 ? `${year - 1}-12` : `${year}-${two(month - 1)}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

function long(day: Day): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
