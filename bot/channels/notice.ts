import type { Say } from '../../server/content/messages.ts'
import type { ChatRef } from '../../server/feedback/schema.ts'
import { isoVn } from '../../server/kernel/time.ts'
import type { Statement } from '../../server/storage/db.ts'
import { chooseFeedback } from '../conversation/choices-feedback.ts'
import type { Outlet } from '../conversation/conversation.ts'
import { sealedBody } from '../conversation/sealed-body.ts'
import type { Reply } from '../conversation/types.ts'
import type { VaultPort } from '../ports.ts'

/**
 * Makes the writes that send a text to a chat nobody is writing in, sealed while it waits because it may quote an answer. With the code
 * of a case, a button shows it. A chat that can't be written to gets none.
 */
export function notifier({
  unit,
  say,
  vault,
  outlets,
}: {
  unit: string
  say: Say
  vault: VaultPort
  outlets: Record<string, Outlet>
}) {
  return async (to: ChatRef, text: string, at: Date, code?: string): Promise<Statement[]> => {
    const outlet = outlets[to.channel]
    if (!outlet) return []
    const choices = code ? [{ id: chooseFeedback.case(code, 'show'), label: say('feedback.case.show') }] : []
    const reply: Reply = { type: 'say', text, ...(choices.length > 0 ? { choices } : {}) }
    const bodies = await Promise.all(outlet([reply]).map((body) => sealedBody(vault, to, body)))
    return bodies.map((body) => ({
      sql: 'INSERT INTO outbox (unit, channel, chat, body, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      args: [unit, to.channel, to.chat, body, isoVn(at), isoVn(at)],
    }))
  }
}
