import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

const Answer = z.object({
  answers: z.string().transform((text): number[] => z.array(z.number()).parse(JSON.parse(text))),
  door: z.enum(['app', 'chat']),
})
export type Answer = z.infer<typeof Answer>
const Once = z.object({ sending: z.string().nullable(), body: z.string().nullable() })
type New = { id: string; broadcast: string; day: string; door: Answer['door']; answers: number[]; score: number }

/** SQL of quizzes. Who answered and what was answered stand in two tables that share nothing but the quiz. */
export function quizStore(db: Db, unit: string) {
  return {
    async answers(broadcast: string): Promise<Answer[]> {
      const { rows } = await db.execute('SELECT answers, door FROM quiz_answer WHERE unit = ? AND broadcast = ?', [
        unit,
        broadcast,
      ])
      return rows.map((row) => Answer.parse(row))
    },
    async once(broadcast: string, who: string) {
      const { rows } = await db.execute(
        'SELECT sending, body FROM quiz_once WHERE unit = ? AND broadcast = ? AND who = ?',
        [unit, broadcast, who],
      )
      return rows[0] ? Once.parse(rows[0]) : null
    },
    /** Counts an answer of a caller; more than `most` in an hour break NOT NULL. Earlier hours are forgotten. */
    counting: (caller: string, hour: string, most: number): Statement[] => [
      { sql: 'DELETE FROM quiz_caller WHERE hour < ?', args: [hour] },
      {
        sql: `INSERT INTO quiz_caller (unit, caller, hour, n) VALUES (?, ?, ?, 1)
              ON CONFLICT (unit, caller) DO UPDATE SET n = CASE WHEN n < CAST(? AS INTEGER) THEN n + 1 END`,
        args: [unit, caller, hour, BigInt(most)],
      },
    ],
    /** A second answer of the same `who` is refused as a duplicate, whole. */
    answering(
      { id, broadcast, day, door, answers, score }: New,
      { who, sending, body }: { who: string; sending: string | null; body: string | null },
    ): Statement[] {
      return [
        {
          sql: 'INSERT INTO quiz_once (unit, broadcast, who, sending, body) VALUES (?, ?, ?, ?, ?)',
          args: [unit, broadcast, who, sending, body],
        },
        {
          sql: 'INSERT INTO quiz_answer (unit, id, broadcast, day, door, answers, score) VALUES (?, ?, ?, ?, ?, ?, ?)',
          args: [unit, id, broadcast, day, door, JSON.stringify(answers), BigInt(score)],
        },
      ]
    },
  }
}
