import { clean } from '../../kernel/text.ts'
import { isDay } from '../../kernel/time.ts'

/** Mã hồ sơ: unit code, reception day YYMMDD, sequence of the day (TT 01/2018 Đ.19; province-first since QĐ 20/2020). */
const SHAPE = /^(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}|(?:\d{1,3}\.){1,4}[A-Z]\d{2})-(\d{6})-(\d{3,7})$/
const LOOSE = /^(?:[A-Z]\d{2}\d{0,9}|\d{2,9}[A-Z]\d{2})\d{6}\d{3,7}$/

/** Trims, removes spaces, upper-cases, and makes every dash a hyphen. */
export function normaliseCode(raw: string): string {
  return clean(raw)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase()
}

/** Whether a normalised code has the legal shape and a reception day that exists. */
export function isCode(code: string): boolean {
  return receptionDay(code) !== null
}

/** The reception day inside a code (`-261102-` → `2026-11-02`), or null when the code is no code. */
export function receptionDay(code: string): string | null {
  const stamp = SHAPE.exec(code)?.[1]
  if (!stamp) return null
  const day = `20${stamp.slice(0, 2)}-${stamp.slice(2, 4)}-${stamp.slice(4, 6)}`
  return isDay(day) ? day : null
}

/** Six or seven digits of sequence mark a dossier on a ministry's system, absent from the province's export. */
export function isMinistryCode(code: string): boolean {
  return /-\d{6,7}$/.test(code) && isCode(code)
}

/** Letters and digits only: two spellings of one code have the same key. */
export function codeKey(code: string): string {
  return normaliseCode(code).replace(/[^A-Z0-9]/g, '')
}

/** Whether the text could be a code with hyphens or dots left out. */
export function isLooseCode(text: string): boolean {
  return LOOSE.test(codeKey(text))
}
