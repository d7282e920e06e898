import type { Accepted } from '../../../server/surveys/schema.ts'
import { post } from '../api.ts'
import type { Sender } from '../outbox/entry.ts'
import { surveyParcelOf } from './parcel.ts'

/** Brings an answer to a survey; how long it waited goes along, so that it counts on the day it was given. */
export const sender: Sender = {
  async send(entry) {
    const { survey, answer } = surveyParcelOf(entry)
    const body = { ...answer, waited: waitedSince(entry.at) }
    await post<Accepted>(`/surveys/${encodeURIComponent(survey)}/responses`, body, entry.id)
    return 'done'
  },
}

const MOST_WAITED = 14 * 86_400 // seconds; older answers count as given then
const waitedSince = (given: number) => Math.min(MOST_WAITED, Math.max(0, Math.round((Date.now() - given) / 1000)))
