import { Hono } from 'hono'
import * as z from 'zod'
import type { OaTemplates } from '../../server/content/schema-notices.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { chooseNotice } from '../../server/notices/schema.ts'
import type { Statement } from '../../server/storage/db.ts'
import type { Inbound } from '../conversation/types.ts'
import { frontPhone, unitName } from '../flows/desk.ts'
import { type Background, backgroundOf } from './channel.ts'
import { bury } from './dead-letter.ts'
import { pump } from './pump.ts'
import { createPush, type PushDeps } from './push.ts'
import { ZaloMessage, zaloOutlet } from './zalo-menu.ts'
import { oaCarrier, oaOutcome } from './zalo-oa-carrier.ts'
import { createOaClient } from './zalo-oa-client.ts'
import { oaEvents, type Waiting } from './zalo-oa-events.ts'
import { OaEvent, type OaMeaning, oaMeaning, WELCOME } from './zalo-oa-inbound.ts'
import { createOaTokens } from './zalo-oa-tokens.ts'
import { oaWebhook, placeOfEvent } from './zalo-oa-webhook.ts'
import { oaWindows } from './zalo-oa-window.ts'

export { forgetOaEvents } from './zalo-oa-events.ts'

export type ZaloOaDeps = PushDeps & {
  oaId: string
  /** Of the app's page *Webhook*; signs what Zalo sends. */
  secretKey: string
  appId: string
  appSecret: string
  apiRoot: string
  oauthRoot: string
  zbsRoot: string
  billable: boolean
  /** Approved forms by topic. */
  templates: OaTemplates
  /** The installation's secret. */
  key: CryptoKey
  /** The writes that end everything a chat is told without asking. */
  silencing(chat: { channel: string; chat: string }, at: Date): Promise<Statement[]>
}
export type ZaloOa = ReturnType<typeof createZaloOa>

const CHANNEL = 'zalo-oa'
const MINUTE = 60_000
/** Events of one drain. */
const MOST_EVENTS = 200
const AT_ONCE = 4
const MOST_TRIES = 8
const Account = z.object({ name: z.string() })

/** The commune's Zalo Official Account as a channel: webhook in, outbox out. Works on Workers and Node. */
export function createZaloOa(deps: ZaloOaDeps) {
  const { db, vault, unit, say, clock, key, random = cryptoRandom, log = () => {}, silencing } = deps
  const { oaId, secretKey, appId, appSecret, apiRoot, oauthRoot, zbsRoot, billable, templates } = deps
  const app = { appId, appSecret, oauthRoot }
  const tokens = createOaTokens({ db, unit: unit.code, vault, app, clock, random, log })
  const client = createOaClient({ apiRoot, zbsRoot, tokens })
  const windows = oaWindows({ db, unit: unit.code, key, clock })
  const events = oaEvents(db, unit.code)
  const named = { name: unitName(unit), hotline: frontPhone(unit).phone }
  const push = createPush(deps, {
    carrier: oaCarrier({ client, windows, say, clock, billable, templates, unit: named }),
    outlet: zaloOutlet(say),
    // an answer that waited for days (no token, no line) is one nobody waits for
    send: async (chat, body) =>
      (await windows.open(chat, billable))
        ? oaOutcome(await client.text(chat, ZaloMessage.parse(JSON.parse(body)).text), clock())
        : { kind: 'window-closed', error: 'zalo window' },
  })
  const account = { appId, oaId, secretKey }
  const receive = oaWebhook({ db, unit: unit.code, key, vault, account, events, windows, clock, log })

  /** What an event does. What is written with its end is returned. Throws when it shall be taken again. */
  async function act(meaning: OaMeaning, { id, who, sentAt }: Waiting): Promise<Statement[]> {
    const chat = { channel: CHANNEL, chat: meaning.person }
    const inbound = (n: number, body: Inbound['body']): Inbound => ({ ...chat, id: `${id}-${n}`, at: clock(), body })
    switch (meaning.does) {
      case 'say':
        for (const [n, body] of meaning.bodies.entries()) await push.hear(inbound(n, body))
        return []
      case 'follow':
        await push.hear(inbound(0, WELCOME))
        return []
      case 'unfollow':
        return (await windows.followedSince(who, sentAt)) ? [] : silencing(chat, clock())
      // a request by law: all that is kept of the person goes, and nothing is written to them any more
      case 'withdraw':
        await push.hear(inbound(0, { type: 'choice', id: chooseNotice.erase() }))
        return [windows.forgetting(who), ...leavingNothing(unit.code, meaning.person)]
      case 'nothing':
        return []
    }
  }

  async function work(event: Waiting): Promise<void> {
    const text = await vault.unseal(placeOfEvent(event.id), event.body)
    const meaning = text === null ? null : oaMeaning(OaEvent.parse(JSON.parse(text)))
    try {
      if (!meaning) return void (await events.failed(event.seq))
      await events.done(event.seq, await act(meaning, event))
    } catch (error) {
      if (event.tries < MOST_TRIES) {
        await events.later(event.seq, new Date(clock().getTime() + 1000 * 2 ** Math.min(event.tries, 6)))
        if (error instanceof Problem) return
        throw error
      }
      await bury(db, unit.code, CHANNEL, event.id, error, clock())
      await events.failed(event.seq)
    }
  }

  /** Works off what waits, several people's at once: a picture that takes long to come holds up nobody else. */
  async function workOff(): Promise<void> {
    let left = MOST_EVENTS
    const worker = async () => {
      while (left-- > 0) {
        const event = await events.take(clock())
        if (!event) return
        await work(event)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }

  let freshened = 0
  /** Once a minute: the tokens are kept alive by whatever process runs. */
  async function freshen(): Promise<void> {
    if (clock().getTime() < freshened + MINUTE) return
    freshened = clock().getTime()
    await tokens.freshen()
  }

  async function drain(): Promise<number> {
    await freshen()
    await workOff()
    return push.drain()
  }
  /** One call of Zalo's. What it brought is worked off, and the answers sent, after the answer to it. */
  async function webhook(request: Request, background: Background = () => {}): Promise<Response> {
    const response = await receive(request)
    if (!response.ok) return response
    background(
      drain().then(
        () => {},
        (error: unknown) =>
          log({ level: 'error', channel: CHANNEL, drain: error instanceof Error ? error.name : typeof error }),
      ),
    )
    return response
  }

  return {
    name: CHANNEL,
    title: 'Zalo OA',
    path: '/zalo/oa',
    routes: new Hono().post('/webhook', (c) => webhook(c.req.raw, backgroundOf(c))),
    webhook,
    /** Checks and keeps what a call brought; whatever drains next works it off. */
    receive,
    /** The account's name. Throws while there is no token, or Zalo can't be reached. The webhook is set by hand in Zalo's console. */
    async setUp(): Promise<string> {
      const result = await client.account()
      if (result.kind !== 'ok') throw new Error(`zalo-oa ${result.kind}`)
      return Account.catch({ name: oaId }).parse(result.data).name
    },
    drain,
    pump: (signal: AbortSignal) => pump({ channel: CHANNEL, drain, log }, signal),
    /** Events come by webhook only. */
    take: async () => {},
    poll: null,
    tokens,
    client,
  }
}

/** What a conversation leaves behind of a person, the answer to the erasing itself among it. */
function leavingNothing(unit: string, chat: string): Statement[] {
  const of = [unit, CHANNEL, chat]
  return [
    {
      sql: `UPDATE outbox SET state = 'dropped', body = '', chat = '' WHERE unit = ? AND channel = ? AND chat = ?
            AND state IN ('created', 'temporary')`,
      args: of,
    },
    { sql: "UPDATE outbox SET chat = '' WHERE unit = ? AND channel = ? AND chat = ? AND state <> 'sending'", args: of },
    { sql: 'DELETE FROM shown_menu WHERE unit = ? AND channel = ? AND chat = ?', args: of },
    { sql: 'DELETE FROM conversation WHERE unit = ? AND channel = ? AND chat = ?', args: of },
    { sql: 'DELETE FROM inbox WHERE unit = ? AND channel = ? AND chat = ?', args: of },
  ]
}
