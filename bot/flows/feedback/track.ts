import type { CaseView, Rating } from '../../../server/feedback/schema.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import { showMoment } from '../../../server/kernel/time.ts'
import type { Statement } from '../../../server/storage/db.ts'
import { choose } from '../../conversation/choices.ts'
import { type CaseAct, chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Choice, Reply, Section, Understanding } from '../../conversation/types.ts'
import type { CaseKey } from '../../ports.ts'
import { type Desk, frontPhone, type Step, type Visit } from '../desk.ts'
import { shorten } from '../names.ts'
import { emptyDraft } from './draft.ts'
import { HEARD } from './flow.ts'
import { linkReply } from './review.ts'
import { says } from './says.ts'
import { takeWords } from './words.ts'

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

/** A button under a case. */
export async function pressedCase(desk: Desk, visit: Visit, code: string, act: CaseAct): Promise<Step> {
  const { say } = desk
  const ask = (flow: 'more' | 'reopen' | 'dislike', key: string, choices: Choice[] = []): Step => ({
    state: { ...visit.state, flow: { name: 'followup', code, act: flow }, inCase: code },
    replies: [{ type: 'ask', text: say(key, { code }), choices }],
    heard: HEARD,
  })
  const leave = { id: choose.global('cancel'), label: say('feedback.case.leave') }
  switch (act) {
    case 'show':
      return caseCard(desk, visit, code)
    case 'more':
      return ask('more', 'feedback.more.ask', [leave])
    case 'done':
      return caseCard(desk, { ...visit, state: { ...visit.state, flow: null } }, code)
    case 'reopen':
      return ask('reopen', 'feedback.reopen.ask', [leave])
    case 'like':
      return rate(desk, visit, code, { rating: 'like' })
    case 'dislike':
      return ask('dislike', 'feedback.rate.why', [
        { id: chooseFeedback.case(code, 'skip'), label: say('feedback.rate.skip') },
      ])
    case 'skip':
      return rate(desk, visit, code, { rating: 'dislike' })
  }
}

/** What is told about a case: more, why it is not done, why one is not content. */
export async function inFollowup(
  desk: Desk,
  visit: Visit,
  text: string,
  heard: Understanding,
  aside?: (visit: Visit) => Promise<Step>,
): Promise<Step> {
  const { flow } = visit.state
  if (flow?.name !== 'followup') return myCases(desk, visit)
  const { code, act } = flow
  const left = { ...visit, state: { ...visit.state, flow: null } }
  if (act === 'more' && says(desk, text, 'done')) return caseCard(desk, left, code)
  if (aside && (heard.intent === 'human' || isPolite(heard))) return aside(left)
  // khiếu nại and tố cáo stay out of a case as they stay out of a new report
  const taken = takeWords(desk, visit, emptyDraft, text)
  const words = taken.draft.text.join(' ')
  if (words === '') return { state: visit.state, replies: taken.guidance, writes: taken.writes, heard: HEARD }
  const step =
    act === 'dislike'
      ? await rate(desk, visit, code, { rating: 'dislike', reason: words })
      : act === 'reopen'
        ? await change(desk, visit, code, 'feedback.reopen.done', () =>
            desk.feedback.reopening(code, visit.chat, words, visit.now),
          )
        : await added(desk, visit, code, () => desk.feedback.adding(code, visit.chat, { text: words }, visit.now))
  return { ...step, replies: [...taken.guidance, ...step.replies], writes: [...taken.writes, ...(step.writes ?? [])] }
}

/** Thanks, a greeting, a goodbye: nothing for the case. */
function isPolite({ intent, topic = '' }: Understanding): boolean {
  return intent === 'smalltalk' && ['thanks', 'bye', 'greeting', 'who', 'test'].includes(topic)
}

/** A photo for the case that is being added to; null when none is. */
export async function photoForCase(desk: Desk, visit: Visit, ref: string): Promise<Step | null> {
  const { flow } = visit.state
  if (flow?.name !== 'followup' || flow.act !== 'more') return null
  return added(desk, visit, flow.code, async () => {
    const photo = await desk.photos.keep(visit.chat, ref)
    return desk.feedback.adding(flow.code, visit.chat, { photos: [photo] }, visit.now)
  })
}

/** The step in the middle of which a chat stands, told again. */
export async function followupAgain(desk: Desk, visit: Visit): Promise<Reply[]> {
  const { flow } = visit.state
  return flow?.name === 'followup' ? (await pressedCase(desk, visit, flow.code, flow.act)).replies : []
}

async function rate(desk: Desk, visit: Visit, code: string, given: { rating: Rating; reason?: string }): Promise<Step> {
  const key = given.rating === 'like' ? 'feedback.rate.liked' : 'feedback.rate.disliked'
  const step = await change(desk, visit, code, key, () => desk.feedback.rating(code, visit.chat, given, visit.now))
  if (given.rating === 'like' || !step.writes) return step
  const again = { id: chooseFeedback.case(code, 'reopen'), label: desk.say('feedback.case.reopen') }
  return {
    ...step,
    replies: step.replies.map((reply): Reply => (reply.type === 'say' ? { ...reply, choices: [again] } : reply)),
  }
}

/** More may follow: the flow stays. */
async function added(desk: Desk, visit: Visit, code: string, write: () => Promise<Statement[]>): Promise<Step> {
  const step = await change(desk, visit, code, 'feedback.more.done', write)
  if (!step.writes) return step
  const done = { id: chooseFeedback.case(code, 'done'), label: desk.say('feedback.more.enough') }
  return {
    ...step,
    state: { ...step.state, flow: { name: 'followup', code, act: 'more' } },
    replies: step.replies.map((reply): Reply => (reply.type === 'say' ? { ...reply, choices: [done] } : reply)),
  }
}

async function change(
  desk: Desk,
  visit: Visit,
  code: string,
  key: string,
  write: () => Promise<Statement[]>,
): Promise<Step> {
  try {
    const writes = await write()
    return {
      state: { ...visit.state, flow: null, inCase: code },
      replies: [{ type: 'say', text: desk.say(key, { code }) }],
      writes,
      heard: HEARD,
    }
  } catch (error) {
    return failed(visit, error)
  }
}

function failed({ state }: Visit, error: unknown): Step {
  if (!(error instanceof Problem)) throw error
  return { state: { ...state, flow: null }, replies: [{ type: 'say', text: error.message }], heard: HEARD }
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
