import { expect, test } from 'vitest'
import { BURST } from '../../server/surveys/rules/answers.ts'
import { openServices } from '../support/services.ts'
import { GOOD } from './support.ts'

const ANSWERS = 1000
const AT_ONCE = 25

test('a thousand answers at one minute of the clock, a third of them sent twice at once: each counted once', {
  timeout: 180_000,
}, async () => {
  const { app, db, services } = await openServices()
  const send = (n: number) =>
    app.request('/api/surveys/tthc/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `phieu-${n}-lan-1` },
      body: JSON.stringify({ answers: GOOD, door: 'web', device: `may-${n}-cua-dan`, seconds: 40 }),
    })
  const statuses: number[] = []
  for (let n = 0; n < ANSWERS; n += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, i) => n + i)
    const sent = await Promise.all(some.flatMap((one) => (one % 3 === 0 ? [send(one), send(one)] : [send(one)])))
    statuses.push(...sent.map(({ status }) => status))
  }
  expect(new Set(statuses)).toEqual(new Set([201]))
  const { rows } = await db.execute('SELECT count(*) AS n FROM survey_response')
  expect(rows).toEqual([{ n: ANSWERS }])
  // the clock stands still: all but the first stand out as one minute's, and stay in
  const figures = await services.surveys.figures('tthc', { from: '2026-11-20', to: '2026-11-20' })
  const burst = figures.marks.find(({ mark }) => mark === 'burst')
  expect(figures.n).toBe(ANSWERS)
  expect(burst?.n).toBeGreaterThanOrEqual(ANSWERS - BURST - AT_ONCE * 2)
  expect(figures.satisfiedUnmarked.n).toBe(ANSWERS - (burst?.n ?? 0))
})
