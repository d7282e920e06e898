import { Problem } from '../../../server/kernel/problem.ts'
import { type FeedbackPress, isOfDraft } from '../../conversation/choices-feedback.ts'
import type { Understanding } from '../../conversation/types.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { emergency } from '../talk.ts'
import { pressed, typed } from './answers.ts'
import { accepting } from './brought.ts'
import { answered, type Draft, kindOf, openStep } from './draft.ts'
import { addWords, askAgain, cancel, editFeedback, ended, go, HEARD, lost, send } from './flow.ts'
import { says } from './says.ts'
import { type OpenDraft, openDraft } from './sealed.ts'
import { caseCard } from './track.ts'

/** What a flow asks the conversation to answer aside, after which it asks again. */
export type Aside = (visit: Visit) => Promise<Step>

/** A pressed button of a draft. One of another draft changes nothing. */
export async function pressedDraft(
  desk: Desk,
  visit: Visit,
  press: Exclude<FeedbackPress, { on: 'new' } | { on: 'case' }>,
): Promise<Step> {
  const { state } = visit
  if (press.on === 'draft' && press.act === 'send' && state.sent && isOfDraft(press, state.sent.id))
    return alreadySent(desk, visit, state.sent.code)
  const open = await openDraft(desk, visit)
  if (!open) return lost(desk, visit)
  if (!isOfDraft(press, open.id)) return go(desk, visit, open, [desk.say('bot.stale-choice')])
  const { draft } = open
  switch (press.on) {
    case 'edit':
      return editFeedback(desk, visit, open, press.step)
    case 'follow':
      return follow(desk, visit, open, press.id)
    case 'answer': {
      const next = pressed(desk, draft, press.step, press.value)
      return next ? go(desk, visit, { ...open, draft: next }) : go(desk, visit, open, [desk.say('bot.stale-choice')])
    }
    case 'draft':
      if (press.act === 'send') return send(desk, visit, open)
      if (press.act === 'edit') return editFeedback(desk, visit, open)
      if (press.act === 'cancel') return cancel(desk, visit, draft)
      return accept(desk, visit, open)
  }
}

/** A text while a report is told: an answer to its open question, words for it, or something else that is answered first. */
export async function inFeedback(
  desk: Desk,
  visit: Visit,
  text: string,
  heard: Understanding,
  aside: Aside,
): Promise<Step> {
  const open = await openDraft(desk, visit)
  if (!open) {
    const gone = lost(desk, visit)
    const step = await aside({ ...visit, state: gone.state })
    return { ...step, replies: [{ type: 'say', text: desk.say('feedback.lost') }, ...step.replies] }
  }
  const { draft } = open
  if (draft.offer) {
    if (heard.intent !== 'feedback') return withDrop(await aside({ ...visit, state: ended(visit, draft).state }), draft)
    const accepted = await accepting(desk, visit, open)
    return addWords(desk, visit, accepted.open, text, [desk.say('feedback.begun'), ...accepted.lead])
  }
  const step = openStep(draft, kindOf(desk.feedback, draft))
  if (says(desk, text, 'done') && step === 'photos')
    return go(desk, visit, { ...open, draft: answered(draft, 'photos') })
  if (step === null && says(desk, text, 'send')) return send(desk, visit, open)
  if (isAside(heard, text, step === 'text')) {
    const told = await aside(visit)
    const replies = [...told.replies, ...(await askAgain(desk, visit, open, desk.say('feedback.continue')))]
    // nothing said while a report is told is kept for anybody
    return { ...told, state: { ...told.state, flow: visit.state.flow }, replies, writes: [] }
  }
  if (step === 'text') return addWords(desk, visit, open, text)
  if (heard.dossier && heard.dossier.codes.length > 0) return go(desk, visit, open, [desk.say('feedback.finish-first')])
  const next = step && typed(desk, visit, open, step, text)
  if (next) return go(desk, visit, { ...open, draft: next })
  // at a question of names and numbers nothing else is taken for the report
  if (step === 'photos' || step === null || step === 'similar')
    return addWords(desk, visit, open, text, [desk.say('feedback.added')])
  return go(desk, visit, open, [desk.say('feedback.choose')])
}

/** Danger while a report is told: the numbers first; words of danger stay out of it, unless the number was called. */
export async function dangerInFeedback(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const first = emergency(desk, heard)
  const open = await openDraft(desk, visit)
  if (!open || open.draft.offer) return { ...ended(visit, open?.draft ?? null), replies: [first] }
  const asked = openStep(open.draft, kindOf(desk.feedback, open.draft))
  if (open.draft.called && asked === 'text') {
    const step = await addWords(desk, visit, open, text)
    return { ...step, replies: [first, ...step.replies], heard }
  }
  const replies = [first, ...(await askAgain(desk, visit, open, desk.say('feedback.continue')))]
  return { state: visit.state, replies, heard }
}

async function accept(desk: Desk, visit: Visit, open: OpenDraft): Promise<Step> {
  const accepted = await accepting(desk, visit, open)
  return go(desk, visit, accepted.open, accepted.lead)
}

async function follow(desk: Desk, visit: Visit, { draft }: OpenDraft, id: string): Promise<Step> {
  try {
    const writes = await desk.feedback.following(id, visit.chat, visit.now)
    return {
      ...ended(visit, draft),
      replies: [{ type: 'say', text: desk.say('feedback.similar.followed') }],
      writes,
      heard: HEARD,
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { state: visit.state, replies: [{ type: 'say', text: error.message }], heard: HEARD }
  }
}

async function alreadySent(desk: Desk, visit: Visit, code: string): Promise<Step> {
  const step = await caseCard(desk, visit, code)
  return { ...step, replies: [{ type: 'say', text: desk.say('feedback.sent-already', { code }) }, ...step.replies] }
}

/** What is no part of the report: asked for people, thanks, a clear question about a procedure. */
function isAside(heard: Understanding, text: string, telling: boolean): boolean {
  if (heard.intent === 'human' || heard.intent === 'survey') return !telling
  if (heard.intent === 'out_of_scope') return !telling && heard.why.some((why) => why.startsWith('out_of_scope/'))
  if (heard.intent === 'smalltalk') return heard.topic !== 'ok' && heard.topic !== 'unclear' && heard.topic !== 'abuse'
  if (heard.intent !== 'procedure') return false
  // *còn có …* goes on telling; only as a question it is about the procedure looked at before
  if (heard.followUp && !QUESTION.test(text)) return false
  const asks = heard.facet !== null && (heard.clear || heard.howTo !== undefined)
  if (telling) return asks && QUESTION.test(text)
  // a place or a name may remind of a procedure; only what surely names one asks for it
  return asks || (heard.clear && (heard.procedures[0]?.sure ?? 0) >= NAMED)
}
const NAMED = 0.6
const QUESTION =
  /\?\s*$|(?:^|\s)(?:gì|nào|đâu|mấy|nhiêu|bao lâu|không|ko|chưa|sao|gi|nao|dau|may|nhieu|bao lau|khong|chua)(?:\s+(?:ạ|a|vậy|ad|nhỉ|thế))*[\s.?!]*$/iu

function withDrop(step: Step, draft: Draft): Step {
  return { ...step, drop: draft.photos.map(({ id }) => id) }
}
