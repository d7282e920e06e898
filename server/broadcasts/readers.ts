import type { ChatRef } from '../notices/schema.ts'
import type { Notices } from '../notices/service.ts'
import type { Statement } from '../storage/db.ts'
import type { Subscription } from './schema.ts'
import type { MessageStore } from './store/messages.ts'

type ReaderDeps = {
  messages: MessageStore
  notices: Pick<Notices, 'newsConsent' | 'channels'>
  hamlets: readonly string[]
}

/** Who wants the commune's news: off until asked for, each change with its consent (Luật Bảo vệ dữ liệu cá nhân 91/2025). */
export function createReaders({ messages, notices, hamlets }: ReaderDeps) {
  return {
    hamlets,
    /** Whether a chat of this channel can be told anything later. */
    canTell: (channel: string): boolean => notices.channels.has(channel),

    subscription: ({ channel, chat }: ChatRef): Promise<Subscription | null> => messages.subscription(channel, chat),

    /** The writes of a subscription and its consent. `hamlet` null: everything. */
    async subscribing(chat: ChatRef, hamlet: string | null, at: Date): Promise<Statement[]> {
      if (!notices.channels.has(chat.channel)) return []
      return [
        messages.subscribing(chat.channel, chat.chat, hamlet, at),
        ...(await notices.newsConsent(chat, 'given', hamlet ?? '', at)),
      ]
    },

    /** The writes that end it, with what still waits for this chat. None without a subscription. */
    async stopping(chat: ChatRef, at: Date): Promise<Statement[]> {
      if (!(await messages.subscription(chat.channel, chat.chat))) return []
      return [messages.stopping(chat.channel, chat.chat), ...(await notices.newsConsent(chat, 'withdrawn', '', at))]
    },
  }
}
