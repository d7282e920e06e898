import type { CaseView } from '../../../server/feedback/schema.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import { showMoment } from '../../../server/kernel/time.ts'
import { choose } from '../../conversation/choices.ts'
import { type CaseAct, chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Choice, Reply, Section } from '../../conversation/types.ts'
import type { CaseKey } from '../../ports.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../desk.ts'
import { shorten } from '../names.ts'
import { HEARD } from './flow.ts'
import { linkReply } from './review.ts'

/** Cases listed at once. */
const LISTED = 5

/** "Phản ánh của tôi": the cases of this chat. */
export async function myCases(desk: Desk, visit: Visit): Promise<Step> {
  const { say } = desk
  const cases = await desk.feedback.mine(visit.chat, visit.now)
  const [only] = cases
  if (only && cases.length === 1) return caseCard(desk, visit, only.code)
  const choices = cases.slice(0, LISTED).map(({ code, kindText, statusText, late }) => ({
    id: chooseFeedback.case(code, 'show'),
    label: shorten(
      say(late ? 'feedback.mine.late' : 'feedback.mine.line', { code, kind: kindText, status: statusText }),
    ),
  }))
  const reply: Reply = only
    ? { type: 'ask', text: say('feedback.mine.which'), choices }
    : {
        type: 'ask',
        text: say('feedback.mine.none'),
        choices: [{ id: chooseFeedback.new(), label: say('bot.menu.feedback') }],
      }
  return { state: visit.state, replies: [reply], heard: HEARD }
}

/** A case by its code: this chat's own in full; another's only by its secret link. */
export async function caseCard(desk: Desk, visit: Visit, code: string, secret?: string): Promise<Step> {
  const key: CaseKey = secret ? { secret } : visit.chat
  try {
    const view = await desk.feedback.view(code, key, { caller: visit.caller, at: visit.now })
    if (!view)
      return {
        state: visit.state,
        replies: [{ type: 'say', text: desk.say('feedback.case.needs-link', { code }) }],
        heard: HEARD,
      }
    const own = secret === undefined
    return {
      state: { ...visit.state, inCase: own ? code : visit.state.inCase },
      replies: told(desk, view, own),
      heard: HEARD,
    }
  } catch (error) {
    return failed(visit, error)
  }
}

/** Late: sorry first; then state, due moment, what was asked and answered, what comes next. */
function told({ say, unit }: Desk, view: CaseView, own: boolean): Reply[] {
  const section = (key: string, lines: Array<string | null | undefined>): Section[] => {
    const known = lines.flatMap((line) => (line ? [line] : []))
    return known.length > 0 ? [{ heading: say(key), lines: known }] : []
  }
  const moment = (iso: string) => showMoment(new Date(iso))
  const { code, handler } = view
  const late: Reply[] = view.late
    ? [
        {
          type: 'say',
          text: say('feedback.case.late', { n: view.late.workingDays, phone: handler.phone || frontPhone(unit).phone }),
        },
      ]
    : []
  return [
    ...late,
    {
      personal: true,
      type: 'card',
      title: say('feedback.case.title', { code }),
      sections: [
        ...section('feedback.case.status', [view.statusText, view.outcomeText]),
        ...section('feedback.case.questions', view.questions ?? []),
        ...section('feedback.case.answer', [view.answer, view.evidence?.document, view.evidence?.body]),
        ...section('feedback.case.due', [
          view.closedAt ? null : view.dueAt ? moment(view.dueAt) : say('feedback.case.paused'),
          view.closedAt ? null : view.dueSource,
        ]),
        ...section('feedback.case.handler', [say('hotline.line', { label: handler.name, phone: handler.phone })]),
        ...section('feedback.case.text', [view.text]),
        ...section(
          'feedback.case.timeline',
          view.timeline.map(({ at, text }) => say('lookup.timeline-line', { at: moment(at), text })),
        ),
        ...section('feedback.case.next', [view.next]),
      ],
      footer: unit.sample ? say('bot.sample') : '',
      ...(own ? { choices: choicesOf({ say }, view) } : {}),
    },
  ]
}

function choicesOf({ say }: Pick<Desk, 'say'>, { code, questions, canReopen, canRate, status }: CaseView): Choice[] {
  const act = (one: CaseAct, key: string): Choice => ({ id: chooseFeedback.case(code, one), label: say(key) })
  const open = status !== 'closed' && status !== 'merged'
  return [
    ...(open ? [act('more', questions && questions.length > 0 ? 'feedback.case.reply' : 'feedback.case.more')] : []),
    ...(canRate ? [act('like', 'feedback.case.like'), act('dislike', 'feedback.case.dislike')] : []),
    ...(canReopen ? [act('reopen', 'feedback.case.reopen')] : []),
    { id: choose.global('cases'), label: say('feedback.case.mine') },
  ]
}

/** The secret link once more, for whoever lost the answer that had it. */
export async function receiptAgain(desk: Desk, visit: Visit, code: string): Promise<Reply[]> {
  const step = await caseCard(desk, visit, code)
  return [...step.replies, ...linkReply(desk, visit, await desk.feedback.link(code))]
}

/** A refusal of the register, told as it is. */
export function failed({ state }: Visit, error: unknown): Step {
  if (!(error instanceof Problem)) throw error
  return { state: { ...state, flow: null }, replies: [{ type: 'say', text: error.message }], heard: HEARD }
}
