import { Hono } from 'hono'
import * as z from 'zod'
import { sameSecret } from '../../server/kernel/privacy.ts'
import { type Background, backgroundOf } from './channel.ts'
import { createPush, type PushDeps } from './push.ts'
import { zaloBotClient } from './zalo-bot-client.ts'
import { zaloBotInbound } from './zalo-bot-inbound.ts'
import { pollZaloBot } from './zalo-bot-poll.ts'
import { sendZaloBot, zaloBotCarrier } from './zalo-bot-send.ts'
import { zaloOutlet } from './zalo-menu.ts'

export type ZaloBotDeps = PushDeps & {
  token: string
  apiRoot: string
  /** Secret of the webhook; null = no webhook is served. */
  webhookSecret: string | null
  /** How long an answer of Zalo's is waited for; given by tests. */
  timeoutMs?: number
}

export type ZaloBot = ReturnType<typeof createZaloBot>

/** A bot of the Zalo Bot platform as a channel: webhook or polling in, outbox out. Works on Workers and Node. */
export function createZaloBot({ token, apiRoot, webhookSecret, timeoutMs, ...deps }: ZaloBotDeps) {
  const { say, clock, log = () => {} } = deps
  const client = zaloBotClient({ token, apiRoot, ...(timeoutMs ? { timeoutMs } : {}) })
  const { hear, drain, drainAfter, pump } = createPush(deps, {
    carrier: zaloBotCarrier(client, say),
    outlet: zaloOutlet(say),
    send: (chat, body) => sendZaloBot(client, chat, body),
  })

  async function take(raw: unknown): Promise<void> {
    const inbound = zaloBotInbound(raw, clock())
    if (inbound) await hear(inbound)
  }

  /** `POST …/webhook`: 401 without the secret; 200 once the update is stored. Sending goes on after the answer. */
  async function webhook(request: Request, background: Background = () => {}): Promise<Response> {
    const given = request.headers.get('x-bot-api-secret-token') ?? ''
    if (webhookSecret === null || !sameSecret(given, webhookSecret)) return new Response(null, { status: 401 })
    await take(await request.json().catch(() => null))
    drainAfter(background)
    return Response.json({ ok: true })
  }

  /** With a public address sets the webhook. Returns the bot's name. */
  async function setUp(publicUrl: string | null): Promise<string> {
    const me = await client.getMe()
    if (me.kind !== 'ok') throw new Error(`zalo-bot getMe: ${me.kind === 'refused' ? me.code : me.kind}`)
    if (publicUrl !== null && webhookSecret !== null) {
      const set = await client.setWebhook(`${publicUrl}/zalo/bot/webhook`, webhookSecret)
      if (set.kind !== 'ok') throw new Error(`zalo-bot setWebhook: ${set.kind === 'refused' ? set.code : set.kind}`)
    }
    return Me.parse(me.result).account_name
  }

  return {
    name: 'zalo-bot',
    title: 'Zalo Bot',
    path: '/zalo/bot',
    routes: new Hono().post('/webhook', (c) => webhook(c.req.raw, backgroundOf(c))),
    webhook,
    setUp,
    drain,
    pump,
    take,
    poll: (signal: AbortSignal, hand: (update: unknown) => Promise<void> = take) =>
      pollZaloBot({ client, take: hand, drain, log }, signal),
  }
}

const Me = z.object({ account_name: z.string().catch('bot') }).catch({ account_name: 'bot' })
