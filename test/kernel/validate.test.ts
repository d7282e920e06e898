import { Hono } from 'hono'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { Problem } from '../../server/kernel/problem.ts'
import { validate } from '../../server/kernel/validate.ts'

const app = new Hono()
  .get('/', validate('query', z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) })), (c) =>
    c.json(c.req.valid('query'), 200),
  )
  .post('/', validate('json', z.object({ place: z.object({ kind: z.enum(['a', 'b']) }) })), (c) => c.body(null, 204))
app.onError((error, c) => {
  if (!(error instanceof Problem)) throw error
  return c.json({ code: error.code, message: error.message, ...error.extra }, error.status)
})
const post = (body: unknown) =>
  app.request('/', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

test('passes the parsed value on', async () => {
  expect(await (await app.request('/?limit=7')).json()).toEqual({ limit: 7 })
  expect(await (await app.request('/')).json()).toEqual({ limit: 10 })
})

test.each([
  ['99', 'limit không được quá 50'],
  ['0', 'limit phải có ít nhất 1'],
  ['x', 'limit chưa đúng dạng'],
])('limit=%s is refused in Vietnamese with its field', async (limit, detail) => {
  const answer = await app.request(`/?limit=${limit}`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toEqual({
    code: 'request.invalid',
    message: `Thông tin gửi lên chưa đúng: ${detail}.`,
    field: 'limit',
  })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/json',
  undefined,
])('a body said to be %s is refused with a sentence that names JSON', async (type) => {
  const body = new Blob([JSON.stringify({ place: { kind: 'a' } })]).stream()
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
  const answer = await app.request(new Request('http://x/', { method: 'POST', body, headers, ...{ duplex: 'half' } }))
  expect(answer.status).toBe(415)
  expect(await answer.json()).toMatchObject({
    code: 'request.unsupported-type',
    message: expect.stringContaining('JSON'),
  })
})

test.each(['application/json; charset=utf-8', 'application/vnd.x+json', 'APPLICATION/JSON'])(
  '%s is JSON',
  async (type) => {
    const body = JSON.stringify({ place: { kind: 'a' } })
    expect((await app.request('/', { method: 'POST', body, headers: { 'content-type': type } })).status).toBe(204)
  },
)

test.each([[[]], [null], [5], ['a']])('%j is no object, and that is said', async (body) => {
  const answer = await post(body)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toEqual({
    code: 'request.invalid',
    message: 'Thông tin gửi lên chưa đúng: nội dung phải là một đối tượng JSON, dạng {…}.',
  })
})

test('names a nested field', async () => {
  expect(await (await post({ place: { kind: 'c' } })).json()).toMatchObject({
    field: 'place.kind',
    message: expect.stringContaining('một trong: a, b'),
  })
  expect(await (await post({})).json()).toMatchObject({ field: 'place', message: expect.stringContaining('còn thiếu') })
})
