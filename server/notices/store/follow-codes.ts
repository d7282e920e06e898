import * as z from 'zod'
import { isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'

const Row = z.object({ dossier: z.string(), most: z.number(), expires_at: z.string(), used: z.number() })
const Count = z.object({ n: z.number() })
type New = { hash: string; dossier: string; door: 'own' | 'desk'; most: number; at: Date; until: Date }

/** Codes of one dossier made by its own people that are kept at once; the oldest go. */
const OWN = 10

/** SQL of codes by which a chat follows a dossier. */
export function followCodeStore(db: Db, unit: string) {
  return {
    adding: ({ hash, dossier, door, most, at, until }: New): Statement[] => [
      {
        sql: 'INSERT INTO follow_code (unit, hash, dossier, door, most, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        args: [unit, hash, dossier, door, BigInt(most), isoVn(at), isoVn(until)],
      },
      {
        sql: `DELETE FROM follow_code WHERE unit = ?1 AND dossier = ?2 AND door = 'own' AND hash NOT IN (
                SELECT hash FROM follow_code WHERE unit = ?1 AND dossier = ?2 AND door = 'own'
                ORDER BY made_at DESC, hash = ?3 DESC LIMIT ${OWN})`,
        args: [unit, dossier, hash],
      },
    ],

    /** A code that still holds; `used`: by how many chats. */
    async one(hash: string, now: Date) {
      const { rows } = await db.execute(
        `SELECT dossier, most, expires_at,
           (SELECT count(*) FROM follow_code_use AS u WHERE u.unit = c.unit AND u.hash = c.hash) AS used
         FROM follow_code AS c WHERE unit = ? AND hash = ? AND expires_at > ?`,
        [unit, hash, isoVn(now)],
      )
      return rows[0] ? Row.parse(rows[0]) : null
    },

    /** The `n`th use; refused as a duplicate, with the whole batch, when another chat was quicker. */
    using: (hash: string, n: number): Statement => ({
      sql: 'INSERT INTO follow_code_use (unit, hash, n) VALUES (?, ?, ?)',
      args: [unit, hash, BigInt(n)],
    }),

    /** How often somebody named a code that was not there, since a moment. `who`: a keyed hash. */
    async misses(who: string, since: Date): Promise<number> {
      const sql = 'SELECT count(*) AS n FROM follow_code_miss WHERE unit = ? AND who = ? AND at > ?'
      const { rows } = await db.execute(sql, [unit, who, BigInt(since.getTime())])
      return Count.parse(rows[0]).n
    },
    missing: (who: string, now: Date): Statement => ({
      sql: 'INSERT INTO follow_code_miss (unit, who, at) VALUES (?, ?, ?)',
      args: [unit, who, BigInt(now.getTime())],
    }),

    forgetting: (now: Date, missesBefore: Date): Statement[] => [
      { sql: 'DELETE FROM follow_code_miss WHERE at <= ?', args: [BigInt(missesBefore.getTime())] },
      { sql: 'DELETE FROM follow_code WHERE expires_at <= ?', args: [isoVn(now)] },
      {
        sql: `DELETE FROM follow_code_use WHERE NOT EXISTS (SELECT 1 FROM follow_code AS c
                WHERE c.unit = follow_code_use.unit AND c.hash = follow_code_use.hash)`,
      },
    ],
  }
}
