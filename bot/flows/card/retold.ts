import type { Guide } from '../../../server/content/schema.ts'
import { syllables } from '../../../server/kernel/text.ts'
import type { Duration, Fee } from '../../../server/procedures/schema.ts'

/** What a record says of a part for certain, what it leaves open, and whether sentences of a guide already tell the certain part. */
export type Parted<Part> = { known: Part[]; open: boolean; retold: boolean }

/** Times with a unit are certain; a bare number is not. */
export function partTimes(times: Duration[], told: string[]): Parted<Duration> {
  const known = times.filter(({ unit }) => unit !== 'unknown')
  return { known, open: known.length === 0, retold: known.every((time) => told.some((line) => tellsTime(line, time))) }
}

/** Fees with one amount, and those that the source calls free, are certain. An amount of 0 that nobody calls free is a field left empty. */
export function partFees(fees: Fee[], told: string[]): Parted<Fee> {
  const known = fees.filter(isKnown)
  return {
    known,
    open: known.length < fees.length || fees.length === 0,
    retold: known.every((fee) => told.some((line) => tellsFee(line, fee))),
  }
}

export function isKnown({ free, amount, disputed }: Fee): boolean {
  return free || (!disputed?.length && amount !== null && amount > 0)
}

/** Sentences that are not said yet. */
export function unsaid(said: string[], lines: string[]): string[] {
  const before = said.map(plain)
  return lines.filter((line, at) => !before.includes(plain(line)) && lines.indexOf(line) === at)
}

/** Where sentences of a guide have their figures from: its facts that stand in them, else its first source. None when that is the record. */
export function sourcesOf({ code, facts, sources }: Guide, lines: string[]): string | null {
  const named = facts.filter(({ value }) => lines.some((line) => plain(line).includes(plain(value))))
  const titles = named.length > 0 ? named.map(({ source }) => source) : sources.slice(0, 1).map(({ title }) => title)
  const more = [...new Set(titles)].filter((title) => !(title.startsWith('Cổng') && title.endsWith(code)))
  return more.length > 0 ? more.slice(0, 2).join('; ') : null
}

const UNITS = { 'working-day': 'ngày làm việc', day: 'ngày(?! làm việc)', hour: 'giờ', month: 'tháng', unknown: 'x{9}' }

function tellsTime(line: string, { value, unit }: Duration): boolean {
  const number = String(value).replace('.', '[.,]')
  return new RegExp(`(?<![\\d.,–-])0*${number} ${UNITS[unit]}`, 'i').test(line)
}

function tellsFee(line: string, { free, amount }: Fee): boolean {
  // "được miễn hoặc giảm một số khoản" tells no fee
  if (free) return /miễn(?! hoặc)|không (mất|thu) (phí|lệ phí|tiền)/i.test(line)
  const dotted = String(amount).replace(/\B(?=(\d{3})+$)/g, '[.]?')
  return new RegExp(`(?<![\\d.,])${dotted} ?(đồng|đ\\b)`, 'i').test(line)
}

function plain(line: string): string {
  return syllables(line).join(' ')
}
