import { fold } from '../../kernel/text.ts'
import { addDays, type Day, isDay } from '../../kernel/time.ts'
import type { Moment } from '../schema.ts'
import { type Cell, isBlank, textOf } from './cells.ts'

/** A date that can't be read: the reason is a key of `content/messages.yaml`. */
export type BadDate = { bad: 'impossible-date' | 'unreadable-date' | 'year-missing' }

/** Days around which a date without a year must lie; null = nothing to go by. */
export type YearHint = { near: Day } | null

const CLOCK = String.raw`(\d{1,2})(?:\s?(?::|h|g|gio)\s?(\d{1,2})?)(?::(\d{2})(?:\.\d+)?)?\s?(?:phut)?\s?(am|pm|sa|ch)?`
const DMY = String.raw`(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{4}|\d{2}))?`
const DAY_FIRST = new RegExp(String.raw`^${DMY}(?:[\s,;-]+${CLOCK})?$`)
const CLOCK_FIRST = new RegExp(String.raw`^${CLOCK}[\s,;-]+${DMY}$`)
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t\s]+${CLOCK})?\s?(z|[+-]\d{2}:?\d{2})?$`,
)
const CLOCK_THEN_YEAR = new RegExp(String.raw`^${CLOCK}[\s,;-]+(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
const EMPTY = /^(chua( co)?|khong( co)?|n\/?a|null|none|00\/00\/0000|01\/01\/0001.*|0001-01-01.*)$/

/**
 * Reads a date cell as Vietnamese software writes it: d/m/y in any length, ISO, time before or after, `17h30 ngày 5/10/2026`,
 * spreadsheet serials and dates, `yyyyMMddHHmmss`, epoch milliseconds. Null = empty. A midnight time counts as no time.
 */
export function readMoment(cell: Cell | undefined, hint: YearHint): Moment | null | BadDate {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? { bad: 'impossible-date' } : wall(cell.getTime())
  if (isBlank(cell)) return null
  const text = fold(textOf(cell))
    .replace(/\b(ngay|luc|vao)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '' || EMPTY.test(text)) return null
  return bySerial(text) ?? byYear(text) ?? byDay(text, hint) ?? byWords(text) ?? { bad: 'unreadable-date' }
}

export function isBad(value: Moment | null | BadDate): value is BadDate {
  return value !== null && 'bad' in value
}

function bySerial(text: string): Moment | BadDate | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  const value = Number(text)
  // 1954–2119 as days since 30/12/1899
  if (value >= 20_000 && value < 80_000) return wall(Math.round((value - 25_569) * 86_400) * 1000)
  if (/^\d{8}$/.test(text)) return build(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8))
  if (/^\d{12}(\d{2})?$/.test(text)) {
    return build(
      text.slice(0, 4),
      text.slice(4, 6),
      text.slice(6, 8),
      text.slice(8, 10),
      text.slice(10, 12),
      text.slice(12, 14),
    )
  }
  return value >= 1e12 && value < 5e12 ? wall(value + 7 * 3_600_000) : null
}

function byYear(text: string): Moment | BadDate | null {
  const clock = CLOCK_THEN_YEAR.exec(text)
  if (clock) return build(clock[5], clock[6], clock[7], clock[1], clock[2], clock[3], clock[4])
  const m = YEAR_FIRST.exec(text)
  if (!m) return null
  const zone = m[8]
  const moment = build(m[1], m[2], m[3], m[4], m[5], m[6], m[7])
  if (!zone || 'bad' in moment) return moment
  const minutes = zone === 'z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
  return wall(Date.parse(`${moment.at.slice(0, 19)}Z`) + (420 - minutes) * 60_000)
}

function byDay(text: string, hint: YearHint): Moment | BadDate | null {
  const after = DAY_FIRST.exec(text)
  const before = after ? null : CLOCK_FIRST.exec(text)
  if (after)
    return yearly(after[3], hint, (year) => build(year, after[2], after[1], after[4], after[5], after[6], after[7]))
  if (before)
    return yearly(before[7], hint, (year) =>
      build(year, before[6], before[5], before[1], before[2], before[3], before[4]),
    )
  return null
}

function byWords(text: string): Moment | BadDate | null {
  const m = /^(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/.exec(text)
  return m ? build(m[3], m[2], m[1]) : null
}

/** A missing year is the one that brings the date nearest to the hint. */
function yearly(year: string | undefined, hint: YearHint, make: (year: string) => Moment | BadDate): Moment | BadDate {
  if (year) return make(year.length === 2 ? `20${year}` : year)
  if (!hint) return { bad: 'year-missing' }
  const near = Number(hint.near.slice(0, 4))
  const distance = (moment: Moment) => Math.abs(Date.parse(moment.at) - Date.parse(`${hint.near}T00:00:00+07:00`))
  const candidates = [near - 1, near, near + 1]
    .map((candidate) => make(String(candidate)))
    .filter((made) => 'at' in made)
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? { bad: 'impossible-date' }
}

function build(
  y?: string,
  m?: string,
  d?: string,
  hh?: string,
  mm?: string,
  ss?: string,
  half?: string,
): Moment | BadDate {
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0')
  const day = `${y}-${two(m)}-${two(d)}`
  if (!isDay(day) || day < '1990-01-01' || day > '2100-12-31') return { bad: 'impossible-date' }
  if (hh === undefined) return { at: `${day}T00:00:00+07:00`, timed: false }
  const hour =
    Number(hh) +
    ((half === 'pm' || half === 'ch') && Number(hh) < 12 ? 12 : 0) -
    (/am|sa/.test(half ?? '') && Number(hh) === 12 ? 12 : 0)
  if (hour > 24 || Number(mm ?? 0) > 59 || Number(ss ?? 0) > 59) return { bad: 'impossible-date' }
  if (hour === 24)
    return Number(mm ?? 0) === 0 ? { at: `${addDays(day, 1)}T00:00:00+07:00`, timed: true } : { bad: 'impossible-date' }
  const time = `${two(String(hour))}:${two(mm)}:${two(ss)}`
  return { at: `${day}T${time}+07:00`, timed: time !== '00:00:00' }
}

/** Milliseconds whose UTC parts are Vietnamese wall-clock time. */
function wall(ms: number): Moment | BadDate {
  const text = new Date(Math.round(ms / 1000) * 1000).toISOString()
  return build(
    text.slice(0, 4),
    text.slice(5, 7),
    text.slice(8, 10),
    text.slice(11, 13),
    text.slice(14, 16),
    text.slice(17, 19),
  )
}
