import type { Entry } from '../outbox/entry.ts'
import type { SurveyDraft } from './draft.ts'

/** An answer on its way, as it lies in the outbox: what is sent, and the form, so that it can be mended (not of the tablet's). */
export type SurveyParcel = { survey: string; answer: object; draft?: SurveyDraft }

export const surveyEntry = (key: string, title: string, parcel: SurveyParcel, at: number) =>
  ({ id: key, kind: 'survey', title, body: JSON.stringify(parcel), at }) as const

export const surveyParcelOf = ({ body }: Entry): SurveyParcel => JSON.parse(body)
/** Whether an entry is an answer to this survey. */
export const isOf = (survey: string) => (entry: Entry) =>
  entry.kind === 'survey' && surveyParcelOf(entry).survey === survey
