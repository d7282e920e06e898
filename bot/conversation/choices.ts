import { type NewsPress, newsPress } from '../../server/broadcasts/service.ts'
import { type NoticePress, noticePress } from '../../server/notices/schema.ts'
import { type FeedbackPress, feedbackPress } from './choices-feedback.ts'
import { type SurveyPress, surveyPress } from './choices-survey.ts'
import { shortKey } from './short-key.ts'
import { FACETS, type Facet } from './types.ts'

/**
 * Ids of buttons. Each says by itself what it does, so that a button pressed days later, after a restart or an edited guide,
 * still means the same or nothing. At most 64 bytes, as Telegram demands; no text and no identity in them.
 */
export type Action =
  | { do: 'procedure'; code: string }
  | { do: 'facet'; code: string; facet: Facet }
  | { do: 'case'; code: string }
  | { do: 'answer'; code: string; key: string }
  | { do: 'reopen'; code: string; key: string }
  | { do: 'dossier'; code: string }
  | { do: 'topic'; slug: string; part: number }
  | { do: 'feedback'; press: FeedbackPress }
  | { do: 'notice'; press: NoticePress }
  | { do: 'survey'; press: SurveyPress }
  | { do: 'news'; press: NewsPress }
  | { do: 'global'; name: Global }
export const GLOBALS = [
  'back',
  'restart',
  'edit',
  'human',
  'cancel',
  'start',
  'ask',
  'dossier',
  'feedback',
  'cases',
  'hotline',
  'skip',
  'other',
] as const
export type Global = (typeof GLOBALS)[number]

export const choose = {
  procedure: (code: string) => `p:${code}`,
  facet: (facet: Facet, code: string) => `f:${code}:${facet}`,
  case: (code: string) => `c:${code}`,
  answer: (code: string, step: string, option: string) => `a:${code}:${shortKey(`${step}=${option}`)}`,
  reopen: (code: string, step: string) => `e:${code}:${shortKey(step)}`,
  dossier: (code: string) => `d:${code}`,
  topic: (slug: string, part = 1) => `t:${slug}:${part}`,
  global: (name: Global) => `g:${name}`,
}

/** Reads a button's id; null when it is none of ours. */
export function actionOf(id: string): Action | null {
  const [kind = '', first = '', second = ''] = id.split(':')
  if (kind === 'g') {
    const name = GLOBALS.find((one) => one === first)
    return name ? { do: 'global', name } : null
  }
  if (kind === 'w' || kind === 'q') {
    const press = newsPress(id)
    return press && { do: 'news', press }
  }
  if (kind === 'r') {
    const press = feedbackPress(id)
    return press && { do: 'feedback', press }
  }
  if (kind === 'n') {
    const press = noticePress(id)
    return press && { do: 'notice', press }
  }
  if (kind === 's') {
    const press = surveyPress(id)
    return press && { do: 'survey', press }
  }
  if (kind === 'd') return /^[A-Z0-9.]+-\d{6}-\d{3,7}$/.test(first) ? { do: 'dossier', code: first } : null
  if (kind === 't')
    return /^[a-z0-9-]+$/.test(first) && /^\d$/.test(second) ? { do: 'topic', slug: first, part: Number(second) } : null
  if (!/^\d\.\d{6}$/.test(first)) return null
  const facet = FACETS.find((one) => one === second)
  if (kind === 'p') return { do: 'procedure', code: first }
  if (kind === 'c') return { do: 'case', code: first }
  if (kind === 'f' && facet) return { do: 'facet', code: first, facet }
  if (kind === 'a') return { do: 'answer', code: first, key: second }
  if (kind === 'e') return { do: 'reopen', code: first, key: second }
  return null
}

export { shortKey }
