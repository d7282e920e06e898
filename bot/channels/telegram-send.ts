import { type Api, GrammyError, HttpError } from 'grammy'
import type { Carrier, Outcome } from '../../server/notices/schema.ts'
import { TelegramMessage, telegramOutlet } from './telegram-outlet.ts'
import { neverLeft } from './unreached.ts'

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
      return sendTelegram(api, chat, body)
    },
  }
}

/** One `sendMessage` of a body as the outlet made it, and what became of it. Never throws. */
export async function sendTelegram(api: Api, chat: string, body: string): Promise<Outcome> {
  const { text, keyboard } = TelegramMessage.parse(JSON.parse(body))
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
    return neverLeft(error instanceof HttpError ? error.error : error)
      ? { kind: 'temporary', error: 'no connection' }
      : { kind: 'unknown', error: 'network' }
  }
}

/** Refused for this chat or this message; anything else (401 after a changed token) may be mended. */
const FINAL = new Set([400, 403])
