import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Guide } from '../../server/content/schema.ts'
import { answerError } from '../../server/errors.ts'
import { runImport } from '../../server/procedures/import/run.ts'
import { procedureRoutes } from '../../server/procedures/routes.ts'
import { createProcedures, type SearchHit } from '../../server/procedures/service.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { detail } from './fixtures/portal.ts'

const guide = Guide.parse({
  code: '1.000001',
  covers: ['1.000003'],
  title: 'Thẻ mẫu',
  desk: 'one-stop',
  summary: 'Một câu.',
  reviewed: { decision: null, at: '2026-11-21', by: 'cán bộ' },
  sources: [{ title: 'Mẫu' }],
  phrasings: {},
})
const hit = { code: '1.000002', name: 'Thẻ hai', field: 'Văn hóa', score: 0.7 }
const found: SearchHit[] = []
const asked: string[] = []
const search = (query: string) => {
  asked.push(query)
  return found
}
const knows = (query: string) => query !== 'asdfgh'
beforeEach(() => {
  asked.length = 0
  found.splice(0, found.length, { ...hit, sure: 0.7 })
})

const notes = [{ codes: ['1.000002'], replacedBy: ['1.000003', '1.999999'], source: 'NĐ mẫu' }]
const records = ['1.000001', '1.000002', '1.000003'].map((code) => ({ place: code, value: detail(code) }))
const catalogue = runImport({ files: [{ name: 'm', records }], existing: [], national: [], notes }).procedures

let folder = ''
let db: Db
let app: Hono
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'procedures-'))
  db = await openDb(`file:${folder}/test.db`)
  await migrate(db, new Date(0))
  await saveCatalogue(db, catalogue)
  app = new Hono().route(
    '/api/procedures',
    procedureRoutes(
      createProcedures({
        db,
        content: { guides: [guide], overrides: null },
        clock: () => new Date('2026-11-21T08:00:00+07:00'),
        search,
        knows,
      }),
    ),
  )
  app.onError(answerError(() => undefined))
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})
const get = async (path: string) => {
  const answer = await app.request(`/api/procedures${path}`)
  return { status: answer.status, body: await answer.json() }
}

test('an empty query lists by field', async () => {
  const { status, body } = await get('?limit=2')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    query: '',
    total: 3,
    procedures: [{ code: '1.000001', field: 'Văn hóa', score: 0 }, { code: '1.000002' }],
  })
})

test('a query asks the search, trimmed, with the default limit', async () => {
  expect((await get('?q=%20l%C3%A0m%20th%E1%BA%BB%20')).body).toEqual({ query: 'làm thẻ', total: 1, procedures: [hit] })
  expect(asked).toEqual(['làm thẻ'])
})

const nothing = { total: 0, procedures: [] }
test('what is hardly meant is no answer', async () => {
  found.splice(0, 1, { ...hit, sure: 0.009 }, { ...hit, code: '1.000003', sure: 0.001 })
  expect((await get('?q=trời mưa')).body).toMatchObject(nothing)
  expect((await get('?q=trời mưa&limit=1')).body).toMatchObject(nothing)
  found.push({ ...hit, code: '1.000001', sure: 0.011 })
  expect((await get('?q=trời mưa')).body).toMatchObject({ total: 3 })
  expect((await get('?q=trời mưa&limit=1')).body).toMatchObject({ total: 1 })
})

test('text without a known word is no answer, unless it holds a code', async () => {
  expect((await get('?q=asdfgh')).body).toMatchObject(nothing)
  expect((await get('?q=1.000001 asdfgh')).body).toMatchObject({ total: 2 })
})

test('what is known by name only is found by most words of its name, not by one', async () => {
  found.splice(0, 1, { ...hit, name: 'Cấp phép bay cho tàu bay không người lái', sure: 0 })
  expect((await get('?q=cấp phép bay drone')).body).toMatchObject({ total: 1 })
  expect((await get('?q=bay ra biển chơi')).body).toMatchObject(nothing)
  expect((await get('?q=bay')).body).toMatchObject(nothing)
})

test('a code in the query comes first', async () => {
  const { body } = await get('?q=1.000001.000.00.00.H48')
  expect(body).toMatchObject({ procedures: [{ code: '1.000001' }, { code: '1.000002' }] })
})

test.each(['0', '51', 'x', '1.5'])('limit=%s is refused', async (limit) => {
  expect(await get(`?limit=${limit}`)).toMatchObject({
    status: 422,
    body: { error: { code: 'request.invalid', field: 'limit' } },
  })
})

test.each(['1.000001', '1.000001.000.00.00.H48', '1.000001.01', '%201.000001%20'])(
  'finds %s with its guide',
  async (code) => {
    const { status, body } = await get(`/${code}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      code: '1.000001',
      guide: { title: 'Thẻ mẫu' },
      successors: [],
      source: { url: expect.stringContaining('dichvucong') },
    })
  },
)

test('a replaced procedure names its successors in the catalogue; a guide may cover other codes', async () => {
  expect((await get('/1.000002')).body).toMatchObject({
    status: 'replaced',
    replacedBy: ['1.000003', '1.999999'],
    successors: [{ code: '1.000003', name: catalogue[2]?.name }],
    guide: null,
  })
  expect((await get('/1.000003')).body).toMatchObject({ guide: { code: '1.000001' } })
})

test('an unknown code is 404 with a sentence', async () => {
  expect(await get('/9.999999')).toMatchObject({
    status: 404,
    body: { error: { code: 'procedure.not-found', message: expect.stringContaining('9.999999') } },
  })
  expect((await get('/abc')).status).toBe(404)
})

test('saving writes only what changed and removes what is gone', async () => {
  const other = await openDb(`file:${folder}/save.db`)
  await migrate(other, new Date(0))
  expect(await saveCatalogue(other, catalogue)).toEqual({ written: 3, removed: 0 })
  expect(await saveCatalogue(other, catalogue)).toEqual({ written: 0, removed: 0 })
  const [first, ...rest] = catalogue
  if (!first) throw new Error('no record')
  expect(await saveCatalogue(other, [{ ...first, name: 'Tên mới' }, ...rest.slice(1)])).toEqual({
    written: 1,
    removed: 1,
  })
  other.close()
})

test('the OpenAPI describes its calls', async () => {
  const spec = await generateSpecs(app)
  expect(Object.keys(spec.paths ?? {})).toEqual(['/api/procedures', '/api/procedures/pack', '/api/procedures/{code}'])
  expect(JSON.stringify(spec)).toContain('"name":"limit"')
})
