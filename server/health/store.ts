import * as z from 'zod'
import { isoVn } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'

const Sent = z.object({ channel: z.string(), state: z.string(), n: z.number(), last: z.string().nullable() })
const Waits = z.object({ channel: z.string(), n: z.number(), since: z.string().nullable() })
const Heard = z.object({ channel: z.string(), last: z.string().nullable() })
const Failure = z.object({ channel: z.string(), error: z.string() })

/** What is counted of channels. Nothing here says to whom or what. */
export function healthStore(db: Db, unit: string) {
  return {
    /** Messages made since a moment, by channel and state, with the latest end of each. */
    async sent(since: Date) {
      const { rows } = await db.execute(
        `SELECT channel, state, count(*) AS n, max(settled_at) AS last FROM outbox
         WHERE unit = ? AND created_at >= ? GROUP BY channel, state`,
        [unit, isoVn(since)],
      )
      return rows.map((row) => Sent.parse(row))
    },

    /** What waits, and since when the oldest might have left. */
    async waiting(now: Date) {
      const { rows } = await db.execute(
        `SELECT channel, count(*) AS n, min(CASE WHEN next_at <= ?2 THEN coalesce(due_at, created_at) END) AS since FROM outbox
         WHERE unit = ?1 AND state IN ('created', 'temporary', 'sending') GROUP BY channel`,
        [unit, isoVn(now)],
      )
      return rows.map((row) => Waits.parse(row))
    },

    /** When somebody last wrote, by channel. */
    async heard() {
      const { rows } = await db.execute('SELECT channel, max(at) AS last FROM inbox WHERE unit = ? GROUP BY channel', [
        unit,
      ])
      return rows.map((row) => Heard.parse(row))
    },

    /** The latest failure of each channel since a moment. */
    async failures(since: Date) {
      const { rows } = await db.execute(
        `SELECT channel, error FROM outbox WHERE seq IN (
           SELECT max(seq) FROM outbox WHERE unit = ? AND created_at >= ? AND error IS NOT NULL GROUP BY channel)`,
        [unit, isoVn(since)],
      )
      return rows.map((row) => Failure.parse(row))
    },
  }
}
