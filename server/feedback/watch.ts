import { isWorkingDay } from '../kernel/calendar.ts'
import { addDays, dayOf, instantAt, isoVn } from '../kernel/time.ts'
import type { Room } from './room.ts'
import { soonUntil } from './rules/clock.ts'
import type { Warning } from './store/watch.ts'

const DAY_MS = 86_400_000
/** A photo that no case has after this long belongs to an intake that was never sent. */
const ORPHAN_MS = 2 * DAY_MS
/** Hours after which nothing is counted against a caller any more. */
const TRIES_MS = 2 * 3_600_000

/** Notes what is due soon or overdue, each exactly once; returns what is new. */
export async function watch(room: Room): Promise<Warning[]> {
  const now = room.clock()
  return room.store.watch.note(room.unit, isoVn(now), {
    soon: soonUntil(now, room.clocks),
    silent: isoVn(daysAgo(room, now, room.rules.ask.answerWithin)),
    unpublished: isoVn(daysAgo(room, now, room.rules.publish.within)),
  })
}

/** What was before this moment has had so many working days. */
function daysAgo({ time }: Room, now: Date, days: number): Date {
  let day = dayOf(now)
  for (let left = days; left > 0; day = addDays(day, -1)) if (isWorkingDay(time, day)) left--
  return instantAt(day)
}

/** Removes what nobody needs any more: photos of no case, old keys, old counts. Does its work once a day. */
export async function forget(room: Room): Promise<void> {
  const now = room.clock()
  if (!(await room.store.watch.first(room.unit, dayOf(now)))) return
  await room.store.write([
    room.store.keys.forgetting(isoVn(new Date(now.getTime() - room.rules.limits.keepKeysDays * DAY_MS))),
    room.store.tries.forgetting(now.getTime() - TRIES_MS),
  ])
  const old = await room.files.list(new Date(now.getTime() - ORPHAN_MS))
  const known = await room.store.files.known(old)
  for (const id of old) if (!known.has(id)) await room.files.delete(id)
}
