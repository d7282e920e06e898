import type { CounterView, PublishedChange, SurveyLine, SurveyView } from '../../../server/surveys/schema.ts'
import { get } from '../api.ts'

export type { CounterView, PublishedChange, SurveyLine, SurveyView }

export const getSurvey = (id: string, signal?: AbortSignal) =>
  get<SurveyView>(`/surveys/${encodeURIComponent(id)}`, {}, signal)
export const getSurveys = (signal?: AbortSignal) => get<{ surveys: SurveyLine[] }>('/surveys', {}, signal)
export const getCounter = (code: string, signal?: AbortSignal) =>
  get<CounterView>(`/surveys/counter/${encodeURIComponent(code)}`, {}, signal)
export const getChanges = (signal?: AbortSignal) => get<{ changes: PublishedChange[] }>('/surveys/changes', {}, signal)
