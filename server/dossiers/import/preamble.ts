import { fold } from '../../kernel/text.ts'
import { addDays, type Day, isDay } from '../../kernel/time.ts'
import { isBad, readMoment } from './moments.ts'

/** What the title rows of an export tell. `exportedAt` is ISO with +07:00. */
export type Preamble = { period: { from: Day; to: Day } | null; exportedAt: string | null }

const QUARTER: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 }
const DATE = String.raw`\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?`

/** Reads the rows above the header: the period (Quý III/2026, 01/07/2026 - 30/09/2026, tháng 9/2026) and the moment of export. */
export function readPreamble(lines: readonly string[]): Preamble {
  const texts = lines.map((line) => fold(line).replace(/\s+/g, ' '))
  return { period: first(texts, periodOf), exportedAt: first(texts, exportOf) }
}

function exportOf(text: string): string | null {
  const found =
    /(?:ngay|thoi gian|thoi diem|gio) (?:xuat|ket xuat|in|lap|trich xuat)[^\d]*(.+)|(?:xuat luc|xuat ngay|ket xuat luc|tinh den)[^\d]*(.+)/.exec(
      text,
    )
  const tail = found?.[1] ?? found?.[2] ?? ''
  const stamp = new RegExp(
    String.raw`${DATE}(?:[\s,]+\d{1,2}[:h]\d{2}(?::\d{2})?)?|\d{1,2}[:h]\d{2}(?::\d{2})?[\s,]+(?:ngay )?${DATE}|\d{4}-\d{2}-\d{2}(?:[ t]\d{2}:\d{2}(?::\d{2})?)?`,
  ).exec(tail)?.[0]
  const moment = stamp ? readMoment(stamp, null) : null
  if (!moment || isBad(moment)) return null
  return moment.timed ? moment.at : `${moment.at.slice(0, 10)}T23:59:59+07:00`
}

function periodOf(text: string): Preamble['period'] {
  const range = new RegExp(
    String.raw`(${DATE})\s*(?:-|–|den|toi)\s*(?:het\s*)?(?:ngay\s*)?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})`,
  ).exec(text)
  if (range) {
    const to = readMoment(range[2] ?? '', null)
    if (!to || isBad(to)) return null
    const from = readMoment(range[1] ?? '', { near: to.at.slice(0, 10) })
    return from && !isBad(from) ? { from: from.at.slice(0, 10), to: to.at.slice(0, 10) } : null
  }
  const quarter = /\bquy (i{1,3}|iv|[1-4])\s*(?:[/,-]|nam)?\s*(?:nam )?(\d{4})\b/.exec(text)
  if (quarter) return months(quarter[2], (QUARTER[quarter[1] ?? ''] ?? 1) * 3 - 2, 3)
  const month = /\bthang (\d{1,2})\s*(?:[/-]|nam)\s*(\d{4})\b/.exec(text)
  if (month && !/\bngay \d{1,2} thang\b/.test(text)) return months(month[2], Number(month[1]), 1)
  const half = /\b6 thang (dau|cuoi) nam (\d{4})\b/.exec(text)
  if (half) return months(half[2], half[1] === 'dau' ? 1 : 7, 6)
  const year = /\bnam (\d{4})\b/.exec(text)
  return year && !/\bngay\b/.test(text) ? months(year[1], 1, 12) : null
}

function months(year: string | undefined, month: number, count: number): Preamble['period'] {
  const from = `${year}-${String(month).padStart(2, '0')}-01`
  if (!isDay(from)) return null
  const next = month + count
  const after = next > 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(next).padStart(2, '0')}-01`
  return { from, to: addDays(after, -1) }
}

function first<T>(texts: readonly string[], read: (text: string) => T | null): T | null {
  for (const text of texts) {
    const value = read(text)
    if (value !== null) return value
  }
  return null
}
