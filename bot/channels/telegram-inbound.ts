import * as z from 'zod'
import type { Body, Inbound } from '../conversation/types.ts'

const Chat = z.object({ id: z.number(), type: z.string() })
const Message = z.object({
  chat: Chat,
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(z.unknown()).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.object({ phone_number: z.string() }).optional(),
})

/** The parts of a Telegram update that we use; everything else passes unread. */
export const TelegramUpdate = z.object({
  update_id: z.number().int(),
  message: Message.optional(),
  callback_query: z
    .object({ id: z.string(), data: z.string().optional(), message: z.object({ chat: Chat }).optional() })
    .optional(),
})
export type TelegramUpdate = z.infer<typeof TelegramUpdate>

/** What an update means to the conversation; null for groups and for what we do not answer (edits, membership, …). */
export function telegramInbound(update: TelegramUpdate, at: Date): Inbound | null {
  const chat = update.message?.chat ?? update.callback_query?.message?.chat
  if (chat?.type !== 'private') return null
  const body = bodyOf(update)
  return body && { channel: 'telegram', chat: String(chat.id), id: String(update.update_id), at, body }
}

function bodyOf({ message, callback_query: pressed }: TelegramUpdate): Body | null {
  if (pressed) return { type: 'choice', id: pressed.data ?? '' }
  if (!message) return null
  if (message.text !== undefined) return { type: 'text', text: message.text }
  if (message.contact) return { type: 'contact', phone: message.contact.phone_number }
  if (message.location) return { type: 'place', lat: message.location.latitude, lng: message.location.longitude }
  if (message.caption !== undefined) return { type: 'text', text: message.caption }
  return message.photo ? { type: 'photo' } : { type: 'other' }
}
