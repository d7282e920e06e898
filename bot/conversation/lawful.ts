import type { Desk, Step, Visit } from '../flows/desk.ts'
import { emptyDraft } from '../flows/feedback/draft.ts'
import { addWords } from '../flows/feedback/flow.ts'
import { inFollowup } from '../flows/feedback/followup.ts'
import { type Aside, dangerInFeedback, inFeedback } from '../flows/feedback/inside.ts'
import { draftId, openDraft } from '../flows/feedback/sealed.ts'
import { withCalled } from '../flows/feedback/words.ts'
import { emergency } from '../flows/talk.ts'
import type { Understanding } from './types.ts'

/** Danger: its number first, whatever is open. */
export async function danger(desk: Desk, visit: Visit, text: string, heard: Understanding): Promise<Step> {
  const { state } = visit
  if (state.flow?.name === 'feedback') return dangerInFeedback(desk, visit, text, heard)
  const first = emergency(desk, heard)
  const tells = state.flow === null && (heard.topic === 'fire' || heard.topic === 'rescue')
  return { state, replies: [tells ? withCalled(desk, first) : first] }
}

/**
 * Tố cáo, khiếu nại: the lawful route, never what it is about. What else the message reports goes on as a report, and says so. In the
 * middle of a report what was only learned, and no rule of law says, may be a report all the same.
 */
export async function guided(
  desk: Desk,
  visit: Visit,
  text: string,
  heard: Understanding,
  kind: 'denunciation' | 'complaint',
  aside: Aside,
): Promise<Step> {
  const told = await openDraft(desk, visit)
  const open = told?.draft.offer ? null : told
  const learned = heard.why.some((why) => why.startsWith('learned '))
  const lawful = desk.feedback.triage({ text }).parts.some((part) => part.kind === kind)
  if (visit.state.flow?.name === 'followup' && (lawful || learned)) return inFollowup(desk, visit, text, heard)
  if (open && learned && !lawful) return inFeedback(desk, visit, text, heard, aside)
  const step = await addWords(desk, visit, open ?? { id: await draftId(visit), draft: emptyDraft }, text, [], kind)
  // without a report nothing changes but what is told
  return !open && step.state.flow?.name !== 'feedback' ? { ...step, state: visit.state, heard } : { ...step, heard }
}
