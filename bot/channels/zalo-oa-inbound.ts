import * as z from 'zod'
import { choose } from '../conversation/choices.ts'
import type { Body } from '../conversation/types.ts'

const text = z.union([z.string(), z.number()]).transform(String)
const Person = z.object({ id: text })
const Attachment = z.object({
  type: z.string(),
  payload: z
    .object({
      url: z.string().optional(),
      title: z.string().optional(),
      description: z.string().optional(),
      name: z.string().optional(),
      coordinates: z.object({ latitude: z.coerce.number(), longitude: z.coerce.number() }).optional(),
    })
    .catch({}),
})

/** The parts of a Zalo event that we use. Ids and moments are texts: they exceed 2^53. */
export const OaEvent = z.object({
  event_name: z.string(),
  app_id: text.optional(),
  oa_id: text.optional(),
  sender: Person.optional(),
  recipient: Person.optional(),
  follower: Person.optional(),
  user_id: text.optional(),
  timestamp: text.optional(),
  message: z
    .object({
      text: z.string().optional(),
      msg_id: text.optional(),
      attachments: z.array(Attachment).catch([]).optional(),
    })
    .optional(),
})
export type OaEvent = z.infer<typeof OaEvent>

/** What an event means. `account`: whose it is. `turned`: the person turned to the account, so it may write for a while. */
export type OaMeaning = { account: string; person: string; turned: boolean } & (
  | { does: 'say'; bodies: Body[] }
  | { does: 'follow' | 'unfollow' | 'withdraw' | 'nothing' }
)

/** Names under which Zalo's page speaks of a person who takes back what they agreed to; the exact word is not verified. */
const WITHDRAWN = new Set(['user_withdraw', 'user_withdraw_consent', 'user_data_deletion', 'user_delete_data'])
/** Besides messages, what Zalo counts as turning to the account. */
const TURNS = new Set(['follow', 'user_click_chatnow', 'user_submit_info', 'user_click_button'])
/** Events of others: echoes of what the account sends, receipts, groups, people without an account of their own. */
const FOREIGN = /^(oa_|user_seen|user_received|user_send_group|anonymous_|change_|add_|remove_|create_|update_)/

/** What an event means to us; null when it is nobody's, or nothing we do anything about. */
export function oaMeaning(event: OaEvent): OaMeaning | null {
  const { event_name: name, message } = event
  if (FOREIGN.test(name)) return null
  const person = event.follower?.id ?? event.sender?.id ?? event.user_id
  const account = event.oa_id ?? event.recipient?.id
  if (!person || !account) return null
  const of = { account, person }
  if (WITHDRAWN.has(name)) return { ...of, turned: false, does: 'withdraw' }
  if (name === 'follow' || name === 'unfollow') return { ...of, turned: name === 'follow', does: name }
  if (!name.startsWith('user_send_')) return TURNS.has(name) ? { ...of, turned: true, does: 'nothing' } : null
  return { ...of, turned: true, does: 'say', bodies: bodiesOf(name, message) }
}

/** What makes an event this one and no other: its message's id, else its name, moment and person. */
export function oaEventKey({ event_name: name, message, timestamp = '' }: OaEvent, person: string): string {
  return message?.msg_id ?? [name, timestamp, person].join('\u0000')
}

/** What somebody reads who follows the account for the first time: the menu. */
export const WELCOME: Body = { type: 'choice', id: choose.global('start') }

function bodiesOf(name: string, message: OaEvent['message']): Body[] {
  const said = message?.text?.trim() ?? ''
  const attachments = message?.attachments ?? []
  const first = attachments[0]?.payload
  switch (name) {
    case 'user_send_text':
      return [{ type: 'text', text: message?.text ?? '' }]
    case 'user_send_link': {
      // the link's own words say what it is about; a bare address says nothing
      const words = /^https?:\S+$/.test(said) ? '' : said
      const text = words || first?.title || first?.url || said
      return [text === '' ? { type: 'other' } : { type: 'text', text }]
    }
    case 'user_send_location': {
      const place = first?.coordinates
      if (!place || !isOnEarth(place)) return [{ type: 'other' }]
      return [{ type: 'place', lat: place.latitude, lng: place.longitude }]
    }
    case 'user_send_image':
    case 'user_send_file':
      return photosOf(name, attachments, said, message?.msg_id)
    case 'user_send_audio':
      return [{ type: 'other', what: 'voice' }]
    case 'user_send_sticker':
    case 'user_send_gif':
      return [{ type: 'other', what: 'sticker' }]
    default:
      return [{ type: 'other' }] // video, business card
  }
}

/** Pictures, also those sent as files; several in one message are an album. */
function photosOf(name: string, attachments: z.infer<typeof Attachment>[], caption: string, album = ''): Body[] {
  const urls = attachments.flatMap(({ payload: { url, name: file = '' } }) =>
    url !== undefined && (name === 'user_send_image' || /\.(jpe?g|png|webp|heic)$/i.test(file)) ? [url] : [],
  )
  if (urls.length === 0) return [{ type: 'other' }]
  return urls.map((ref, at) => ({
    type: 'photo',
    ref,
    ...(at === 0 && caption !== '' ? { caption } : {}),
    ...(urls.length > 1 && album !== '' ? { album } : {}),
  }))
}

function isOnEarth({ latitude, longitude }: { latitude: number; longitude: number }): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}
