import type { Similar } from '../../../server/feedback/schema.ts'
import { dayOf, showDay } from '../../../server/kernel/time.ts'
import { choose, shortKey } from '../../conversation/choices.ts'
import { chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Choice, Reply } from '../../conversation/types.ts'
import type { Desk, Visit } from '../desk.ts'
import { shorten } from '../names.ts'
import { type DraftStep, isPakn, kindOf, PHOTOS_MOST } from './draft.ts'
import type { OpenDraft } from './sealed.ts'

/** Thôn, tổ dân phố offered as buttons; a longer list is typed. */
const HAMLETS = 12
/** Similar cases shown. */
export const SIMILAR = 2

/** The open question of a draft. `lead` comes before it in the same message. */
export function question(
  desk: Desk,
  visit: Visit,
  open: OpenDraft,
  step: Exclude<DraftStep, 'similar'>,
  lead: string[] = [],
): Reply {
  const choices = answersTo(desk, visit, open, step)
  // a report that begins with what was said has its first question answered already
  const first = open.draft.done.length <= 1
  return {
    type: 'ask',
    text: [...lead, sentence(desk, visit, open, step)].join('\n'),
    choices: [
      ...choices,
      first
        ? { id: chooseFeedback.draft(open.id, 'cancel'), label: desk.say('feedback.cancel') }
        : { id: choose.global('back'), label: desk.say('bot.back') },
    ],
  }
}

/** The answers that a question offers as buttons. */
export function answersTo(desk: Desk, visit: Visit, { id, draft }: OpenDraft, step: DraftStep): Choice[] {
  const { say } = desk
  const option = (value: string, key: string): Choice => ({
    id: chooseFeedback.answer(id, step, value),
    label: say(key),
  })
  switch (step) {
    case 'text':
      return []
    case 'place':
      return [
        ...hamlets(desk).map((name) => ({ id: chooseFeedback.answer(id, 'place', shortKey(name)), label: name })),
        option('skip', 'feedback.place.skip'),
      ]
    case 'similar':
      return [option('none', 'feedback.similar.send')]
    case 'photos':
      return [option('done', draft.photos.length > 0 ? 'feedback.photos.done' : 'feedback.photos.none')]
    case 'person':
      return [option('skip', draft.name ? 'feedback.person.no-address' : 'feedback.person.skip')]
    case 'contact':
      return [
        ...(isPulled(visit) ? [] : [option('chat', 'feedback.contact.chat')]),
        option('phone', 'feedback.contact.phone'),
        option('none', 'feedback.contact.none'),
      ]
    case 'publish':
      return [option('yes', 'feedback.publish.yes'), option('no', 'feedback.publish.no')]
  }
}

/** The web can't be written to: whoever wants to know looks again. */
export function isPulled({ chat }: Visit): boolean {
  return chat.channel === 'web'
}

/** The thôn, tổ dân phố that a button's key names. */
export function hamletOf(desk: Desk, key: string): string | null {
  return hamlets(desk).find((name) => shortKey(name) === key) ?? null
}

function hamlets({ unit }: Desk): string[] {
  return unit.hamlets.length <= HAMLETS ? unit.hamlets : []
}

function sentence(desk: Desk, visit: Visit, { draft }: OpenDraft, step: Exclude<DraftStep, 'similar'>): string {
  const { say } = desk
  switch (step) {
    case 'text':
      return say(draft.text.length > 0 ? 'feedback.ask.text-more' : 'feedback.ask.text')
    case 'place':
      return say(isPulled(visit) ? 'feedback.ask.place-web' : 'feedback.ask.place')
    case 'photos':
      return draft.photos.length > 0
        ? say('feedback.ask.photos-more', { n: draft.photos.length, max: PHOTOS_MOST })
        : say('feedback.ask.photos', { max: PHOTOS_MOST })
    case 'person':
      return say(draft.name ? 'feedback.ask.address' : 'feedback.ask.person')
    case 'contact':
      if (draft.contact === 'phone') return say('feedback.ask.phone')
      return say(
        isPakn(kindOf(desk.feedback, draft)) && draft.name ? 'feedback.ask.contact-pakn' : 'feedback.ask.contact',
      )
    case 'publish':
      return say(kindOf(desk.feedback, draft) === 'praise' ? 'feedback.ask.publish-praise' : 'feedback.ask.publish')
  }
}

/** Open cases nearby that may be the same matter: follow one instead, or send all the same. */
export function similarQuestion(desk: Desk, { id }: OpenDraft, found: Similar[], lead: string[] = []): Reply {
  const { say } = desk
  const lines = found.map(({ text, place, receivedAt, distance }, at) =>
    say(distance === null ? 'feedback.similar.line' : 'feedback.similar.line-near', {
      n: at + 1,
      text,
      place,
      date: showDay(dayOf(new Date(receivedAt))),
      metres: Math.round(distance ?? 0),
    }),
  )
  return {
    type: 'ask',
    text: [...lead, say('feedback.similar.ask'), ...lines].join('\n'),
    choices: [
      ...found.map((one, at) => ({
        id: chooseFeedback.follow(id, one.id),
        label: shorten(
          found.length > 1 ? say('feedback.similar.follow-n', { n: at + 1 }) : say('feedback.similar.follow'),
        ),
      })),
      { id: chooseFeedback.answer(id, 'similar', 'none'), label: say('feedback.similar.send') },
    ],
  }
}
