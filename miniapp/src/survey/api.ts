import type { CounterView, SurveyLine, SurveyView } from '../../../server/surveys/schema.ts'
import { get } from '../api.ts'
import { orKept } from '../offline/answers.ts'

export type { CounterView, SurveyLine, SurveyView }

export const getSurvey = (id: string, signal?: AbortSignal) =>
  orKept(`survey/${id}`, () => get<SurveyView>(`/surveys/${encodeURIComponent(id)}`, {}, signal))
export const getSurveys = (signal?: AbortSignal) =>
  orKept('surveys', () => get<{ surveys: SurveyLine[] }>('/surveys', {}, signal))
export const getCounter = (code: string, signal?: AbortSignal) =>
  orKept(`counter/${code}`, () => get<CounterView>(`/surveys/counter/${encodeURIComponent(code)}`, {}, signal))
