import { lastFour, phoneDigits } from '../../server/kernel/privacy.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { dayOf, showDay, showMoment } from '../../server/kernel/time.ts'
import { choose } from '../conversation/choices.ts'
import { LIMIT } from '../conversation/limits.ts'
import type { Choice, DossierMention, Reply, Section, Understanding } from '../conversation/types.ts'
import type { DossierView } from '../ports.ts'
import { type Desk, frontPhone, type Step, type Visit } from './desk.ts'
import { followChoice } from './notices.ts'
import { rateChoice } from './survey/survey.ts'
import { hotline } from './talk.ts'

/** Asks for the code of a dossier. */
export function askCode({ say }: Desk, { state }: Visit): Step {
  return {
    state: { ...state, flow: { name: 'dossier', code: null, misses: 0 } },
    replies: [{ type: 'say', text: say('lookup.ask-code') }],
    heard,
  }
}

/** A text about dossiers: with a code it is looked up, with several one is chosen, with a garbled one it is asked again. */
export function answerDossier(desk: Desk, visit: Visit, mention: DossierMention | undefined): Promise<Step> | Step {
  const [code, ...more] = mention?.codes ?? []
  if (code && more.length > 0) {
    const choices = [code, ...more].slice(0, LIMIT.candidates).map((one) => ({ id: choose.dossier(one), label: one }))
    return { state: visit.state, replies: [{ type: 'ask', text: desk.say('lookup.which'), choices }] }
  }
  if (code) return lookup(desk, visit, code, mention?.digits)
  return mention?.partial ? badCode(desk, visit) : askCode(desk, visit)
}

/** A code that can't be read is asked for again, never completed; the second time people take over. */
export function badCode(desk: Desk, { state }: Visit): Step {
  const misses = (state.flow?.name === 'dossier' ? state.flow.misses : 0) + 1
  if (misses < LIMIT.strikes) {
    const text = desk.say('lookup.bad-code')
    return {
      state: { ...state, flow: { name: 'dossier', code: null, misses } },
      replies: [{ type: 'say', text }],
      heard,
    }
  }
  return handOver(desk, state, 'lookup.bad-code-twice')
}

/** Looks a dossier up. Without the right four digits only its state is told, and the digits are asked for. */
export async function lookup(desk: Desk, { state, caller, chat }: Visit, code: string, digits?: string): Promise<Step> {
  try {
    const view = await desk.dossiers.lookup({ code, caller, ...(digits ? { phone: digits } : {}) })
    if (view.verified)
      return {
        state: { ...state, flow: null },
        replies: told(desk, view, [...rateChoice(desk, view), ...(await followChoice(desk, chat, view))]),
        heard,
      }
    if (view.reason === 'no-phone') {
      const why: Reply[] = view.message ? [{ type: 'say', text: view.message }] : []
      return { state: { ...state, flow: null }, replies: [...told(desk, view), ...why], heard }
    }
    const before = state.flow?.name === 'dossier' && state.flow.code === view.code ? state.flow : null
    const misses = (before?.misses ?? 0) + (digits ? 1 : 0)
    if (misses >= LIMIT.strikes) return handOver(desk, state, 'lookup.wrong-twice')
    const flow = { name: 'dossier' as const, code: view.code, misses }
    const ask = askDigits(desk, digits ? 'lookup.wrong-digits' : 'lookup.ask-digits')
    // a code sent together with wrong digits still deserves its state
    return { state: { ...state, flow }, replies: before && digits ? [ask] : [...told(desk, view), ask], heard }
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('dossier.')) throw error
    const again = error.code === 'dossier.not-found' || error.code === 'dossier.bad-code'
    const flow = again ? { name: 'dossier' as const, code: null, misses: 0 } : null
    const people = { id: choose.global('human'), label: desk.say('bot.human') }
    return { state: { ...state, flow }, replies: [{ type: 'say', text: error.message, choices: [people] }], heard }
  }
}

/** Four digits, or a whole phone number of which only the last four are used. Null when the text has neither. */
export function digitsOf(text: string): string | null {
  const phone = phoneDigits(text)
  if (phone) return lastFour(phone)
  const groups = text.match(/\d+/g) ?? []
  return groups.length === 1 && groups[0]?.length === 4 ? groups[0] : null
}

/** The digits could not be read: asks again, keeping the code. */
export function askDigits(
  { say }: Desk,
  key: 'lookup.ask-digits' | 'lookup.wrong-digits' | 'lookup.bad-digits',
): Reply {
  return { type: 'ask', text: say(key), choices: [{ id: choose.global('skip'), label: say('lookup.skip') }] }
}

/** *Bỏ qua*: the code is forgotten. */
export function skip({ say }: Desk, { state }: Visit): Step {
  return { state: { ...state, flow: null }, replies: [{ type: 'say', text: say('lookup.skipped') }], heard }
}

/** Late: sorry first, then how late, then the rest. */
function told({ say, unit }: Desk, view: DossierView, more: Choice[] = []): Reply[] {
  const section = (key: string, lines: Array<string | null | undefined>): Section[] => {
    const known = lines.flatMap((line) => (line ? [line] : []))
    return known.length > 0 ? [{ heading: say(key), lines: known }] : []
  }
  const moment = (iso: string, dateOnly = false) =>
    dateOnly ? showDay(dayOf(new Date(iso))) : showMoment(new Date(iso))
  const when = (key: 'receivedAt' | 'dueAt' | 'finishedAt' | 'returnedAt') => {
    const iso = view[key]
    return iso ? moment(iso, view.dateOnly?.includes(key) || (key === 'dueAt' && view.dueDateOnly)) : null
  }
  const done = (key: 'finishedAt' | 'returnedAt', sentence: string) => {
    const at = when(key)
    return at === null ? null : say(sentence, { at })
  }
  const late = view.late && view.late.workingDays > 0 ? say('lookup.late', { n: view.late.workingDays }) : null
  const procedure = typeof view.procedure === 'string' ? view.procedure : view.procedure?.name
  const card: Reply = {
    type: 'card',
    title: say('lookup.title', { code: view.code }),
    sections: [
      ...section('lookup.state', [
        view.statusText,
        done('finishedAt', 'lookup.finished'),
        done('returnedAt', 'lookup.returned'),
      ]),
      ...section('lookup.due', [when('dueAt') ?? say('lookup.no-due')]),
      ...section('lookup.procedure', [procedure]),
      ...section('lookup.applicant', [view.applicant]),
      ...section('lookup.received', [when('receivedAt')]),
      ...section(
        'lookup.timeline',
        (view.timeline ?? []).map(({ at, text, dateOnly }) =>
          say('lookup.timeline-line', { at: moment(at, dateOnly), text }),
        ),
      ),
      ...section('lookup.next', [view.next ?? (late ? say('lookup.late-call', frontPhone(unit)) : null)]),
    ],
    footer: unit.sample ? say('bot.sample') : '',
    ...(view.verified ? { choices: [...more, { id: choose.global('dossier'), label: say('lookup.another') }] } : {}),
  }
  return late ? [{ type: 'say', text: late }, card] : [card]
}

function handOver(desk: Desk, state: Visit['state'], key: string): Step {
  const text = desk.say(key, { ...frontPhone(desk.unit), desk: desk.unit.desk.name })
  return { state: { ...state, flow: null }, replies: [{ type: 'say', text }, hotline(desk)], heard }
}

const heard: Understanding = { intent: 'dossier', procedures: [], clear: false, facet: null, why: ['dossier'] }
