import { dayOf, instantAt, minuteOf } from '../time.ts'
import { isWorkingDay, nextWorkingDay } from './days.ts'
import type { WorkTime } from './work-time.ts'

/** The moment after `hours` hours of working time (8 giờ làm việc); fractions of an hour are allowed. */
export function addWorkingHours(time: WorkTime, from: Date, hours: number): Date {
  return addWorkingMinutes(time, from, hours * 60)
}

/**
 * The moment after `minutes` of working time, counted through windows only: lunch, nights and days off stand still.
 * What ends exactly with a window ends there, not at the next opening. Zero gives the first working moment not before `from`.
 * Seconds of `from` are dropped. Throws a RangeError on a negative or unbounded amount.
 */
export function addWorkingMinutes(time: WorkTime, from: Date, minutes: number): Date {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`Số phút làm việc không hợp lệ: ${minutes}`)
  let left = minutes
  let day = dayOf(from)
  let minute = minuteOf(from)
  for (;;) {
    if (isWorkingDay(time, day)) {
      for (const [open, close] of time.windows) {
        const begin = Math.max(open, minute)
        if (begin >= close) continue
        if (left <= close - begin) return instantAt(day, begin + left)
        left -= close - begin
      }
    }
    day = nextWorkingDay(time, day)
    minute = 0
  }
}
