import * as z from 'zod'
import type { Db, Statement } from '../storage/db.ts'
import { Reason, type Unanswered } from './schema.ts'

/** The write that keeps or counts one question. */
export function keep(unit: string, folded: string, text: string, reason: Reason, at: string): Statement {
  return {
    sql: `INSERT INTO unanswered (unit, folded, text_redacted, reason, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (unit, folded) DO UPDATE SET count = count + 1, last_at = excluded.last_at, reason = excluded.reason`,
    args: [unit, folded, text, reason, at, at],
  }
}

const Row = z.object({
  text_redacted: z.string(),
  reason: Reason,
  count: z.number(),
  first_at: z.string(),
  last_at: z.string(),
})

/** The most asked first. */
export async function top(db: Db, unit: string, limit: number): Promise<Unanswered[]> {
  const found = await db.execute(
    'SELECT text_redacted, reason, count, first_at, last_at FROM unanswered WHERE unit = ? ORDER BY count DESC, last_at DESC LIMIT ?',
    [unit, BigInt(limit)],
  )
  return found.rows
    .map((row) => Row.parse(row))
    .map((row) => ({
      text: row.text_redacted,
      reason: row.reason,
      count: row.count,
      firstAt: row.first_at,
      lastAt: row.last_at,
    }))
}
