import { expect, it } from 'vitest'
import { broadcastIndicators } from '../../server/reports/indicators/broadcasts.ts'
import { NEWS, newsWorld, QUIZ } from './world.ts'

it('every figure of what was told equals the rows behind it', async () => {
  const { approved, subscribe, turn, broadcasts, services, officer, desk } = await newsWorld()
  await subscribe([1, 2, 3])
  await approved()
  const quiz = await approved(QUIZ)
  await desk.add(officer.actor, { ...NEWS, kind: 'reform' })
  await turn()
  for (const who of ['may-mot-1', 'may-hai-2'])
    await broadcasts.quiz.answer(quiz, [1, 0], { door: 'app', who, key: null })
  const period = { period: '2026-11' }
  const { unit } = officer.actor
  const { indicators } = await services.reports.indicators(unit, period)
  const figures = Object.fromEntries(indicators.map(({ key, value }) => [key, value]))
  expect(broadcastIndicators.map(({ key }) => [key, figures[key]])).toEqual([
    ['outreach.broadcasts', 2],
    ['outreach.reform-broadcasts', 1],
    ['outreach.reach', 6],
    ['outreach.quiz-answers', 2],
  ])
  for (const { key } of broadcastIndicators) {
    const { total, rows } = await services.reports.rows(unit, key, period, 'numerator', { limit: 100, offset: 0 })
    expect([key, total, rows.length]).toEqual([key, figures[key], figures[key]])
    expect(JSON.stringify(rows)).not.toMatch(/"chat"|may-mot|telegram:1/)
  }
})
