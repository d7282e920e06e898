import { addDays, type Day, dayOf, minuteOf } from '../time.ts'
import { endOfWork, isOrdinaryWorkday, type WorkTime, yearOf } from './work-time.ts'

// a year without any working day would make every count endless
const TOO_FAR_DAYS = 400

/** Whether the commune works on this day: its ordinary week, minus days off, plus swapped working days. */
export function isWorkingDay(time: WorkTime, day: Day): boolean {
  const special = time.special.get(day)
  return special ? special.kind === 'work' : isOrdinaryWorkday(time, day)
}

/**
 * Whether a promise that falls on this day must be marked "dự kiến": nobody has entered the year's calendar yet, or the
 * year's notice is missing (some of its days off are estimates), so that swaps may still move the day.
 */
export function isEstimated(time: WorkTime, day: Day): boolean {
  const year = yearOf(day)
  return !time.knownYears.has(year) || time.estimatedYears.has(year)
}

/** The first working day after this day. */
export function nextWorkingDay(time: WorkTime, day: Day): Day {
  return rollForward(time, addDays(day, 1))
}

/** This day when it is a working day, else the next one. */
export function rollForward(time: WorkTime, day: Day): Day {
  let candidate = day
  for (let i = 0; i < TOO_FAR_DAYS; i++, candidate = addDays(candidate, 1)) {
    if (isWorkingDay(time, candidate)) return candidate
  }
  throw new RangeError(`Không có ngày làm việc nào sau ${day}`)
}

/**
 * The day as which a reception counts (NĐ 61/2018 Đ.18.2): its own day, or the next working day when it came on a day off
 * or after the hand-over cut-off. Exactly at the cut-off still counts for the day.
 */
export function startDay(time: WorkTime, from: Date): Day {
  const day = dayOf(from)
  if (!isWorkingDay(time, day)) return nextWorkingDay(time, day)
  return minuteOf(from) > time.cutoff ? nextWorkingDay(time, day) : day
}

/**
 * The due moment `n` working days after reception: the end of work on the n-th working day after the start day
 * (the day of reception is not counted; `n` = 0 is "trong ngày"). Throws a RangeError unless `n` is a whole number ≥ 0.
 */
export function addWorkingDays(time: WorkTime, from: Date, n: number): Date {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Số ngày làm việc không hợp lệ: ${n}`)
  let day = startDay(time, from)
  for (let i = 0; i < n; i++) day = nextWorkingDay(time, day)
  return endOfWork(time, day)
}

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. This is "late by n working days". */
export function workingDaysBetween(time: WorkTime, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(time, day)) count++
  return count
}
