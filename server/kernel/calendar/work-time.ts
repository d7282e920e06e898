import { type Day, instantAt, weekdayOf } from '../time.ts'

/** A day off or a swapped working day (ngày nghỉ, ngày làm bù), as in `content/calendar.yaml`. */
export type SpecialDay = {
  date: Day
  kind: 'off' | 'work'
  status: 'official' | 'statutory' | 'unverified' | 'estimate'
}

/** `working` of `content/unit.yaml`: windows as `HH:MM` pairs, weekdays with 0 = Sunday, the hand-over cut-off (giờ chốt nhận). */
export type WorkingHours = {
  windows: ReadonlyArray<readonly [string, string]>
  weekdays: readonly number[]
  handoverCutoff: string
}

/** Calendar and working windows, ready for counting. Minutes count from Vietnamese midnight. */
export type WorkTime = {
  special: ReadonlyMap<Day, SpecialDay>
  /** Years that have at least one entry. */
  knownYears: ReadonlySet<string>
  /** Years of which some day is only an estimate. */
  estimatedYears: ReadonlySet<string>
  weekdays: ReadonlySet<number>
  windows: ReadonlyArray<readonly [number, number]>
  cutoff: number
}

/** Prepares the deadline clock of a commune. Throws when a window ends before it begins or windows overlap. */
export function createWorkTime(days: readonly SpecialDay[], hours: WorkingHours): WorkTime {
  const windows = hours.windows.map(([from, to]) => [minutes(from), minutes(to)] as const).sort((a, b) => a[0] - b[0])
  windows.forEach(([from, to], i) => {
    const next = windows[i + 1]
    if (from >= to || (next && next[0] < to))
      throw new RangeError(`Giờ làm việc chồng nhau hoặc ngược: ${hours.windows.join('; ')}`)
  })
  if (windows.length === 0) throw new RangeError('Chưa có giờ làm việc nào')
  const workdays = hours.weekdays.length > 0 || days.some((day) => day.kind === 'work')
  if (!workdays) throw new RangeError('Chưa có ngày làm việc nào trong tuần')
  return {
    special: new Map(days.map((day) => [day.date, day])),
    knownYears: new Set(days.map((day) => yearOf(day.date))),
    estimatedYears: new Set(days.filter((day) => day.status === 'estimate').map((day) => yearOf(day.date))),
    weekdays: new Set(hours.weekdays),
    windows,
    cutoff: minutes(hours.handoverCutoff),
  }
}

/** `2026` of `2026-11-24`. */
export function yearOf(day: Day): string {
  return day.slice(0, 4)
}

/** Whether the commune's ordinary week has this day, holidays not looked at. */
export function isOrdinaryWorkday(time: WorkTime, day: Day): boolean {
  return time.weekdays.has(weekdayOf(day))
}

/** The moment at which the last working window of the day closes. */
export function endOfWork(time: WorkTime, day: Day): Date {
  return instantAt(day, Math.max(...time.windows.map(([, to]) => to)))
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
