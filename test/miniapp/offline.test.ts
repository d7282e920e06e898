import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { readContent } from '../../server/content/read.ts'
import type { Pack } from '../../server/procedures/pack.ts'
import { readCatalogue } from '../../server/procedures/read.ts'
import { createProcedures } from '../../server/procedures/service.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { questions } from '../bench/questions.ts'
import { scratchDb } from '../support/scratch.ts'

const CONTENT = join(import.meta.dirname, '../../content')
vi.stubGlobal('location', { hostname: '127.0.0.1', pathname: '/app/' })
const network = { onLine: true }
vi.stubGlobal('navigator', network)
afterAll(() => vi.unstubAllGlobals())

let pack: Pack
let app: typeof import('../../miniapp/src/offline/rank.ts') &
  typeof import('../../miniapp/src/offline/answers.ts') &
  typeof import('../../miniapp/src/offline/kept-since.ts') &
  typeof import('../../miniapp/src/offline/renew.ts') &
  Pick<typeof import('../../miniapp/src/api.ts'), 'Failure'>
beforeAll(async () => {
  app = {
    ...(await import('../../miniapp/src/offline/rank.ts')),
    ...(await import('../../miniapp/src/offline/answers.ts')),
    ...(await import('../../miniapp/src/offline/kept-since.ts')),
    ...(await import('../../miniapp/src/offline/renew.ts')),
    Failure: (await import('../../miniapp/src/api.ts')).Failure,
  }
  const db = await scratchDb(afterAll)
  await migrate(db, new Date(0))
  await saveCatalogue(db, readCatalogue(join(CONTENT, 'catalogue')))
  const found = { search: () => [], knows: () => false }
  const clock = () => new Date('2026-11-21T08:00:00+07:00')
  pack = await createProcedures({ db, content: readContent(CONTENT), clock, ...found }).pack()
})

describe('searching what the device keeps', () => {
  const first = (q: string) => app.rank(pack, q, 3).map(({ code }) => code)

  test.each([
    ['khai sinh', '1.001193'],
    ['lam giay khai sinh cho con', '1.001193'],
    ['Đăng ký kết hôn', '1.000894'],
  ])('%s', (q, code) => {
    expect(first(q)[0]).toBe(code)
  })

  test('a word that is still being typed counts, nonsense finds nothing', () => {
    expect(first('khai sin')).toContain('1.001193')
    expect(first('zzzz qqqq')).toEqual([])
    expect(first('')).toEqual([])
  })

  test('of what people ask, most is among the first three', () => {
    const asked = questions('dev').filter(({ kind, codes }) => kind === 'procedure' && codes.length > 0)
    const right = asked.filter(({ text, codes }) => first(text).some((code) => codes.includes(code)))
    expect(right.length / asked.length).toBeGreaterThan(0.7) // 0.77; the server, which learned, has more
  })
})

describe('what is asked of the API', () => {
  const mine = { answer: { from: 'device' }, at: 1_000 }
  const other = async () => mine
  const offline = async (): Promise<{ from: string }> => {
    throw new app.Failure('offline', 'mất mạng')
  }
  afterEach(() => {
    network.onLine = true
    vi.useRealTimers()
  })

  test('comes fresh when there is a network, and says nothing of having been kept', async () => {
    const answer = await app.orKept('a', async () => ({ from: 'server' }), { other })
    expect([answer, app.keptSince(answer)]).toEqual([{ from: 'server' }, null])
  })

  test('comes from the device without a network, and says since when', async () => {
    network.onLine = false
    const answer = await app.orKept('a', offline, { other })
    expect([answer, app.keptSince(answer)]).toEqual([mine.answer, 1_000])
  })

  test('comes from the device when the server is ill, but a plain no is a no', async () => {
    expect(await app.orKept('a', offline, { other })).toEqual(mine.answer)
    const gone = new app.Failure('procedure.not-found', 'Không có.')
    await expect(app.orKept('a', () => Promise.reject(gone), { other })).rejects.toBe(gone)
    await expect(app.orKept('a', offline)).rejects.toMatchObject({ code: 'offline' })
    const left = new DOMException('left', 'AbortError')
    await expect(app.orKept('a', () => Promise.reject(left), { other })).rejects.toBe(left)
  })

  test('on a network that lets one wait, what is at hand comes first; with nothing at hand one waits', async () => {
    vi.useFakeTimers()
    let answer: (value: { from: string }) => void = () => undefined
    const slow = () => new Promise<{ from: string }>((resolve) => (answer = resolve))
    const got = app.orKept('a', slow, { other })
    await vi.advanceTimersByTimeAsync(7_000)
    expect(await got).toEqual(mine.answer)
    const patient = app.orKept('b', slow)
    await vi.advanceTimersByTimeAsync(7_000)
    answer({ from: 'server' })
    expect(await patient).toEqual({ from: 'server' })
  })
})

test('nothing is fetched unasked by a phone that saves data or hangs on the slowest network', () => {
  expect(app.mayFetchUnasked({})).toBe(true)
  expect(app.mayFetchUnasked({ effectiveType: '4g' })).toBe(true)
  expect(app.mayFetchUnasked({ effectiveType: 'slow-2g' })).toBe(false)
  expect(app.mayFetchUnasked({ effectiveType: '2g' })).toBe(false)
  expect(app.mayFetchUnasked({ saveData: true, effectiveType: '4g' })).toBe(false)
})
