import * as z from 'zod'
import type { Db } from '../../storage/db.ts'

/** Five misses within fifteen minutes, per caller and per code. */
export const MISS_LIMIT = 5
export const MISS_WINDOW_MS = 15 * 60_000

/** Hashes of who asks and for what. */
export type Try = { caller: string; code: string }

/** SQL that counts failed look-ups. Moments are epoch milliseconds. */
export function missStore(db: Db) {
  return {
    /**
     * Takes one of the few tries, as a pending miss: false when caller or code has used them up. Counting and taking are one
     * statement of one write batch, so that parallel guesses can't slip through; expired rows go in the same batch.
     */
    async take(id: string, { caller, code }: Try, now: number): Promise<boolean> {
      const since = BigInt(now - MISS_WINDOW_MS)
      const [, taken] = await db.write([
        { sql: 'DELETE FROM lookup_miss WHERE at <= ?', args: [since] },
        {
          sql: `INSERT INTO lookup_miss (id, caller, code, at, pending) SELECT ?, ?, ?, ?, 1
                WHERE (SELECT count(*) FROM lookup_miss WHERE caller = ? AND at > ?) < ?
                  AND (SELECT count(*) FROM lookup_miss WHERE code = ? AND at > ?) < ?`,
          args: [id, caller, code, BigInt(now), caller, since, BigInt(MISS_LIMIT), code, since, BigInt(MISS_LIMIT)],
        },
      ])
      return taken?.rowsAffected === 1
    },

    /** The try was right: it is no miss. */
    async release(id: string): Promise<void> {
      await db.execute('DELETE FROM lookup_miss WHERE id = ?', [id])
    },

    /** The try was wrong. */
    async keep(id: string): Promise<void> {
      await db.execute('UPDATE lookup_miss SET pending = 0 WHERE id = ?', [id])
    },

    /**
     * When a caller (or a code) that has used up its tries may go on, counting decided misses only; null = it may go on now.
     * `code` null looks at the caller alone.
     */
    async blockedUntil(caller: string, code: string | null, now: number): Promise<number | null> {
      const { rows } = await db.execute(
        `SELECT max(at) AS at FROM (
           SELECT at FROM (SELECT at FROM lookup_miss WHERE caller = ? AND pending = 0 AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?)
           UNION ALL
           SELECT at FROM (SELECT at FROM lookup_miss WHERE code = ? AND pending = 0 AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?))`,
        [
          caller,
          BigInt(now - MISS_WINDOW_MS),
          BigInt(MISS_LIMIT - 1),
          code ?? '',
          BigInt(now - MISS_WINDOW_MS),
          BigInt(MISS_LIMIT - 1),
        ],
      )
      const { at } = z.object({ at: z.number().nullable() }).parse(rows[0])
      return at === null ? null : at + MISS_WINDOW_MS
    },
  }
}
export type MissStore = ReturnType<typeof missStore>
