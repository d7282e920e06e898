import * as z from 'zod'
import type { Db } from '../../storage/db.ts'

const FileRow = z.object({ exported_at: z.string().nullable(), first_imported_at: z.string() })

/** SQL of imported files. */
export function fileStore(db: Db) {
  return {
    /** When the file with this content was first imported, or null. */
    async firstImport(unit: string, id: string): Promise<string | null> {
      const { rows } = await db.execute(
        'SELECT exported_at, first_imported_at FROM dossier_file WHERE unit = ? AND id = ?',
        [unit, id],
      )
      return rows[0] ? FileRow.parse(rows[0]).first_imported_at : null
    },

    /** Notes that an import of the file begins; the first moment stays. */
    async begin(unit: string, id: string, exportedAt: string | null, now: string): Promise<void> {
      await db.execute(
        `INSERT INTO dossier_file (unit, id, exported_at, first_imported_at, last_imported_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (unit, id) DO UPDATE SET exported_at = coalesce(excluded.exported_at, exported_at), last_imported_at = excluded.last_imported_at`,
        [unit, id, exportedAt, now, now],
      )
    },

    async finish(unit: string, id: string, counts: Record<string, number>): Promise<void> {
      await db.execute('UPDATE dossier_file SET result = ? WHERE unit = ? AND id = ?', [
        JSON.stringify(counts),
        unit,
        id,
      ])
    },
  }
}
export type FileStore = ReturnType<typeof fileStore>
