import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReports } from '../../server/reports/service.ts'
import type { Db } from '../../server/storage/db.ts'
import { content } from '../dossiers/support/desk.ts'
import { openReports, reportSettings } from './support.ts'

const NIGHT = new Date('2026-11-21T02:00:00+07:00')

/** A desk at night; `fresh` remembers nothing yet, `live` never reads what was made at night. */
async function atNight() {
  const desk = await openReports(NIGHT)
  const { db, unit, state } = desk
  const over = (rows: Db) =>
    createReports({ db: rows, clock: () => state.now, content: { ...content, reports: reportSettings } })
  const fresh = () => over(db)
  const live = () =>
    over({
      ...db,
      execute: (sql, args) =>
        db.execute(
          sql.includes('FROM report_fact') ? 'SELECT 1 WHERE 0' : sql,
          sql.includes('FROM report_fact') ? [] : args,
        ),
    })
  const keepAll = async () => {
    for (let run = 0; run < 20; run++) await fresh().keep(unit)
  }
  return { ...desk, fresh, live, keepAll }
}

const day = fc.integer({ min: 0, max: 680 }).map((n) => new Date(Date.UTC(2025, 0, 10 + n)).toISOString().slice(0, 10))
const state = fc.constantFrom('withdrawn', 'withdrawn', 'waiting', 'returned')
const step = fc.oneof(
  fc.record({
    do: fc.constant('put'),
    code: fc.nat(3),
    state,
    received: day,
    due: fc.option(day),
    finished: fc.option(day),
  }),
  fc.record({ do: fc.constant('take'), code: fc.nat(3) }),
  fc.record({ do: fc.constant('event'), code: fc.nat(3), state, at: day }),
  fc.record({ do: fc.constant('case'), code: fc.nat(3), kind: fc.constantFrom('conduct', 'field') }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

let serial = 0
const at = (moment: string | null) => (moment === null ? null : `${moment}T09:00:00+07:00`)

function statement(unit: string, one: Step) {
  serial++
  if (!('code' in one)) throw new Error('no code')
  const code = `H99-${one.code}`
  if ('received' in one)
    return {
      sql: `INSERT INTO dossier (unit, code, code_key, field, state, received_at, received_timed, due_at, due_timed, finished_at,
          finished_timed, returned_timed, channel, fee, sample, source_file, source_row, source_order, revision, writer, first_seen, updated_at)
        VALUES (?1, ?2, ?2, 'Hộ tịch', ?3, ?4, 1, ?5, 1, ?6, 1, 0, 'online', 5000, 0, 'f', 1, 'o', 1, 'w', 'x', 'x')
        ON CONFLICT DO UPDATE SET state = ?3, received_at = ?4, due_at = ?5, finished_at = ?6`,
      args: [unit, code, one.state, at(one.received), at(one.due), at(one.finished)],
    }
  if ('at' in one)
    return {
      sql: `INSERT INTO dossier_event VALUES (?, ?, ?, 1, ?, 1, 'state', ?, 'f', 'x')`,
      args: [unit, code, BigInt(serial), at(one.at), JSON.stringify({ state: one.state })],
    }
  if ('kind' in one)
    return {
      sql: `INSERT INTO feedback (unit, code, public_id, source, matter, person, brief, words, identified, on_behalf, consent_publish,
          consent_contact, revision, kind, urgent, state, level, department, received_at, due_at, clock_from, paused, asked,
          paused_days, extended_days, reopened, updated_at, dossier_code)
        VALUES (?1, ?2, ?2, 'web', '', '', '', '', 0, 0, 0, 0, 1, ?3, 0, 'new', 0, 'x', ?4, ?4, ?4, 0, 0, 0, 0, 0, ?4, ?5)`,
      args: [unit, `PA-${serial}`, one.kind, '2026-08-05T09:00:00+07:00', code],
    }
  return { sql: 'DELETE FROM dossier WHERE unit = ? AND code = ?', args: [unit, code] }
}

describe('figures made at night', () => {
  it('are those of the rows, whatever came later and in whatever order', async () => {
    const { db, unit, reports, fresh, live, keepAll } = await atNight()
    const periods = ['2026-Q3', '2025', '2026-9m']
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 8 }),
        fc.array(step, { minLength: 1, maxLength: 2 }),
        async (before, later) => {
          await db.write(before.map((one) => statement(unit, one)))
          await keepAll()
          for (const corrections of [[], later]) {
            if (corrections.length > 0) await db.write(corrections.map((one) => statement(unit, one)))
            for (const period of periods) {
              const { indicators } = await live().indicators(unit, { period })
              expect((await fresh().indicators(unit, { period })).indicators).toEqual(indicators)
              // remembered by a process that has seen all of it
              expect((await reports.indicators(unit, { period })).indicators).toEqual(indicators)
            }
          }
        },
      ),
      { numRuns: 15 },
    )
  }, 90_000)

  it('are read instead of the rows, until a dossier of the period changes', async () => {
    const { db, unit, fresh, keepAll } = await atNight()
    const put = (code: number, received: string) =>
      statement(unit, { do: 'put', code, state: 'returned', received, due: received, finished: received })
    await db.write([put(1, '2025-08-04'), put(2, '2026-08-04')])
    await keepAll()
    const received = async (period: string) =>
      (await fresh().indicators(unit, { period })).indicators.find(({ key }) => key === 'dossiers.received')?.value
    // whoever reads the rows can't see this
    await db.execute(
      `UPDATE report_fact SET value = replace(replace(value, '"of":1,', '"of":7,'), '"per":1,', '"per":7,')`,
    )
    expect([await received('2025-Q3'), await received('2026-Q3')]).toEqual([7, 7])
    await db.write([put(3, '2026-09-07')])
    // last year was not touched; the quarter was
    expect([await received('2025-Q3'), await received('2026-Q3')]).toEqual([7, 2])
  })

  it('are counted anew when an event tells the end of what had no date', async () => {
    const { db, unit, fresh, keepAll } = await atNight()
    const gone = {
      do: 'put' as const,
      code: 1,
      state: 'withdrawn' as const,
      received: '2025-08-04',
      due: null,
      finished: null,
    }
    await db.write([statement(unit, gone)])
    await keepAll()
    const received = async () =>
      (await fresh().indicators(unit, { period: '2026-Q3' })).indicators.find(({ key }) => key === 'dossiers.received')
        ?.value
    expect(await received()).toBe(0)
    await db.write([statement(unit, { do: 'event', code: 1, state: 'withdrawn', at: '2026-08-05' })])
    expect(await received()).toBe(1)
  })

  it('are made between 1 and 5 o’clock, one a run', async () => {
    const { db, unit, state, reports } = await atNight()
    const made = async () => (await db.execute('SELECT 1 FROM report_fact')).rows.length
    state.now = new Date('2026-11-21T09:00:00+07:00')
    await reports.keep(unit)
    expect(await made()).toBe(0)
    state.now = NIGHT
    await reports.keep(unit)
    await reports.keep(unit)
    expect(await made()).toBe(2)
    for (let run = 0; run < 20; run++) await reports.keep(unit)
    const all = await made()
    // a day later what was of an unfinished period as of yesterday is made anew, and only that
    state.now = new Date('2026-11-22T02:00:00+07:00')
    for (let run = 0; run < 20; run++) await reports.keep(unit)
    expect(await made()).toBe(all)
    const { rows } = await db.execute('SELECT DISTINCT as_of FROM report_fact WHERE as_of < to_day')
    expect(rows.map(({ as_of }) => as_of)).toEqual(['2026-11-22'])
  })
})
