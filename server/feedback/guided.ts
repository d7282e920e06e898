import type { Problem } from '../kernel/problem.ts'
import { problem } from '../kernel/problem.ts'
import { dayOf } from '../kernel/time.ts'
import type { Statement } from '../storage/db.ts'
import { guidanceFor } from './guidance.ts'
import type { Room } from './room.ts'
import type { GuidedKind } from './schema.ts'

/** The route that is told instead of registering. */
export function guidance(room: Room, kind: GuidedKind): { kind: GuidedKind; title: string; guidance: string[] } {
  const { title, lines } = guidanceFor(kind, room.say, room.place)
  return { kind, title, guidance: lines }
}

/** The refusal that tells the route. */
export function guiding(room: Room, kind: GuidedKind): Problem {
  return problem(`feedback.${kind}`, {}, { field: 'text', guidance: guidance(room, kind).guidance })
}

/** The write that counts that a route was told; nothing else of it is kept. */
export function countingGuided(room: Room, kind: GuidedKind, at: Date): Statement {
  return room.store.counts.guiding(room.unit, dayOf(at), kind)
}

/** Does the work; when it ends in a route told, that is counted and nothing else. */
export async function orGuided<T>(room: Room, at: Date, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const kind = kindOf(error)
    if (kind) await room.store.write([countingGuided(room, kind, at)])
    throw error
  }
}

function kindOf(error: unknown): GuidedKind | null {
  if (!(error instanceof Error && 'code' in error)) return null
  if (error.code === 'feedback.complaint') return 'complaint'
  if (error.code === 'feedback.denunciation') return 'denunciation'
  return error.code === 'feedback.emergency' ? 'emergency' : null
}
