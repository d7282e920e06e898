import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { docxText } from '../../server/reports/check/docx-text.ts'
import { failure } from '../support/failure.ts'
import { picture } from '../support/png.ts'
import { startServer } from '../support/server.ts'

/** The published contract from outside: reports of citizens and the desk's answer, surveys, Zalo's sign-in, figures, webhooks. */
const YEAR = new Date().getFullYear()
const ZALO_ID = '9007199254740993123'
let server: Awaited<ReturnType<typeof startServer>>
let zalo: Server
let token = ''

/** Zalo's graph: a failure is HTTP 200 with a code; the token says which. */
function graph(): Server {
  return createServer((request, response) => {
    const asked = String(request.headers.access_token ?? '')
    const answers: Record<string, unknown> = {
      good: { error: 0, message: 'Success', id: ZALO_ID },
      over: { error: 452, message: 'Session key invalid' },
      abroad: { error: -501, message: 'Personal information is limited due to IP address not inside Vietnam' },
    }
    if (asked === 'slow') return void setTimeout(() => response.end('{}'), 20_000).unref()
    if (asked === 'broken') response.statusCode = 500
    response.end(JSON.stringify(answers[asked] ?? { error: 100, message: 'Invalid parameter' }))
  })
}

beforeAll(async () => {
  zalo = graph()
  await new Promise<void>((resolve) => zalo.listen(0, '127.0.0.1', resolve))
  const { port } = zalo.address() as AddressInfo
  server = await startServer({
    ZALO_APP_ID: '1234567890',
    ZALO_APP_SECRET: 'bi-mat-cua-ung-dung',
    ZALO_GRAPH_ROOT: `http://127.0.0.1:${port}`,
    TELEGRAM_BOT_TOKEN: '1234:abc',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9', // nobody answers, as where Telegram is blocked: everything else still works
    TELEGRAM_WEBHOOK_SECRET: 'bi-mat-webhook',
    ZALO_BOT_TOKEN: '1234:abc',
    ZALO_BOT_API_ROOT: 'http://127.0.0.1:9',
    ZALO_BOT_WEBHOOK_SECRET: 'bi-mat-webhook',
  })
  const add = ['--silent', 'run', 'staff', '--', 'add', 'contract', '--role', 'machine']
  token = (await promisify(execFile)('npm', add, { env: { ...process.env, DATA_DIR: server.folder } })).stdout.trim()
}, 150_000)
afterAll(async () => {
  zalo?.closeAllConnections()
  zalo?.close()
  await server?.stop()
})

let callers = 0
/** A caller whom nobody has counted. */
const newCaller = () => ({ 'x-forwarded-for': `198.51.100.${++callers}` })
const call = (path: string, init: RequestInit = {}) =>
  fetch(server.root + path, { redirect: 'manual', ...init, headers: { ...newCaller(), ...init.headers } })
const sent = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
const key = () => ({ 'idempotency-key': `contract-key-${++callers}` })
const LAMP = 'Đèn đường đầu thôn Đông không sáng đã một tuần nay.'
const Time = z.iso.datetime({ offset: true }).regex(/\+07:00$/)
const Receipt = z.object({
  code: z.string().regex(/^PA-\w{6}$/),
  secret: z.string().min(20),
  kind: z.enum(['field', 'conduct', 'regulation', 'suggestion', 'praise', 'question']),
  dueAt: Time,
})
const Case = z.object({
  code: z.string(),
  kind: z.string(),
  status: z.string(),
  dueAt: Time.nullable(),
  timeline: z.array(z.object({ at: Time, text: z.string().min(1) })).min(1),
  answer: z.string().optional(),
  outcome: z.string().optional(),
  canReopen: z.boolean(),
  questions: z.array(z.string()).optional(),
  photos: z.array(z.object({ id: z.string(), url: z.string() })),
})
async function report(body: Record<string, unknown> = {}) {
  const response = await call('/api/feedback', sent({ text: `${LAMP} Cột số ${++callers}.`, ...body }))
  expect(response.status).toBe(201)
  return Receipt.parse(await response.json())
}
const view = async ({ code, secret }: { code: string; secret: string }) => {
  const response = await call(`/api/feedback/${code}?secret=${secret}`)
  expect(response.status).toBe(200)
  return Case.parse(await response.json())
}
function form(data: unknown, photos: Uint8Array<ArrayBuffer>[], name = 'anh.png'): RequestInit {
  const body = new FormData()
  body.set('data', JSON.stringify(data))
  for (const bytes of photos) body.append('photo', new File([bytes], name, { type: 'image/png' }))
  return { method: 'POST', body }
}

/** Somebody of the sample desk, signed in through the page: posts forms. */
async function desk(login: string) {
  const signIn = await call('/console/login', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login, password: server.password }),
  })
  expect(signIn.status).toBe(303)
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  return async (path: string, fields?: Record<string, string>) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    if (!fields) return (await call(`/console${path}`, { headers })).text()
    const done = await call(`/console${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) })
    expect([path, done.status, done.status === 303 ? '' : await done.text()]).toEqual([path, 303, ''])
    return ''
  }
}

describe('a report of a citizen', () => {
  it('is answered at once with code, secret, kind and due moment; the same key gives the same answer', async () => {
    const again = key()
    const body = { text: `${LAMP} Gần trường học.`, place: { hamlet: 'Thôn Đông' } }
    const first = await call('/api/feedback', sent(body, again))
    expect(first.status).toBe(201)
    const receipt = Receipt.parse(await first.json())
    expect(new Date(receipt.dueAt).getTime()).toBeGreaterThan(Date.now())
    const many = await Promise.all(Array.from({ length: 8 }, () => call('/api/feedback', sent(body, again))))
    for (const one of many) expect([one.status, Receipt.parse(await one.json())]).toEqual([201, receipt])
    const other = await call('/api/feedback', sent({ ...body, text: `${LAMP} Chỗ khác.` }, again))
    expect(await failure(other)).toMatchObject({ status: 409, code: 'feedback.key-reused' })
    expect(await view(receipt)).toMatchObject({ code: receipt.code, kind: receipt.kind, dueAt: receipt.dueAt })
  })

  it('may be sent eight times at the same moment and is one', async () => {
    const again = key()
    const body = { text: `${LAMP} Ở ngã ba chợ.` }
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('/api/feedback', sent(body, again))))
    const codes = await Promise.all(answers.map(async (one) => Receipt.parse(await one.json()).code))
    expect(new Set(codes).size).toBe(1)
  })

  it('takes photos as multipart, and shows them to the holder of the secret alone', async () => {
    const again = key()
    const body = () => ({ ...form({ text: `${LAMP} Có hình.` }, [picture(), picture({ width: 9 })]), headers: again })
    const first = await call('/api/feedback', body())
    expect(first.status).toBe(201)
    const receipt = Receipt.parse(await first.json())
    expect(Receipt.parse(await (await call('/api/feedback', body())).json())).toEqual(receipt)
    const { photos } = await view(receipt)
    expect(photos).toHaveLength(2)
    for (const { url } of photos) {
      const shown = await call(url)
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect(Buffer.from(await shown.arrayBuffer()).includes('GPS')).toBe(false)
      expect(await failure(await call(url.replace(/secret=.*/, 'secret=sai')))).toMatchObject({ status: 404 })
    }
  })

  it('names what is wrong, with the status that says so', async () => {
    const six = Array.from({ length: 6 }, (_, i) => picture({ width: 8 + i }))
    const text = `${LAMP} Lần này sai.`
    for (const [init, status] of [
      [sent({ text: 'ngắn' }), 422],
      [sent({ text, kind: 'gripe' }), 422],
      [sent({ text, place: { lat: 91, lng: 0 } }), 422],
      [sent({ text }, { 'idempotency-key': 'ngan' }), 422],
      [{ ...sent({}), body: '{"text":' }, 400],
      [{ ...sent({}), body: 'text=a', headers: { 'content-type': 'text/plain' } }, 415],
      [form({ text }, [new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')]), 415],
      [form({ text }, [picture().slice(0, 60)]), 422],
      [form({ text }, six), 422],
      [form({ text }, [new Uint8Array(8_000_001)]), 413],
    ] as const)
      expect((await failure(await call('/api/feedback', init))).status).toBe(status)
    for (const [about, code] of [
      ['Tôi tố cáo ông Nguyễn Văn Tám nhận tiền của dân.', 'feedback.denunciation'],
      ['Tôi khiếu nại quyết định xử phạt số 12 của xã.', 'feedback.complaint'],
      ['Cháy nhà rồi cứu với, ở đầu thôn Đông.', 'feedback.emergency'],
    ]) {
      const refused = await failure(await call('/api/feedback', sent({ text: about })))
      expect(refused).toMatchObject({ status: 422, code, guidance: expect.any(Array) })
    }
  })

  it('is claimed, asked, answered, reopened, answered again, rated, and read by all without its sender', async () => {
    const receipt = await report({
      name: 'Nguyễn Thị Mẫu',
      address: 'Thôn Đông',
      contact: { kind: 'phone', phone: '0912 345 678' },
      consent: { publish: true, contact: true },
      place: { hamlet: 'Thôn Đông', text: 'trước nhà bà Mẫu' },
    })
    const { code, secret } = receipt
    const handler = await desk('xuly')
    const leader = await desk('lanhdao')
    expect((await failure(await call(`/api/feedback/${code}/rate`, sent({ secret, rating: 'like' })))).status).toBe(409)
    expect((await failure(await call(`/api/feedback/${code}/reopen`, sent({ secret, reason: 'x' })))).status).toBe(409)

    await handler(`/feedback/${code}/claim`, {})
    await handler(`/feedback/${code}/ask`, { question: 'Cột số mấy ạ?' })
    expect(await view(receipt)).toMatchObject({ status: 'waiting', dueAt: null, questions: ['Cột số mấy ạ?'] })
    const more = await call(`/api/feedback/${code}/more`, sent({ secret, text: 'Cột số 12.' }, key()))
    expect(Case.parse(await more.json())).toMatchObject({ status: 'assigned' })
    const close = { outcome: 'resolved', answer: 'UBND xã đã thay bóng đèn ở cột số 12.', document: '12/BC-UBND' }
    await handler(`/feedback/${code}/close`, close)
    expect(await view(receipt)).toMatchObject({
      status: 'closed',
      outcome: 'resolved',
      answer: close.answer,
      canReopen: true,
    })

    const again = await call(`/api/feedback/${code}/reopen`, sent({ secret, reason: 'Đèn vẫn chưa sáng.' }))
    expect(Case.parse(await again.json())).toMatchObject({ status: 'reopened', canReopen: false })
    await leader(`/feedback/${code}/claim`, {})
    await leader(`/feedback/${code}/close`, { ...close, answer: 'Đã thay cả chấn lưu, đèn sáng từ hôm nay.' })
    const rated = await call(`/api/feedback/${code}/rate`, sent({ secret, rating: 'like', reason: 'Nhanh' }))
    expect(await rated.json()).toMatchObject({ rating: 'like' })
    expect((await failure(await call(`/api/feedback/${code}/rate`, sent({ secret, rating: 5 })))).status).toBe(422)

    await leader(`/feedback/${code}/publish`, {})
    const register = await call('/api/feedback/public')
    const text = await register.text()
    const { total, cases } = z.object({ total: z.int(), cases: z.array(z.looseObject({})) }).parse(JSON.parse(text))
    expect([total, cases.length]).toEqual([1, 1])
    expect(cases[0]).toMatchObject({
      outcome: 'resolved',
      answer: 'Đã thay cả chấn lưu, đèn sáng từ hôm nay.',
      likes: 1,
    })
    expect(text).not.toMatch(new RegExp(`${code}|${secret}|Mẫu|0912`))
  })

  it('tells a wrong secret and an unknown code alike, and stops guessing', async () => {
    const { code, secret } = await report()
    const caller = newCaller()
    const guess = (path: string) => call(`/api/feedback/${path}`, { headers: caller })
    const [wrong, unknown] = [await failure(await guess(`${code}?secret=x`)), await failure(await guess('PA-222222'))]
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' })
    expect(wrong).toMatchObject({ status: 404 })
    for (let i = 0; i < 8; i++) await guess(`PA-22222${i + 2}?secret=x`)
    expect(await failure(await guess(`${code}?secret=y`))).toMatchObject({ status: 429 })
    expect((await guess(`${code}?secret=${secret}`)).status).toBe(200)
  })
})

describe('a survey', () => {
  it('is shown in pages of at most five, answered once for a key, refused when it is not whole', async () => {
    const shown = await call('/api/surveys/tthc')
    const { version, pages } = z
      .object({
        version: z.int(),
        pages: z.array(
          z
            .array(z.object({ id: z.string(), required: z.boolean(), options: z.array(z.object({ id: z.string() })) }))
            .max(5),
        ),
      })
      .parse(await shown.json())
    const answers = Object.fromEntries(
      pages.flat().flatMap(({ id, required, options }) => (required ? [[id, options[0]?.id ?? 'tốt']] : [])),
    )
    const again = key()
    const path = '/api/surveys/tthc/responses'
    const first = await call(path, sent({ version, answers }, again))
    expect(first.status).toBe(201)
    const accepted = await first.json()
    expect(accepted).toMatchObject({ survey: 'tthc', version })
    expect(await (await call(path, sent({ version, answers }, again))).json()).toEqual(accepted)
    expect((await failure(await call(path, sent({ version, answers: { ...answers, x: 'y' } }, again)))).status).toBe(
      409,
    )
    expect(await failure(await call(path, sent({ answers: {} }, key())))).toMatchObject({
      status: 422,
      field: expect.any(String),
    })
    expect((await failure(await call('/api/surveys/khong-co'))).status).toBe(404)
    expect((await failure(await call('/api/surveys/khong-co/responses', sent({ answers })))).status).toBe(404)
    expect((await failure(await call(path, sent({ answers: 'x' })))).status).toBe(422)
  })
})

describe('a session from Zalo', () => {
  const signIn = (accessToken: string) => call('/api/session/zalo', sent({ accessToken }))

  it('gives a short-lived token of our own that does not tell who it is', async () => {
    const response = await signIn('good')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toContain('no-store')
    const { token: ours, expiresAt } = z
      .object({ token: z.string().min(20), expiresAt: Time })
      .parse(await response.json())
    const minutes = (new Date(expiresAt).getTime() - Date.now()) / 60_000
    expect(minutes > 5 && minutes <= 24 * 60).toBe(true)
    expect(Buffer.from(ours.split('.')[1] ?? '', 'base64url').toString()).not.toContain(ZALO_ID)
    const phone = (authorization: string) =>
      call('/api/session/zalo/phone', sent({ accessToken: 'good', code: 'c' }, { authorization }))
    expect((await failure(await phone('Bearer x.y.z'))).status).toBe(401)
    expect((await failure(await phone(''))).status).toBe(401)
    const forged = [Buffer.from('{"alg":"none"}').toString('base64url'), ours.split('.')[1], ''].join('.')
    expect((await failure(await phone(`Bearer ${forged}`))).status).toBe(401)
  })

  it('says in a sentence what Zalo refuses, is slow at or breaks', { timeout: 30_000 }, async () => {
    for (const [given, status] of [
      ['over', 401],
      ['abroad', 503],
      ['broken', 502],
      ['nonsense', 502],
      ['slow', 502],
      ['', 422],
    ] as const)
      expect([given, (await failure(await signIn(given))).status]).toEqual([given, status])
    expect((await failure(await call('/api/session/zalo', sent({ id: ZALO_ID })))).status).toBe(422)
  })
})

describe('figures', () => {
  const asked = (path: string, bearer = token) => call(path, { headers: { authorization: `Bearer ${bearer}` } })
  const Figures = z.object({
    period: z.object({ from: z.string(), to: z.string(), label: z.string() }),
    indicators: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          unit: z.string(),
          numerator: z.number().optional(),
          denominator: z.number().optional(),
          drill: z.string(),
          drillDenominator: z.string().optional(),
        }),
      )
      .min(10),
  })
  const total = async (path: string) => {
    const response = await asked(path)
    expect([path, response.status]).toEqual([path, 200])
    return z.object({ total: z.int() }).parse(await response.json()).total
  }

  it('each opens to as many rows as it counts', { timeout: 60_000 }, async () => {
    const response = await asked(`/api/reports/indicators?from=${YEAR - 1}-01-01&to=${YEAR}-12-31`)
    const { indicators } = Figures.parse(await response.json())
    for (const { key: name, unit, value, numerator, denominator, drill, drillDenominator } of indicators) {
      const count = numerator ?? (unit === 'count' ? value : null)
      if (count !== null && unit !== 'dong') expect([name, await total(drill)]).toEqual([name, count])
      if (drillDenominator) expect([name, await total(drillDenominator)]).toEqual([name, denominator])
    }
    const received = indicators.find(({ key: name }) => name === 'dossiers.received')
    expect(received?.value).toBeGreaterThan(0)
  })

  it('become documents that open', { timeout: 60_000 }, async () => {
    for (const kind of ['cchc', 'tthc', 'targets', 'overdue', 'years']) {
      const file = await asked(`/api/reports/${kind}.docx?period=${YEAR}`)
      expect([kind, file.status]).toEqual([kind, 200])
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.docx"$/)
      const text = await docxText(new Uint8Array(await file.arrayBuffer()))
      expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    }
    const book = await asked(`/api/reports/cchc.xlsx?period=${YEAR}`)
    expect((await readXlsx(new Uint8Array(await book.arrayBuffer()))).sheets.length).toBeGreaterThan(1)
  })

  it('are for those who may read them, and of a period that exists', async () => {
    for (const path of ['/api/reports/indicators', '/api/reports/cchc.docx', '/api/reports/cchc.xlsx']) {
      expect((await failure(await call(path))).status).toBe(401)
      expect((await failure(await asked(path, 'xs_sai'))).status).toBe(401)
    }
    for (const [query, status] of [
      ['from=2026-02-30&to=2026-03-31', 422],
      ['from=2026-12-31&to=2026-01-01', 422],
      ['period=2026-Q5', 422],
      ['unit=00001', 403],
    ] as const)
      expect([query, (await failure(await asked(`/api/reports/indicators?${query}`))).status]).toEqual([query, status])
    expect((await failure(await asked('/api/reports/indicators/khong-co/rows'))).status).toBe(404)
    expect((await failure(await asked('/api/reports/khong-co.docx'))).status).toBe(404)
  })
})

describe('other doors', () => {
  it('refuse whoever does not know the secret of a webhook', async () => {
    const doors = {
      '/telegram/webhook': 'x-telegram-bot-api-secret-token',
      '/zalo/bot/webhook': 'x-bot-api-secret-token',
    }
    for (const [path, header] of Object.entries(doors)) {
      for (const headers of [{}, { [header]: 'sai' }])
        expect((await failure(await call(path, sent({ update_id: 1 }, headers)))).status).toBe(401)
      expect((await call(path, sent({ update_id: 1 }, { [header]: 'bi-mat-webhook' }))).status).toBe(200)
    }
    expect((await failure(await call('/zalo/oa/webhook', sent({})))).status).toBe(404)
  })

  it('send whoever is not signed in to the sign-in', async () => {
    for (const path of ['/console', '/console/feedback', '/console/reports']) {
      const response = await call(path)
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        expect.stringMatching(/^\/console\/login/),
      ])
    }
  })

  it('stand in OpenAPI and in the readable page', async () => {
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.looseObject({}) }))) })
      .parse(await (await call('/api/openapi.json')).json())
    const page = await (await call('/api/docs')).text()
    for (const [method, path] of [
      ['post', '/api/feedback'],
      ['get', '/api/feedback/{code}'],
      ['post', '/api/feedback/{code}/more'],
      ['post', '/api/feedback/{code}/reopen'],
      ['post', '/api/feedback/{code}/rate'],
      ['get', '/api/feedback/public'],
      ['get', '/api/surveys/{id}'],
      ['post', '/api/surveys/{id}/responses'],
      ['post', '/api/session/zalo'],
      ['get', '/api/reports/indicators'],
      ['get', '/api/reports/indicators/{key}/rows'],
    ] as const) {
      expect([path, Object.keys(paths[path] ?? {})]).toEqual([path, expect.arrayContaining([method])])
      expect(page).toContain(`${method.toUpperCase()} ${path}`)
    }
    expect(Object.keys(paths).join(' ')).toMatch(/\/api\/reports\/\{file/)
  })
})

describe('the log', () => {
  it('holds no code, secret, name, phone, token or text of anybody', () => {
    const lines = server
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(lines.length).toBeGreaterThan(30)
    expect(lines.join('\n')).not.toMatch(/PA-\w{6}|0912|Mẫu|Đèn đường|198\.51\.100|secret=|bi-mat|9007199254740993123/)
    expect(lines.join('\n')).not.toContain(token)
    expect(lines.join('\n')).not.toContain('"level":"error"')
  })
})
