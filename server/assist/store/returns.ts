import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { Shift } from '../schema/phone.ts'

const ReturnRow = z.object({ visit: z.string(), sealed: z.string() })

/** SQL of whom to come back to, and of shifts. */
export function returnStore(db: Db, unit: string) {
  return {
    async ofMember(member: string): Promise<Array<z.infer<typeof ReturnRow>>> {
      const sql = 'SELECT visit, sealed FROM assist_return WHERE unit = ? AND member = ? ORDER BY visit LIMIT 300'
      return z.array(ReturnRow).parse((await db.execute(sql, [unit, member])).rows)
    },
    adding: (row: { visit: string; member: string; sealed: string; until: string }): Statement => ({
      sql: 'INSERT INTO assist_return (unit, visit, member, sealed, until_day) VALUES (?, ?, ?, ?, ?)',
      args: [unit, row.visit, row.member, row.sealed, row.until],
    }),
    dropping: (visit: string): Statement => ({
      sql: 'DELETE FROM assist_return WHERE unit = ? AND visit = ?',
      args: [unit, visit],
    }),
    forget: (before: string): Statement => ({
      sql: 'DELETE FROM assist_return WHERE unit = ? AND until_day < ?',
      args: [unit, before],
    }),

    async shifts(from: string, to: string): Promise<Shift[]> {
      const { rows } = await db.execute(
        `SELECT id, day, from_time AS "from", to_time AS "to", team, place, note FROM assist_shift
         WHERE unit = ? AND day >= ? AND day <= ? ORDER BY day, from_time, id`,
        [unit, from, to],
      )
      return z.array(Shift).parse(rows)
    },
    shiftWrite: ({ id, day, from, to, team, place, note }: Shift): Statement => ({
      sql: 'INSERT INTO assist_shift (unit, id, day, from_time, to_time, team, place, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      args: [unit, id, day, from, to, team, place, note],
    }),
    shiftDrop: (id: string): Statement => ({
      sql: 'DELETE FROM assist_shift WHERE unit = ? AND id = ?',
      args: [unit, id],
    }),
  }
}
export type ReturnStore = ReturnType<typeof returnStore>
