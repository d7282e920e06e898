import type { PhotoRef } from '../../../server/feedback/schema.ts'
import { phoneDigits } from '../../../server/kernel/privacy.ts'
import { Problem } from '../../../server/kernel/problem.ts'
import type { Body } from '../../conversation/types.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { answered, type Draft, kindOf, openStep, PHOTOS_MOST } from './draft.ts'
import { go, startFeedback } from './flow.ts'
import { photoForCase } from './followup.ts'
import { type OpenDraft, openDraft } from './sealed.ts'

type Photo = Extract<Body, { type: 'photo' }>

/**
 * A photo goes into the report or the case that is being told; without one a report is offered. What its caption says counts
 * like any text: `said`.
 */
export async function photoStep(
  desk: Desk,
  visit: Visit,
  photo: Photo,
  said: (visit: Visit, caption: string) => Promise<Step>,
): Promise<Step> {
  const { ref, caption = '' } = photo
  const withWords = caption.trim() !== ''
  const then = (state: Visit['state']): Visit => ({ ...visit, state, raw: caption })
  const open = await openDraft(desk, visit)
  if (ref !== undefined && ((open && !open.draft.offer) || visit.state.flow?.name === 'followup')) {
    const words = withWords ? await said(then(visit.state), caption) : null
    const step = await taken(desk, { ...visit, state: words?.state ?? visit.state }, ref, photo.album)
    if (!words || !step) return step ?? words ?? unread(desk, visit)
    return {
      ...step,
      replies: step.replies.length > 0 ? [...words.replies.slice(0, -1), ...step.replies] : words.replies,
      writes: [...(words.writes ?? []), ...(step.writes ?? [])],
    }
  }
  const free = visit.state.flow === null || visit.state.flow.name === 'feedback'
  if (ref === undefined || !free) {
    const first = unread(desk, visit)
    if (!withWords) return first
    const words = await said(then(visit.state), caption)
    return { ...words, replies: [...first.replies, ...words.replies] }
  }
  const offered = await startFeedback(desk, visit, null, { offer: { photo: ref } })
  return withWords ? said(then(offered.state), caption) : offered
}

/** A place goes into the report that is being told; without one a report is offered. */
export async function placeStep(desk: Desk, visit: Visit, { lat, lng }: { lat: number; lng: number }): Promise<Step> {
  const open = await openDraft(desk, visit)
  if (open && !open.draft.offer) {
    const draft = answered(open.draft, 'place', { place: { ...open.draft.place, lat, lng } })
    return go(desk, visit, { ...open, draft }, [desk.say('feedback.place.kept')])
  }
  if (visit.state.flow !== null && !open)
    return { state: visit.state, replies: [{ type: 'say', text: desk.say('bot.place') }] }
  return startFeedback(desk, visit, null, { offer: { photo: null }, place: { lat, lng }, done: ['place'] })
}

/** A shared phone number for the report, when it is asked for; null else. */
export async function phoneForDraft(desk: Desk, visit: Visit, raw: string): Promise<Step | null> {
  const open = await openDraft(desk, visit)
  const phone = phoneDigits(raw)
  if (!open || !phone || openStep(open.draft, kindOf(desk.feedback, open.draft)) !== 'contact') return null
  return go(desk, visit, { ...open, draft: answered(open.draft, 'contact', { contact: 'phone', phone }) })
}

/** An offered report is taken up; only now its photo is fetched. */
export async function accepting(
  desk: Desk,
  visit: Visit,
  { id, draft }: OpenDraft,
): Promise<{ open: OpenDraft; lead: string[] }> {
  const begun: Draft = { ...draft, offer: null }
  const ref = draft.offer?.photo
  const kept = ref ? await keep(desk, visit, ref) : null
  if (kept === null) return { open: { id, draft: begun }, lead: [] }
  return typeof kept === 'string'
    ? { open: { id, draft: begun }, lead: [kept] }
    : { open: { id, draft: { ...begun, photos: [kept] } }, lead: [] }
}

/** The photo in the case or the draft; photos sent together are answered once. */
async function taken(desk: Desk, visit: Visit, ref: string, album: string | undefined): Promise<Step | null> {
  const open = await openDraft(desk, visit)
  if (!open) return photoForCase(desk, visit, ref)
  const { draft } = open
  if (draft.photos.length >= PHOTOS_MOST)
    return go(desk, visit, open, [desk.say('feedback.photos.enough', { max: PHOTOS_MOST })])
  const kept = await keep(desk, visit, ref)
  if (typeof kept === 'string') return go(desk, visit, open, [kept])
  const next: Draft = { ...draft, photos: [...draft.photos, kept], album: album ?? null }
  const asked = openStep(next, kindOf(desk.feedback, next)) === 'photos'
  const lead = asked ? [] : [desk.say('feedback.photos.kept', { n: next.photos.length })]
  const step = await go(desk, visit, { ...open, draft: next }, lead)
  return album !== undefined && album === draft.album ? { ...step, replies: [] } : step
}

/** The kept photo, or the sentence that says why not. */
async function keep(desk: Desk, visit: Visit, ref: string): Promise<PhotoRef | string> {
  try {
    return await desk.photos.keep(visit.chat, ref)
  } catch (error) {
    return error instanceof Problem ? error.message : desk.say('feedback.photos.failed')
  }
}

function unread({ say }: Desk, { state }: Visit): Step {
  return { state, replies: [{ type: 'say', text: say('bot.photo') }] }
}
