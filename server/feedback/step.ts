import { problem } from '../kernel/problem.ts'
import { isoVn } from '../kernel/time.ts'
import { isDuplicate, type Statement } from '../storage/db.ts'
import type { Room } from './room.ts'
import { apply } from './rules/replay.ts'
import { Brief, type By, type CaseEvent, type EventKind, type Facts, type Payload } from './schema.ts'
import type { Kept } from './store/columns.ts'

/** One thing that happens to a case. */
export type Step = {
  event: EventKind
  by: By
  actor?: { id: string; name: string }
  payload?: Payload
  words?: string | null
}

/** The case after a step, and what must be written together for it to happen. */
export type Taken = { facts: Facts; event: CaseEvent; writes: Statement[] }

/** Prepares one step from the revision that was read; whoever else takes the same one, one of the two batches is refused. */
export async function take(room: Room, row: Kept, step: Step, at: Date): Promise<Taken> {
  const seq = row.revision + 1
  const event: CaseEvent = {
    seq,
    at: isoVn(at),
    event: step.event,
    by: step.by,
    actor: step.actor?.id ?? null,
    actorName: step.actor?.name ?? null,
    payload: step.payload ?? {},
    words: step.words || null,
  }
  const facts = apply(row, event)
  const writes = [
    room.store.events.adding(row.unit, row.code, await sealWords(room, row.code, event)),
    room.store.cases.updating(row.unit, row.code, facts),
  ]
  return { facts, event, writes }
}

/** The event as it rests: its words sealed. */
export async function sealWords(room: Room, code: string, event: CaseEvent): Promise<CaseEvent> {
  if (event.words === null) return event
  return { ...event, words: await room.vault.sealText(`event/${code}/${event.seq}`, event.words) }
}

/** The history with its words opened. */
export async function readEvents(room: Room, row: Pick<Kept, 'unit' | 'code'>): Promise<CaseEvent[]> {
  const events = await room.store.events.of(row.unit, row.code)
  return Promise.all(
    events.map(async (event) => ({
      ...event,
      words: event.words && (await room.vault.openText(`event/${row.code}/${event.seq}`, event.words)),
    })),
  )
}

/** Writes all or nothing. Throws `feedback.changed` when somebody else was first. */
export async function commit(room: Room, writes: Statement[]): Promise<void> {
  if (writes.length === 0) return
  try {
    await room.store.write(writes)
  } catch (error) {
    throw isDuplicate(error) ? problem('feedback.changed') : error
  }
}

/** What lists show of a case; empty when sealed with another key. */
export async function briefOf({ vault }: Room, row: Pick<Kept, 'code' | 'sealedBrief'>): Promise<Brief> {
  return (await vault.open(`brief/${row.code}`, row.sealedBrief, Brief)) ?? { text: '', reasons: [] }
}
