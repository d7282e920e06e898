import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTelegram, type Telegram, telegramOutlet } from '../../bot/channels/telegram.ts'
import { TelegramMessage } from '../../bot/channels/telegram-outlet.ts'
import { createConversation } from '../../bot/conversation/conversation.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { NOW, say, unit, type World, world } from './world.ts'

const SECRET = 'webhook-secret'
let server: TelegramServer
let w: World
let now: Date

beforeEach(async () => {
  server = await new TelegramServer().start()
  w = await world({ outlets: { telegram: telegramOutlet } })
  now = NOW
})
afterEach(async () => {
  await server.stop()
  w.close()
})

function bot(conversation = w.conversation): Telegram {
  return createTelegram({
    token: server.token,
    apiRoot: server.root,
    webhookSecret: SECRET,
    conversation,
    db: w.db,
    vault: w.deps.vault,
    unit,
    say,
    clock: () => now,
  })
}
const post = (telegram: Telegram, update: unknown, secret = SECRET) =>
  telegram.routes.request('/webhook', {
    method: 'POST',
    body: JSON.stringify(update),
    headers: { 'x-telegram-bot-api-secret-token': secret },
  })
/** Delivers an update and waits for the sending that goes on after the answer. */
async function deliver(telegram: Telegram, update: unknown): Promise<void> {
  const work: Array<Promise<unknown>> = []
  const headers = { 'x-telegram-bot-api-secret-token': SECRET }
  const request = new Request('http://xa/telegram/webhook', { method: 'POST', body: JSON.stringify(update), headers })
  expect((await telegram.webhook(request, (one) => work.push(one))).status).toBe(200)
  await Promise.all(work)
}
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

describe('webhook', () => {
  test('refuses a wrong or missing secret, and stores nothing', async () => {
    expect((await post(bot(), server.text(7, 'chào'), 'wrong')).status).toBe(401)
    expect((await bot().routes.request('/webhook', { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await w.db.execute('SELECT * FROM inbox')).rows).toHaveLength(0)
  })

  test('answers a question with buttons, and a press with the part asked for', async () => {
    const telegram = bot()
    await deliver(telegram, server.text(7, '/start t_1-001193'))
    expect(server.textsTo(7).join('\n')).toContain('Khai sinh cho con')
    expect(server.sent.at(-1)?.buttons).toEqual(expect.arrayContaining(['Trường hợp của tôi', 'Giấy tờ', 'Bao lâu']))
    await deliver(telegram, server.press(7, 'f:1.001193:fee'))
    expect(server.textsTo(7).at(-1)).toContain('Đúng hạn thì được miễn')
    expect(server.calls.some(({ method }) => method === 'answerCallbackQuery')).toBe(true)
    expect(server.calls.every(({ payload }) => payload.parse_mode === undefined)).toBe(true)
  })

  test('duplicates, twenty at once, late and out of order: one effect each', async () => {
    const telegram = bot()
    const first = server.text(7, 'xin chào')
    const second = server.text(7, 'đăng ký khai sinh cho con')
    await Promise.all(Array.from({ length: 20 }, () => deliver(telegram, first)))
    await deliver(telegram, second)
    await deliver(telegram, first)
    await Promise.all([telegram.drain(), telegram.drain()])
    expect(server.textsTo(7).filter((text) => text.includes('trợ lý tự động'))).toHaveLength(1)
    expect(server.textsTo(7).filter((text) => text.startsWith('Khai sinh cho con'))).toHaveLength(1)
  })

  test('groups, edits and garbage are answered with 200 and silence', async () => {
    const telegram = bot()
    const group = { update_id: 1, message: { chat: { id: -5, type: 'group' }, text: 'chào' } }
    for (const update of [group, { update_id: 2, edited_message: {} }, 'x', null, {}]) await deliver(telegram, update)
    expect(server.sent).toHaveLength(0)
  })

  test('a failure ends in our dead letter, without the text, and the citizen is told', async () => {
    const broken = createConversation({
      ...w.deps,
      understand: () => {
        throw new Error('secret words')
      },
    })
    await deliver(bot(broken), server.text(7, 'số tôi 0912345678'))
    const { rows } = await w.db.execute('SELECT update_id, error FROM dead_letter')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/0912|secret words/)
    expect(server.textsTo(7)).toEqual([expect.stringContaining('trục trặc')])
  })
})

describe('sending', () => {
  test('obeys retry_after and keeps the order of a chat', async () => {
    const telegram = bot()
    server.faults.push({ kind: 'rate', retryAfter: 30 })
    await deliver(telegram, server.text(7, 'đăng ký khai sinh cho con'))
    expect(server.sent).toHaveLength(0)
    later(29)
    await telegram.drain()
    expect(server.sent).toHaveLength(0)
    await deliver(telegram, server.text(8, 'xin chào'))
    expect(server.textsTo(8)).not.toHaveLength(0)
    later(2)
    await telegram.drain()
    expect(server.textsTo(7)[0]).toContain('trợ lý tự động')
    expect(server.textsTo(7)[1]).toContain('Khai sinh cho con')
  })

  test('survives the chat rate limit of Telegram without loss or double', async () => {
    server.perSecond = 1
    const telegram = bot()
    await deliver(telegram, server.text(7, 'đăng ký khai sinh cho con'))
    await vi.waitFor(
      async () => {
        later(1)
        await telegram.drain()
        expect(server.textsTo(7)).toHaveLength(2)
      },
      { timeout: 5000, interval: 200 },
    )
  })

  test('a server error or a cut line is tried again; a block is final', async () => {
    const telegram = bot()
    server.faults.push({ kind: 'status', code: 500 }, { kind: 'drop' })
    await deliver(telegram, server.text(7, 'xin chào'))
    for (let i = 0; i < 4; i++) {
      later(70)
      await telegram.drain()
    }
    expect(server.textsTo(7)).toHaveLength(2)
    server.faults.push({ kind: 'status', code: 403 })
    await deliver(telegram, server.text(7, 'cảm ơn'))
    later(600)
    await telegram.drain()
    expect(server.textsTo(7)).toHaveLength(2)
    const { rows } = await w.db.execute("SELECT state, body FROM outbox WHERE state <> 'delivered'")
    expect(rows).toMatchObject([{ state: 'permanent', body: '' }])
  })

  test('killed between storing and sending: the next process sends, once', async () => {
    const update = server.text(7, 'xin chào')
    const conversation = createConversation({ ...w.deps })
    await conversation.handle({
      channel: 'telegram',
      chat: '7',
      id: String(update.update_id),
      at: now,
      body: { type: 'text', text: 'xin chào' },
    })
    const next = bot()
    await deliver(next, update)
    await next.drain()
    expect(server.textsTo(7)).toHaveLength(2)
  })

  test('killed while sending: taken up again after the lease, not before', async () => {
    const telegram = bot()
    await deliver(telegram, server.text(7, 'cảm ơn'))
    await w.db.execute(
      'UPDATE outbox SET state = \'sending\', body = \'{"text":"x","keyboard":[]}\', next_at = \'2026-11-21T10:01:00+07:00\' WHERE seq = 1',
    )
    const before = server.sent.length
    await bot().drain()
    expect(server.sent).toHaveLength(before)
    later(61)
    await Promise.all([bot().drain(), bot().drain()])
    expect(server.sent).toHaveLength(before + 1)
  })

  test('long answers are split below 4096 at sentence ends, buttons under the last part', () => {
    const long = Array.from({ length: 400 }, (_, at) => `Câu thứ ${at} của một danh sách rất dài.`).join(' ')
    const parts = telegramOutlet([{ type: 'say', text: long, choices: [{ id: 'g:human', label: 'Gặp cán bộ' }] }]).map(
      (body) => TelegramMessage.parse(JSON.parse(body)),
    )
    expect(parts.length).toBeGreaterThan(1)
    for (const { text } of parts) {
      expect(text.length).toBeLessThan(4096)
      expect(text.endsWith('.')).toBe(true)
    }
    expect(parts.map(({ keyboard }) => keyboard.length)).toEqual([...parts.slice(1).map(() => 0), 1])
  })
})

test('set-up registers commands, the menu button and the webhook', async () => {
  expect(await bot().setUp('https://xa.example.vn', SECRET)).toBe('xa_bot')
  expect(server.webhook).toEqual({ url: 'https://xa.example.vn/telegram/webhook', secret: SECRET })
  expect(server.calls.map(({ method }) => method)).toEqual(
    expect.arrayContaining(['setMyCommands', 'setChatMenuButton']),
  )
})

test('long polling answers and ends with its signal', async () => {
  const stop = new AbortController()
  const polling = bot().poll(stop.signal)
  const update = server.text(9, 'xin chào')
  server.queue(update)
  server.queue(update)
  await vi.waitFor(() => expect(server.textsTo(9)).toHaveLength(2), { timeout: 5000 })
  stop.abort()
  await polling
})
