import * as z from 'zod'
import type { Db } from '../../storage/db.ts'

const FileRow = z.object({ first_imported_at: z.string(), sequence: z.number().int() })
/** When a file was first imported, and its number among the files of the unit. */
export type FirstImport = { at: string; sequence: number }

const NEXT = 'SELECT coalesce(max(sequence), 0) + 1 FROM dossier_file WHERE unit = ?'

/** SQL of imported files. */
export function fileStore(db: Db) {
  return {
    /** The file's first import, or what it would be if it were now. */
    async firstImport(unit: string, id: string, now: string): Promise<FirstImport> {
      const { rows } = await db.execute(
        `SELECT first_imported_at, sequence FROM dossier_file WHERE unit = ? AND id = ?
         UNION ALL SELECT ?, (${NEXT}) LIMIT 1`,
        [unit, id, now, unit],
      )
      return toFirstImport(rows[0])
    },

    /** Notes that an import of the file begins; the first moment and the file's number stay. */
    async begin(unit: string, id: string, exportedAt: string | null, now: string): Promise<FirstImport> {
      const { rows } = await db.execute(
        `INSERT INTO dossier_file (unit, id, exported_at, first_imported_at, last_imported_at, sequence)
         VALUES (?, ?, ?, ?, ?, (${NEXT}))
         ON CONFLICT (unit, id) DO UPDATE SET exported_at = coalesce(excluded.exported_at, exported_at), last_imported_at = excluded.last_imported_at
         RETURNING first_imported_at, sequence`,
        [unit, id, exportedAt, now, now, unit],
      )
      return toFirstImport(rows[0])
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

function toFirstImport(row: unknown): FirstImport {
  const { first_imported_at: at, sequence } = FileRow.parse(row)
  return { at, sequence }
}
