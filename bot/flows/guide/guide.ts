import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import { choose } from '../../conversation/choices.ts'
import { LIMIT } from '../../conversation/limits.ts'
import type { Choice, Facet, Reply, Understanding } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import { card, facetCard, shortName } from '../card/card.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../desk.ts'
import { hotline, menu } from '../talk.ts'
import { labelsOf } from './labels.ts'

/** Answers a question about procedures: one clear → its card or the part asked for; several → which one; none → says so. */
export async function answerProcedure(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const views = await known(
    desk,
    heard.procedures.map(({ code }) => code),
  )
  const [hit] = heard.procedures
  const first = views[0]
  if (hit?.name && heard.clear && first?.record.code !== hit.code) return notHere(desk, visit, hit)
  if (!first && !hit && heard.intent === 'procedure' && heard.facet) return ofWhat(desk, visit)
  if (!first) return none(desk, visit, text)
  if (heard.clear || heard.followUp || views.length === 1) return show(desk, visit, first, heard.facet)
  return which(desk, visit, views.slice(0, LIMIT.candidates), heard.facet)
}

/** The card of a procedure, or only the part asked for; it becomes the procedure in mind. */
export function show({ say, unit }: Desk, { state, now }: Visit, view: ProcedureView, facet: Facet | null): Step {
  const { code } = view.record
  const reply = facet ? facetCard({ say, unit }, view, facet, now) : card({ say, unit }, view, now)
  const flow = state.flow?.name === 'case' && state.flow.code === code ? state.flow : null
  return {
    state: { ...state, flow, memory: { ...state.memory, procedure: code, facet, strikes: 0 } },
    replies: [reply],
    heard: heardOf(view, facet),
  }
}

/** A procedure chosen by its code: a button, a deep link. */
export async function showCode(desk: Desk, visit: Visit, code: string, facet: Facet | null): Promise<Step> {
  const view = await desk.procedures.get(code)
  if (view) return show(desk, visit, view, facet)
  const text = desk.say('guide.gone', { code, desk: desk.unit.desk.name })
  return { state: visit.state, replies: [{ type: 'ask', text, choices: menu(desk) }] }
}

/** Asks which of a few is meant. The facet asked for is kept for the answer. */
export function which({ say }: Desk, { state }: Visit, views: ProcedureView[], facet: Facet | null): Step {
  const labels = labelsOf(views)
  const choices: Choice[] = views.map(({ record }, at) => ({
    id: pick(record.code, facet),
    label: labels[at] ?? record.name,
  }))
  const neighbour = views
    .flatMap(({ guide }) => guide?.neighbours ?? [])
    .filter(({ code }) => views.some(({ record }) => record.code === code))
  const lines = [
    say('guide.which'),
    ...neighbour.slice(0, 2).map(({ ask, code }) => say('guide.neighbour', { ask, name: nameOf(views, code) })),
  ]
  return {
    state: {
      ...state,
      flow: null,
      memory: { ...state.memory, procedure: null, facet, candidates: views.map(({ record }) => record.code) },
    },
    replies: [
      {
        type: 'ask',
        text: lines.join('\n'),
        choices: [...choices, { id: choose.global('other'), label: say('guide.other') }],
      },
    ],
  }
}

/** Nothing found: says so, keeps the question for editors, and the second time hands over to people. */
export function none(desk: Desk, visit: Visit, text: string | null): Step {
  const { say, unit } = desk
  const { state, now } = visit
  const strikes = state.memory.strikes + 1
  const official: Reply = { type: 'link', text: say('guide.official'), url: unit.portal.url }
  const handOver = strikes >= LIMIT.strikes
  const replies: Reply[] = handOver
    ? [
        { type: 'say', text: say('guide.none-twice', { ...frontPhone(unit), desk: unit.desk.name }) },
        hotline(desk),
        official,
      ]
    : [
        { type: 'ask', text: say('guide.none'), choices: [{ id: choose.global('human'), label: say('bot.human') }] },
        official,
      ]
  return {
    state: { ...state, memory: { ...state.memory, strikes: handOver ? 0 : strikes } },
    replies,
    ...(text === null ? {} : { writes: [desk.unanswered.recording(text, 'no-match', now)] }),
  }
}

/** "Bao lâu?" without a procedure in mind: of which one? */
function ofWhat({ say }: Desk, { state }: Visit): Step {
  return { state, replies: [{ type: 'say', text: say('guide.of-what') }] }
}

/** A national procedure that the commune's catalogue does not have: its name, and where the facts are. */
function notHere({ say, unit }: Desk, { state }: Visit, { code, name }: ProcedureHit): Step {
  return {
    state: { ...state, memory: { ...state.memory, strikes: 0 } },
    replies: [
      { type: 'say', text: say('guide.not-here', { name, code, helpline: unit.portal.helpline }) },
      { type: 'link', text: say('guide.official'), url: unit.portal.url },
    ],
  }
}

/** The candidates last offered, asked again. */
export async function whichAgain(desk: Desk, visit: Visit): Promise<Step | null> {
  const views = await known(desk, visit.state.memory.candidates)
  return views.length > 1 ? which(desk, visit, views, visit.state.memory.facet) : null
}

async function known({ procedures }: Desk, codes: string[]): Promise<ProcedureView[]> {
  const views = await Promise.all([...new Set(codes)].map((code) => procedures.get(code)))
  return views.filter((view) => view !== null)
}

function pick(code: string, facet: Facet | null): string {
  return facet ? choose.facet(facet, code) : choose.procedure(code)
}

function nameOf(views: ProcedureView[], code: string): string {
  const view = views.find(({ record }) => record.code === code)
  return view ? shortName(view) : code
}

/** What a choice of a procedure means, in the words of the API. */
export function heardOf(view: ProcedureView, facet: Facet | null): Understanding {
  const { code, name, field } = view.record
  return { intent: 'procedure', procedures: [{ code, name, field, score: 1 }], clear: true, facet, why: ['chosen'] }
}
