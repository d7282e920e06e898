import { Api } from 'grammy'
import { Hono } from 'hono'
import type { Say } from '../../server/content/messages.ts'
import type { Unit } from '../../server/content/schema.ts'
import { cryptoRandom, type Random } from '../../server/kernel/ids.ts'
import { sameSecret } from '../../server/kernel/privacy.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { type Clock, isoVn } from '../../server/kernel/time.ts'
import { createDelivery } from '../../server/notices/service.ts'
import type { Db } from '../../server/storage/db.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { frontPhone, unitName } from '../flows/desk.ts'
import type { VaultPort } from '../ports.ts'
import { bury } from './dead-letter.ts'
import { TelegramUpdate, telegramInbound } from './telegram-inbound.ts'
import { telegramOutlet } from './telegram-outlet.ts'
import { pollTelegram, pumpTelegram } from './telegram-poll.ts'
import { drainTelegram, telegramCarrier } from './telegram-send.ts'

export { telegramOutlet }

export type TelegramDeps = {
  token: string
  apiRoot: string
  /** Secret of the webhook; null = no webhook is served. */
  webhookSecret: string | null
  /** Must have `telegramOutlet` as its outlet of `telegram`. */
  conversation: Conversation
  db: Db
  /** Opens messages that wait sealed. */
  vault: VaultPort
  unit: Unit
  say: Say
  clock: Clock
  /** Hours in which no notice leaves; default none. */
  quiet?: { from: string; to: string }
  random?: Random
  /** Waits for the channel's pace; given by tests. */
  wait?: (ms: number) => Promise<void>
  /** Told about a failure by its kind only. */
  log?: (line: Record<string, string | number>) => void
}

const COMMANDS = ['start', 'thutuc', 'hoso', 'phananh', 'hotline', 'huy'] as const

/** Keeps work alive after the answer: `ctx.waitUntil` on Workers, nothing on Node. */
type Background = (work: Promise<unknown>) => void

export type Telegram = ReturnType<typeof createTelegram>

/** Telegram as a channel: webhook or long polling in, outbox out. Works on Workers and Node. */
export function createTelegram({
  token,
  apiRoot,
  webhookSecret,
  conversation,
  db,
  vault,
  unit,
  say,
  clock,
  quiet = { from: '00:00', to: '00:00' },
  random = cryptoRandom,
  wait,
  log = () => {},
}: TelegramDeps) {
  const api = new Api(token, { apiRoot, timeoutSeconds: 40 })
  const probe = new Api(token, { apiRoot, timeoutSeconds: 5 })
  const notices = createDelivery(
    { db, unit: unit.code, vault, say, quiet, clock, random, ...(wait ? { wait } : {}) },
    telegramCarrier(api, probe),
  )
  const drain = () => drainTelegram({ api, db, unit: unit.code, vault, clock, notices })

  /** Handles one update for good: stored, refused as a repeat, or buried. Throws only when the database can't be reached. */
  async function take(raw: unknown, background: Background = () => {}): Promise<void> {
    const parsed = TelegramUpdate.safeParse(raw)
    if (!parsed.success) return
    const update = parsed.data
    const inbound = telegramInbound(update, clock())
    // a late or repeated press can't be acknowledged any more; that harms nobody
    if (update.callback_query) background(api.answerCallbackQuery(update.callback_query.id).catch(() => {}))
    if (!inbound) return
    try {
      await conversation.handle(inbound)
    } catch (error) {
      // nothing was stored: Telegram shall bring it again
      if (error instanceof Problem && error.code === 'chat.busy') throw error
      log({ level: 'error', channel: 'telegram', error: error instanceof Error ? error.name : typeof error })
      // Telegram repeats a poisoned update for a day and holds back the chat's next ones: it ends here
      await bury(db, unit.code, 'telegram', inbound.id, error, clock())
      await apologise(inbound.chat)
    }
  }

  async function apologise(chat: string): Promise<void> {
    const [body = ''] = telegramOutlet([{ type: 'say', text: say('bot.failed', { hotline: frontPhone(unit).phone }) }])
    const at = isoVn(clock())
    await db.execute('INSERT INTO outbox (unit, channel, chat, body, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
      unit.code,
      'telegram',
      chat,
      body,
      at,
      at,
    ])
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
    background(
      drain().catch((error: unknown) =>
        log({ level: 'error', channel: 'telegram', drain: error instanceof Error ? error.name : typeof error }),
      ),
    )
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

  const routes = new Hono().post('/webhook', (c) =>
    webhook(c.req.raw, (work) => {
      try {
        c.executionCtx.waitUntil(work)
      } catch {
        // Node has no execution context: the promise runs on by itself
      }
    }),
  )

  return {
    routes,
    webhook,
    setUp,
    /** Sends all that is due now. */
    drain,
    /** Node: goes on sending what becomes due later. Workers call `drain` from their cron instead. */
    pump: (signal: AbortSignal) => pumpTelegram({ drain, log }, signal),
    /** Handles one update that was fetched. */
    take: (update: unknown) => take(update),
    /** Node without a public address: long polling until the signal aborts. `hand`: who takes the updates, this one unless told. */
    poll: (signal: AbortSignal, hand: (update: unknown) => Promise<void> = (update) => take(update)) =>
      pollTelegram({ api, take: hand, drain, log }, signal),
  }
}
