import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { generateSpecs } from 'hono-openapi'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { dossierRoutes } from '../../server/dossiers/routes.ts'
import { ImportResult, LookupAnswer } from '../../server/dossiers/schema.ts'
import { answerError } from '../../server/errors.ts'
import { problem } from '../../server/kernel/problem.ts'
import { openDesk } from './support/desk.ts'

const CODE = 'H99.99.99-261102-0018'
const CSV = `Mã hồ sơ,Tên TTHC,SĐT,Ngày nhận,Cột lạ\n${CODE},KS,0900000288,02/11/2026,1\n`
const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) })

async function openApp() {
  const { dossiers } = await openDesk()
  const machine = createMiddleware(async (c, next) => {
    if (c.req.header('authorization') !== 'Bearer máy') throw problem('auth.required')
    c.set('machine', { unit: dossiers.unit })
    await next()
  })
  const lines: unknown[] = []
  const routes = dossierRoutes(dossiers, { clientIp: (c) => c.req.header('x-ip') ?? '?', machine })
  const app = new Hono().route('/api/dossiers', routes).onError(answerError((line) => lines.push(line)))
  const post = (body: BodyInit | null, query = '', headers: Record<string, string> = {}) =>
    app.request(`/api/dossiers/import${query}`, {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer máy', ...headers },
    })
  const ignore = `?map=${encodeURIComponent('Cột lạ=-')}`
  return { app, post, ignore, lines, routes }
}
const code = async (response: Response) => ErrorBody.parse(await response.json()).error.code

describe('POST /api/dossiers/import', () => {
  it('takes CSV, XLSX and NDJSON', async () => {
    const { post, ignore } = await openApp()
    const csv = await post(CSV, ignore, { 'content-type': 'text/csv' })
    expect(csv.status).toBe(200)
    expect(ImportResult.parse(await csv.json())).toMatchObject({ read: 1, created: 1, rejected: [] })
    expect(await (await post(CSV, ignore)).json()).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    const sheet = await writeXlsx({
      sheets: [
        {
          name: 'a',
          rows: [
            ['Mã hồ sơ', 'Tên TTHC', 'Ngày nhận'],
            ['H99.99.99-261102-0019', 'KS', '02/11/2026'],
          ],
        },
      ],
    })
    expect(await (await post(new Blob([new Uint8Array(sheet)]))).json()).toMatchObject({ created: 1 })
    expect(
      await (
        await post(JSON.stringify({ code: 'H99.99.99-261102-0020', procedureName: 'KS' }), '', {
          'content-type': 'application/x-ndjson',
        })
      ).json(),
    ).toMatchObject({ created: 1 })
    expect(await (await post(CSV.replace('0018', '0021'), `${ignore}&dryRun=true`)).json()).toMatchObject({
      created: 1,
      dryRun: true,
    })
  })

  it('takes our own names of the fields', async () => {
    const { app, post } = await openApp()
    const dossier = {
      code: CODE,
      procedureName: 'Đăng ký khai sinh',
      procedureCode: '1.001193',
      field: 'Hộ tịch',
      department: 'Tư pháp',
      applicant: 'Nguyễn Thị Mẫu',
      phone: '0900000288',
      receivedAt: '2026-11-02T08:30:00+07:00',
      dueAt: '2026-11-05',
      finishedAt: '2026-11-04T10:00:00+07:00',
      returnedAt: '2026-11-05T09:00:00+07:00',
      status: 'returned',
      channel: 'online',
      fee: 8000,
    }
    const { procedureName, ...rest } = dossier
    const second = {
      ...rest,
      code: CODE.replace('0018', '0019'),
      procedure: procedureName,
      status: 'waiting',
      finishedAt: null,
      returnedAt: null,
    }
    const lines = [dossier, second].map((one) => JSON.stringify(one)).join('\n')
    expect(await (await post(lines)).json()).toMatchObject({ read: 2, created: 2, rejected: [], warnings: [] })
    expect(await (await app.request(`/api/dossiers/${CODE}?phone=0288`)).json()).toMatchObject({
      verified: true,
      status: 'returned',
      procedure: 'Đăng ký khai sinh',
      procedureCode: '1.001193',
      department: 'Tư pháp',
      applicant: 'N***** T** M**',
      receivedAt: dossier.receivedAt,
      dueAt: '2026-11-05T17:00:00+07:00',
      finishedAt: dossier.finishedAt,
      returnedAt: dossier.returnedAt,
    })
    expect(await (await app.request(`/api/dossiers/${second.code}?phone=0288`)).json()).toMatchObject({
      status: 'waiting',
      procedure: 'Đăng ký khai sinh',
    })
  })

  it('refuses politely', async () => {
    const { app, post, ignore } = await openApp()
    const unknown = await post(CSV)
    expect(unknown.status).toBe(422)
    expect(ErrorBody.parse(await unknown.json()).error).toMatchObject({
      code: 'import.unknown-headers',
      field: 'map',
      message: 'Chưa hiểu các cột: “Cột lạ”. Xin chỉ rõ, ví dụ ?map=Số HS=code, hoặc bỏ qua bằng ?map=Tên cột=-.',
    })
    const headless = ErrorBody.parse(await (await post('Họ,Tên\nA,B\n')).json()).error
    expect(headless).toMatchObject({ code: 'import.no-header', message: expect.stringContaining('ví dụ ?map=') })
    for (const [query, field, said] of [
      ['&asOf=hôm qua', 'asOf', 'asOf không phải là ngày'],
      ['&dryRun=có', 'dryRun', 'dryRun phải là một trong: true, 1, false, 0'],
    ]) {
      const { error } = ErrorBody.parse(await (await post(CSV, `${ignore}${query}`)).json())
      expect(error).toMatchObject({ code: 'request.invalid', field, message: expect.stringContaining(said ?? '') })
    }
    expect((await app.request('/api/dossiers/import', { method: 'POST', body: CSV })).status).toBe(401)
    const form = new FormData()
    form.set('file', new Blob([CSV]))
    expect((await post(form)).status).toBe(415)
    expect((await post('%PDF-1.4')).status).toBe(415)
    expect(await code(await post('', ignore))).toBe('request.invalid')
    const big = await post(new Blob([new Uint8Array(51 * 1024 * 1024)]))
    expect([big.status, await code(big)]).toEqual([413, 'request.too-large'])
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(8 * 1024 * 1024).fill(65)),
    })
    const endless = await app.request(
      new Request('http://x/api/dossiers/import', {
        method: 'POST',
        body: stream,
        headers: { authorization: 'Bearer máy' },
        ...{ duplex: 'half' },
      }),
    )
    expect(endless.status).toBe(413)
  })
})

describe('GET /api/dossiers/:code', () => {
  it('answers as the contract says', async () => {
    const { app, post, ignore } = await openApp()
    await post(CSV, ignore)
    const answer = await app.request(`/api/dossiers/${CODE}?phone=0288`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(LookupAnswer.parse(await answer.json())).toMatchObject({ verified: true, code: CODE })
    expect(
      await (await app.request(`/api/dossiers/${encodeURIComponent(' h99.99.99–261102–0018')}`)).json(),
    ).toMatchObject({ verified: false, code: CODE })
    expect((await app.request('/api/dossiers/H99.99.99-261102-7777')).status).toBe(404)
    expect(await code(await app.request('/api/dossiers/H99.99.99-261102-157777'))).toBe('dossier.ministry-system')
    expect((await app.request('/api/dossiers/abc')).status).toBe(422)
    expect((await app.request(`/api/dossiers/${CODE}?phone=1`)).status).toBe(422)
  })
  it('blocks a caller with Retry-After and logs nothing of it', async () => {
    const { app, post, ignore, lines } = await openApp()
    await post(CSV, ignore)
    const tries = await Promise.all(
      Array.from({ length: 6 }, () =>
        app.request(`/api/dossiers/${CODE}?phone=9999`, { headers: { 'x-ip': '10.0.0.1' } }),
      ),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429])
    expect(Number(tries.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(lines).toEqual([])
  })
  it('is in the OpenAPI', async () => {
    const spec = await generateSpecs((await openApp()).routes, {})
    expect(Object.keys(spec.paths ?? {}).sort()).toEqual(['/import', '/{code}'])
  })
})
