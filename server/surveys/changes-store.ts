import * as z from 'zod'
import type { Db, Statement } from '../storage/db.ts'
import type { Change, PublishedChange } from './schema.ts'

const Row = z
  .object({
    id: z.string(),
    said: z.string(),
    done: z.string(),
    published: z.union([z.literal(0), z.literal(1)]),
    published_day: z.string().nullable(),
    revision: z.number(),
    changed_at: z.string(),
    changed_by_name: z.string(),
  })
  .transform(
    ({ published, published_day, changed_at, changed_by_name, ...row }): Change => ({
      ...row,
      published: published === 1,
      publishedDay: published_day,
      changedAt: changed_at,
      changedBy: changed_by_name,
    }),
  )
const Published = z.object({ id: z.string(), said: z.string(), done: z.string(), day: z.string() })

/** SQL of what was changed because of answers. */
export function changeStore(db: Db, unit: string) {
  return {
    /** Everything, the newest first. */
    async all(): Promise<Change[]> {
      const { rows } = await db.execute('SELECT * FROM survey_change WHERE unit = ? ORDER BY changed_at DESC, id', [
        unit,
      ])
      return rows.map((row) => Row.parse(row))
    },
    async one(id: string): Promise<Change | null> {
      const { rows } = await db.execute('SELECT * FROM survey_change WHERE unit = ? AND id = ?', [unit, id])
      return rows[0] ? Row.parse(rows[0]) : null
    },
    /** What everybody may read, the newest first. */
    async published(most: number): Promise<PublishedChange[]> {
      const { rows } = await db.execute(
        `SELECT id, said, done, published_day AS day FROM survey_change
         WHERE unit = ? AND published = 1 ORDER BY published_day DESC, changed_at DESC LIMIT ?`,
        [unit, BigInt(most)],
      )
      return rows.map((row) => Published.parse(row))
    },
  }
}

/**
 * Writes a change whose revision before was `seen` (0: a new one). A second writer of the same revision changes no row, and the
 * NOT NULL of `said` then refuses the whole batch.
 */
export function changeWrite(
  unit: string,
  change: Omit<Change, 'revision' | 'changedBy'> & { seen: number; by: { id: string; name: string } },
): Statement {
  const { id, said, done, published, publishedDay, changedAt, seen, by } = change
  return {
    sql: `INSERT INTO survey_change
            (unit, id, said, done, published, published_day, revision, changed_at, changed_by, changed_by_name)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9)
          ON CONFLICT (unit, id) DO UPDATE SET
            said = CASE WHEN revision = ?10 THEN ?3 END, done = ?4, published = ?5, published_day = ?6,
            revision = revision + 1, changed_at = ?7, changed_by = ?8, changed_by_name = ?9`,
    args: [unit, id, said, done, published ? 1n : 0n, publishedDay, changedAt, by.id, by.name, BigInt(seen)],
  }
}
