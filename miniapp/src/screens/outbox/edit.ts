import { draftOf, parcelOf, reachedOf } from '../../feedback/parcel.ts'
import { keepDraft } from '../../feedback/use-draft.ts'
import { hasDraft } from '../../kept.ts'
import type { Entry } from '../../outbox/entry.ts'
import { outbox } from '../../outbox/index.ts'
import type { Route } from '../../router.ts'
import { keepSurveyDraft } from '../../survey/draft.ts'
import { surveyParcelOf } from '../../survey/parcel.ts'

/** Whether what was written can be opened again: nothing of it has arrived for certain, and its words are still here. */
export function isEditable(entry: Entry): boolean {
  if (entry.state === 'sending') return false
  if (entry.kind === 'feedback') return parcelOf(entry) !== null && reachedOf(entry) === null
  // an answer that may have arrived can't be changed any more
  return entry.kind === 'survey' && entry.state === 'refused' && surveyParcelOf(entry).draft !== undefined
}

/** Takes it out of the outbox into its form; where that is, or why not. */
export async function edit(entry: Entry): Promise<Route | 'other-draft' | 'gone'> {
  if (entry.kind === 'feedback' && (await hasDraft())) return 'other-draft'
  const taken = await outbox.take(entry.id)
  if (!taken) return 'gone'
  if (taken.kind === 'feedback') {
    const draft = draftOf(taken)
    if (draft) await keepDraft(draft)
    return { at: 'report', step: 'review' }
  }
  const { survey, draft } = surveyParcelOf(taken)
  if (!draft) return { at: 'survey', id: survey, step: '' }
  await keepSurveyDraft(survey, taken.title, draft)
  return { at: 'survey', id: survey, step: '1', ...draft.way }
}
