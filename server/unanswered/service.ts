import { redact } from '../kernel/privacy.ts'
import { clean, syllables } from '../kernel/text.ts'
import { isoVn } from '../kernel/time.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Reason, Unanswered } from './schema.ts'
import { keep, top } from './store.ts'

/** A question longer than this is a story; its beginning is enough for an editor and says less about the person. */
const LONGEST = 300

export type UnansweredService = {
  /** The write that records a question, redacted. It is handed back rather than run, so that it joins the batch of its turn and counts once. */
  recording(text: string, reason: Reason, at: Date): Statement
  /** The `limit` most asked questions. */
  top(limit?: number): Promise<Unanswered[]>
}

/** Questions without an answer: kept without identity, counted by their folded words. */
export function createUnanswered({ db, unit }: { db: Db; unit: string }): UnansweredService {
  return {
    recording(text, reason, at) {
      const kept = [...redact(clean(text))].slice(0, LONGEST).join('')
      return keep(unit, syllables(kept).join(' '), kept, reason, isoVn(at))
    },
    top: (limit = 50) => top(db, unit, limit),
  }
}
