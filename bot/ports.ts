import type { Guide } from '../server/content/schema.ts'
import type { Procedure } from '../server/procedures/schema.ts'
import type { Statement } from '../server/storage/db.ts'

/** What the conversation needs of the rooms. Rooms are injected; the conversation knows nothing else of them. */

/** A procedure as it is told: the official record, our guide if one is written, the names of its successors. */
export type ProcedureView = {
  record: Procedure
  guide: Guide | null
  /** The guide waits for an editor: the record has changed since it was written. */
  needsReview?: boolean
  /** Successors of a replaced procedure that are in the catalogue. */
  successors?: Array<{ code: string; name: string }>
}
export type ProceduresPort = {
  /** Null when the code is not in the catalogue. */
  get(code: string): Promise<ProcedureView | null> | ProcedureView | null
}

/** A dossier as `GET /api/dossiers/:code` tells it; what is missing was not allowed to be told or is not known. */
export type DossierView = {
  code: string
  verified: boolean
  status: string
  statusText: string
  dueAt: string | null
  message?: string | undefined
  /** Why it is not verified. `no-phone`: the dossier has no number, so asking for digits is in vain. */
  reason?: 'need-phone' | 'wrong-phone' | 'no-phone' | undefined
  procedure?: string | { name: string } | null | undefined
  applicant?: string | null | undefined
  receivedAt?: string | null | undefined
  finishedAt?: string | null | undefined
  returnedAt?: string | null | undefined
  late?: { workingDays: number } | null | undefined
  timeline?: Array<{ at: string; text: string; dateOnly?: boolean | undefined }> | undefined
  /** Moments of which only the day is known. */
  dueDateOnly?: boolean | undefined
  dateOnly?: string[] | undefined
  next?: string | null | undefined
}
export type DossiersPort = {
  /** `phone`: the last four digits. Throws a `Problem` (`dossier.*`): unknown, unreadable, on a ministry's system, too many tries. */
  lookup(query: { code: string; phone?: string; caller: string }): Promise<DossierView>
}

export type UnansweredPort = {
  /** The write that keeps a question for editors; it joins the batch of its turn. */
  recording(text: string, reason: 'no-match' | 'out-of-scope' | 'unclear', at: Date): Statement
}
