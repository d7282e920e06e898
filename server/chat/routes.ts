import { type Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { answerWeb } from '../../bot/channels/web.ts'
import type { Conversation } from '../../bot/conversation/conversation.ts'
import type { Body } from '../../bot/conversation/types.ts'
import { cryptoRandom, type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import { validate } from '../kernel/validate.ts'
import { ChatMessage, ChatPhoto } from './schema.ts'

/** Keeps a photo that a conversation of the web is about to send; gives what the message carries instead of it. */
export type Upload = (chat: { channel: string; chat: string }, bytes: Uint8Array, caller: string) => Promise<string>

/** `POST /api/chat`: one message in, the replies and what was understood out. `POST /api/chat/photo`: a photo before its message. */
export function chatRoutes(
  conversation: Conversation,
  {
    clientIp,
    upload,
    clock = () => new Date(),
    random = cryptoRandom,
  }: { clientIp: (c: Context) => string; upload?: Upload; clock?: Clock; random?: Random },
) {
  return new Hono()
    .post(
      '/photo',
      describeRoute({
        summary: 'Gửi một ảnh (multipart), nhận mã để kèm vào tin nhắn tiếp theo',
        responses: { 200: { description: 'Mã của ảnh, chỉ dùng trong cuộc trò chuyện này' } },
      }),
      validate('form', ChatPhoto),
      async (c) => {
        if (!upload) throw problem('files.off')
        const { conversation: chat, photo } = c.req.valid('form')
        const bytes = new Uint8Array(await photo.arrayBuffer())
        return c.json({ photo: await upload({ channel: 'web', chat }, bytes, `ip:${clientIp(c)}`) }, 200)
      },
    )
    .post(
      '/',
      describeRoute({
        summary: 'Nhắn một câu hoặc một lựa chọn, nhận trả lời',
        responses: { 200: { description: 'Các trả lời và điều đã hiểu' } },
      }),
      validate('json', ChatMessage),
      async (c) => {
        const message = c.req.valid('json')
        const id = message.id ?? readableId(random, 16)
        return c.json(
          await answerWeb(conversation, {
            chat: message.conversation,
            id,
            at: clock(),
            body: bodyOf(message),
            // a conversation's id is free to choose, an address is not: guesses of digits count against it
            caller: `ip:${clientIp(c)}`,
          }),
          200,
        )
      },
    )
}

function bodyOf({ text, choice, place, photo }: ChatMessage): Body {
  if (choice !== undefined) return { type: 'choice', id: choice }
  if (place) return { type: 'place', ...place }
  if (photo !== undefined) return { type: 'photo', ref: photo }
  return { type: 'text', text: text ?? '' }
}

export { chatPages } from './page.tsx'
