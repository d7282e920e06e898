import * as z from 'zod'
import { isoVn } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'

/** A message taken for sending: nobody else sends it until the lease ends. */
export type Taken = { seq: string; chat: string; body: string; attempts: number }

/** Seconds after which a message whose sender vanished is sent again. Channels know no idempotency key: rather twice than never. */
const LEASE_SECONDS = 60
const MAX_ATTEMPTS = 8

const Row = z.object({ seq: z.coerce.string(), chat: z.string(), body: z.string(), attempts: z.number() })

/** The replies of one channel's outbox: created → sending → delivered or given up; a chat's replies leave in their order. */
export function outbox(db: Db, unit: string, channel: string) {
  const settle = (seq: string, state: 'delivered' | 'permanent' | 'exhausted', now: Date, error: string | null) =>
    db.execute("UPDATE outbox SET state = ?, error = ?, settled_at = ?, body = '' WHERE seq = CAST(? AS INTEGER)", [
      state,
      error,
      isoVn(now),
      seq,
    ])

  return {
    /** Chats whose oldest open message is due, at most `limit` messages. */
    async due(now: Date, limit: number): Promise<Taken[]> {
      const found = await db.execute(
        `SELECT seq, chat, body, attempts FROM outbox AS o
         WHERE unit = ?1 AND channel = ?2 AND class = 'reply' AND state IN ('created', 'temporary', 'sending') AND next_at <= ?3
           AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.unit = ?1 AND e.channel = ?2 AND e.chat = o.chat
                           AND e.class = 'reply' AND e.state IN ('created', 'temporary', 'sending') AND e.seq < o.seq)
         ORDER BY seq LIMIT ?4`,
        [unit, channel, isoVn(now), BigInt(limit)],
      )
      return found.rows.map((row) => Row.parse(row))
    },

    /** Takes a message for sending; false when another sender was faster. The lease makes an abandoned one due again. */
    async take({ seq, attempts }: Taken, now: Date): Promise<boolean> {
      const lease = secondsFrom(now, LEASE_SECONDS)
      const { rowsAffected } = await db.execute(
        `UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = ?
         WHERE seq = CAST(? AS INTEGER) AND attempts = CAST(? AS INTEGER) AND state IN ('created', 'temporary', 'sending')`,
        [lease, seq, BigInt(attempts)],
      )
      return rowsAffected === 1
    },

    sent: ({ seq }: Taken, now: Date) => settle(seq, 'delivered', now, null),
    failed: ({ seq }: Taken, now: Date, error: string) => settle(seq, 'permanent', now, error),

    /** Puts a message back until `seconds` from now; given up after too many attempts unless the channel itself asked to wait. */
    async later(taken: Taken, now: Date, seconds: number, error: string, asked = false): Promise<void> {
      if (!asked && taken.attempts + 1 >= MAX_ATTEMPTS) return void (await settle(taken.seq, 'exhausted', now, error))
      const next = secondsFrom(now, seconds)
      await db.execute("UPDATE outbox SET state = 'temporary', next_at = ?, error = ? WHERE seq = CAST(? AS INTEGER)", [
        next,
        error,
        taken.seq,
      ])
    },
  }
}

/** Rounded up to the second, so that nothing leaves before the channel said it may. */
function secondsFrom(now: Date, seconds: number): string {
  return isoVn(new Date(Math.ceil(now.getTime() / 1000 + seconds) * 1000))
}
