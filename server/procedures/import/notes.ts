import * as z from 'zod'
import { addDays } from '../../kernel/time.ts'
import { Code, type Procedure } from '../schema.ts'

/** `content/catalogue-notes.yaml`: facts that the portal's records don't tell (yet): replacements and last days. */
export const CatalogueNote = z.object({
  codes: z.array(Code).min(1),
  replacedBy: z.array(Code).optional(),
  from: z.iso.date().optional(), // the replacement's first day
  effectiveTo: z.iso.date().optional(), // the last day in force
  effectiveFrom: z.iso.date().optional(),
  source: z.string().min(1), // the document that says so
})
export const CatalogueNotes = z.array(CatalogueNote)
export type CatalogueNote = z.infer<typeof CatalogueNote>

/** Applies what the notes say about this procedure. */
export function applyNotes(record: Procedure, notes: CatalogueNote[]): Procedure {
  let result = record
  for (const note of notes.filter(({ codes }) => codes.includes(record.code))) result = applyNote(result, note)
  return result
}

function applyNote(record: Procedure, note: CatalogueNote): Procedure {
  const lastDay = note.effectiveTo ?? (note.from ? addDays(note.from, -1) : undefined)
  return {
    ...record,
    status: statusOf(record, note),
    ...(note.replacedBy ? { replacedBy: note.replacedBy } : {}),
    ...(note.effectiveFrom ? { effectiveFrom: note.effectiveFrom } : {}),
    ...(lastDay ? { effectiveTo: lastDay } : {}),
    statusSource: note.source,
  }
}

function statusOf(record: Procedure, note: CatalogueNote): Procedure['status'] {
  if (note.replacedBy) return 'replaced'
  if (note.effectiveTo) return 'expiring'
  return note.effectiveFrom ? 'in-force' : record.status
}
