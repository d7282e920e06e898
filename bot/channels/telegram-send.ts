import { type Api, GrammyError } from 'grammy'
import type { Clock } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'
import { openBody } from '../conversation/sealed-body.ts'
import type { VaultPort } from '../ports.ts'
import { outbox, type Taken } from './outbox.ts'
import { TelegramMessage } from './telegram-outlet.ts'

const AT_ONCE = 20

/**
 * Sends what waits. Different chats in parallel, one chat in order. `retry_after` is obeyed to the second; a server error or a
 * broken line is tried again later; a refusal (blocked, chat gone) is final. Returns how many were sent.
 */
export async function drainTelegram({
  api,
  db,
  unit,
  vault,
  clock,
}: {
  api: Api
  db: Db
  unit: string
  vault: VaultPort
  clock: Clock
}): Promise<number> {
  const box = outbox(db, unit, 'telegram')
  let sent = 0

  async function send(message: Taken): Promise<void> {
    if (!(await box.take(message, clock()))) return
    const body = await openBody(vault, { channel: 'telegram', chat: message.chat }, message.body)
    if (body === null) return void (await box.failed(message, clock(), 'sealed with another key'))
    const { text, keyboard } = TelegramMessage.parse(JSON.parse(body))
    try {
      await api.sendMessage(message.chat, text, {
        link_preview_options: { is_disabled: true },
        ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
      })
    } catch (error) {
      const wait = error instanceof GrammyError ? error.parameters.retry_after : undefined
      if (wait !== undefined) return box.later(message, clock(), wait, 'retry_after', true)
      const code = error instanceof GrammyError ? error.error_code : 0
      if (code >= 400 && code < 500) return void (await box.failed(message, clock(), `telegram ${code}`))
      return box.later(message, clock(), 2 ** Math.min(message.attempts, 6), code > 0 ? `telegram ${code}` : 'network')
    }
    await box.sent(message, clock())
    sent += 1
  }

  for (;;) {
    const due = await box.due(clock(), AT_ONCE)
    if (due.length === 0) return sent
    await Promise.all(due.map(send))
  }
}
