import { isoVn } from '../../kernel/time.ts'
import { momentOf } from '../rules/classify.ts'
import type { Moment, Origin } from '../schema.ts'
import type { Store } from '../store.ts'
import type { Preamble } from './preamble.ts'
import type { Row } from './table.ts'

/** How new the facts of a file are, and where a row stands in it. */
export type Origins = {
  /** Called when the title rows have been read, before the first dossier. */
  begin: (preamble: Preamble) => Promise<void>
  of: (row: Row) => Origin
  seenAt: () => Moment
}

/** Rows of further sheets come after those of the sheets before. */
const ROWS_OF_A_SHEET = 2_000_000

/**
 * The moment that a file speaks of: given with --as-of, else printed in it, else the end of its period when that is past, else its
 * first import. Files of the same moment are ordered by the number that the database gave them at their first import: clocks tell
 * seconds, and two files may come within one. So importing an old export late overrules nothing newer.
 */
export function createOrigins(
  { unit, file, now, asOf, dryRun }: { unit: string; file: string; now: Date; asOf: string | null; dryRun: boolean },
  files: Store['files'],
): Origins {
  const sheets = new Map<string | undefined, number>()
  let seen = momentOf(now)
  let order = ''
  return {
    async begin({ period, exportedAt }) {
      const told = asOf ?? exportedAt
      const { at: imported, sequence } = dryRun
        ? await files.firstImport(unit, file, isoVn(now))
        : await files.begin(unit, file, told, isoVn(now))
      const periodEnd = period && `${period.to}T23:59:59+07:00`
      const moment = told ?? (periodEnd && periodEnd < imported ? periodEnd : imported)
      seen = { at: moment, timed: moment !== periodEnd && !moment.endsWith('T23:59:59+07:00') }
      order = `${moment}|${String(sequence).padStart(12, '0')}`
    },
    of({ row, sheet }) {
      if (!sheets.has(sheet)) sheets.set(sheet, sheets.size)
      return { file, row: row + (sheets.get(sheet) ?? 0) * ROWS_OF_A_SHEET, order }
    },
    seenAt: () => seen,
  }
}
