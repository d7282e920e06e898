/**
 * Ids of buttons that answer a survey. Each carries the answers so far, as places of their options, so that nothing of an unfinished
 * survey has to be kept and a button pressed twice or days later still means the same.
 */
export type SurveyPress = { survey: string; version: number; picks: number[]; dossier: string | null }

const MOST_BYTES = 64 // as Telegram demands
const NONE = '-'

/** Null when it would be too long for a button. */
export function chooseSurvey({ survey, version, picks, dossier }: SurveyPress): string | null {
  const places = picks.map((pick) => pick.toString(36)).join('') || NONE
  const id = ['s', survey, version, places, ...(dossier ? [dossier] : [])].join(':')
  return new TextEncoder().encode(id).length <= MOST_BYTES && picks.every((pick) => pick < 36) ? id : null
}

/** Reads such an id; null when it is none. */
export function surveyPress(id: string): SurveyPress | null {
  const match = /^s:([a-z0-9-]+):(\d{1,6}):(-|[0-9a-z]+)(?::([A-Z0-9.]+-\d{6}-\d{3,7}))?$/.exec(id)
  if (!match) return null
  const [, survey = '', version, places = '', dossier = null] = match
  const picks = places === NONE ? [] : [...places].map((place) => Number.parseInt(place, 36))
  return { survey, version: Number(version), picks, dossier }
}
