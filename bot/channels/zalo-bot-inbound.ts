import * as z from 'zod'
import type { Body, Inbound } from '../conversation/types.ts'

const id = z.coerce.string().min(1)
const Update = z.object({
  event_name: z.string(),
  message: z.object({
    from: z.object({ is_bot: z.boolean().optional() }).optional(),
    chat: z.object({ id, chat_type: z.string().optional() }),
    message_id: id.optional(),
    date: z.number().optional(),
    text: z.string().optional(),
    photo: z.string().optional(),
    photo_url: z.string().optional(),
    caption: z.string().optional(),
  }),
})
type Update = z.infer<typeof Update>
/** Newer answers put the update into `result`, older ones give it bare. */
const Envelope = z.union([z.object({ result: Update }).transform(({ result }) => result), Update])

/** What an update of the Zalo Bot platform means to the conversation; null for groups, for other bots and for what is no message. */
export function zaloBotInbound(raw: unknown, at: Date): Inbound | null {
  const update = Envelope.safeParse(raw).data
  if (!update?.event_name.startsWith('message.')) return null
  const { chat, from, message_id, date } = update.message
  if (from?.is_bot || (chat.chat_type !== undefined && chat.chat_type !== 'PRIVATE')) return null
  const updateId = message_id ?? (date === undefined ? null : `${chat.id} ${date}`)
  return updateId === null ? null : { channel: 'zalo-bot', chat: chat.id, id: updateId, at, body: bodyOf(update) }
}

function bodyOf({ event_name, message: { text, photo, photo_url, caption } }: Update): Body {
  // Zalo keeps what protected senders write to itself (unsupported): that is lawful, and no fault of theirs
  if (event_name === 'message.unsupported.received') return { type: 'other', what: 'hidden' }
  if (event_name === 'message.voice.received') return { type: 'other', what: 'voice' }
  if (event_name === 'message.sticker.received') return { type: 'other', what: 'sticker' }
  const ref = photo ?? photo_url
  if (ref) return { type: 'photo', ref, ...(caption ? { caption } : {}) }
  return text === undefined ? { type: 'other' } : { type: 'text', text }
}
