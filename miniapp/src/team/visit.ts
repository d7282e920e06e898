import type { HelpRecord } from '../../../server/assist/schema/record.ts'
import type { SurveyView } from '../../../server/surveys/schema.ts'
import { isPhone, TEXT } from '../feedback/draft.ts'
import type { Answers } from '../router.ts'
import { askedOf, missingOf } from '../survey/rules.ts'

export type Place = HelpRecord['place']
export type Outcome = HelpRecord['outcome']

/** A report told to the helper, as it is typed. */
export type Told = {
  text: string
  place: string
  hamlet: string
  reply: boolean
  name: string
  phone: string
  address: string
  publish: boolean
  contact: boolean
}
/** One person being helped. It rests on the phone only sealed under the member's key, and is gone with *Xong*. */
export type Visit = {
  id: string
  number: number
  /** When consent was spoken; with it the visit begins. */
  at: string
  place: Place
  hamlet: string
  kinds: string[]
  difficulties: string[]
  outcome: Outcome | ''
  guide: { code: string; name: string; answers: Answers; ticks: string[] } | null
  /** `digits`: the last four, once they proved right; they go with the hand-over, for following by chat. */
  dossier: { code: string; watch: boolean; digits: string } | null
  follow: { day: string; nick: string } | null
  told: Told | null
  survey: { id: string; version: number; title: string; answers: Record<string, string>; begun: number } | null
}

export const NOTHING_TOLD: Told = {
  text: '',
  place: '',
  hamlet: '',
  reply: false,
  name: '',
  phone: '',
  address: '',
  publish: false,
  contact: false,
}

export function newVisit(id: string, number: number, at: string, place: Place, hamlet: string): Visit {
  const nothing = { kinds: [], difficulties: [], outcome: '', guide: null, dossier: null } as const
  return {
    id,
    number,
    at,
    place,
    hamlet,
    ...nothing,
    kinds: [],
    difficulties: [],
    follow: null,
    told: null,
    survey: null,
  }
}

/** What was done ticks itself. */
export function withKind(visit: Visit, kind: string): string[] {
  return visit.kinds.includes(kind) ? visit.kinds : [...visit.kinds, kind]
}

export type Fault = 'kinds' | 'outcome' | 'follow' | 'told-text' | 'told-phone' | 'survey'

/** What keeps a visit from being recorded, by the same rules as the commune's; null = nothing. Days are `yyyy-mm-dd`. */
export function faultOf(visit: Visit, surveys: readonly SurveyView[], today: string): Fault | null {
  const { kinds, outcome, follow, told, survey } = visit
  if (told && Array.from(told.text.trim()).length < TEXT.least) return 'told-text'
  if (told?.reply && !isPhone(told.phone)) return 'told-phone'
  if (survey && !isWhole(survey, surveys)) return 'survey'
  if (kinds.length === 0) return 'kinds'
  if (outcome === '') return 'outcome'
  if (follow && (follow.day < today || follow.day > later(today, FOLLOW_DAYS))) return 'follow'
  return null
}
const FOLLOW_DAYS = 120
function isWhole({ id, version, answers }: NonNullable<Visit['survey']>, surveys: readonly SurveyView[]): boolean {
  const view = surveys.find((one) => one.id === id && one.version === version)
  return view !== undefined && missingOf(askedOf(view.pages.flat(), answers), answers).length === 0
}
export const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What is sealed. Throws when the visit still has a fault. */
export function recordOf(visit: Visit, proof: string, link: string): HelpRecord {
  const { id, number, at, place, hamlet, kinds, difficulties, outcome, guide, dossier, follow, told, survey } = visit
  if (outcome === '') throw new Error('no outcome')
  const nick = follow?.nick.trim()
  return {
    v: 1,
    id,
    proof,
    number,
    at,
    consent: { spoken: true, at },
    place,
    kinds,
    difficulties,
    outcome,
    ...(hamlet ? { hamlet } : {}),
    ...(guide ? { procedure: guide.code } : {}),
    ...(follow ? { follow: { day: follow.day, ...(nick ? { nick } : {}) } } : {}),
    ...(dossier?.watch ? { watch: { dossier: dossier.code, ...(nick ? { nick } : {}) } } : {}),
    ...(told ? { feedback: reportOf(told) } : {}),
    ...(survey ? { survey: answersOf(survey) } : {}),
    handover: {
      token: link,
      ...(guide ? { checklist: { procedure: guide.code, answers: guide.answers, ticks: guide.ticks } } : {}),
      ...(dossier ? { dossier: dossier.code } : {}),
      ...(dossier?.digits ? { digits: dossier.digits } : {}),
    },
  }
}

function reportOf({ text, place, hamlet, reply, name, phone, address, publish, contact }: Told) {
  const person = { name: name.trim(), phone: phone.trim(), address: address.trim() }
  const known = Object.entries(person).filter(([, value]) => reply && value !== '')
  return {
    text: text.trim(),
    publish,
    contact: reply && contact,
    ...(place.trim() ? { place: place.trim() } : {}),
    ...(hamlet ? { hamlet } : {}),
    ...Object.fromEntries(known),
  }
}

function answersOf({ id, version, answers, begun }: NonNullable<Visit['survey']>) {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim() !== ''))
  return {
    id,
    version,
    answers: given,
    seconds: Math.min(86_400, Math.max(0, Math.round((Date.now() - begun) / 1000))),
  }
}
