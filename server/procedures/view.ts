import type { LocalProcedure } from '../content/overrides.ts'
import type { Guide } from '../content/schema.ts'

/** A procedure as it is told: the official record, our guide if one is written, the names of its successors. */
export type ProcedureView = {
  /** As it holds in this province today. */
  record: LocalProcedure
  /** Null also when our text is not in force yet or any more: then the record speaks alone. */
  guide: Guide | null
  /** The text waits for an editor: the record has changed since it was written. */
  needsReview: boolean
  successors: Array<{ code: string; name: string }>
}
