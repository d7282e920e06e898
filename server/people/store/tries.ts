import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

const MINUTE_MS = 60_000
/** Wrong tries count for this long, and the first lock lasts as long. */
export const WINDOW_MS = 15 * MINUTE_MS
/** Locks are forgotten a day after the last. */
const MEMORY_MS = 24 * 60 * MINUTE_MS

/** SQL that counts wrong sign-ins by a hash of who tries. Moments are epoch milliseconds. */
export function tryStore(db: Db) {
  return {
    /** Takes one of `limit` tries, before it is judged, so that parallel guesses count. Null = taken, else when to come back. */
    async take(who: string, limit: number, now: number): Promise<number | null> {
      const old = BigInt(now - WINDOW_MS)
      const { rowsAffected } = await db.execute(
        `INSERT INTO staff_try (who, failed, since) VALUES (?1, 1, ?2)
         ON CONFLICT (who) DO UPDATE SET failed = CASE WHEN since <= ?3 THEN 1 ELSE failed + 1 END,
                                         since = CASE WHEN since <= ?3 THEN ?2 ELSE since END
         WHERE locked_until <= ?2 AND (failed < ?4 OR since <= ?3)`,
        [who, BigInt(now), old, BigInt(limit)],
      )
      if (rowsAffected === 1) return null
      const { rows } = await db.execute('SELECT since, locked_until FROM staff_try WHERE who = ?', [who])
      const row = z.object({ since: z.number(), locked_until: z.number() }).parse(rows[0])
      return row.locked_until > now ? row.locked_until : row.since + WINDOW_MS
    },

    /** The try was wrong: locks when it was the last one, each time twice as long up to `doublings` times. Tells whether it did. */
    async wrong(who: string, limit: number, now: number, doublings: number): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        `UPDATE staff_try SET
           locked_until = ?1 + ?2 * (1 << min(CASE WHEN locked_until <= ?3 THEN 0 ELSE locks END, ?4)),
           locks = CASE WHEN locked_until <= ?3 THEN 1 ELSE locks + 1 END,
           failed = 0, since = ?1
         WHERE who = ?5 AND failed >= ?6`,
        [BigInt(now), BigInt(WINDOW_MS), BigInt(now - MEMORY_MS), BigInt(doublings), who, BigInt(limit)],
      )
      return rowsAffected === 1
    },

    /** Forgets what went wrong. */
    forgive: (who: string): Statement => ({ sql: 'DELETE FROM staff_try WHERE who = ?', args: [who] }),
    /** Gives back a try that was right, and forgets nothing else: another's guesses from the same place stay counted. */
    giveBack: (who: string): Statement => ({
      sql: 'UPDATE staff_try SET failed = max(failed - 1, 0) WHERE who = ?',
      args: [who],
    }),
  }
}
export type TryStore = ReturnType<typeof tryStore>
