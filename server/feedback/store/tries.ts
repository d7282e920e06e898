import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

/** What is counted against a caller. */
export type Purpose = 'send' | 'photo' | 'miss'

/** SQL that counts what one caller did within a window. Moments are epoch milliseconds; callers are keyed hashes. */
export function tryStore(db: Db) {
  return {
    /**
     * Counts one more unless the caller has reached the limit: null when counted, else when the oldest falls out of the window.
     * Counting and taking are one statement, so that parallel calls can't slip through.
     */
    async take(id: string, caller: string, purpose: Purpose, now: number, windowMs: number, limit: number) {
      const since = BigInt(now - windowMs)
      const { rowsAffected } = await db.execute(
        `INSERT INTO feedback_try (id, caller, purpose, at) SELECT ?, ?, ?, ?
         WHERE (SELECT count(*) FROM feedback_try WHERE caller = ? AND purpose = ? AND at > ?) < ?`,
        [id, caller, purpose, BigInt(now), caller, purpose, since, BigInt(limit)],
      )
      if (rowsAffected === 1) return null
      const { rows } = await db.execute(
        'SELECT min(at) AS at FROM feedback_try WHERE caller = ? AND purpose = ? AND at > ?',
        [caller, purpose, since],
      )
      const { at } = z.object({ at: z.number().nullable() }).parse({ ...rows[0] })
      return (at ?? now) + windowMs
    },
    forgetting: (before: number): Statement => ({
      sql: 'DELETE FROM feedback_try WHERE at < ?',
      args: [BigInt(before)],
    }),
  }
}
export type TryStore = ReturnType<typeof tryStore>
