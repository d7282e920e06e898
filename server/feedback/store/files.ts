import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import type { PhotoRef } from '../schema.ts'

const Row = z.object({
  id: z.string(),
  role: z.enum(['citizen', 'evidence']),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  at: z.string(),
})
export type CaseFile = z.infer<typeof Row>

/** SQL of the photos of cases; their bytes rest elsewhere. */
export function fileStore(db: Db) {
  return {
    async of(unit: string, code: string): Promise<CaseFile[]> {
      const sql = 'SELECT id, role, type, at FROM feedback_file WHERE unit = ? AND code = ? ORDER BY at, id'
      return (await db.execute(sql, [unit, code])).rows.map((row) => Row.parse({ ...row }))
    },
    /** Those of the ids that some case has. */
    async known(ids: string[]): Promise<Set<string>> {
      const sql = 'SELECT id FROM feedback_file WHERE id IN (SELECT value FROM json_each(?))'
      const { rows } = await db.execute(sql, [JSON.stringify(ids)])
      return new Set(rows.map((row) => String(row.id)))
    },
    adding: (
      unit: string,
      code: string,
      role: CaseFile['role'],
      { id, type, size }: PhotoRef,
      at: string,
    ): Statement => ({
      sql: 'INSERT INTO feedback_file (unit, id, code, role, type, size, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [unit, id, code, role, type, BigInt(size), at],
    }),
  }
}
export type FileStore = ReturnType<typeof fileStore>
