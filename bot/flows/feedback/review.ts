import type { Receipt } from '../../../server/feedback/schema.ts'
import { choose } from '../../conversation/choices.ts'
import { chooseFeedback } from '../../conversation/choices-feedback.ts'
import type { Reply, Section } from '../../conversation/types.ts'
import type { Desk, Visit } from '../desk.ts'
import { isPulled } from './ask.ts'
import { type Draft, isPakn, kindOf, wordsOf } from './draft.ts'
import type { OpenDraft } from './sealed.ts'
import { hamletIn } from './words.ts'

/** All that will be sent, before it is sent: *Gửi*, *Sửa*, *Hủy*. */
export function review(desk: Desk, { id, draft }: OpenDraft): Reply {
  const { say, unit } = desk
  const kind = kindOf(desk.feedback, draft)
  const section = (key: string, lines: string[]): Section[] => (lines.length > 0 ? [{ heading: say(key), lines }] : [])
  const who = [draft.name, draft.address].filter((one) => one !== null)
  return {
    personal: true,
    type: 'card',
    title: say('feedback.review.title'),
    sections: [
      ...section('feedback.review.text', [wordsOf(draft)]),
      ...section('feedback.review.kind', [desk.feedback.kindText(kind)]),
      ...section('feedback.review.place', draft.place ? [placeLine(desk, draft.place)] : []),
      ...section(
        'feedback.review.photos',
        draft.photos.length > 0 ? [say('feedback.review.photos-n', { n: draft.photos.length })] : [],
      ),
      ...section(
        'feedback.review.person',
        who.length > 0 || !isPakn(kind) ? who : [say('feedback.review.person-none')],
      ),
      ...section('feedback.review.contact', [contactLine(desk, draft)]),
      ...section('feedback.review.publish', [say(draft.publish ? 'feedback.review.yes' : 'feedback.review.no')]),
    ],
    footer:
      isPakn(kind) && !isIdentified(draft) ? say('feedback.review.anonymous') : unit.sample ? say('bot.sample') : '',
    choices: [
      { id: chooseFeedback.draft(id, 'send'), label: say('feedback.send') },
      { id: chooseFeedback.draft(id, 'edit'), label: say('feedback.edit') },
      { id: chooseFeedback.draft(id, 'cancel'), label: say('feedback.cancel-all') },
    ],
  }
}

/** Told at once: the code, the kind, who handles it until when and by which rule, what happens next, the secret link. */
export function receipt(desk: Desk, visit: Visit, told: Receipt): Reply[] {
  const { say, unit } = desk
  const { code, kindText, dueSource, next } = told
  return [
    ...(told.separate ?? []).map(
      ({ title, guidance }): Reply => ({ type: 'say', text: [title, ...guidance].join('\n') }),
    ),
    {
      personal: true,
      type: 'card',
      title: say('feedback.receipt.title', { code }),
      sections: [
        { heading: say('feedback.receipt.kind'), lines: [kindText] },
        { heading: say('feedback.receipt.next'), lines: next },
        { heading: say('feedback.receipt.source'), lines: [dueSource] },
      ],
      footer: unit.sample ? say('bot.sample') : '',
      choices: caseChoices(desk, code),
    },
    ...linkReply(desk, visit, told.link),
  ]
}

/** The secret link. Without a public address only the web, which is there already, can follow it. */
export function linkReply(desk: Desk, visit: Visit, link: string): Reply[] {
  if (desk.publicUrl === null && !isPulled(visit)) return []
  const url = /^https?:/.test(link) || isPulled(visit) ? link : `${desk.publicUrl}${link}`
  return [{ personal: true, type: 'link', text: desk.say('feedback.receipt.link'), url }]
}

function caseChoices({ say }: Desk, code: string) {
  return [
    { id: chooseFeedback.case(code, 'show'), label: say('feedback.case.show') },
    { id: chooseFeedback.case(code, 'more'), label: say('feedback.case.more') },
    { id: choose.global('cases'), label: say('feedback.case.mine') },
  ]
}

function placeLine({ say }: Desk, { text, hamlet, lat, lng }: NonNullable<Draft['place']>): string {
  const named = hamlet && !(text && hamletIn([hamlet], text)) ? hamlet : undefined
  const pin =
    lat !== undefined && lng !== undefined
      ? say('feedback.review.pin', { at: `${lat.toFixed(5)}, ${lng.toFixed(5)}` })
      : undefined
  return [named, text, pin].filter((one) => one !== undefined).join('. ')
}

function contactLine({ say }: Desk, { contact, phone }: Draft): string {
  if (contact === 'phone' && phone) return say('feedback.review.contact-phone', { phone })
  return say(contact === 'chat' ? 'feedback.review.contact-chat' : 'feedback.review.contact-none')
}

/** Name, address and phone, without which a PAKN is an anonymous tip (NĐ 20/2008 Đ.7). */
function isIdentified({ name, address, phone }: Draft): boolean {
  return name !== null && address !== null && phone !== null
}
