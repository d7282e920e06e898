import { type Api, GrammyError, HttpError } from 'grammy'
import type { LinkPreviewOptions } from 'grammy/types'
import type { Carrier, Outcome } from '../../server/notices/schema.ts'
import { TelegramMessage, telegramOutlet } from './telegram-outlet.ts'
import { createPictures, type Pictures } from './telegram-picture.ts'
import { neverLeft } from './unreached.ts'

/**
 * Telegram as a carrier of notices. Limits: about 30 messages a second overall and one a second in a chat (core.telegram.org/bots/faq);
 * this keeps to 25, and to at most 30 in any second. `probe` gives up sooner than `api`.
 */
export function telegramCarrier(api: Api, probe: Api, bytesOf?: Pictures): Carrier {
  const pictures = createPictures(api, bytesOf)
  return {
    channel: 'telegram',
    longest: 3900,
    pace: { perSecond: 25, burst: 5, chatMs: 1000 },
    answers: () =>
      probe.getMe().then(
        () => true,
        (error: unknown) => error instanceof GrammyError && error.error_code === 429,
      ),
    async send(chat, { text, choices, picture }) {
      const [body = ''] = telegramOutlet([{ type: 'say', text, choices }])
      const sending = picture && (await pictures.sending(chat, TelegramMessage.parse(JSON.parse(body)), picture))
      const outcome = sending ? await outcomeOf(sending) : null
      // what Telegram does not take as a picture arrives as words
      const refused = outcome?.kind === 'permanent' && outcome.error === 'telegram 400'
      return outcome && !refused ? outcome : sendTelegram(api, chat, body, pictures.preview(picture))
    },
  }
}

/** One `sendMessage` of a body as the outlet made it, and what became of it. Never throws. */
export function sendTelegram(
  api: Api,
  chat: string,
  body: string,
  preview: LinkPreviewOptions = { is_disabled: true },
): Promise<Outcome> {
  const { text, keyboard } = TelegramMessage.parse(JSON.parse(body))
  return outcomeOf(() =>
    api.sendMessage(chat, text, {
      link_preview_options: preview,
      ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
    }),
  )
}

/** What became of a call. Never throws. */
async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    await call()
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
