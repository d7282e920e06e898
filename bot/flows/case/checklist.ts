import { choose } from '../../conversation/choices.ts'
import type { Given } from '../../conversation/replay.ts'
import type { Choice, Reply, Section } from '../../conversation/types.ts'
import type { ProcedureView } from '../../ports.ts'
import { source } from '../card/card.ts'
import { doubt } from '../card/facts.ts'
import { guidePaper } from '../card/papers.ts'
import type { Desk } from '../desk.ts'
import { shortName } from '../names.ts'
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
    papers.filter((paper) => paper.kind === kind).map((paper) => guidePaper(paper))
  const submit = of('submit')
  return {
    type: 'card',
    title: say('case.title', { title: shortName(view) }),
    sections: [
      ...section('case.submit', submit.length > 0 ? submit : [say('case.nothing')]),
      ...section('case.show', of('show')),
      ...section('case.skip', of('skip')),
      ...section('case.note', [...outcomes.map(({ text }) => text), ...doubt({ say, unit }, view.record, 'papers')]),
      ...section(
        'case.answers',
        answers.map((given) => answerLine(desk, view, given)),
      ),
    ],
    footer: source({ say, unit }, view),
    choices: [
      ...others(desk, outcomes, names),
      { id: choose.global('edit'), label: say('bot.edit') },
      ...(['time', 'fee', 'where', 'online'] as const).map((facet) => ({
        id: choose.facet(facet, view.record.code),
        label: say(`guide.facet.${facet}`),
      })),
    ],
  }
}

/** `Cha mẹ bé đã đăng ký kết hôn chưa? → Chưa đăng ký`. */
export function answerLine({ say }: Desk, { guide }: ProcedureView, { step, value }: Given): string {
  const question = guide?.questions.find(({ id }) => id === step)
  const label = question?.options.find(({ id }) => id === value)?.label ?? value
  return say('case.edit-line', { ask: question?.ask ?? step, label })
}

function others({ say }: Desk, outcomes: Checklist['outcomes'], names: Map<string, string>): Choice[] {
  const codes = new Set(outcomes.map(({ goto }) => goto).filter((code) => code !== undefined))
  return [...codes].map((code) => ({
    id: choose.procedure(code),
    label: say('case.goto', { name: names.get(code) ?? code }),
  }))
}
