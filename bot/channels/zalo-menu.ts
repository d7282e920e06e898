import * as z from 'zod'
import type { Say } from '../../server/content/messages.ts'
import { lengthOf, splitText } from '../../server/kernel/text.ts'
import type { Outlet } from '../conversation/conversation.ts'
import { BACK, listed } from '../conversation/listed.ts'
import type { Choice, Reply } from '../conversation/types.ts'
import { renderText } from './render.ts'

/** Zalo takes 2000 characters of a text, counted after NFC; both its bots and its official accounts. */
export const ZALO_LONGEST = 2000

/** One message as it waits in the outbox. */
export const ZaloMessage = z.object({ text: z.string() })
export type ZaloMessage = z.infer<typeof ZaloMessage>

/**
 * The outlet of Zalo's chats, which have no buttons: choices are a numbered list, one count over the whole answer, *Quay lại* is 0.
 * The replies of an answer share a message as far as they fit, because messages are counted there.
 */
export function zaloOutlet(say: Say): Outlet {
  return (replies) => {
    const numbers = new Map(listed(replies).map(({ id }, at) => [id, id === BACK ? 0 : at + 1]))
    const shown = new Set<string>()
    const pieces = replies.flatMap((reply) => {
      const choices = (reply.choices ?? []).filter(({ id }) => !shown.has(id))
      for (const { id } of choices) shown.add(id)
      return [renderText(reply), menu(choices, numbers, say)].filter((piece) => piece !== '')
    })
    return packed(pieces).map((text) => JSON.stringify({ text } satisfies ZaloMessage))
  }
}

function menu(choices: Choice[], numbers: ReadonlyMap<string, number>, say: Say): string {
  if (choices.length === 0) return ''
  const lines = choices
    .map(({ id, label }) => ({ number: numbers.get(id) ?? 0, label }))
    .sort((a, b) => Number(a.number === 0) - Number(b.number === 0))
  return [say('zalo.pick'), ...lines.map(({ number, label }) => `${number}. ${label}`)].join('\n')
}

/** Texts of at most the allowed length: pieces share one as far as they fit, a piece that is too long is split. */
function packed(pieces: string[]): string[] {
  const texts: string[] = []
  for (const piece of pieces.flatMap((one) => splitText(one.normalize('NFC'), ZALO_LONGEST))) {
    const joined = texts.length === 0 ? piece : `${texts.at(-1)}\n\n${piece}`
    if (texts.length > 0 && lengthOf(joined) <= ZALO_LONGEST) texts[texts.length - 1] = joined
    else texts.push(piece)
  }
  return texts
}

/** Characters that a notice with its choices takes when it is shown. */
export function zaloWeight(say: Say, text: string, choices: Choice[]): number {
  const reply: Reply = { type: 'say', text, choices }
  const numbers = new Map(listed([reply]).map(({ id }, at) => [id, at + 1]))
  return lengthOf(text) + (choices.length > 0 ? 2 + lengthOf(menu(choices, numbers, say)) : 0)
}

/** A notice as one text. Choices that find no room are left out: their words are understood all the same. */
export function zaloNotice(say: Say, text: string, choices: Choice[]): string {
  const fitting = choices.findLastIndex((_, at) => zaloWeight(say, text, choices.slice(0, at + 1)) <= ZALO_LONGEST)
  const [body = '{"text":""}'] = zaloOutlet(say)([{ type: 'say', text, choices: choices.slice(0, fitting + 1) }])
  return body
}
