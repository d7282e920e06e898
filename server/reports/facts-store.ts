import * as z from 'zod'
import type { Db } from '../storage/db.ts'
import type { Asked, Counted } from './store.ts'

const Stamp = z.object({ stamp: z.string() })
const Fact: z.ZodType<Counted> = z.object({
  sums: z.array(
    z.object({
      of: z.number(),
      per: z.number().nullable(),
      sum: z.number().nullable(),
      spans: z.array(z.object({ from: z.string(), to: z.string(), rows: z.number() })).nullable(),
    }),
  ),
  groups: z.array(z.array(z.object({ group: z.string(), sums: z.array(z.number()) }))),
})
const Row = z.object({
  value: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Fact),
})
const KEY = 'unit = ? AND query = ? AND from_day = ? AND to_day = ? AND as_of = ? AND stamp = ?'

/** SQL of what was counted at night. A fact is true while its stamp is that of the rows. */
export function factStore(db: Db) {
  const key = (query: string, { unit, from, to, asOf }: Asked, stamp: string) => [unit, query, from, to, asOf, stamp]
  return {
    async stamp(sql: string, { unit, to }: Asked): Promise<string> {
      return Stamp.parse((await db.execute(sql, [unit, to])).rows[0]).stamp
    },

    async find(query: string, asked: Asked, stamp: string): Promise<Counted | null> {
      const { rows } = await db.execute(`SELECT value FROM report_fact WHERE ${KEY}`, key(query, asked, stamp))
      return rows[0] ? Row.parse(rows[0]).value : null
    },

    async has(query: string, asked: Asked, stamp: string): Promise<boolean> {
      return (await db.execute(`SELECT 1 FROM report_fact WHERE ${KEY}`, key(query, asked, stamp))).rows.length > 0
    },

    async keep(query: string, asked: Asked, stamp: string, counted: Counted, now: string): Promise<void> {
      await db.execute(
        `INSERT INTO report_fact (unit, query, from_day, to_day, as_of, stamp, value, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET stamp = excluded.stamp, value = excluded.value, made_at = excluded.made_at`,
        [...key(query, asked, stamp), JSON.stringify(counted), now],
      )
    },

    /** Facts made before this moment, and those of an unfinished period as of a day before `today`. */
    async forget(before: string, today: string): Promise<void> {
      await db.execute('DELETE FROM report_fact WHERE made_at < ? OR (as_of < to_day AND as_of < ?)', [before, today])
    },
  }
}
