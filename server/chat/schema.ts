import * as z from 'zod'
import { LIMIT } from '../../bot/conversation/limits.ts'
import { lengthOf } from '../kernel/text.ts'

const Id = z.string().min(1).max(LIMIT.id)

/** `POST /api/chat`: who speaks, and exactly one of text, choice, place or photo (what `POST /api/chat/photo` gave). `id` names the message, so that a retry is harmless. */
export const ChatMessage = z
  .object({
    conversation: Id,
    id: Id.optional(),
    text: z
      .string()
      .refine((text) => text.trim() !== '', 'không được để trống')
      .refine((text) => lengthOf(text) <= LIMIT.text, `không được quá ${LIMIT.text} ký tự`)
      .optional(),
    choice: Id.optional(),
    place: z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }).optional(),
    photo: z.string().min(1).max(2000).optional(),
  })
  .refine(
    ({ text, choice, place, photo }) => [text, choice, place, photo].filter((part) => part !== undefined).length === 1,
    { message: 'phải có đúng một trong text, choice, place, photo', path: ['text'] },
  )
export type ChatMessage = z.infer<typeof ChatMessage>

/** `POST /api/chat/photo`: a photo for the conversation's next message. */
export const ChatPhoto = z.object({
  conversation: Id,
  photo: z.instanceof(File, { message: 'phải là một tệp ảnh' }),
})
