import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readContent } from '../../server/content/read.ts'
import type { Pack } from '../../server/procedures/pack.ts'
import { readCatalogue } from '../../server/procedures/read.ts'
import { procedureRoutes } from '../../server/procedures/routes.ts'
import { createProcedures } from '../../server/procedures/service.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { scratchDb } from '../support/scratch.ts'

const CONTENT = join(import.meta.dirname, '../../content')
const state = { now: new Date('2026-11-21T08:00:00+07:00') }
let app: Hono
let change: (name: string) => Promise<void>
beforeAll(async () => {
  const db = await scratchDb(afterAll)
  await migrate(db, state.now)
  const catalogue = readCatalogue(join(CONTENT, 'catalogue'))
  await saveCatalogue(db, catalogue)
  change = async (name) =>
    void (await saveCatalogue(
      db,
      catalogue.map((one, at) => (at === 0 ? { ...one, name } : one)),
    ))
  const content = readContent(CONTENT)
  const service = createProcedures({ db, content, clock: () => state.now, search: () => [], knows: () => false })
  app = new Hono().route('/', procedureRoutes(service))
})
const get = async (query = ''): Promise<Partial<Pack>> => (await app.request(`/pack${query}`)).json()

test('the pack holds every guide as its page tells it, what people say for it, and the names of the rest', async () => {
  const { guides = [], names = [] } = await get()
  expect(guides.length).toBeGreaterThan(140)
  expect(guides.length + names.length).toBe(821)
  const [mine] = guides.filter(({ code }) => code === '1.001193')
  const page = await (await app.request('/1.001193')).json()
  const { phrasings, ...guide } = page.guide
  expect(mine).toEqual({ ...page, guide, says: mine?.says })
  expect(mine?.says.split(' ')).toContain('de') // "đẻ", folded: in no official name
  expect(Object.values(phrasings).flat().length).toBeGreaterThan(5)
})

test('it stays small enough for a weak network', async () => {
  const bytes = gzipSync(JSON.stringify(await get())).length
  expect(bytes).toBeLessThan(230_000)
})

test('who has it already gets its version only, until a word of it changes', async () => {
  const { version } = await get()
  expect(await get(`?have=${version}`)).toEqual({ version })
  await change('Thủ tục vừa đổi tên')
  state.now = new Date(state.now.getTime() + 11 * 60_000)
  const renewed = await get(`?have=${version}`)
  expect(renewed.version).not.toBe(version)
  const told = [...(renewed.guides ?? []).map(({ name }) => name), ...(renewed.names ?? []).map(([, name]) => name)]
  expect(told).toContain('Thủ tục vừa đổi tên')
})
