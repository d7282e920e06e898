/**
 * Instants and Vietnamese wall-clock time. Asia/Ho_Chi_Minh is +07:00 all year, without daylight saving.
 * Nothing below the front doors reads the machine's clock: a `Clock` is passed in.
 */

/** Returns the present instant. Only the front doors (and tests) make one. */
export type Clock = () => Date

const OFFSET_MS = 7 * 3_600_000
const DAY_MS = 86_400_000

/** A calendar day in Vietnam, `yyyy-mm-dd`. */
export type Day = string

/** The calendar day in Vietnam on which the instant falls. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** Minutes since Vietnamese midnight, 0–1439. */
export function minuteOf(instant: Date): number {
  const local = new Date(instant.getTime() + OFFSET_MS)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

/** The instant of a Vietnamese wall-clock moment; `minute` counts from midnight and may exceed a day. */
export function instantAt(day: Day, minute = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + minute * 60_000)
}

/** ISO-8601 with the Vietnamese offset and no milliseconds: `2026-11-21T08:05:00+07:00`. */
export function isoVn(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}

/** The day `n` calendar days later (earlier when negative). */
export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** Whether the text is an existing calendar day written `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** `08/09/2026`, as Vietnamese readers expect a day. */
export function showDay(day: Day): string {
  const [y, m, d] = day.split('-')
  return `${d}/${m}/${y}`
}

/** `16:30 ngày 08/09/2026`. */
export function showMoment(instant: Date): string {
  const minute = minuteOf(instant)
  const hh = String(Math.floor(minute / 60)).padStart(2, '0')
  const mm = String(minute % 60).padStart(2, '0')
  return `${hh}:${mm} ngày ${showDay(dayOf(instant))}`
}
