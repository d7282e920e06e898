import * as z from 'zod'
import { isoVn } from '../../server/kernel/time.ts'
import type { Db, Statement } from '../../server/storage/db.ts'

/** An event that waits to be taken. `who`: keyed hash of the person; `sentAt`: Zalo's moment, epoch ms. */
export type Waiting = { seq: string; id: string; who: string; sentAt: number; body: string; tries: number }

/** While somebody works on an event nobody else does; one whose worker vanished is taken again. */
const LEASE_MS = 60_000
const Row = z
  .object({
    seq: z.coerce.string(),
    id: z.string(),
    who: z.string(),
    sent_at: z.number(),
    body: z.string(),
    tries: z.number(),
  })
  .transform(({ sent_at: sentAt, ...row }): Waiting => ({ ...row, sentAt }))

/** SQL of the events that Zalo sent: kept before the answer, worked off after it, one person's in Zalo's order. */
export function oaEvents(db: Db, unit: string) {
  const settling = (seq: string, state: 'done' | 'failed'): Statement => ({
    sql: "UPDATE zalo_oa_event SET state = ?, body = '' WHERE seq = CAST(? AS INTEGER)",
    args: [state, seq],
  })

  return {
    /** The write that keeps an event; one that is known already changes nothing. */
    keeping: (event: Pick<Waiting, 'id' | 'who' | 'sentAt' | 'body'>, now: Date): Statement => ({
      sql: `INSERT INTO zalo_oa_event (unit, id, who, sent_at, body, state, next_at, received_at)
            VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT (unit, id) DO NOTHING`,
      args: [unit, event.id, event.who, BigInt(event.sentAt), event.body, BigInt(now.getTime()), isoVn(now)],
    }),

    /** Takes the next event that is due: of each person the oldest first. Null when there is none, or another worker has it. */
    async take(now: Date): Promise<Waiting | null> {
      const { rows } = await db.execute(
        `UPDATE zalo_oa_event SET next_at = ?3, tries = tries + 1 WHERE seq = (
           SELECT seq FROM zalo_oa_event AS e WHERE unit = ?1 AND state = 'waiting' AND next_at <= ?2
             AND NOT EXISTS (SELECT 1 FROM zalo_oa_event AS f WHERE f.unit = ?1 AND f.who = e.who AND f.state = 'waiting'
                             AND (f.sent_at, f.seq) < (e.sent_at, e.seq))
           ORDER BY sent_at, seq LIMIT 1)
         RETURNING seq, id, who, sent_at, body, tries`,
        [unit, BigInt(now.getTime()), BigInt(now.getTime() + LEASE_MS)],
      )
      return rows[0] ? Row.parse(rows[0]) : null
    },

    done: (seq: string, more: Statement[] = []) => db.write([...more, settling(seq, 'done')]),
    failed: (seq: string) => db.write([settling(seq, 'failed')]),

    /** Puts an event back for a while. */
    later: (seq: string, at: Date) =>
      db.execute("UPDATE zalo_oa_event SET next_at = ? WHERE seq = CAST(? AS INTEGER) AND state = 'waiting'", [
        BigInt(at.getTime()),
        seq,
      ]),
  }
}
export type OaEvents = ReturnType<typeof oaEvents>

/** Days that an event's key is known (Zalo repeats one for two hours), and that a person's last turn to the account is. */
const KEEP = { eventDays: 30, windowDays: 30 }
const DAY_MS = 86_400_000

/** Forgets what is kept of old events and of people who did not turn to the account for long. */
export async function forgetOaEvents(db: Db, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await db.write([
    { sql: 'DELETE FROM zalo_oa_event WHERE received_at < ?', args: [isoVn(ago(KEEP.eventDays))] },
    { sql: 'DELETE FROM zalo_oa_window WHERE last_at < ?', args: [BigInt(ago(KEEP.windowDays).getTime())] },
  ])
}
