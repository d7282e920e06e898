import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createZaloBot } from '../../bot/channels/zalo-bot.ts'
import { zaloBotClient } from '../../bot/channels/zalo-bot-client.ts'
import { zaloBotInbound } from '../../bot/channels/zalo-bot-inbound.ts'
import { outcomeOf } from '../../bot/channels/zalo-bot-send.ts'
import { ZaloBotServer } from '../support/zalo-bot-server.ts'
import { SECRET, zaloTown } from './zalo-town.ts'

let zalo: ZaloBotServer
beforeEach(async () => {
  zalo = await new ZaloBotServer().start()
})
afterEach(() => zalo.stop())

describe('webhook', () => {
  test('401 with a wrong secret, without one, and while none is set; nothing is stored', async () => {
    const town = await zaloTown(zalo)
    const update = { ok: true, result: zalo.text('7', 'chào') }
    expect((await town.post(update, 'webhook-secreT')).status).toBe(401)
    expect((await town.post(update, null)).status).toBe(401)
    expect((await town.db.execute('SELECT * FROM inbox')).rows).toHaveLength(0)
    const unset = await zaloTown(zalo, { zaloBot: { token: zalo.token, apiRoot: zalo.root, webhookSecret: null } })
    expect((await unset.post(update, '')).status).toBe(401)
    expect((await unset.post(update, 'null')).status).toBe(401)
  })

  test('the update comes wrapped or bare; the same id again is the same message', async () => {
    const town = await zaloTown(zalo)
    const first = zalo.text('7', 'chào')
    await town.deliver(first)
    await town.deliver(first, false)
    await Promise.all(Array.from({ length: 10 }, () => town.deliver(first)))
    expect(zalo.textsTo('7')).toHaveLength(1)
    await town.deliver(zalo.text('7', 'gọi xã'), false)
    expect(zalo.textsTo('7')).toHaveLength(2)
  })

  test('groups, other bots, events of other kinds and garbage are taken with 200 and silence', async () => {
    const town = await zaloTown(zalo)
    const group = zalo.update('9', 'text', { text: 'chào', chat: { id: '9', chat_type: 'GROUP' } })
    const bot = zalo.update('9', 'text', { text: 'chào', from: { id: '9', is_bot: true } })
    const nameless = { ...zalo.text('9', 'chào'), event_name: 'follow' }
    for (const odd of [group, bot, nameless, [zalo.text('9', 'chào')], null, {}, '{', '"x"'])
      expect((await town.post(odd)).status).toBe(200)
    await town.channel.drain()
    expect(zalo.sent).toHaveLength(0)
    expect(town.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('more than a message may weigh is refused', async () => {
    const town = await zaloTown(zalo)
    expect((await town.post(zalo.text('7', 'x'.repeat(300_000)))).status).toBe(413)
  })

  test('what can’t be read is answered by what it is, and the question stays open', async () => {
    const town = await zaloTown(zalo)
    await town.say('chào')
    await town.deliver(zalo.update('ba-tu', 'voice', { voice_url: 'https://voice.zdn.vn/1.aac' }))
    expect(town.last()).toContain('chưa nghe được tin thoại')
    await town.deliver(zalo.update('ba-tu', 'sticker', { sticker: 'abc', url: 'https://s.zdn.vn/1' }))
    expect(town.last()).toMatch(/^Cảm ơn/)
    await town.deliver(zalo.update('ba-tu', 'unsupported'))
    expect(town.last()).toContain('Zalo không chuyển nội dung tin này')
    expect(town.last()).toContain('0255 000 0001')
  })

  test('without an id of the message its moment tells it from others', () => {
    const at = new Date('2026-11-20T09:00:00+07:00')
    const { message_id: _, ...message } = zalo.text('7', 'chào').message
    const update = (more: object) => ({ event_name: 'message.text.received', message: { ...message, ...more } })
    expect(zaloBotInbound(update({}), at)).toMatchObject({ id: '7 1750316131602', chat: '7', channel: 'zalo-bot' })
    expect(zaloBotInbound(update({ date: undefined }), at)).toBeNull()
    const numeric = { message: { ...message, message_id: 12, chat: { id: 34 } }, event_name: 'message.text.received' }
    expect(zaloBotInbound(numeric, at)).toMatchObject({ id: '12', chat: '34' })
  })
})

describe('setting up', () => {
  test('with a public address the webhook is set under its secret; a refusal throws, without the token', async () => {
    const town = await zaloTown(zalo)
    expect(await town.channel.setUp('https://xa.example.vn')).toBe('bot.VbxXaSo')
    expect(zalo.webhook).toEqual({ url: 'https://xa.example.vn/zalo/bot/webhook', secret: SECRET })
    const wrong = await zaloTown(zalo, { zaloBot: { token: '1:wrong', apiRoot: zalo.root, webhookSecret: SECRET } })
    await expect(wrong.channel.setUp(null)).rejects.toThrow('zalo-bot getMe: 401')
  })

  test('without one it asks: each update once, the webhook taken away first, until it is told to end', async () => {
    const town = await zaloTown(zalo)
    await town.channel.setUp('https://xa.example.vn')
    const ending = new AbortController()
    const polling = town.channel.poll?.(ending.signal, town.channel.take)
    zalo.queue(zalo.text('ba-tu', 'chào'))
    zalo.queue(zalo.text('ba-tu', 'gọi xã'))
    await expect.poll(() => zalo.textsTo('ba-tu').length, { timeout: 15_000 }).toBe(2)
    expect(zalo.webhook).toBeNull()
    ending.abort()
    await polling
  })

  test('an update that can’t be stored just now is held and tried again: Zalo gives it only once', async () => {
    const client = zaloBotClient({ token: zalo.token, apiRoot: zalo.root })
    const town = await zaloTown(zalo)
    let failures = 1
    const channel = createZaloBot({
      token: zalo.token,
      apiRoot: zalo.root,
      webhookSecret: null,
      conversation: town.services.conversation,
      db: town.db,
      vault: { seal: async (_, text) => text, unseal: async (_, text) => text },
      unit: town.services.content.unit,
      say: town.services.say,
      clock: () => town.state.now,
    })
    const ending = new AbortController()
    const polling = channel.poll(ending.signal, async (update) => {
      if (failures-- > 0) throw new Error('SQLITE_BUSY')
      await channel.take(update)
    })
    zalo.queue(zalo.text('ba-tu', 'chào'))
    await expect.poll(() => zalo.textsTo('ba-tu').length, { timeout: 15_000 }).toBe(1)
    ending.abort()
    await polling
    expect((await client.getMe()).kind).toBe('ok')
  })
})

describe('what became of a message', () => {
  const client = () => zaloBotClient({ token: zalo.token, apiRoot: zalo.root })
  const send = async () => outcomeOf(await client().sendMessage('7', 'chào'))

  test.each([
    ['delivered', { kind: 'delay', ms: 0 }, { kind: 'delivered' }],
    ['429 with HTTP 200 and no time', { kind: 'rate', retryAfter: null }, { kind: 'asked-to-wait', seconds: 60 }],
    ['429 with a time', { kind: 'rate', retryAfter: 7 }, { kind: 'asked-to-wait', seconds: 7 }],
    ['a wrong request', { kind: 'refused', code: 400 }, { kind: 'permanent', error: 'zalo-bot 400' }],
    ['a changed token', { kind: 'refused', code: 401 }, { kind: 'temporary', error: 'zalo-bot 401' }],
    ['a chat it does not want', { kind: 'refused', code: 403 }, { kind: 'temporary', error: 'zalo-bot 403' }],
    ['a fault that says so', { kind: 'status', code: 500 }, { kind: 'temporary', error: 'zalo-bot 500' }],
    ['a page of a proxy', { kind: 'page', status: 502 }, { kind: 'temporary', error: 'zalo-bot 502' }],
    ['a page instead of an answer', { kind: 'page', status: 200 }, { kind: 'unknown', error: 'network' }],
    ['given up by the server', { kind: 'refused', code: 408 }, { kind: 'unknown', error: 'zalo-bot 408' }],
    ['a line that broke before', { kind: 'drop' }, { kind: 'unknown', error: 'network' }],
    ['a line that broke after', { kind: 'drop-after' }, { kind: 'unknown', error: 'network' }],
  ] as const)('%s', async (_, fault, outcome) => {
    zalo.faults.push(fault)
    expect(await send()).toEqual(outcome)
  })

  test('nobody there: surely not sent', async () => {
    await zalo.stop()
    expect(await send()).toEqual({ kind: 'temporary', error: 'no connection' })
    zalo = await new ZaloBotServer().start()
  })

  test('a reply waits as long as Zalo asks and then arrives, in order, once', async () => {
    const town = await zaloTown(zalo)
    zalo.faults.push({ kind: 'rate', retryAfter: 30 })
    await town.say('chào')
    expect((await town.post(zalo.text('ba-tu', 'gọi xã'))).status).toBe(200)
    await town.channel.drain()
    expect(zalo.sent).toHaveLength(0)
    town.state.now = new Date(town.state.now.getTime() + 31_000)
    await town.channel.drain()
    expect(zalo.textsTo('ba-tu').map((text) => text.slice(0, 9))).toEqual(['Chào anh/', 'Gọi hoặc '])
  })
})
