import type { GuidedKind } from '../../../server/feedback/schema.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import { chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Reply, Understanding } from '../../conversation/types.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { menu } from '../talk.ts'
import { question, SIMILAR, similarQuestion } from './ask.ts'
import {
  answered,
  type Draft,
  type DraftStep,
  emptyDraft,
  intakeOf,
  kindOf,
  mendable,
  mending,
  openStep,
  popped,
  wordsOf,
} from './draft.ts'
import { receipt, review } from './review.ts'
import { draftId, type OpenDraft, withDraft } from './sealed.ts'
import { takeWords } from './words.ts'

export const HEARD: Understanding = { intent: 'feedback', procedures: [], clear: false, facet: null, why: ['feedback'] }

/** Begins a report: from the menu, or with what was said already, which is not asked for again. */
export async function startFeedback(
  desk: Desk,
  visit: Visit,
  said: string | null,
  values: Partial<Draft> = {},
): Promise<Step> {
  const id = await draftId(visit)
  const draft = { ...emptyDraft, ...values }
  if (said === null) return go(desk, visit, { id, draft })
  return addWords(desk, visit, { id, draft }, said, [desk.say('feedback.begun')])
}

/** Words for the report: those that law keeps out are answered with their route; the rest joins the draft. */
export async function addWords(
  desk: Desk,
  visit: Visit,
  { id, draft }: OpenDraft,
  said: string,
  lead: string[] = [],
  spoken?: GuidedKind,
): Promise<Step> {
  const taken = takeWords(desk, visit, draft, said, spoken)
  const { writes } = taken
  if (!taken.kept && taken.draft.text.length === 0 && taken.guidance.length > 0) {
    return { ...ended(visit, taken.draft), replies: taken.guidance, writes, ...(spoken ? {} : { heard: HEARD }) }
  }
  const step = await go(desk, visit, { id, draft: taken.draft }, [...(taken.kept ? lead : []), ...taken.lead])
  const replies = taken.quotes ? step.replies.map((reply): Reply => ({ ...reply, personal: true })) : step.replies
  return { ...step, replies: [...taken.guidance, ...replies], writes: [...writes, ...(step.writes ?? [])] }
}

/** Shows where the draft stands: its open question, or all of it before it is sent. */
export async function go(desk: Desk, visit: Visit, open: OpenDraft, lead: string[] = []): Promise<Step> {
  const shown = await standing(desk, visit, open, lead)
  const state = await withDraft(desk, visit, shown.open)
  return { state, replies: shown.replies, heard: HEARD }
}

/** The open question once more, below whatever was just said. */
export async function askAgain(desk: Desk, visit: Visit, open: OpenDraft, lead?: string): Promise<Reply[]> {
  return (await standing(desk, visit, open, lead ? [lead] : [])).replies
}

async function standing(desk: Desk, visit: Visit, { id, draft }: OpenDraft, lead: string[]) {
  if (draft.offer) return { open: { id, draft }, replies: [offerReply(desk, { id, draft })] }
  const step = openStep(draft, kindOf(desk.feedback, draft))
  const open = { id, draft }
  if (step === null) return { open, replies: [...leading(lead), review(desk, open)] }
  if (step !== 'similar') return { open, replies: [question(desk, visit, open, step, lead)] }
  const { text: _, ...place } = draft.place ?? {}
  const found = draft.place ? await desk.feedback.similar({ text: wordsOf(draft), ...place }, visit.now) : []
  if (found.length > 0) return { open, replies: [similarQuestion(desk, open, found.slice(0, SIMILAR), lead)] }
  return standing(desk, visit, { id, draft: answered(draft, 'similar') }, lead)
}

/** A photo or a place without a word: is it a report? */
export function offerReply({ say }: Desk, { id, draft }: OpenDraft): Reply {
  const photo = draft.offer?.photo !== null
  return {
    type: 'ask',
    text: say(photo ? 'feedback.offer.photo' : 'feedback.offer.place'),
    choices: [
      { id: chooseFeedback.draft(id, 'accept'), label: say('feedback.offer.yes') },
      { id: chooseFeedback.draft(id, 'cancel'), label: say('feedback.offer.no') },
    ],
  }
}

/** *Gửi*: one case however often it is pressed; the draft is gone with it. */
export async function send(desk: Desk, visit: Visit, open: OpenDraft): Promise<Step> {
  const { id, draft } = open
  if (openStep(draft, kindOf(desk.feedback, draft)) !== null) return go(desk, visit, open)
  try {
    const { writes, receipt: told } = await desk.feedback.preparing(intakeOf(draft), {
      chat: visit.chat,
      caller: visit.caller,
      key: id,
      at: visit.now,
      photos: draft.photos,
    })
    return {
      state: { ...visit.state, flow: null, sent: { id, code: told.code }, inCase: told.code },
      replies: receipt(desk, visit, told),
      writes,
      heard: HEARD,
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const step = await go(desk, visit, open)
    return { ...step, replies: [{ type: 'say', text: error.message }, ...step.replies] }
  }
}

/** *Hủy*: the draft and its photos are gone. */
export function cancel({ say }: Desk, visit: Visit, draft: Draft | null): Step {
  const key = draft?.offer ? 'feedback.offer.declined' : 'feedback.cancelled'
  return { ...ended(visit, draft), replies: [{ type: 'say', text: say(key) }], heard: HEARD }
}

/** The state without the draft, and what goes with it. */
export function ended({ state }: Visit, draft: Draft | null): Pick<Step, 'state' | 'drop'> {
  return { state: { ...state, flow: null }, drop: (draft?.photos ?? []).map(({ id }) => id) }
}

/** *Quay lại*: the answer before; before the first one, out of the report. */
export async function backFeedback(desk: Desk, visit: Visit, open: OpenDraft): Promise<Step> {
  const draft = popped(open.draft)
  return draft ? go(desk, visit, { ...open, draft }) : cancel(desk, visit, open.draft)
}

/** *Sửa*: which answer? With a step, that one is asked again and the others stay. */
export async function editFeedback(desk: Desk, visit: Visit, open: OpenDraft, step?: string): Promise<Step> {
  const { say } = desk
  const steps = mendable(open.draft, kindOf(desk.feedback, open.draft))
  const one = steps.find((name) => name === step)
  if (one) return go(desk, visit, { ...open, draft: mending(open.draft, one) })
  if (open.draft.done.length === 0) {
    return {
      state: visit.state,
      replies: [{ type: 'say', text: say('bot.nothing-edit') }, ...(await askAgain(desk, visit, open))],
      heard: HEARD,
    }
  }
  const choices = steps.map((name: DraftStep) => ({
    id: chooseFeedback.edit(open.id, name),
    label: say(`feedback.step.${name}`),
  }))
  return { state: visit.state, replies: [{ type: 'ask', text: say('feedback.edit-which'), choices }], heard: HEARD }
}

/** The draft ran out or can't be read, or there is none for the button: says so, and begins nothing by itself. */
export function lost(desk: Desk, { state }: Visit): Step {
  const old = state.flow?.name === 'feedback'
  return {
    state: old ? { ...state, flow: null } : state,
    replies: [{ type: 'ask', text: desk.say(old ? 'feedback.lost' : 'bot.stale-choice'), choices: menu(desk) }],
    heard: HEARD,
  }
}

function leading(lead: string[]): Reply[] {
  return lead.length > 0 ? [{ type: 'say', text: lead.join('\n') }] : []
}
