import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { answerError } from '../../server/errors.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { requireMachine } from '../../server/people/machine.ts'
import { createPeople } from '../../server/people/service.ts'
import { createComposer } from '../../server/reports/compose.ts'
import { reportRoutes } from '../../server/reports/routes.ts'
import { Indicators } from '../../server/reports/schema.ts'
import { content } from '../dossiers/support/desk.ts'
import { openReports, reportSettings } from './support.ts'

const DESK = join(import.meta.dirname, '../dossiers/fixtures/desk.csv')

async function server() {
  const desk = await openReports()
  await desk.dossiers.importFile(memorySource([readFileSync(DESK)]))
  const clock = () => desk.state.now
  const people = createPeople({
    db: desk.db,
    clock,
    random: cryptoRandom,
    unit: content.unit.code,
    key: await hashKey('a-key-of-tests-that-is-long-enough'),
  })
  const composer = createComposer({
    reports: desk.reports,
    clock,
    content: { ...content, reports: reportSettings },
    procedures: async () => 1,
  })
  const app = new Hono().route(
    '/api/reports',
    reportRoutes(desk.reports, composer, { machine: requireMachine(people, 'reports:read') }),
  )
  app.onError(answerError(() => {}))
  const token = (unit = content.unit.code) => people.issueToken(unit, `đọc báo cáo ${unit}`, ['reports:read'])
  const get = async (path: string, bearer?: string) =>
    app.request(path, bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {})
  return { people, token, get, unit: content.unit.code }
}

describe('GET /api/reports', () => {
  it('gives figures whose rows open at their own address', async () => {
    const { token, get, unit } = await server()
    const bearer = await token()
    const response = await get(`/api/reports/indicators?unit=${unit}&from=2026-07-01&to=2026-09-30`, bearer)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { indicators, period, provisional } = Indicators.parse(await response.json())
    expect([period.label, provisional]).toEqual(['quý III năm 2026', false])
    const late = indicators.find(({ key }) => key === 'dossiers.solved-late')
    const rows = await get(late?.drill ?? '', bearer)
    expect(await rows.json()).toMatchObject({ total: late?.value, part: 'numerator' })
    const rate = indicators.find(({ key }) => key === 'dossiers.on-time-rate')
    const whole = await get(rate?.drillDenominator ?? '', bearer)
    expect(await whole.json()).toMatchObject({ total: rate?.denominator, part: 'denominator' })
  })

  it('never shows who filed', async () => {
    const { token, get } = await server()
    const bearer = await token()
    const rows = await get('/api/reports/indicators/dossiers.received/rows?from=2026-07-01&to=2026-09-30', bearer)
    const text = await rows.text()
    expect(text).not.toMatch(/applicant|phone|\*\*/)
  })

  it.each([
    ['/api/reports/indicators?from=2026-09-30&to=2026-07-01', 422, 'report.bad-period'],
    ['/api/reports/indicators?from=2026-02-30&to=2026-07-01', 422, 'request.invalid'],
    ['/api/reports/indicators?from=2026-07-01', 422, 'report.bad-period'],
    ['/api/reports/indicators?period=tuan-nay', 422, 'report.bad-period'],
    ['/api/reports/indicators/khong-co/rows', 404, 'report.no-indicator'],
    ['/api/reports/indicators?unit=00001', 403, 'auth.forbidden'],
    ['/api/reports/secret.docx', 404, 'request.not-found'],
  ])('%s is refused with %i', async (path, status, code) => {
    const { token, get } = await server()
    const response = await get(path, await token())
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code } })
  })

  it('lets nobody in without the right token', async () => {
    const { people, get, unit } = await server()
    const importer = await people.issueToken(unit, 'nạp hồ sơ', ['dossiers:import'])
    for (const path of [
      '/api/reports/indicators',
      '/api/reports/indicators.csv',
      '/api/reports/cchc.docx',
      '/api/reports/indicators/x/rows',
    ]) {
      expect((await get(path)).status).toBe(401)
      expect((await get(path, 'xs_sai')).status).toBe(401)
      expect((await get(path, importer)).status).toBe(403)
    }
  })

  it('hands out documents under a name of their own', async () => {
    const { token, get } = await server()
    const bearer = await token()
    const csv = await get('/api/reports/indicators.csv?period=2026-Q3', bearer)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(await csv.text()).toContain('dossiers.received,')
    for (const name of ['cchc.docx', 'overdue.docx', 'cchc.xlsx']) {
      const response = await get(`/api/reports/${name}?period=2026-Q3`, bearer)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toContain(name.replace('.', '-2026-09-30.'))
      expect(new Uint8Array(await response.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    }
  })
})
