import { choose } from '../../conversation/choices.ts'
import { answer, back, type Given, type Position, reopen, replay, resume } from '../../conversation/replay.ts'
import type { Choice, Reply } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { heardOf, show, showCode } from '../guide/guide.ts'
import { shortName } from '../names.ts'
import { answerLine, checklist, given, sendOn } from './checklist.ts'
import { type Checklist, caseFlow, GO_ON, stopsOf } from './flow.ts'

/** An open case: its guide, its log as far as it is valid, and where it stands. */
export type OpenCase = {
  view: ProcedureView
  guide: NonNullable<ProcedureView['guide']>
  log: Given[]
  at: Position<Checklist>
  /** The other procedures that the case now sends to. */
  names: Names
}
type Names = Map<string, string>

/** The case a state is in; null when there is none or its guide is gone. */
export async function openCase(desk: Desk, { state }: Visit): Promise<OpenCase | null> {
  if (state.flow?.name !== 'case') return null
  const view = await desk.procedures.get(state.flow.code)
  if (!view?.guide) return null
  const flow = flowOf(desk, view.guide)
  const log = resume(flow, state.flow.log, state.flow.version)
  const at = replay(flow, log)
  return { view, guide: view.guide, log, at, names: await namesOf(desk, view.guide, at) }
}

/** Begins "Trường hợp của tôi", or goes on with it. */
export async function startCase(desk: Desk, visit: Visit, code: string): Promise<Step> {
  const view = await desk.procedures.get(code)
  if (!view) return showCode(desk, visit, code, null)
  if (!view.guide || view.guide.questions.length === 0) {
    const shown = show(desk, visit, view, 'documents')
    return { ...shown, replies: [{ type: 'say', text: desk.say('case.none') }, ...shown.replies] }
  }
  return go(desk, visit, view, [])
}

/** A pressed option. An option of an earlier question changes that answer and keeps the others. */
export async function answerCase(desk: Desk, visit: Visit, code: string, key: string): Promise<Step> {
  const view = await desk.procedures.get(code)
  const current = await openCase(desk, visit)
  const log = current?.view.record.code === code ? current.log : []
  const id = `a:${code}:${key}`
  for (const question of view?.guide?.questions ?? []) {
    const option = question.options.find((one) => choose.answer(code, question.id, one.id) === id)
    if (view && option) return go(desk, visit, view, answer(log, question.id, option.id))
  }
  const stop = view?.guide && stopsOf(view.guide).find((one) => choose.answer(code, one.id, GO_ON) === id)
  if (view && stop) return go(desk, visit, view, answer(log, stop.id, GO_ON))
  const stale: Reply = { type: 'say', text: desk.say('bot.stale-choice') }
  if (!view?.guide) return { state: visit.state, replies: [stale] }
  const again = await go(desk, visit, view, log)
  return { ...again, replies: [stale, ...again.replies] }
}

/** *Quay lại*: the question before, or the card when it was the first. */
export async function backCase(desk: Desk, visit: Visit, { view, guide, log }: OpenCase): Promise<Step> {
  const shorter = back(flowOf(desk, guide), log)
  return shorter
    ? go(desk, visit, view, shorter)
    : show(desk, { ...visit, state: { ...visit.state, flow: null } }, view, null)
}

/** *Sửa*: which answer? With a key, that answer is taken out and asked again. */
export async function editCase(
  desk: Desk,
  visit: Visit,
  { view, guide, log, at }: OpenCase,
  key?: string,
): Promise<Step> {
  const code = view.record.code
  const step = guide.questions.find(({ id }) => choose.reopen(code, id) === `e:${code}:${key}`)
  if (step) return go(desk, visit, view, reopen(log, step.id))
  const answers = given(guide, at.answers)
  if (answers.length === 0)
    return { state: visit.state, replies: [{ type: 'say', text: desk.say('bot.nothing-edit') }] }
  const choices = answers.map((one) => ({ id: choose.reopen(code, one.step), label: answerLine(desk, view, one) }))
  return { state: visit.state, replies: [{ type: 'ask', text: desk.say('case.edit-which'), choices }] }
}

/** The open question once more, below whatever was just said. */
export function askAgain(desk: Desk, { view, at, names }: OpenCase, lead?: string): Reply[] {
  return at.question ? [question(desk, view, at, names, lead)] : []
}

async function go(desk: Desk, visit: Visit, view: ProcedureView, log: Given[]): Promise<Step> {
  if (!view.guide) return show(desk, visit, view, null)
  const flow = flowOf(desk, view.guide)
  const at = replay(flow, log)
  const code = view.record.code
  const state = {
    ...visit.state,
    flow: { name: 'case' as const, code, version: flow.version, log },
    memory: { ...visit.state.memory, procedure: code, strikes: 0 },
  }
  const names = await namesOf(desk, view.guide, at)
  const reply = at.question ? question(desk, view, at, names) : checklist(desk, view, at.answers, at.result, names)
  return { state, replies: [reply], heard: heardOf(view, 'documents'), ...(at.question ? {} : { answered: true }) }
}

function question(desk: Desk, view: ProcedureView, at: Position<Checklist>, names: Names, lead?: string): Reply {
  if (!at.question) return { type: 'say', text: lead ?? '' }
  const { id, ask, help, options } = at.question
  const stop = view.guide && stopsOf(view.guide).find((one) => one.id === id)
  const choices: Choice[] = options.map((option) => ({
    id: choose.answer(view.record.code, id, option.id),
    label: option.label,
  }))
  return {
    type: 'ask',
    text: [...(lead ? [lead] : []), ask, ...(help ? [help] : [])].join('\n'),
    choices: [
      ...(stop ? sendOn(desk, [stop], names) : []),
      ...choices,
      { id: choose.global('back'), label: desk.say('bot.back') },
    ],
  }
}

function flowOf({ say }: Desk, guide: OpenCase['guide']) {
  return caseFlow(guide, say('case.go-on'))
}

async function namesOf({ procedures }: Desk, guide: OpenCase['guide'], at: Position<Checklist>): Promise<Names> {
  const { question } = at
  const sent = question ? stopsOf(guide).filter(({ id }) => id === question.id) : at.result.outcomes
  const codes = sent.map(({ goto }) => goto).filter((code) => code !== undefined)
  const views = await Promise.all(codes.map((code) => procedures.get(code)))
  return new Map(views.filter((view) => view !== null).map((view) => [view.record.code, shortName(view)]))
}
