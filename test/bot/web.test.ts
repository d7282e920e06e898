import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { forgetOldConversations } from '../../bot/conversation/retention.ts'
import { chatPages, chatRoutes } from '../../server/chat/routes.ts'
import { answerError } from '../../server/errors.ts'
import { picture } from '../support/png.ts'
import { feedbackWorld } from './feedback-world.ts'
import { message, NOW, say, unit, type World, world } from './world.ts'

const Answer = z.object({
  replies: z.array(
    z.object({
      type: z.string(),
      text: z.string(),
      choices: z.array(z.object({ id: z.string().max(64), label: z.string() })).optional(),
    }),
  ),
  understanding: z.object({
    intent: z.string(),
    procedures: z.array(z.object({ code: z.string(), name: z.string(), score: z.number() })),
    facet: z.string().nullable(),
  }),
})
let w: World
let app: Hono
beforeAll(async () => {
  w = await world()
  app = new Hono()
    .route('/api/chat', chatRoutes(w.conversation, { clientIp: () => 'test', clock: () => NOW }))
    .route('/chat', chatPages(unit, say))
  app.onError(answerError(() => {}))
})
afterAll(() => w.close())

const send = (body: object) =>
  app.request('/api/chat', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
const ask = async (body: object) => Answer.parse(await (await send(body)).json())

test('answers in the shape of the contract, every reply with a text', async () => {
  const { replies, understanding } = await ask({ conversation: 'a', text: 'làm khai sinh cho bé lệ phí bao nhiêu' })
  expect(understanding).toMatchObject({
    intent: 'procedure',
    facet: 'fee',
    procedures: [{ code: '1.001193' }, expect.anything()],
  })
  expect(replies.map(({ type }) => type)).toEqual(['say', 'card'])
  expect(replies[1]?.text).toContain('Đúng hạn thì được miễn')
  const { replies: next } = await ask({ conversation: 'a', choice: replies[1]?.choices?.[1]?.id })
  expect(next[0]?.text).toContain('Tờ khai')
})

test('the same id again gets the same answer and has no second effect', async () => {
  const first = await ask({ conversation: 'b', id: '1', text: 'xin chào' })
  expect(await ask({ conversation: 'b', id: '1', text: 'xin chào' })).toEqual(first)
  const other = await ask({ conversation: 'c', id: '1', text: 'xin chào' })
  expect(other.replies[0]?.text).toContain('trợ lý tự động')
  expect((await w.db.execute("SELECT version FROM conversation WHERE chat = 'b'")).rows).toMatchObject([{ version: 1 }])
})

test('refuses what it cannot take with a sentence', async () => {
  for (const body of [
    { conversation: 'a' },
    { conversation: 'a', text: 'x', choice: 'y' },
    { conversation: 'x'.repeat(65), text: 'a' },
    { conversation: 'a', text: 'ế'.repeat(2001) },
    { conversation: 'a', text: '  ' },
    { text: 'a' },
    { conversation: 'a', place: { lat: 100, lng: 0 } },
  ]) {
    const response = await send(body)
    expect(response.status, JSON.stringify(body).slice(0, 60)).toBe(422)
    expect(await response.json()).toMatchObject({ error: { code: 'request.invalid' } })
  }
  expect((await send({ conversation: 'a', text: 'ế'.repeat(2000) })).status).toBe(200)
  expect((await send({ conversation: 'a', place: { lat: 15.1, lng: 108.8 } })).status).toBe(200)
})

test('a photo goes ahead of its message; its token is good in its own conversation only', async () => {
  const f = await feedbackWorld()
  const upload = f.photos.upload
  const routes = chatRoutes(f.conversation, { clientIp: () => 'test', clock: () => NOW, upload })
  const own = new Hono().route('/api/chat', routes)
  own.onError(answerError(() => {}))
  const put = async (bytes: Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.append('conversation', 'p')
    body.append('photo', new File([bytes], '../../etc/passwd.svg', { type: 'image/png' }))
    return own.request('/api/chat/photo', { method: 'POST', body })
  }
  const say = async (conversation: string, more: object) => {
    const body = JSON.stringify({ conversation, ...more })
    const headers = { 'content-type': 'application/json' }
    return Answer.parse(await (await own.request('/api/chat', { method: 'POST', body, headers })).json()).replies
  }
  const { photo } = z.object({ photo: z.string() }).parse(await (await put(picture())).json())
  for (const chat of ['p', 'other']) await say(chat, { text: 'phản ánh đèn đường tắt cả tháng nay' })
  expect((await say('p', { photo }))[0]?.text).toContain('Đã nhận 1 ảnh')
  expect((await say('other', { photo }))[0]?.text).toContain('Ảnh bị hỏng')
  const broken = await put(new TextEncoder().encode('<svg xmlns="x"><script>alert(1)</script></svg>'))
  expect(broken.status).toBe(415)
  expect((await own.request('/api/chat/photo', { method: 'POST', body: new FormData() })).status).toBe(422)
  expect(
    (await (await app.request('/api/chat/photo', { method: 'POST', body: new FormData() })).json()).error,
  ).toBeDefined()
  f.close()
})

test('twenty messages of one chat at once on a file database: each has one effect', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => `xin giấy bay lên sao hỏa chuyến ${'abcdefghijklmnopqrst'[at]}`)
  await Promise.all(
    texts.flatMap((text, at) => [text, text].map((one) => w.conversation.handle(message('many', one, `id${at}`)))),
  )
  expect((await w.db.execute("SELECT version FROM conversation WHERE chat = 'many'")).rows).toMatchObject([
    { version: 20 },
  ])
  expect(
    (
      await w.db.execute(
        "SELECT COUNT(*) AS n, SUM(count) AS times FROM unanswered WHERE folded LIKE '%sao hoa chuyen%'",
      )
    ).rows,
  ).toMatchObject([{ n: 20, times: 20 }])
  expect((await w.db.execute("SELECT COUNT(*) AS n FROM inbox WHERE chat = 'many'")).rows).toMatchObject([{ n: 20 }])
})

test('conversations are forgotten after thirty days, stored answers after one', async () => {
  await ask({ conversation: 'old', id: '1', text: 'xin chào' })
  const dayLater = new Date(NOW.getTime() + 25 * 3_600_000)
  await forgetOldConversations(w.db, dayLater)
  expect((await w.db.execute("SELECT answer FROM inbox WHERE chat = 'old'")).rows).toMatchObject([{ answer: null }])
  expect((await ask({ conversation: 'old', id: '1', text: 'xin chào' })).replies).toEqual([])
  await forgetOldConversations(w.db, new Date(NOW.getTime() + 32 * 86_400_000))
  for (const table of ['conversation', 'inbox'])
    expect((await w.db.execute(`SELECT 1 FROM ${table}`)).rows).toHaveLength(0)
})

test('the page has no inline script or style and names who speaks', async () => {
  const html = await (await app.request('/chat')).text()
  expect(html).toMatch(/^<!doctype html><html lang="vi">/i)
  expect(html).toContain('dữ liệu mẫu')
  expect(html).not.toMatch(/<script>|style="|onclick=/)
  expect((await app.request('/chat/chat.js')).headers.get('content-type')).toContain('text/javascript')
  expect((await app.request('/chat/style.css')).headers.get('content-type')).toContain('text/css')
})
