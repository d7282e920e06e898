import type { Guide } from '../../../server/content/schema.ts'
import { choose } from '../../conversation/choices.ts'
import type { Given } from '../../conversation/replay.ts'
import type { Choice, Reply, Section } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import { BUTTONS, source } from '../card/card.ts'
import { doubt } from '../card/facts.ts'
import { guidePaper, once } from '../card/papers.ts'
import type { Desk } from '../desk.ts'
import { shorten, shortName } from '../names.ts'
import type { Checklist } from './flow.ts'

/** The exact list for one case: what to hand in, what to bring, what not to hand in, what to mind. */
export function checklist(
  desk: Desk,
  view: ProcedureView,
  answers: Given[],
  { papers, outcomes }: Checklist,
  names: Map<string, string>,
): Reply {
  const { say, unit } = desk
  const section = (key: string, lines: string[]): Section[] => (lines.length > 0 ? [{ heading: say(key), lines }] : [])
  const of = (kind: 'submit' | 'show' | 'skip') =>
    once(papers.filter((paper) => paper.kind === kind)).map((paper) => guidePaper(paper))
  const submit = of('submit')
  const sent = outcomes.some(({ goto }) => goto)
  const notes = section('case.note', [
    ...outcomes.map(({ text }) => text),
    ...doubt({ say, unit }, view.record, 'papers'),
  ])
  return {
    type: 'card',
    title: say('case.title', { title: shortName(view) }),
    sections: [
      ...(sent ? notes : []),
      ...section('case.submit', submit.length > 0 ? submit : [say('case.nothing')]),
      ...section('case.show', of('show')),
      ...section('case.skip', of('skip')),
      ...(sent ? [] : notes),
      ...section(
        'case.answers',
        (view.guide ? given(view.guide, answers) : []).map((one) => answerLine(desk, view, one)),
      ),
    ],
    footer: source({ say, unit }, view),
    choices: [
      ...sendOn(desk, outcomes, names),
      { id: choose.global('edit'), label: say('bot.edit') },
      ...(['time', 'fee', 'where', 'online'] as const).map((facet) => ({
        id: choose.facet(facet, view.record.code),
        label: say(`guide.facet.${facet}`),
      })),
    ].slice(0, BUTTONS),
  }
}

/** `Cha mẹ bé đã đăng ký kết hôn chưa? → Chưa đăng ký`. */
export function answerLine({ say }: Desk, { guide }: ProcedureView, { step, value }: Given): string {
  const question = guide?.questions.find(({ id }) => id === step)
  const label = question?.options.find(({ id }) => id === value)?.label ?? value
  return say('case.edit-line', { ask: question?.ask ?? step, label })
}

/** The answers to the guide's own questions, without what was said to stops. */
export function given({ questions }: Guide, answers: Given[]): Given[] {
  return answers.filter(({ step }) => questions.some(({ id }) => id === step))
}

/** Buttons to the procedures that outcomes send to. */
export function sendOn(
  { say }: Desk,
  outcomes: Array<{ goto?: string | undefined }>,
  names: Map<string, string>,
): Choice[] {
  const codes = new Set(outcomes.map(({ goto }) => goto).filter((code) => code !== undefined))
  return [...codes].map((code) => ({
    id: choose.procedure(code),
    label: shorten(say('case.goto', { name: names.get(code) ?? code })),
  }))
}
