import { type Api, GrammyError, HttpError } from 'grammy'
import type { Clock } from '../../server/kernel/time.ts'
import type { Carrier, Outcome } from '../../server/notices/schema.ts'
import type { Delivery } from '../../server/notices/service.ts'
import type { Db } from '../../server/storage/db.ts'
import { openBody } from '../conversation/sealed-body.ts'
import type { VaultPort } from '../ports.ts'
import { outbox, type Taken } from './outbox.ts'
import { TelegramMessage, telegramOutlet } from './telegram-outlet.ts'

const AT_ONCE = 20
/** Messages of one drain, so that it ends within what the edge allows; the next goes on. */
export const MOST = 300

/**
 * Telegram as a carrier of notices. Limits: about 30 messages a second overall and one a second in a chat (core.telegram.org/bots/faq);
 * this keeps to 25, and to at most 30 in any second. `probe` gives up sooner than `api`.
 */
export function telegramCarrier(api: Api, probe: Api): Carrier {
  return {
    channel: 'telegram',
    longest: 3900,
    pace: { perSecond: 25, burst: 5, chatMs: 1000 },
    answers: () =>
      probe.getMe().then(
        () => true,
        (error: unknown) => error instanceof GrammyError && error.error_code === 429,
      ),
    async send(chat, { text, choices }) {
      const [body = ''] = telegramOutlet([{ type: 'say', text, choices }])
      return sendOne(api, chat, TelegramMessage.parse(JSON.parse(body)))
    },
  }
}

/** One `sendMessage`, and what became of it. Never throws. */
async function sendOne(api: Api, chat: string, { text, keyboard }: TelegramMessage): Promise<Outcome> {
  try {
    await api.sendMessage(chat, text, {
      link_preview_options: { is_disabled: true },
      ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
    })
    return { kind: 'delivered' }
  } catch (error) {
    if (error instanceof GrammyError) {
      const wait = error.parameters.retry_after
      if (wait !== undefined) return { kind: 'asked-to-wait', seconds: wait }
      const { error_code: code } = error
      return { kind: FINAL.has(code) ? 'permanent' : 'temporary', error: `telegram ${code}` }
    }
    return neverLeft(error) ? { kind: 'temporary', error: 'no connection' } : { kind: 'unknown', error: 'network' }
  }
}

/** Refused for this chat or this message; anything else (401 after a changed token) may be mended. */
const FINAL = new Set([400, 403])
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Whether the call surely did not reach Telegram: there was no connection at all. */
function neverLeft(error: unknown): boolean {
  const cause = error instanceof HttpError ? error.error : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && UNREACHED.has(String(cause.code))
}

/**
 * Sends what waits: replies first, then notices. Of replies different chats leave in parallel, one chat in order; `retry_after` is
 * obeyed to the second; a server error or a broken line is tried again later, a refusal (blocked, chat gone) is final. Notices: see
 * `createDelivery`. Returns how many were sent.
 */
export async function drainTelegram({
  api,
  db,
  unit,
  vault,
  clock,
  notices,
}: {
  api: Api
  db: Db
  unit: string
  vault: VaultPort
  clock: Clock
  notices: Delivery
}): Promise<number> {
  const box = outbox(db, unit, 'telegram')
  let sent = 0

  async function send(message: Taken): Promise<void> {
    if (!(await box.take(message, clock()))) return
    const body = await openBody(vault, { channel: 'telegram', chat: message.chat }, message.body)
    if (body === null) return void (await box.failed(message, clock(), 'sealed with another key'))
    const outcome = await sendOne(api, message.chat, TelegramMessage.parse(JSON.parse(body)))
    switch (outcome.kind) {
      case 'delivered':
        await box.sent(message, clock())
        sent += 1
        return
      case 'asked-to-wait':
        return box.later(message, clock(), outcome.seconds, 'retry_after', true)
      case 'permanent':
      case 'window-closed':
        return void (await box.failed(message, clock(), outcome.error))
      case 'temporary':
      case 'unknown':
        return box.later(message, clock(), 2 ** Math.min(message.attempts, 6), outcome.error)
    }
  }

  await notices.abandon()
  for (;;) {
    for (;;) {
      const due = await box.due(clock(), AT_ONCE)
      if (due.length === 0) break
      await Promise.all(due.map(send))
    }
    const step = await notices.step()
    sent += step.sent
    if (!step.more || sent >= MOST) return sent
  }
}
