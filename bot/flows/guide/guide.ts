import { fold } from '../../../server/kernel/text.ts'
import type { ProcedureHit } from '../../../server/procedures/schema.ts'
import { choose } from '../../conversation/choices.ts'
import { LIMIT } from '../../conversation/limits.ts'
import type { Choice, Facet, Understanding } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import { card, facetCard } from '../card/card.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../desk.ts'
import { plain, shorten, shortName } from '../names.ts'
import { hotline, menu } from '../talk.ts'
import { labelsOf } from './labels.ts'

type Hit = ProcedureHit & { sure?: number }
/** From this probability on a second procedure is offered beside the first. */
const BESIDE = 0.2
/** Choices of one list, "Việc khác" included. */
const CHOICES = 4

/**
 * Answers a question about procedures: several needs one after the other; one clear → its card or the part asked for;
 * several near ones → which one; none → says so.
 */
export async function answerProcedure(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const hits = withoutTwins(heard.procedures)
  const [hit] = hits
  if (!hit) return heard.facet ? ofWhat(desk, visit) : none(desk, visit, text)
  if (heard.needs) return oneByOne(desk, visit, heard.needs, heard.facet)
  if (heard.clear || heard.followUp) {
    const [first] = await known(desk, [hit.code])
    if (!first || isNameOnly(first)) return notHere(desk, visit, hit)
    return show(desk, visit, first, heard.facet, heard.followUp ? [] : strongBeside(desk, hits))
  }
  const views = await known(
    desk,
    hits.slice(0, heard.unsure ? LIMIT.nearest : LIMIT.candidates).map(({ code }) => code),
  )
  const [first] = views
  if (!first) return none(desk, visit, text)
  if (heard.unsure) return unsure(desk, visit, views, text)
  return views.length === 1 ? show(desk, visit, first, heard.facet) : which(desk, visit, views, heard.facet)
}

/** Several needs of one message, in the order asked; the last one stays in mind. */
async function oneByOne(desk: Desk, visit: Visit, codes: string[], facet: Facet | null): Promise<Step> {
  const views = await known(desk, codes)
  const lead = desk.say('guide.needs', { names: views.map((view) => `“${shortName(view)}”`).join(', ') })
  let step: Step = { state: visit.state, replies: [{ type: 'say', text: lead }] }
  for (const view of views) {
    const next = show(desk, { ...visit, state: step.state }, view, facet)
    step = { state: next.state, replies: [...step.replies, ...next.replies] }
  }
  return step
}

/** A second procedure that was strongly meant, too, stays one button away. */
function strongBeside({ say }: Desk, [, second]: Hit[]): Choice[] {
  if (!second || (second.sure ?? 0) < BESIDE) return []
  return [{ id: choose.procedure(second.code), label: shorten(say('guide.also', { name: plain(second.name) })) }]
}

/** The card of a procedure, or only the part asked for; it becomes the procedure in mind. */
export function show(
  { say, unit }: Desk,
  { state, now }: Visit,
  view: ProcedureView,
  facet: Facet | null,
  more: Choice[] = [],
): Step {
  const { code } = view.record
  const reply = facet ? facetCard({ say, unit }, view, facet, now, more) : card({ say, unit }, view, now, more)
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
export function which({ say }: Desk, { state }: Visit, found: ProcedureView[], facet: Facet | null): Step {
  const views = found.slice(0, CHOICES - 1)
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

/** Not understood well enough to answer: the nearest to choose from, kept for editors; the second time people take over. */
function unsure(desk: Desk, visit: Visit, views: ProcedureView[], text: string): Step {
  const { say, unanswered } = desk
  const { state, now } = visit
  const writes = [unanswered.recording(text, 'unclear', now)]
  const strikes = state.memory.strikes + 1
  if (strikes >= LIMIT.strikes) return { ...handOver(desk, state), writes }
  const labels = labelsOf(views)
  const choices: Choice[] = views.map(({ record }, at) => ({
    id: choose.procedure(record.code),
    label: labels[at] ?? record.name,
  }))
  const memory = {
    ...state.memory,
    procedure: null,
    facet: null,
    candidates: views.map(({ record }) => record.code),
    strikes,
  }
  return {
    state: { ...state, flow: null, memory },
    replies: [
      {
        type: 'ask',
        text: say('guide.unsure'),
        choices: [...choices, { id: choose.global('other'), label: say('guide.not-these') }],
      },
    ],
    writes,
  }
}

/** Nothing found: says so, keeps the question for editors, and the second time hands over to people. */
export function none(desk: Desk, visit: Visit, text: string | null): Step {
  const { say, unit } = desk
  const { state, now } = visit
  const writes = text === null ? [] : [desk.unanswered.recording(text, 'no-match', now)]
  const strikes = state.memory.strikes + 1
  if (strikes >= LIMIT.strikes) return { ...handOver(desk, state), writes }
  return {
    state: { ...state, memory: { ...state.memory, strikes } },
    replies: [
      { type: 'ask', text: say('guide.none'), choices: [{ id: choose.global('human'), label: say('bot.human') }] },
      { type: 'link', text: say('guide.official'), url: unit.portal.url },
    ],
    writes,
  }
}

/** Two strikes: phone, address and hours, and the official portal. */
function handOver(desk: Desk, state: Visit['state']): Step {
  const { say, unit } = desk
  return {
    state: { ...state, flow: null, memory: { ...state.memory, candidates: [], strikes: 0 } },
    replies: [
      { type: 'say', text: say('guide.none-twice', { ...frontPhone(unit), desk: unit.desk.name }) },
      hotline(desk),
      { type: 'link', text: say('guide.official'), url: unit.portal.url },
    ],
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

/** Only its name is known here: a procedure of another level. */
function isNameOnly({ record }: ProcedureView): boolean {
  return record.source.completeness === 'name-only' && record.desk === 'other' && !record.levels.includes('ward')
}

/** Provinces' own copies of one procedure are one answer; the first stands for all. */
function withoutTwins(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits.filter(({ name }) => {
    const key = fold(plain(name))
    return !seen.has(key) && seen.add(key)
  })
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
