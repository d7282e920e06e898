import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { surveyRoutes } from '../../server/surveys/routes.ts'
import { GOOD, openSurveys } from './support.ts'

async function server(now?: Date) {
  const open = await openSurveys(now)
  const app = new Hono().route('/api/surveys', surveyRoutes(open.surveys))
  app.onError(answerError(() => {}))
  const post = (id: string, body: unknown, key?: string) =>
    app.request(`/api/surveys/${id}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(body),
    })
  const count = async () => Number((await open.db.execute('SELECT count(*) AS n FROM survey_response')).rows[0]?.n)
  return { ...open, app, post, count }
}
const DAY = { from: '2026-11-20', to: '2026-11-20' }

describe('surveys over HTTP', () => {
  it('are listed and shown by pages', async () => {
    const { app } = await server()
    const list = await (await app.request('/api/surveys')).json()
    expect(list.surveys.map(({ id }: { id: string }) => id)).toEqual(['chat', 'kiosk', 'pakn', 'tthc', 'unit'])
    const unit = await (await app.request('/api/surveys/unit')).json()
    expect(unit).toMatchObject({ draft: true, version: 1 })
    expect(unit.pages).toHaveLength(5)
    expect((await app.request('/api/surveys/khong')).status).toBe(404)
  })

  it('take an answer once, however often it is sent', async () => {
    const { post, count } = await server()
    const all = await Promise.all(Array.from({ length: 12 }, () => post('tthc', { answers: GOOD }, 'may-1-phieu-1')))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]))
    const ids = await Promise.all(all.map(async (one) => (await one.json()).id))
    expect(new Set(ids).size).toBe(1)
    expect(await count()).toBe(1)
    const other = await post('tthc', { answers: { ...GOOD, time: 'late' } }, 'may-1-phieu-1')
    expect([other.status, (await other.json()).error.code]).toEqual([409, 'survey.key-reused'])
  })

  it('take one answer of a dossier, and keep nothing that leads back to it', async () => {
    const { post, db, count } = await server()
    const dossier = 'H99.99.99-260102-0001'
    expect((await post('tthc', { answers: GOOD, dossier }, 'khoa-thu-nhat')).status).toBe(201)
    const again = await post('tthc', { answers: GOOD, dossier: ' h99.99.99-260102-0001 ' }, 'khoa-thu-hai')
    expect([again.status, (await again.json()).error.code]).toEqual([409, 'survey.already'])
    expect(await count()).toBe(1)
    const everything = JSON.stringify([
      (await db.execute('SELECT * FROM survey_response')).rows,
      (await db.execute('SELECT * FROM survey_used')).rows,
      (await db.execute('SELECT * FROM survey_key')).rows,
    ])
    expect(everything).not.toContain('260102-0001')
    const [used] = (await db.execute('SELECT * FROM survey_used')).rows
    expect(Object.keys({ ...used })).not.toContain('response')
  })

  it.each([
    ['tthc', { answers: { ...GOOD, time: 'x' } }, 422, 'request.invalid', 'answers.time'],
    ['tthc', { answers: {} }, 422, 'request.invalid', 'answers.time'],
    ['kiosk', { answers: { feeling: 'unsatisfied' } }, 422, 'request.invalid', 'answers.reason'],
    ['tthc', { answers: GOOD, version: 7 }, 409, 'survey.old-version', undefined],
    ['tthc', { answers: GOOD, invitation: 'khong-co' }, 404, 'survey.bad-invitation', undefined],
    ['tthc', { answers: GOOD, door: 'fax' }, 422, 'request.invalid', 'door'],
    ['khong', { answers: GOOD }, 404, 'survey.not-found', undefined],
  ])('%s refuses what does not fit', async (id, body, status, code, field) => {
    const { post, count } = await server()
    const response = await post(id, body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, ...(field ? { field } : {}) } })
    expect(await count()).toBe(0)
  })

  it('invite once', async () => {
    const { post, surveys, db } = await server()
    const { token, write } = await surveys.inviting('tthc', 'Đất đai')
    await db.write([write])
    expect((await post('tthc', { answers: GOOD, invitation: token })).status).toBe(201)
    expect((await post('tthc', { answers: GOOD, invitation: token })).status).toBe(409)
    expect((await db.execute('SELECT field FROM survey_response')).rows[0]?.field).toBe('Đất đai')
    const figures = await surveys.figures('tthc', DAY)
    expect(figures).toMatchObject({ n: 1, eligible: 1, responseRate: { value: 100 } })
  })

  it('hide numbers that people typed', async () => {
    const { post, surveys } = await server()
    await post('tthc', { answers: { ...GOOD, attitude: 'bad', why: 'Gọi tôi 0912345678, cán bộ nói trống không' } })
    expect((await surveys.texts('tthc', DAY)).said).toEqual([
      expect.objectContaining({ text: 'Gọi tôi [điện thoại], cán bộ nói trống không' }),
    ])
  })
})

describe('figures', () => {
  it('show the suspicious with and without', async () => {
    const { post, surveys } = await server()
    for (let i = 0; i < 6; i++)
      await post('tthc', { answers: { ...GOOD, attitude: i < 5 ? 'good' : 'bad' }, device: 'máy của xã', seconds: 60 })
    await post('tthc', { answers: GOOD, device: 'máy khác', seconds: 60, assisted: true })
    const figures = await surveys.figures('tthc', DAY)
    expect(figures.n).toBe(7)
    expect(figures.satisfied).toMatchObject({ part: 6, n: 7, value: 85.71 })
    expect(figures.marks.find(({ mark }) => mark === 'same-device')?.n).toBe(3)
    expect(figures.satisfiedUnmarked).toMatchObject({ part: 4, n: 4 })
    expect(figures.assisted).toMatchObject({ part: 1, n: 7 })
    expect(figures.factors.find(({ id }) => id === 'index1')).toMatchObject({ n: 7, mean: 2 })
    expect(figures.items.find(({ id }) => id === 'attitude')?.options.map(({ n }) => n)).toEqual([6, 0, 1])
  })

  it('belong to their days', async () => {
    const { post, surveys, state } = await server()
    await post('kiosk', { answers: { feeling: 'very' }, door: 'kiosk' })
    state.now = new Date('2026-11-22T20:00:00+07:00')
    await post('kiosk', { answers: { feeling: 'very' }, door: 'kiosk' })
    expect((await surveys.figures('kiosk', DAY)).n).toBe(1)
    const sunday = await surveys.figures('kiosk', { from: '2026-11-21', to: '2026-11-22' })
    expect(sunday.marks.find(({ mark }) => mark === 'after-hours')?.n).toBe(1)
  })
})
