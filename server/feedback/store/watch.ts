import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

/** `answer`: until an answer. `transfer`: until it must have gone to who is competent. `silence`: the citizen did not answer. `publish`: an answer
 * whose publication the citizen agreed to is not in the register yet (QĐ 766 mục 5.2). */
export const Warning = z.object({
  code: z.string(),
  clock: z.enum(['answer', 'transfer', 'silence', 'publish']),
  due_at: z.string(),
  stage: z.enum(['soon', 'overdue']),
  at: z.string(),
})
export type Warning = z.infer<typeof Warning>

const RUNNING = `state IN ('new', 'assigned', 'waiting', 'reopened') AND paused = 0`

/** SQL of what the clock has said, once each: the key (case, clock, moment, stage) refuses a second time. */
export function watchStore(db: Db) {
  const noting = (select: string) =>
    `INSERT INTO feedback_watch (unit, code, clock, due_at, stage, at) ${select} ON CONFLICT DO NOTHING
     RETURNING code, clock, due_at, stage, at`

  return {
    /** Notes what has become due; returns what is new. `soon` and the days are the moments up to which it counts. */
    async note(
      unit: string,
      now: string,
      { soon, silent, unpublished }: { soon: string; silent: string; unpublished: string },
    ): Promise<Warning[]> {
      const statements: Statement[] = [
        {
          sql: noting(`SELECT unit, code, 'answer', due_at, 'soon', ? FROM feedback
                       WHERE unit = ? AND ${RUNNING} AND due_at >= ? AND due_at <= ?`),
          args: [now, unit, now, soon],
        },
        {
          sql: noting(`SELECT unit, code, 'answer', due_at, 'overdue', ? FROM feedback
                       WHERE unit = ? AND ${RUNNING} AND due_at < ?`),
          args: [now, unit, now],
        },
        {
          sql: noting(`SELECT unit, code, 'transfer', transfer_due_at, 'overdue', ? FROM feedback
                       WHERE unit = ? AND state = 'new' AND transfer_due_at < ?`),
          args: [now, unit, now],
        },
        {
          sql: noting(`SELECT unit, code, 'silence', waiting_since, 'overdue', ? FROM feedback
                       WHERE unit = ? AND state = 'waiting' AND waiting_since < ?`),
          args: [now, unit, silent],
        },
        {
          sql: noting(`SELECT unit, code, 'publish', closed_at, 'overdue', ? FROM feedback
                       WHERE unit = ? AND state = 'closed' AND consent_publish = 1 AND published_at IS NULL AND closed_at < ?`),
          args: [now, unit, unpublished],
        },
      ]
      const results = await db.write(statements)
      return results.flatMap(({ rows }) => rows.map((row) => Warning.parse({ ...row })))
    },

    async of(unit: string, code: string): Promise<Warning[]> {
      const sql = 'SELECT code, clock, due_at, stage, at FROM feedback_watch WHERE unit = ? AND code = ? ORDER BY at'
      return (await db.execute(sql, [unit, code])).rows.map((row) => Warning.parse({ ...row }))
    },

    /** True once a day: who gets it does the day's tidying. */
    async first(unit: string, day: string): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        `INSERT INTO feedback_watch (unit, code, clock, due_at, stage, at) VALUES (?, '', 'tidy', ?, 'done', ?) ON CONFLICT DO NOTHING`,
        [unit, day, day],
      )
      return rowsAffected === 1
    },
  }
}
export type WatchStore = ReturnType<typeof watchStore>
