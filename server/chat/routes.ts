import { type Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { answerWeb } from '../../bot/channels/web.ts'
import type { Conversation } from '../../bot/conversation/conversation.ts'
import type { Body } from '../../bot/conversation/types.ts'
import { cryptoRandom, type Random, readableId } from '../kernel/ids.ts'
import type { Clock } from '../kernel/time.ts'
import { validate } from '../kernel/validate.ts'
import { ChatMessage } from './schema.ts'

/** `POST /api/chat`: one message in, the replies and what was understood out. */
export function chatRoutes(
  conversation: Conversation,
  {
    clientIp,
    clock = () => new Date(),
    random = cryptoRandom,
  }: { clientIp: (c: Context) => string; clock?: Clock; random?: Random },
) {
  return new Hono().post(
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

function bodyOf({ text, choice, place }: ChatMessage): Body {
  if (choice !== undefined) return { type: 'choice', id: choice }
  if (place) return { type: 'place', ...place }
  return { type: 'text', text: text ?? '' }
}

export { chatPages } from './page.tsx'
