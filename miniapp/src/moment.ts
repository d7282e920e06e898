import { words } from './words.ts'

/** A moment of the API (`2026-11-27T17:00:00+07:00`) in words. Read from its own digits: the phone's time zone does not matter. */
export function sayMoment(iso: string, dateOnly = false): string {
  const { day, month, year, time } = partsOf(iso)
  const date = `${weekdayOf(iso)}, ${day}/${month}/${year}`
  return dateOnly ? date : words.moment(time, date)
}

/** The same, short, for lists: `27/11/2026` or `17:00, 27/11/2026`. */
export function sayShort(iso: string, dateOnly = false): string {
  const { day, month, year, time } = partsOf(iso)
  return dateOnly ? `${day}/${month}/${year}` : `${time}, ${day}/${month}/${year}`
}

/** A day written yyyy-mm-dd as `18/07/2026`. */
export const sayDay = (day: string) => sayShort(`${day.slice(0, 10)}T00:00`, true)

/** Milliseconds from now until a due moment; one without a time runs until the end of its day. */
export function untilDue(iso: string, dateOnly: boolean, now: number): number {
  return Date.parse(dateOnly ? `${iso.slice(0, 10)}T23:59:59+07:00` : iso) - now
}

function partsOf(iso: string) {
  return { year: iso.slice(0, 4), month: iso.slice(5, 7), day: iso.slice(8, 10), time: iso.slice(11, 16) }
}

function weekdayOf(iso: string): string {
  const { year, month, day } = partsOf(iso)
  return words.weekdays[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? ''
}
