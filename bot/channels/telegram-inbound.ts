import * as z from 'zod'
import type { Body, Inbound } from '../conversation/types.ts'

const Chat = z.object({ id: z.number(), type: z.string() })
const Message = z.object({
  chat: Chat,
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(z.object({ file_id: z.string(), file_size: z.number().optional() })).optional(),
  document: z.object({ file_id: z.string(), mime_type: z.string().optional() }).optional(),
  media_group_id: z.string().optional(),
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
  const ref = photoOf(message)
  const { caption, media_group_id: album } = message
  if (ref) return { type: 'photo', ref, ...(caption ? { caption } : {}), ...(album ? { album } : {}) }
  return caption !== undefined ? { type: 'text', text: caption } : { type: 'other' }
}

/** The largest size of a photo, or a picture sent as a file, which keeps its details. */
function photoOf({ photo, document }: z.infer<typeof Message>): string | undefined {
  if (photo) return photo.at(-1)?.file_id
  return document?.mime_type?.startsWith('image/') ? document.file_id : undefined
}
