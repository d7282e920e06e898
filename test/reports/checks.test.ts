import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { CHECKS } from '../../server/reports/check/data.ts'
import { hollow, unbalanced } from '../../server/reports/rules/balance.ts'
import type { Figure } from '../../server/reports/schema.ts'
import { openReports } from './support.ts'

const QUARTER = { from: '2026-07-01', to: '2026-09-30' }
const DESK = join(import.meta.dirname, '../dossiers/fixtures/desk.csv')

/** A dossier that is in order, with what a test makes wrong. */
function dossier(unit: string, code: string, wrong: Record<string, string | bigint | null>) {
  const row: Record<string, string | bigint | null> = {
    unit,
    code,
    code_key: code,
    field: 'Hộ tịch',
    state: 'returned',
    received_at: '2026-08-03T08:00:00+07:00',
    received_timed: 1n,
    due_at: '2026-08-06T17:00:00+07:00',
    due_timed: 1n,
    finished_at: '2026-08-05T10:00:00+07:00',
    finished_timed: 1n,
    returned_at: '2026-08-05T15:00:00+07:00',
    returned_timed: 1n,
    channel: 'direct',
    fee: 8000n,
    sample: 0n,
    source_file: 'f',
    source_row: 1n,
    source_order: 'o',
    revision: 1n,
    writer: 'w',
    first_seen: 'x',
    updated_at: 'x',
    ...wrong,
  }
  const names = Object.keys(row)
  return {
    sql: `INSERT INTO dossier (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    args: Object.values(row),
  }
}

describe('checks on the data', () => {
  it.each([
    ['result-undated', { finished_at: null, returned_at: null }],
    ['ended-undated', { state: 'withdrawn', finished_at: null, returned_at: null }],
    ['returned-unfinished', { finished_at: null }],
    ['open-with-result', { state: 'processing', returned_at: null }],
    ['due-before-received', { due_at: '2026-08-03T07:59:00+07:00' }],
    ['finished-before-received', { finished_at: '2026-08-02T10:00:00+07:00' }],
    ['returned-before-finished', { returned_at: '2026-08-04T10:00:00+07:00' }],
    ['paid-more', { paid_online: 1n, paid_amount: 80_000n }],
    ['late-unexcused', { due_at: '2026-08-04T17:00:00+07:00', apology: 0n }],
  ])('%s is named, and its rows are those', async (key, wrong) => {
    const { db, reports, unit } = await openReports()
    await db.write([dossier(unit, 'H99-1', {}), dossier(unit, 'H99-2', wrong)])
    const { found, fields } = await reports.checks(unit, QUARTER)
    expect(fields).toEqual([])
    expect(found.map(({ key: one, value }) => [one, value])).toContainEqual([`check.${key}`, 1])
    const rows = await reports.rows(unit, `check.${key}`, QUARTER, 'numerator', { limit: 10, offset: 0 })
    expect(rows.rows.map(({ code }) => code)).toEqual(['H99-2'])
  })

  it('find a result in another year, which no figure of the quarter would show', async () => {
    const { db, reports, unit } = await openReports()
    await db.write([dossier(unit, 'H99-1', { finished_at: '2025-08-05T10:00:00+07:00', returned_at: null })])
    const { found } = await reports.checks(unit, QUARTER)
    expect(found.map(({ key }) => key)).toContain('check.finished-before-received')
  })

  it('are silent when everything is in order', async () => {
    const { db, reports, unit } = await openReports()
    await db.write([dossier(unit, 'H99-1', {}), dossier(unit, 'H99-2', { apology: 1n })])
    expect(await reports.checks(unit, QUARTER)).toMatchObject({ found: [], fields: [], hollow: [] })
  })

  it('count what their rows are, in an imported quarter', async () => {
    const { dossiers, reports, unit } = await openReports()
    await dossiers.importFile(memorySource([readFileSync(DESK)]))
    const { found, fields } = await reports.checks(unit, QUARTER)
    expect(fields).toEqual([])
    const counts = new Map(found.map(({ key, value }) => [key, value]))
    for (const { key } of CHECKS) {
      const { total, rows } = await reports.rows(unit, key, QUARTER, 'numerator', { limit: 1000, offset: 0 })
      expect([key, total, rows.length]).toEqual([key, counts.get(key) ?? 0, counts.get(key) ?? 0])
    }
  })
})

describe('sums of fields', () => {
  it('are named where received is not solved + left + waiting + withdrawn + refused', () => {
    const rows = [
      { group: 'Hộ tịch', sums: [327, 321, 0, 0, 6, 0] },
      { group: 'Chứng thực', sums: [316, 276, 30, 0, 0, 0] },
    ]
    expect(unbalanced(rows)).toEqual([{ field: 'Chứng thực', received: 316, parts: 306 }])
  })

  it('a 100 % of too few rows is named, a real share is not', () => {
    const share = { key: 'a', label: 'a', unit: 'percent', rule: 'a', basis: 'a', drill: '/' } as const
    const figures: Figure[] = [
      { ...share, numerator: 3, denominator: 3, value: null },
      { ...share, numerator: 2, denominator: 3, value: null },
      { ...share, numerator: 30, denominator: 30, value: 100 },
      { ...share, numerator: 0, denominator: 0, value: null },
    ]
    expect(hollow(figures)).toEqual([figures[0]])
  })
})
