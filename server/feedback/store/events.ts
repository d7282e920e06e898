import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { By, CaseEvent, EventKind } from '../schema.ts'

const Row = z.object({
  seq: z.number(),
  at: z.string(),
  event: EventKind,
  by: By,
  actor: z.string().nullable(),
  actor_name: z.string().nullable(),
  payload: z.string().transform((value): unknown => JSON.parse(value)),
  words: z.string().nullable(),
})

/** SQL of what happened to a case. `words` are sealed here; who reads them unseals them. */
export function eventStore(db: Db) {
  return {
    /** The history, oldest first. */
    async of(unit: string, code: string): Promise<CaseEvent[]> {
      const sql = 'SELECT * FROM feedback_event WHERE unit = ? AND code = ? ORDER BY seq'
      const { rows } = await db.execute(sql, [unit, code])
      return rows.map((row) => {
        const { actor_name: actorName, ...rest } = Row.parse(row)
        return CaseEvent.parse({ ...rest, actorName })
      })
    },

    /** One more line; its key refuses the batch when somebody else wrote this number already. */
    adding(unit: string, code: string, event: CaseEvent): Statement {
      return {
        sql: `INSERT INTO feedback_event (unit, code, seq, at, event, by, actor, actor_name, payload, words)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [
          unit,
          code,
          BigInt(event.seq),
          event.at,
          event.event,
          event.by,
          event.actor,
          event.actorName,
          JSON.stringify(event.payload),
          event.words,
        ],
      }
    },
  }
}
export type EventStore = ReturnType<typeof eventStore>
