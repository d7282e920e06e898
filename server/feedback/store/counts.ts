import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { GuidedKind, Kind } from '../schema.ts'

const Guided = z.object({ day: z.string(), kind: GuidedKind, count: z.number() })
const Correction = z.object({
  code: z.string(),
  seq: z.number(),
  text: z.string(),
  from_kind: Kind,
  to_kind: Kind,
  at: z.string(),
})

/** SQL of what is only counted: guidance given, followers, corrections of the triage. */
export function countStore(db: Db) {
  return {
    /** One more time that the route of a kind was told; nothing else is kept of it. */
    guiding: (unit: string, day: string, kind: GuidedKind): Statement => ({
      sql: `INSERT INTO feedback_guided (unit, day, kind, count) VALUES (?, ?, ?, 1)
            ON CONFLICT (unit, day, kind) DO UPDATE SET count = count + 1`,
      args: [unit, day, kind],
    }),
    /** Counts of guidance, first and last day included. */
    async guided(unit: string, from: string, to: string) {
      const sql =
        'SELECT day, kind, count FROM feedback_guided WHERE unit = ? AND day BETWEEN ? AND ? ORDER BY day, kind'
      return (await db.execute(sql, [unit, from, to])).rows.map((row) => Guided.parse({ ...row }))
    },

    following: (unit: string, code: string, follower: string, at: string): Statement => ({
      sql: 'INSERT INTO feedback_follow (unit, code, follower, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      args: [unit, code, follower, at],
    }),
    /** How many follow each of these cases. */
    async follows(unit: string, codes: string[]): Promise<Map<string, number>> {
      const sql = `SELECT code, count(*) AS n FROM feedback_follow
                   WHERE unit = ? AND code IN (SELECT value FROM json_each(?)) GROUP BY code`
      const { rows } = await db.execute(sql, [unit, JSON.stringify(codes)])
      const Row = z.object({ code: z.string(), n: z.number() })
      return new Map(rows.map((row) => Row.parse({ ...row })).map(({ code, n }) => [code, n]))
    },

    correcting: (
      unit: string,
      code: string,
      seq: number,
      text: string,
      from: Kind,
      to: Kind,
      at: string,
    ): Statement => ({
      sql: 'INSERT INTO triage_correction (unit, code, seq, text, from_kind, to_kind, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [unit, code, BigInt(seq), text, from, to, at],
    }),
    /** Corrections of the triage, newest first; their texts are sealed. */
    async corrections(unit: string, most: number) {
      const sql =
        'SELECT code, seq, text, from_kind, to_kind, at FROM triage_correction WHERE unit = ? ORDER BY at DESC LIMIT ?'
      return (await db.execute(sql, [unit, BigInt(most)])).rows.map((row) => Correction.parse({ ...row }))
    },
  }
}
export type CountStore = ReturnType<typeof countStore>
