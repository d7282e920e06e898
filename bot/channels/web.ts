import type { Conversation } from '../conversation/conversation.ts'
import type { Body, Choice, Facet, Intent, Reply, Section } from '../conversation/types.ts'
import { renderText } from './render.ts'

/** A reply on the wire: every kind has a readable `text`; a card also comes in its parts. */
export type WireReply = {
  type: Reply['type']
  text: string
  choices?: Choice[]
  title?: string
  sections?: Section[]
  footer?: string
  url?: string
}
export type ChatAnswer = {
  replies: WireReply[]
  understanding: {
    intent: Intent
    procedures: Array<{ code: string; name: string; score: number }>
    facet: Facet | null
  }
}

/** One message of the web chat or the mini-app. `id` makes a retry of the same message harmless. */
export async function answerWeb(
  conversation: Conversation,
  message: { chat: string; id: string; at: Date; body: Body; caller: string },
): Promise<ChatAnswer> {
  // ids of the web are the callers' own, so they are unique only inside their conversation
  const id = `${message.chat}:${message.id}`
  const { replies, understanding } = await conversation.handle({ ...message, id, channel: 'web' })
  const { intent, procedures, facet } = understanding
  return {
    replies: replies.map(toWire),
    understanding: { intent, procedures: procedures.map(({ code, name, score }) => ({ code, name, score })), facet },
  }
}

function toWire({ personal: _, ...reply }: Reply): WireReply {
  return { ...reply, text: reply.type === 'link' ? reply.text : renderText(reply) }
}
