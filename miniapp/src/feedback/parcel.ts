import type { IntakeInput } from '../../../server/feedback/schema.ts'
import type { Entry } from '../outbox/entry.ts'
import { type Draft, intakeOf } from './draft.ts'

/** A report on its way, as it lies in the outbox. */
export type Parcel = {
  intake: IntakeInput
  /** What an earlier sending under the same key may already have registered. */
  earlier: IntakeInput | null
  /** The form, so that it can be mended; photos are the entry's. */
  draft: Draft
}
/** The text is registered; so many photos have followed. */
export type Reached = { code: string; secret: string; photos: number }

const TITLE = 60 // letters: enough to tell one report from another

/** The draft as an entry of the outbox. Its key is the draft's: one case, however often it is pressed, lost or sent again. */
export function entryOf(draft: Draft, emergencyCalled: boolean) {
  const intake = { ...intakeOf(draft), ...(emergencyCalled ? { emergencyCalled } : {}) }
  const parcel: Parcel = { intake, earlier: draft.attempt, draft }
  const { key, photos } = draft
  return { id: key, kind: 'feedback', title: shortened(intake.text), body: JSON.stringify(parcel), photos } as const
}

/** What is in an entry; null when a refusal left nothing of it on the device. */
export const parcelOf = ({ body }: Entry): Parcel | null => JSON.parse(body)
export const reachedOf = ({ reached }: Entry): Reached | null => (reached === undefined ? null : JSON.parse(reached))

/** The form again, of an entry that was taken out: what may have arrived is sent once more before anything else. */
export function draftOf(entry: Entry): Draft | null {
  const parcel = parcelOf(entry)
  if (!parcel) return null
  const mayBeThere = entry.state !== 'refused' && entry.tries > 0
  return { ...parcel.draft, attempt: parcel.earlier ?? (mayBeThere ? parcel.intake : null) }
}

const shortened = (text: string) => (text.length > TITLE ? `${text.slice(0, TITLE).trimEnd()}…` : text)
