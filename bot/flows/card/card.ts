import { dayOf, showDay } from '../../../server/kernel/time.ts'
import { choose } from '../../conversation/choices.ts'
import type { Choice, Facet, Reply, Section } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import { plain, shorten, shortName } from '../names.ts'
import { feeLines, timeLines, type Voice, whom } from './facts.ts'
import { guidePaper, once, paperLines } from './papers.ts'
import { markdownLines, onlineLines, whereLines } from './places.ts'

/** Papers shown on the whole card; the rest is one button away. */
const PAPERS_ON_CARD = 8
/** Neighbours offered under the whole card. */
const NEIGHBOURS = 2
/** Buttons under a card. */
export const BUTTONS = 6
const FACETS: Facet[] = ['documents', 'time', 'fee', 'where', 'online']
/** On the whole card these have a button each before the neighbours; the rest stands on the card. */
const FIRST: Facet[] = ['documents', 'time']

/** The whole card of a procedure. Facts come from the record; what the record lacks is said to be unknown. */
export function card(voice: Voice, view: ProcedureView, now: Date, more: Choice[] = []): Reply {
  const { say } = voice
  const { record, guide } = view
  const papers = paperLines(voice, view)
  const shown = papers.slice(0, PAPERS_ON_CARD)
  const section = (key: string, lines: string[]): Section[] => (lines.length > 0 ? [{ heading: say(key), lines }] : [])
  return {
    type: 'card',
    title: shortName(view),
    sections: [
      ...standing(voice, view, now),
      ...section('card.summary', [
        ...(guide?.summary ? [guide.summary] : []),
        ...(guide?.code === record.code && guide.title !== record.name
          ? [say('card.official-name', { name: record.name })]
          : []),
      ]),
      ...section('card.documents', [
        ...shown,
        ...(papers.length > shown.length ? [say('card.documents.more', { n: papers.length - shown.length })] : []),
        ...(guide && guide.questions.length > 0 ? [say('card.documents.cases')] : []),
      ]),
      ...section('card.time', timeLines(voice, view)),
      ...section('card.fee', feeLines(voice, view)),
      ...section('card.where', whereLines(voice, view)),
      ...section('card.online', onlineLines(voice, view, false)),
      ...section('card.result', record.results.length > 0 ? record.results : [say('card.result.unknown')]),
      ...section('card.mistakes', guide?.mistakes ?? []),
      ...section('card.legal', legal(view)),
    ],
    footer: source(voice, view),
    choices: buttons(voice, view, more),
  }
}

/** One facet of a procedure, with its source line. */
export function facetCard(voice: Voice, view: ProcedureView, facet: Facet, now: Date, more: Choice[] = []): Reply {
  return {
    type: 'card',
    title: shortName(view),
    sections: [
      ...standing(voice, view, now),
      { heading: voice.say(`card.${facet}`), lines: facetLines(voice, view, facet) },
    ],
    footer: source(voice, view),
    choices: buttons(voice, view, more, facet),
  }
}

function facetLines(voice: Voice, view: ProcedureView, facet: Facet): string[] {
  const { say } = voice
  const { record, guide } = view
  const desk = whom(voice, record)
  switch (facet) {
    case 'documents':
      return [...paperLines(voice, view), ...(guide && guide.questions.length > 0 ? [say('card.documents.cases')] : [])]
    case 'time':
      return timeLines(voice, view)
    case 'fee':
      return feeLines(voice, view)
    case 'where':
      return whereLines(voice, view)
    case 'online':
      return onlineLines(voice, view, true)
    case 'who': {
      const who = [...markdownLines(guide?.sections['Dùng khi nào'] ?? ''), ...record.applicants]
      return [...(who.length > 0 ? who : [say('card.who.unknown', { desk })]), say('card.who.proxy', { desk })]
    }
    case 'form':
      return [...formLines(voice, view), say('card.form.where', { url: record.source.url })]
    case 'steps':
      return steps(voice, view)
  }
}

/** Forms by number as the record names them, else the papers of the guide that are forms. */
function formLines(voice: Voice, { record, guide }: ProcedureView): string[] {
  const numbered = record.papers.flatMap(({ items }) =>
    items.flatMap(({ name, form }) => (form ? [voice.say('card.form.line', { paper: name, form })] : [])),
  )
  if (numbered.length > 0) return numbered
  const written = (guide?.papers ?? []).filter(({ name, kind }) => kind === 'submit' && /mẫu|tờ khai|^đơn /i.test(name))
  return written.length > 0 ? once(written).map((paper) => guidePaper(paper)) : [voice.say('card.form.unknown')]
}

function steps(voice: Voice, { record, guide }: ProcedureView): string[] {
  const { say } = voice
  const part = (key: string, heading: string): string[] => {
    const lines = markdownLines(guide?.sections[heading] ?? '')
    return lines.length > 0 ? [`${say(key)}:`, ...lines] : []
  }
  const lines = [...part('card.steps.desk', 'Làm tại quầy'), ...part('card.steps.online', 'Làm trực tuyến')]
  return lines.length > 0 ? lines : [say('card.steps.unknown', { url: record.source.url, desk: whom(voice, record) })]
}

/** What must be known before anything else: replaced, not yet or no longer in force, incomplete record. */
function standing({ say, unit }: Voice, { record, successors }: ProcedureView, now: Date): Section[] {
  const today = dayOf(now)
  const names = (successors ?? []).map(({ name, code }) => `${name} (${code})`)
  const named = names.length > 0 ? names : (record.replacedBy ?? [])
  const lines = [
    ...(record.status === 'replaced' && named.length > 0 ? [say('card.replaced', { name: named.join('; ') })] : []),
    ...(record.status === 'replaced' && named.length === 0
      ? [say('card.replaced.unknown', { desk: unit.desk.name })]
      : []),
    ...(record.effectiveTo && record.status !== 'replaced'
      ? [say('card.expiring', { date: showDay(record.effectiveTo) })]
      : []),
    ...(record.effectiveFrom && record.effectiveFrom > today
      ? [say('card.effective-from', { date: showDay(record.effectiveFrom) })]
      : []),
    ...(record.source.completeness === 'full' ? [] : [say('card.partial')]),
  ]
  return lines.length > 0 ? [{ heading: say('card.standing'), lines }] : []
}

function legal({ record }: ProcedureView): string[] {
  const decision = record.decision ? [record.decision.number] : []
  const all = [...decision, ...record.legalBasis.filter((basis) => !decision.includes(basis))]
  return all.length > 0 ? [all.slice(0, 4).join('; ')] : []
}

/** Where the facts come from, what may differ, and whether our words wait for an editor. */
export function source({ say }: Voice, { record, guide, needsReview }: ProcedureView): string {
  const holes = { date: showDay(record.source.date), code: record.code }
  const from =
    record.scope === 'national'
      ? say('card.source', holes)
      : say('card.source.province', { ...holes, province: record.scope.province })
  return guide && needsReview ? `${from} ${say('card.needs-review')}` : from
}

/** The most useful next steps; the facet just shown is left out. `more`: what else was probably meant. */
function buttons({ say }: Voice, view: ProcedureView, more: Choice[], without?: Facet): Choice[] {
  const { code } = view.record
  const successors = view.record.status === 'replaced' ? (view.successors ?? []) : []
  const facet = (facet: Facet) => ({ id: choose.facet(facet, code), label: say(`guide.facet.${facet}`) })
  const facets = FACETS.filter((one) => one !== without)
  const all = [
    ...successors.slice(0, 2).map((one) => ({ id: choose.procedure(one.code), label: shorten(plain(one.name)) })),
    ...(view.guide && view.guide.questions.length > 0 ? [{ id: choose.case(code), label: say('guide.case') }] : []),
    ...(without ? [] : FIRST.map(facet)),
    ...more,
    ...(without ? [] : neighbours(view)),
    ...facets.toReversed().map(facet),
  ]
  const kept = all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at).slice(0, BUTTONS)
  // facets stand in their own order, whichever of them are kept
  const order = facets.map((one) => choose.facet(one, code))
  const sorted = kept.filter(({ id }) => order.includes(id)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  return kept.map((one) => (order.includes(one.id) ? (sorted.shift() ?? one) : one))
}

/** The easily confused ones, by the question that tells them apart: "Bé mất giấy khai sinh bản chính?". */
function neighbours({ record, guide }: ProcedureView): Choice[] {
  return (guide?.neighbours ?? [])
    .filter(({ code }) => code !== record.code)
    .slice(0, NEIGHBOURS)
    .map(({ code, ask }) => ({ id: choose.procedure(code), label: shorten(ask) }))
}
