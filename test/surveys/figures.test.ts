import { describe, expect, test } from 'vitest'
import { judged } from '../../server/surveys/rules/answers.ts'
import { surveyFigures } from '../../server/surveys/rules/figures.ts'
import type { Response } from '../../server/surveys/schema.ts'
import { GOOD, survey } from './support.ts'

const RULE = { rule: 'slovin', error: 0.05, source: 'thông lệ' } as const
const WITH = { eligible: null, minimum: 1, sampleSize: RULE }

/** A response to a survey that answered like this. */
function response(id: string, answers: Record<string, string>, more: Partial<Response> = {}): Response {
  return {
    id: 'x',
    survey: id,
    version: 1,
    day: '2026-11-20',
    hour: 9,
    door: 'web',
    assisted: false,
    counter: null,
    field: null,
    seconds: 60,
    device: null,
    answers,
    marks: [],
    ...judged(survey(id), answers),
    ...more,
  }
}
const many = (n: number, one: Response) => Array.from({ length: n }, () => one)

describe('figures that can be believed', () => {
  const good = response('tthc', GOOD)
  const bad = response('tthc', { ...GOOD, attitude: 'bad' })

  test('each share has its parts and its margin, also of every option', () => {
    const figures = surveyFigures(survey('tthc'), [...many(95, good), ...many(5, bad)], WITH)
    expect(figures.satisfied).toEqual({ part: 95, n: 100, value: 95, low: 88.82, high: 97.85 })
    const attitude = figures.items.find(({ id }) => id === 'attitude')
    expect(attitude).toMatchObject({ n: 100, mean: 1.9 })
    expect(attitude?.options.map(({ id, n, share }) => [id, n, share.value, share.low])).toEqual([
      ['good', 95, 95, 88.82],
      ['fair', 0, 0, 0],
      ['bad', 5, 5, 2.15],
    ])
  })

  test('under the minimum no percentage at all, anywhere', () => {
    const figures = surveyFigures(survey('tthc'), many(9, good), { ...WITH, eligible: 20, minimum: 10 })
    const shares = [
      figures.satisfied,
      figures.satisfiedUnmarked,
      figures.assisted,
      ...figures.factors.map(({ share }) => share),
      ...figures.items.flatMap(({ options }) => options.map(({ share }) => share)),
    ]
    expect(shares.length).toBeGreaterThan(20)
    expect(shares.filter(({ value, low, high }) => value !== null || low !== null || high !== null)).toEqual([])
    expect(figures.n).toBe(9)
    // the invited are as many as the minimum asks
    expect(figures.responseRate).toMatchObject({ part: 9, n: 20, value: 45 })
  })

  test('a factor counts people: many answers of one person are one', () => {
    const unit = survey('unit')
    const ids = unit.items.filter(({ factor }) => factor === 'access').map(({ id }) => id)
    const all = (answer: string) => Object.fromEntries(ids.map((id) => [id, answer]))
    const figures = surveyFigures(
      unit,
      [response('unit', all('5')), response('unit', { ...all('4'), [ids[0] ?? '']: '1' }), response('unit', {})],
      WITH,
    )
    expect(ids).toHaveLength(4)
    expect(figures.factors.find(({ id }) => id === 'access')).toMatchObject({
      n: 2,
      mean: 4.13, // 5 and 3,25
      share: { part: 1, n: 2, value: 50 },
    })
    expect(figures.factors.find(({ id }) => id === 'staff')).toMatchObject({ n: 0, mean: null, share: { value: null } })
  })

  test('the rate of answers needs to know who was asked, and that fewer answered', () => {
    const rate = (n: number, eligible: number | null) =>
      surveyFigures(survey('tthc'), many(n, good), { ...WITH, eligible }).responseRate?.value ?? null
    expect([rate(5, 20), rate(20, 20), rate(21, 20), rate(5, null)]).toEqual([25, 100, null, null])
  })

  test('what was marked stays in; its effect is shown beside', () => {
    const marked = response('tthc', GOOD, { marks: ['hasty', 'burst'] })
    const figures = surveyFigures(survey('tthc'), [...many(6, marked), ...many(2, good), ...many(2, bad)], WITH)
    expect(figures.satisfied).toMatchObject({ part: 8, n: 10, value: 80 })
    expect(figures.satisfiedUnmarked).toMatchObject({ part: 2, n: 4, value: 50 })
    expect(figures.marks.map(({ mark, n }) => [mark, n])).toEqual([
      ['straight', 0],
      ['hasty', 6],
      ['burst', 6],
      ['same-device', 0],
      ['after-hours', 0],
    ])
  })

  test('who was helped and by which way it came is told', () => {
    const ways = [
      response('tthc', GOOD, { door: 'phone' }),
      response('tthc', GOOD, { door: 'helper' }),
      response('tthc', GOOD, { door: 'miniapp', assisted: true }),
      response('tthc', GOOD, { door: 'miniapp' }),
    ]
    const figures = surveyFigures(survey('tthc'), ways, WITH)
    expect(figures.assisted).toMatchObject({ part: 3, n: 4, value: 75 })
    expect(figures.byDoor).toEqual([
      { door: 'helper', n: 1 },
      { door: 'miniapp', n: 2 },
      { door: 'phone', n: 1 },
    ])
  })

  test('the size of the sample is by the rule that is configured, named, with how far we are', () => {
    const sample = (sampleSize: Parameters<typeof surveyFigures>[2]['sampleSize'], eligible: number | null = 300) =>
      surveyFigures(survey('tthc'), many(40, good), { ...WITH, eligible, sampleSize }).sample
    expect(sample(RULE)).toEqual({ rule: 'Slovin, sai số 5% (thông lệ)', wanted: 172, have: 40 })
    expect(sample({ ...RULE, error: 0.1 })).toMatchObject({ wanted: 75 })
    expect(sample({ ...RULE, rule: 'none' })).toBeNull()
    expect(sample(RULE, null)).toBeNull()
  })

  test('old answers keep their version', () => {
    const figures = surveyFigures(survey('tthc'), [good, response('tthc', GOOD, { version: 2 })], WITH)
    expect(figures.versions).toEqual([1, 2])
  })
})
