import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openReports } from './support.ts'

const moment = fc
  .integer({ min: 0, max: 330 * 24 })
  .map((hours) => `${new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString().slice(0, 19)}+07:00`)
const feedback = fc.record({
  kind: fc.constantFrom('field', 'conduct', 'regulation', 'suggestion', 'praise', 'question'),
  state: fc.constantFrom('new', 'assigned', 'waiting', 'closed', 'reopened', 'merged'),
  source: fc.constantFrom('web', 'telegram', 'phone', 'paper', 'behalf'),
  received: moment,
  due: moment,
  closed: fc.option(moment),
  outcome: fc.option(fc.constantFrom('resolved', 'transferred', 'refused', 'beyond', 'unreachable')),
  reopened: fc.constantFrom(0n, 0n, 1n, 2n),
  rating: fc.option(fc.constantFrom('like', 'dislike')),
})
const answer = fc.record({
  survey: fc.constantFrom('tthc', 'kiosk', 'unit', 'chat', 'pakn'),
  day: moment.map((at) => at.slice(0, 10)),
  door: fc.constantFrom('web', 'kiosk', 'phone', 'helper'),
  assisted: fc.constantFrom(0n, 1n),
  satisfied: fc.constantFrom(0n, 1n, null),
  marks: fc.constantFrom('[]', '["hasty"]'),
})
type Of<A> = A extends fc.Arbitrary<infer T> ? T : never

function caseRow(unit: string, i: number, row: Of<typeof feedback>) {
  return {
    sql: `INSERT INTO feedback (unit, code, public_id, source, matter, person, brief, words, identified, on_behalf, consent_publish,
        consent_contact, revision, kind, urgent, state, level, department, received_at, due_at, clock_from, paused, asked,
        paused_days, extended_days, reopened, closed_at, outcome, rating, updated_at)
      VALUES (?, ?, ?, ?, '', '', '', '', 0, 0, 0, 0, 1, ?, 0, ?, 0, 'x', ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, ?, ?)`,
    args: [
      unit,
      `PA-${i}`,
      `P${i}`,
      row.source,
      row.kind,
      row.state,
      row.received,
      row.due,
      row.received,
      row.reopened,
      row.closed,
      row.outcome,
      row.rating,
      row.received,
    ],
  }
}

function answerRow(unit: string, i: number, row: Of<typeof answer>) {
  return {
    sql: `INSERT INTO survey_response (unit, id, survey, version, day, hour, door, assisted, answers, satisfied, marks)
      VALUES (?, ?, ?, 1, ?, 9, ?, ?, '{}', ?, ?)`,
    args: [unit, `R${i}`, row.survey, row.day, row.door, row.assisted, row.satisfied, row.marks],
  }
}

describe('figures of reports and surveys', () => {
  it('open to as many rows as they say, and add up, over any data', async () => {
    const { db, reports, unit } = await openReports()
    const query = { from: '2026-04-01', to: '2026-06-30' }
    await fc.assert(
      fc.asyncProperty(
        fc.array(feedback, { minLength: 1, maxLength: 40 }),
        fc.array(answer, { minLength: 1, maxLength: 40 }),
        async (cases, answers) => {
          await db.write([{ sql: 'DELETE FROM feedback' }, { sql: 'DELETE FROM survey_response' }])
          await db.write([
            ...cases.map((row, i) => caseRow(unit, i, row)),
            ...answers.map((row, i) => answerRow(unit, i, row)),
          ])
          const { indicators } = await reports.indicators(unit, query)
          const figures = indicators.filter(({ key }) => /^(feedback|surveys)\./.test(key))
          for (const figure of figures) {
            const { total } = await reports.rows(unit, figure.key, query, 'numerator', { limit: 1, offset: 0 })
            expect([figure.key, total]).toEqual([figure.key, figure.numerator ?? figure.value])
            if (figure.denominator === undefined) continue
            const whole = await reports.rows(unit, figure.key, query, 'denominator', { limit: 1, offset: 0 })
            expect([figure.key, whole.total]).toEqual([figure.key, figure.denominator])
          }
          const n = (key: string) => figures.find((figure) => figure.key === `feedback.${key}`)?.value ?? Number.NaN
          expect(n('handled')).toBe(n('received') + n('carried-over'))
          expect(n('handled')).toBe(n('closed') + n('open'))
          expect(n('closed')).toBe(n('closed-on-time') + n('closed-late'))
          const kinds = ['field', 'conduct', 'regulation', 'suggestion', 'praise', 'question']
          expect(kinds.reduce((sum, kind) => sum + n(kind), 0)).toBe(n('received'))
          expect(['online', 'chat', 'desk'].reduce((sum, door) => sum + n(`door-${door}`), 0)).toBe(n('received'))
        },
      ),
      { numRuns: 8 },
    )
  }, 60_000)
})
