import * as z from 'zod'
import { problem } from '../../server/kernel/problem.ts'
import { type Db, isDuplicate } from '../../server/storage/db.ts'
import type { Desk } from '../flows/desk.ts'
import { guidance, watching } from './guidance.ts'
import { LIMIT } from './limits.ts'
import { retold } from './retold.ts'
import { sealedBody } from './sealed-body.ts'
import { answered, type Chat, read, shownSince, turnWrites } from './store.ts'
import { takeTurn, visitOf } from './turn.ts'
import { type Answer, FACETS, INTENTS, type Inbound, type Reply, type Understand, type Understanding } from './types.ts'

/** Turns replies into the bodies of a pushing channel's messages, one per message. */
export type Outlet = (replies: Reply[]) => string[]

export type ConversationDeps = Desk & {
  db: Db
  understand: Understand
  /** Channels whose answers are pushed through the outbox; others get them as the result of `handle`. */
  outlets?: Record<string, Outlet>
  /** Of those the channels without buttons: they show choices as one numbered list over the whole answer. */
  numbered?: ReadonlySet<string>
}

/** `repeated`: the update had been handled; nothing happened again. */
export type Handled = Answer & { repeated: boolean }
export type Conversation = {
  /**
   * Handles one update of one chat with exactly one effect, however often and however concurrently it is delivered.
   * Throws `chat.busy` when the chat's other updates kept winning.
   */
  handle(inbound: Inbound): Promise<Handled>
}

/** The conversation that all channels share. */
export function createConversation({
  db,
  understand,
  outlets = {},
  numbered = new Set(),
  ...desk
}: ConversationDeps): Conversation {
  return {
    async handle(inbound) {
      const key: Chat = { unit: desk.unit.code, channel: inbound.channel, chat: inbound.chat }
      const outlet = outlets[inbound.channel]
      const byNumber = numbered.has(inbound.channel)
      for (let round = 0; round < LIMIT.rounds; round++) {
        const before = await answered(db, key, inbound.id)
        const { version, state } = await read(db, key)
        if (before) {
          const answer = readAnswer(before.answer)
          const more = answer.personal && before.version === version ? await retold(desk, visitOf(state, inbound)) : []
          return { replies: [...answer.replies, ...more], understanding: answer.understanding, repeated: true }
        }
        const { watched, missed } = watching(desk)
        const shown = byNumber ? await shownSince(db, key, version) : null
        const seen = shown ? { ...state, offered: shown, listed: true } : state
        const turn = await takeTurn(watched, understand, seen, inbound, byNumber)
        const { replies, understanding } = turn
        const next = { version: version + 1, state: turn.state }
        const personal = replies.some((reply) => reply.personal)
        // a pushing channel never repeats an answer, so it is not kept twice; what quotes a report is told again from the state
        const open = replies.filter((reply) => !reply.personal)
        const kept = outlet ? null : { replies: open, understanding: withoutWords(understanding), personal }
        const outgoing = outlet ? outlet(replies) : []
        const bodies = personal
          ? await Promise.all(outgoing.map((body) => sealedBody(desk.vault, inbound, body)))
          : outgoing
        try {
          await db.write(
            turnWrites(key, inbound, next, kept, bodies, [...turn.writes, ...guidance(key, inbound, turn, missed())]),
          )
          await Promise.allSettled(turn.drop.map((id) => desk.photos.drop(id)))
          return { replies, understanding, repeated: false }
        } catch (error) {
          if (!isDuplicate(error)) throw error
        }
      }
      throw problem('chat.busy')
    },
  }
}

/** What is kept of an understanding: never a word or a digit of the text. */
function withoutWords({ intent, procedures, clear, facet }: Understanding): Understanding {
  return { intent, procedures, clear, facet, why: [] }
}

const Choices = z.array(z.object({ id: z.string(), label: z.string() }))
const Kept = z.object({
  /** Some replies quoted a report, and were not kept. */
  personal: z.boolean().default(false),
  replies: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('say'), text: z.string(), choices: Choices.exactOptional() }),
      z.object({ type: z.literal('ask'), text: z.string(), choices: Choices }),
      z.object({
        type: z.literal('card'),
        title: z.string(),
        sections: z.array(z.object({ heading: z.string(), lines: z.array(z.string()) })),
        footer: z.string(),
        choices: Choices.exactOptional(),
      }),
      z.object({ type: z.literal('link'), text: z.string(), url: z.string(), choices: Choices.exactOptional() }),
    ]),
  ),
  understanding: z.object({
    intent: z.enum(INTENTS),
    procedures: z.array(z.object({ code: z.string(), name: z.string(), field: z.string(), score: z.number() })),
    clear: z.boolean(),
    facet: z.enum(FACETS).nullable(),
    why: z.array(z.string()),
  }),
})

/** The stored answer; empty when it was not kept (pushed) or kept no longer. */
function readAnswer(json: string | null): Answer & { personal: boolean } {
  return json === null
    ? {
        replies: [],
        personal: false,
        understanding: { intent: 'smalltalk', procedures: [], clear: false, facet: null, why: ['repeated'] },
      }
    : Kept.parse(JSON.parse(json))
}
