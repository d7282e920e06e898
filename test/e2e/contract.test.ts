import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { failure } from '../support/failure.ts'
import { freePort } from '../support/sqld.ts'

/** The published contract as an outside caller sees it: a server of its own, spoken to only over HTTP. */
const ROOT = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'contract-'))
const env = { ...process.env, DATA_DIR: folder, TRUST_PROXY: 'true' }
let root = ''
let server: ChildProcess
let output = ''
let token = ''

beforeAll(async () => {
  const port = await freePort()
  root = `http://127.0.0.1:${port}`
  server = spawn('npm', ['start'], { cwd: ROOT, env: { ...env, PORT: String(port) } })
  server.stdout?.on('data', (chunk) => {
    output += chunk
  })
  server.stderr?.on('data', (chunk) => {
    output += chunk
  })
  const end = Date.now() + 90_000
  const up = () =>
    fetch(`${root}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await up())) {
    if (Date.now() > end) throw new Error(`no answer: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const staff = ['--silent', 'run', 'staff', '--', 'add', 'contract', '--role', 'machine']
  token = (await promisify(execFile)('npm', staff, { cwd: ROOT, env })).stdout.trim()
}, 120_000)
afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

let callers = 0
/** A caller that nobody has counted tries of. */
const newCaller = () => ({ 'x-forwarded-for': `198.51.100.${++callers}` })
const newConversation = () => `contract-${++callers}`

const Understanding = z.object({
  intent: z.enum([
    'procedure',
    'dossier',
    'feedback',
    'denunciation',
    'complaint',
    'survey',
    'human',
    'smalltalk',
    'out_of_scope',
    'emergency',
  ]),
  procedures: z.array(z.object({ code: z.string(), name: z.string(), score: z.number() })),
  facet: z.enum(['documents', 'time', 'fee', 'where', 'online', 'who', 'form', 'steps']).nullable(),
})
const Answer = z.object({
  replies: z
    .array(
      z.object({
        type: z.enum(['say', 'ask', 'card', 'link']),
        text: z.string().min(1),
        choices: z.array(z.object({ id: z.string().min(1).max(64), label: z.string().min(1) })).optional(),
      }),
    )
    .min(1),
  understanding: Understanding,
})
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${root}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
  })
async function chat(body: Record<string, unknown>) {
  const response = await post(body)
  expect([body, response.status]).toEqual([body, 200])
  return Answer.parse(await response.json())
}
const wordsOf = ({ replies }: z.infer<typeof Answer>) => replies.map(({ text }) => text).join('\n')

const lookup = (code: string, phone?: string, headers: Record<string, string> = newCaller()) =>
  fetch(`${root}/api/dossiers/${encodeURIComponent(code)}${phone === undefined ? '' : `?phone=${phone}`}`, { headers })

describe('health and documentation', () => {
  it('answers the supervisor', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(root + path)
      expect([path, response.status, await response.json()]).toEqual([path, 200, { ok: true }])
    }
  })

  it('describes every call in OpenAPI and in a readable page', async () => {
    const spec = z
      .object({ openapi: z.string().startsWith('3.'), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await (await fetch(`${root}/api/openapi.json`)).json())
    expect(spec.paths).toMatchObject({
      '/api/procedures': { get: {} },
      '/api/procedures/{code}': { get: {} },
      '/api/chat': { post: {} },
      '/api/dossiers/{code}': { get: {} },
      '/api/dossiers/import': { post: {} },
    })
    const page = await (await fetch(`${root}/api/docs`)).text()
    expect(page).toContain('/api/dossiers/')
  })

  it('tells browsers to be careful and lets only Zalo in from elsewhere', async () => {
    for (const origin of ['https://h5.zdn.vn', 'zbrowser://h5.zdn.vn']) {
      const { headers } = await fetch(`${root}/api/procedures?q=a`, { headers: { origin } })
      expect(headers.get('access-control-allow-origin')).toBe(origin)
    }
    for (const origin of ['https://evil.example', 'https://h5.zdn.vn.evil.example', 'null']) {
      const { headers } = await fetch(`${root}/api/procedures?q=a`, { headers: { origin } })
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    }
    const asked = await fetch(`${root}/api/chat`, {
      method: 'OPTIONS',
      headers: { origin: 'https://h5.zdn.vn', 'access-control-request-method': 'POST' },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-methods')).toContain('POST')
  })

  it('refuses unknown addresses and methods in the one shape; Telegram without a token is off', async () => {
    for (const [method, path] of [
      ['GET', '/nope'],
      ['GET', '/api/nope'],
      ['PUT', '/api/chat'],
      ['GET', '/app/%2e%2e/package.json'],
      ['POST', '/telegram/webhook'],
    ] as const) {
      const refused = await failure(await fetch(root + path, { method }))
      expect([404, 405]).toContain(refused.status)
    }
    expect((await fetch(`${root}/api/procedures/1.001193`, { method: 'HEAD' })).status).toBe(200)
  })
})

describe('procedures', () => {
  const List = z.object({
    query: z.string(),
    total: z.int(),
    procedures: z.array(z.object({ code: z.string(), name: z.string(), field: z.string(), score: z.number() })),
  })
  const find = async (query: string) =>
    List.parse(await (await fetch(`${root}/api/procedures?${new URLSearchParams({ q: query, limit: '5' })}`)).json())

  it('finds with and without accents, composed or not, best first', async () => {
    for (const query of [
      'đăng ký khai sinh cho con',
      'dang ky khai sinh cho con',
      'ĐĂNG KÝ KHAI SINH CHO CON'.normalize('NFD'),
    ]) {
      const { procedures } = await find(query)
      expect([query, procedures[0]?.code]).toEqual([query, '1.001193'])
      const scores = procedures.map(({ score }) => score)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      expect(scores.length).toBeLessThanOrEqual(5)
    }
  })

  it('finds nothing for nonsense', async () => {
    for (const query of ['asdfgh', 'kfjdks fjdksl', 'thời tiết hôm nay thế nào'])
      expect(await find(query)).toEqual({ query, total: 0, procedures: [] })
  })

  it('lists by field when nothing is asked', async () => {
    const all = List.parse(await (await fetch(`${root}/api/procedures`)).json())
    expect(all.total).toBeGreaterThan(700)
    expect(all.procedures).toHaveLength(10)
  })

  it('survives whatever is typed', async () => {
    for (const query of ["' OR 1=1 --", '<script>alert(1)</script>', '😀', '\u0000', '\u202e', 'NEAR("a" b*)']) {
      expect((await find(query)).query).toBe(query)
    }
    for (const query of ['limit=0', 'limit=abc', 'limit=100000', `q=${'a'.repeat(5000)}`, 'q=a&q=b']) {
      expect(await failure(await fetch(`${root}/api/procedures?${query}`))).toMatchObject({ status: 422 })
    }
  })

  it('shows a record with methods, papers, results, legal basis and its dated source', async () => {
    const record = await (await fetch(`${root}/api/procedures/1.001193`)).json()
    expect(record).toMatchObject({
      code: '1.001193',
      desk: 'one-stop',
      methods: expect.arrayContaining([expect.objectContaining({ channel: 'direct' })]),
      papers: expect.any(Array),
      results: expect.any(Array),
      legalBasis: expect.any(Array),
      source: {
        url: expect.stringMatching(/^https:\/\/dichvucong\.gov\.vn\//),
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    })
    // the portal's empty 0 is not "free"
    expect(JSON.stringify(record.methods)).not.toMatch(/"free":true/)
    expect(await (await fetch(`${root}/api/procedures/1.004222`)).json()).toMatchObject({ desk: 'police' })
    expect(await (await fetch(`${root}/api/procedures/1.013314`)).json()).toMatchObject({ desk: 'one-stop' })
    for (const code of ['9.999999', 'abc', "1'--", '..%2f..%2fetc']) {
      expect(await failure(await fetch(`${root}/api/procedures/${code}`))).toMatchObject({ status: 404 })
    }
  })
})

describe('chat', () => {
  it('answers with a card, keeps the procedure in mind, and a new id starts afresh', async () => {
    const conversation = newConversation()
    const first = await chat({ conversation, text: 'đăng ký khai sinh cho con' })
    expect(first.understanding).toMatchObject({ intent: 'procedure' })
    expect(first.understanding.procedures[0]?.code).toBe('1.001193')
    expect(first.replies.some(({ type }) => type === 'card')).toBe(true)
    expect(wordsOf(first)).toContain('1.001193')

    const fee = await chat({ conversation, text: 'phí nhiêu' })
    expect(fee.understanding).toMatchObject({ facet: 'fee', procedures: [{ code: '1.001193' }] })
    const choices = first.replies.flatMap((reply) => reply.choices ?? [])
    const pressed = await chat({ conversation, choice: choices.find(({ label }) => label === 'Bao lâu')?.id })
    expect(pressed.understanding).toMatchObject({ facet: 'time', procedures: [{ code: '1.001193' }] })

    const other = await chat({ conversation: newConversation(), text: 'phí nhiêu' })
    expect(other.understanding.procedures).toEqual([])
  })

  it('puts danger, people and small talk before procedures', async () => {
    for (const [text, intent, said] of [
      ['cháy nhà rồi cứu với', 'emergency', '114'],
      ['gặp cán bộ', 'human', '0255'],
      ['tố cáo cán bộ nhận hối lộ', 'denunciation', ''],
      ['cảm ơn nhiều nha', 'smalltalk', ''],
      ['tra cứu hồ sơ của tôi', 'dossier', ''],
    ] as const) {
      const heard = await chat({ conversation: newConversation(), text })
      expect([text, heard.understanding.intent]).toEqual([text, intent])
      expect(wordsOf(heard)).toContain(said)
    }
  })

  it('repeats nothing when a message is sent again, also at the same moment', async () => {
    const message = { conversation: newConversation(), id: 'once', text: 'khai sinh' }
    const answers = await Promise.all(Array.from({ length: 8 }, async () => (await post(message)).text()))
    expect(new Set(answers).size).toBe(1)
    expect(await (await post(message)).text()).toBe(answers[0])
  })

  it('answers twenty messages of one conversation at once', async () => {
    const conversation = newConversation()
    const texts = ['khai sinh', 'phí bao nhiêu', 'bao lâu', 'cái thứ hai']
    await Promise.all(Array.from({ length: 20 }, (_, i) => chat({ conversation, text: texts[i % texts.length] })))
  })

  it('takes any text as text', async () => {
    for (const text of [
      '😀😀',
      'khai\u0000sinh',
      "'; DROP TABLE dossier;--",
      '<img src=x onerror=alert(1)>',
      '\ud800 khai sinh',
      'khai sinh '.repeat(190),
    ]) {
      await chat({ conversation: newConversation(), text })
    }
    expect((await chat({ conversation: 'c'.repeat(64), choice: '__proto__' })).replies.length).toBeGreaterThan(0)
    expect((await fetch(`${root}/readyz`)).status).toBe(200)
  })

  it('names what is wrong with a message', async () => {
    const conversation = newConversation()
    for (const [body, field] of [
      [{ text: 'a' }, 'conversation'],
      [{ conversation: 'c'.repeat(65), text: 'a' }, 'conversation'],
      [{ conversation: 5, text: 'a' }, 'conversation'],
      [{ conversation }, 'text'],
      [{ conversation, text: 'a', choice: 'b' }, 'text'],
      [{ conversation, text: ' \n' }, 'text'],
      [{ conversation, text: 'x'.repeat(100_000) }, 'text'],
      [{ conversation, text: ['a'] }, 'text'],
      [{ conversation, choice: 'x'.repeat(65) }, 'choice'],
      [{ conversation, place: { lat: 91, lng: 0 } }, 'place.lat'],
    ] as const) {
      expect(await failure(await post(body))).toMatchObject({ status: 422, field })
    }
    for (const body of ['', '{"conv']) expect(await failure(await post(body))).toMatchObject({ status: 400 })
    for (const body of ['[]', 'null', '5'])
      expect(await failure(await post(body))).toMatchObject({
        status: 422,
        message: expect.stringContaining('đối tượng JSON'),
      })
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'text/plain; charset=utf-8'])
      expect(await failure(await post('a=b', { 'content-type': type }))).toMatchObject({
        status: 415,
        message: expect.stringContaining('JSON'),
      })
    const half = Uint8Array.of(...new TextEncoder().encode('{"conversation":"b","text":"'), 0xff, 0x22, 0x7d)
    const broken = await post(new Blob([half]))
    expect([200, 400, 422]).toContain(broken.status)
  })
})

describe('a dossier', () => {
  const sample = async () => {
    const [, code = '', digits = ''] = /hồ sơ (\S+), 4 số cuối điện thoại (\d{4})/.exec(output) ?? []
    expect(code).not.toBe('')
    return { code, digits }
  }
  const Time = z.iso.datetime({ offset: true }).regex(/\+07:00$/)
  const Shown = { code: z.string(), status: z.string(), statusText: z.string(), dueAt: Time.nullable() }

  it('shows by its code alone only how far it is, with the digits the rest', async () => {
    const { code, digits } = await sample()
    for (const phone of [undefined, '0000']) {
      const closed = await (await lookup(code, phone)).json()
      const reason = z.literal(phone === undefined ? 'need-phone' : 'wrong-phone')
      z.strictObject({ ...Shown, verified: z.literal(false), reason, message: z.string().min(10) }).parse(closed)
    }
    const open = await lookup(code.toLowerCase(), digits)
    expect(open.headers.get('cache-control')).toContain('no-store')
    z.object({
      ...Shown,
      code: z.literal(code),
      verified: z.literal(true),
      procedure: z.string(),
      applicant: z.string().includes('*'),
      receivedAt: Time,
      timeline: z.array(z.object({ at: Time, text: z.string() })).min(1),
    }).parse(await open.json())
  })

  it('tells an unknown code, a malformed one and a ministry’s apart', async () => {
    for (const [code, status, problem] of [
      ['H99.99.99-260102-9999', 404, 'dossier.not-found'],
      ['G22.99.05-261101-123456', 404, 'dossier.ministry-system'],
      ['xyz', 422, 'dossier.bad-code'],
      ["' OR 1=1", 422, 'dossier.bad-code'],
      ['a'.repeat(81), 422, 'request.invalid'],
    ] as const) {
      expect(await failure(await lookup(code))).toMatchObject({ status, code: problem })
    }
    for (const phone of ['ab', '12345', '123'])
      expect(await failure(await lookup((await sample()).code, phone))).toMatchObject({ status: 422, field: 'phone' })
  })

  it('stops a caller after five misses, then even the right digits', async () => {
    const { code, digits } = await sample()
    const caller = newCaller()
    for (let miss = 0; miss < 5; miss++) {
      expect((await lookup(`H99.99.99-260102-90${miss}0`, '1111', caller)).status).toBe(404)
    }
    const stopped = await lookup(`H99.99.99-260102-9099`, '1111', caller)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(stopped.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60)
    expect(await failure(stopped)).toMatchObject({ status: 429, code: 'dossier.too-many-tries' })
    expect((await lookup(code, digits, caller)).status).toBe(429)
    expect((await lookup(code, digits)).status).toBe(200)
  })

  it('stops guesses at one code from thirty callers at once; the code alone still answers', async () => {
    const code = 'H99.99.99-260102-0003'
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => (await lookup(code, String(5000 + i))).status),
    )
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(5)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(25)
    expect((await lookup(code)).status).toBe(200)
    const heard = await chat({ conversation: newConversation(), text: `tra hồ sơ ${code} số điện thoại 5555` })
    expect(wordsOf(heard)).not.toContain('Người nộp')
  })
})

describe('import', () => {
  const rows = [
    ['Số hồ sơ', 'Tên TTHC', 'Người nộp', 'SĐT', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái'],
    [
      'H99.99.99-261102-0701',
      'Đăng ký khai sinh',
      'Nguyễn Thị Thử',
      '0900.000.771',
      '02/11/2026',
      '05/11/2026',
      'Đang xử lý',
    ],
    ['H99.99.99-261102-0702', 'Đăng ký khai tử', 'Trần Văn Thử', '+84900000772', '3/11/26', '2026-11-06', 'Đang xử lý'],
  ]
  const csv = rows.map((row) => row.join(';')).join('\r\n')
  const send = (
    body: BodyInit,
    type = 'text/csv',
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
    query = '',
  ) =>
    fetch(`${root}/api/dossiers/import${query}`, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    })
  const Result = z.object({
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.array(z.object({ row: z.int(), field: z.string(), message: z.string() })),
  })
  const result = async (response: Response) => {
    expect(response.status).toBe(200)
    return Result.parse(await response.json())
  }

  it('lets nobody in without a machine’s token', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'Basic eDp5' }] as Record<
      string,
      string
    >[]) {
      expect(await failure(await send(csv, 'text/csv', headers))).toMatchObject({ status: 401 })
    }
  })

  it('takes the same dossiers as CSV, XLSX and NDJSON once; a later file updates; the digits then open them', async () => {
    expect(await result(await send(csv))).toMatchObject({ read: 2, created: 2, updated: 0, rejected: [] })
    expect(await result(await send(csv))).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    const xlsx = await writeXlsx({ sheets: [{ name: 'Hồ sơ', rows }] })
    expect(
      await result(
        await send(new Uint8Array(xlsx), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      ),
    ).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    const [head = [], ...body] = rows
    const lines = body.map((row) => JSON.stringify(Object.fromEntries(head.map((name, i) => [name, row[i]]))))
    expect(await result(await send(lines.join('\n'), 'application/x-ndjson'))).toMatchObject({ unchanged: 2 })

    const later = csv.replace('Đang xử lý', 'Đã có kết quả')
    expect(await result(await send(later))).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    const shown = await (await lookup('H99.99.99-261102-0701', '0771')).json()
    expect(shown).toMatchObject({ verified: true, dueAt: expect.stringMatching(/^2026-11-05T/) })
    expect(JSON.stringify(shown)).not.toMatch(/Nguyễn Thị Thử|0900/)
  })

  it('names a refused row and its field, and keeps the rest', async () => {
    const bad = [rows[0], rows[1], ['H99.99.99-261102-0703', 'x', 'y', '0900000773', '99/99/2026', '', 'Đang xử lý']]
    const { rejected, unchanged } = await result(await send(bad.map((row) => row?.join(';')).join('\n')))
    expect(unchanged + rejected.length).toBeGreaterThanOrEqual(1)
    for (const { message } of rejected) expect(message).not.toMatch(/0900000773|Nguyễn/)
  })

  it('refuses what it cannot read', async () => {
    for (const [body, type, status] of [
      ['', 'text/csv', 422],
      ['xin chào', 'text/csv', 422],
      ['Cột lạ,Cột khác\n1,2\n', 'text/csv', 422],
      ['{"a":', 'application/x-ndjson', 422],
      ['{"foo":1}', 'application/x-ndjson', 422],
      ['%PDF-1.4', 'application/pdf', 415],
      ['\u0089PNG\r\n', 'image/png', 415],
    ] as const) {
      expect([type, (await failure(await send(body, type))).status]).toEqual([type, status])
    }
    expect(await failure(await send(new Uint8Array(51 * 1024 * 1024).fill(0x61)))).toMatchObject({ status: 413 })
  })
})

describe('the log', () => {
  it('holds no code, name, phone, token or text of anybody', () => {
    const lines = output.split('\n').filter((line) => line.startsWith('{'))
    expect(lines.length).toBeGreaterThan(50)
    expect(lines.join('\n')).not.toMatch(/H99\.99|G22\.99|0900|Nguyễn|khai sinh|198\.51\.100|contract-\d/)
    expect(lines.join('\n')).not.toContain(token)
  })
})
