import { readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { hotline, type Room } from './room.ts'
import type { Purpose } from './store/tries.ts'

const HOUR_MS = 3_600_000
const MISS_WINDOW_MS = 15 * 60_000

/** Counts one sending of a caller. Throws `feedback.too-many` above the hour's limit. */
export async function countSending(room: Room, caller: string, at: Date): Promise<void> {
  const until = await count(room, 'send', caller, at, HOUR_MS, room.rules.limits.perHour)
  if (until !== null) throw tooMany(room, 'feedback.too-many', until - at.getTime())
}

/** Counts one photo that a caller wants kept. Throws `feedback.too-many` above the hour's limit. */
export async function countPhoto(room: Room, caller: string, at: Date): Promise<void> {
  const until = await count(room, 'photo', caller, at, HOUR_MS, room.rules.limits.photosPerHour)
  if (until !== null) throw tooMany(room, 'feedback.too-many', until - at.getTime())
}

/**
 * Counts one wrong secret or unknown code of a caller. Throws `feedback.too-many-tries` above the limit. A right secret is never
 * held back: it has 160 bits, and whoever shares an address with a guesser must still see their case.
 */
export async function countMiss(room: Room, caller: string, at: Date): Promise<void> {
  const until = await count(room, 'miss', caller, at, MISS_WINDOW_MS, room.rules.limits.misses)
  if (until !== null) throw tooMany(room, 'feedback.too-many-tries', until - at.getTime())
}

async function count(room: Room, purpose: Purpose, caller: string, at: Date, windowMs: number, limit: number) {
  const who = await room.vault.hash('caller', caller)
  return room.store.tries.take(readableId(room.random, 20), who, purpose, at.getTime(), windowMs, limit)
}

function tooMany(room: Room, code: 'feedback.too-many' | 'feedback.too-many-tries', ms: number) {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return problem(code, { minutes: Math.ceil(seconds / 60), hotline: hotline(room) }, { retryAfterSeconds: seconds })
}
