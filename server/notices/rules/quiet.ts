import { addDays, dayOf, instantAt, minuteOf } from '../../kernel/time.ts'

/** Quiet hours on the Vietnamese clock: `from` and `to` as `HH:MM`; they may pass midnight. */
export type Quiet = { from: string; to: string }

/** The first moment not before `at` that is not quiet: the same moment, or the end of the quiet hours. */
export function afterQuiet(at: Date, { from, to }: Quiet): Date {
  const begin = minutes(from)
  const end = minutes(to)
  const now = minuteOf(at)
  const day = dayOf(at)
  if (begin === end) return at
  if (begin < end) return now >= begin && now < end ? instantAt(day, end) : at
  if (now >= begin) return instantAt(addDays(day, 1), end)
  return now < end ? instantAt(day, end) : at
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
