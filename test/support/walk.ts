import { expect } from 'vitest'
import { renderPlain } from '../../bot/channels/render.ts'
import { TelegramMessage, telegramOutlet } from '../../bot/channels/telegram-outlet.ts'
import type { Handled } from '../../bot/conversation/conversation.ts'
import type { Body, Reply } from '../../bot/conversation/types.ts'
import { message, type World } from '../bot/world.ts'

/** A walk through a conversation that reads like use: `(await walk(w).hears('…')).says('…')`. */
export function walk(world: World, chat = `c${Math.abs(chats++)}`, channel = 'web') {
  let last: Handled = {
    replies: [],
    understanding: { intent: 'smalltalk', procedures: [], clear: false, facet: null, why: [] },
    repeated: false,
  }
  const choices = () => last.replies.flatMap((reply: Reply) => reply.choices ?? [])
  const me = {
    async hears(body: string | Body) {
      last = await world.conversation.handle(message(chat, body, undefined, channel, world.now))
      for (const channel of RENDERERS) channel(last.replies)
      return me
    },
    /** The id of the button of this label. */
    button: (label: string) => choices().find((one) => one.label === label)?.id ?? '',
    /** Presses the button of this label. */
    async presses(label: string) {
      const choice = choices().find((one) => one.label === label)
      if (!choice)
        throw new Error(
          `no button ${label} among: ${choices()
            .map((one) => one.label)
            .join(' | ')}`,
        )
      return me.hears({ type: 'choice', id: choice.id })
    },
    says(...texts: string[]) {
      for (const text of texts) expect(me.text()).toContain(text)
      return me
    },
    silentAbout(...texts: string[]) {
      for (const text of texts) expect(me.text()).not.toContain(text)
      return me
    },
    understood(intent: string, facet: string | null = last.understanding.facet) {
      expect(last.understanding).toMatchObject({ intent, facet })
      return me
    },
    offers: (...labels: string[]) => {
      expect(choices().map(({ label }) => label)).toEqual(expect.arrayContaining(labels))
      return me
    },
    text: () => renderPlain(last.replies),
    first: () => renderPlain(last.replies.slice(0, 1)),
    choices,
    chat,
  }
  return me
}
/** Every answer of every walk must be fit for every channel. */
const RENDERERS = [
  (replies: Reply[]) => expect(renderPlain(replies)).not.toBe(''),
  (replies: Reply[]) => {
    for (const body of telegramOutlet(replies)) {
      const { text, keyboard } = TelegramMessage.parse(JSON.parse(body))
      expect(text.length).toBeGreaterThan(0)
      expect(text.length).toBeLessThan(4096)
      for (const { callback_data } of keyboard.flat()) expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(64)
    }
  },
]
let chats = 0
