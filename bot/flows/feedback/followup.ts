import type { Rating } from '../../../server/feedback/schema.ts'
import type { Statement } from '../../../server/storage/db.ts'
import { choose } from '../../conversation/choices.ts'
import { type CaseAct, chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Choice, Reply, Understanding } from '../../conversation/types.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { emptyDraft } from './draft.ts'
import { HEARD } from './flow.ts'
import { says } from './says.ts'
import { caseCard, failed, myCases } from './track.ts'
import { takeWords } from './words.ts'

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
