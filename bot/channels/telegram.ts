import { Api } from 'grammy'
import { Hono } from 'hono'
import { sameSecret } from '../../server/kernel/privacy.ts'
import { unitName } from '../flows/desk.ts'
import { type Background, backgroundOf } from './channel.ts'
import { createPush, type PushDeps } from './push.ts'
import { TelegramUpdate, telegramInbound } from './telegram-inbound.ts'
import { telegramOutlet } from './telegram-outlet.ts'
import { pollTelegram } from './telegram-poll.ts'
import { sendTelegram, telegramCarrier } from './telegram-send.ts'

export { telegramOutlet }

export type TelegramDeps = PushDeps & {
  token: string
  apiRoot: string
  /** Secret of the webhook; null = no webhook is served. */
  webhookSecret: string | null
  /** How long an answer of Telegram's is waited for; given by tests. */
  timeoutSeconds?: number
}

const COMMANDS = ['start', 'thutuc', 'hoso', 'phananh', 'hotline', 'huy'] as const

export type Telegram = ReturnType<typeof createTelegram>

/** Telegram as a channel: webhook or long polling in, outbox out. Works on Workers and Node. */
export function createTelegram({ token, apiRoot, webhookSecret, timeoutSeconds = 40, ...deps }: TelegramDeps) {
  const { unit, say, clock, log = () => {}, pictures } = deps
  const api = new Api(token, { apiRoot, timeoutSeconds })
  const probe = new Api(token, { apiRoot, timeoutSeconds: 5 })
  const { hear, drain, drainAfter, pump } = createPush(deps, {
    carrier: telegramCarrier(api, probe, pictures),
    outlet: telegramOutlet,
    send: (chat, body) => sendTelegram(api, chat, body),
  })

  /** Handles one update for good. Throws when Telegram shall bring it again. */
  async function take(raw: unknown, background: Background = () => {}): Promise<void> {
    const parsed = TelegramUpdate.safeParse(raw)
    if (!parsed.success) return
    const update = parsed.data
    const inbound = telegramInbound(update, clock())
    // a late or repeated press can't be acknowledged any more; that harms nobody
    if (update.callback_query) background(api.answerCallbackQuery(update.callback_query.id).catch(() => {}))
    if (inbound) await hear(inbound)
  }

  /**
   * `POST …/webhook`: 401 without the secret; 200 once the update is stored. Sending goes on after the answer
   * (`background`; on Workers `ctx.waitUntil`), because Telegram waits with the chat's next update.
   */
  async function webhook(request: Request, background: Background = () => {}): Promise<Response> {
    const given = request.headers.get('x-telegram-bot-api-secret-token') ?? ''
    if (webhookSecret === null || !sameSecret(given, webhookSecret)) return new Response(null, { status: 401 })
    const raw: unknown = await request.json().catch(() => null)
    await take(raw, background)
    drainAfter(background)
    return Response.json({ ok: true })
  }

  /** Commands, descriptions, menu button and, with a public address, the webhook. Returns the bot's username. */
  async function setUp(publicUrl: string | null, secret: string | null = webhookSecret): Promise<string> {
    const me = await api.getMe()
    await api.setMyCommands(COMMANDS.map((command) => ({ command, description: say(`telegram.command.${command}`) })))
    await api.setMyShortDescription(say('telegram.description', { unit: unitName(unit) }))
    await api.setChatMenuButton({ menu_button: { type: 'commands' } })
    if (publicUrl !== null && secret !== null) {
      await api.setWebhook(`${publicUrl}/telegram/webhook`, {
        secret_token: secret,
        allowed_updates: ['message', 'callback_query'],
      })
    }
    return me.username
  }

  const routes = new Hono().post('/webhook', (c) => webhook(c.req.raw, backgroundOf(c)))

  return {
    name: 'telegram',
    title: 'Telegram',
    path: '/telegram',
    routes,
    webhook,
    setUp,
    drain,
    pump,
    take: (update: unknown) => take(update),
    poll: (signal: AbortSignal, hand: (update: unknown) => Promise<void> = (update) => take(update)) =>
      pollTelegram({ api, take: hand, drain, log }, signal),
  }
}
