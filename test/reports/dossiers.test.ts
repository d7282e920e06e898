import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { tally } from '../../server/dossiers/rules/tally.ts'
import { INDICATORS } from '../../server/reports/indicators/index.ts'
import { openReports } from './support.ts'

const HERE = join(import.meta.dirname, '../dossiers/fixtures')
const GIVEN = join(import.meta.dirname, '../../../shared/data/dossiers')

describe('figures of an imported quarter', () => {
  it('are those of the fixture', async () => {
    const expected = z
      .object({ figures: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(HERE, 'desk.expected.json'), 'utf8'))).figures
    const { dossiers, figures } = await openReports()
    await dossiers.importFile(memorySource([readFileSync(join(HERE, 'desk.csv'))]))
    // from before the first dossier: two of the fixture were over before the quarter began
    const { carriedOver, receivedInPeriod, ...told } = asTally(await figures({ from: '2026-01-01', to: '2026-09-30' }))
    expect(told).toEqual(Object.fromEntries(Object.keys(told).map((key) => [key, expected[key]])))
    expect([carriedOver, receivedInPeriod]).toEqual([0, expected.received])
    const quarter = await figures({ from: '2026-07-01', to: '2026-09-30' })
    expect(quarter['dossiers.received-in-period']?.value).toBe(expected.receivedInPeriod)
    expect(quarter['dossiers.carried-over']?.value).toBe(Number(expected.carriedOver) - 2)
  })

  it.skipIf(!existsSync(GIVEN))('are those of the given export, shares included', async () => {
    const expected = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(GIVEN, 'expected.json'), 'utf8')))
    const { dossiers, figures } = await openReports()
    await dossiers.importFile(memorySource([readFileSync(join(GIVEN, String(expected.file)))]))
    const told = await figures({ from: '2026-07-01', to: '2026-09-30' })
    expect(told['dossiers.received']?.value).toBe(expected.received)
    expect(told['dossiers.received-in-period']?.value).toBe(expected.received_in_period)
    expect(told['dossiers.solved']?.value).toBe(expected.solved)
    expect(told['dossiers.solved-late']?.value).toBe(expected.solved_late)
    expect(told['dossiers.withdrawn']?.value).toBe(expected.withdrawn)
    expect(told['dossiers.refused']?.value).toBe(expected.rejected)
    expect(told['dossiers.pending-overdue']?.value).toBe(expected.pending_overdue)
    expect(told['dossiers.online-payment-amount']?.value).toBe(expected.online_payment_amount_vnd)
    expect(told['dossiers.digitised-inputs-rate']?.value).toBe(expected.digitised_components_full_pct_of_base)
    expect(told['dossiers.digitised-results-rate']?.value).toBe(expected.digitised_results_pct_of_solved)
  })

  it('add up: received = solved + left + waiting + withdrawn + refused; each class of solved is part of it', async () => {
    const { dossiers, figures } = await openReports()
    await dossiers.importFile(memorySource([readFileSync(join(HERE, 'desk.csv'))]))
    const told = await figures({ from: '2026-08-01', to: '2026-08-31' })
    const n = (key: string) => told[`dossiers.${key}`]?.value ?? Number.NaN
    expect(n('received')).toBe(n('received-in-period') + n('carried-over'))
    expect(n('received')).toBe(n('solved') + n('pending') + n('waiting') + n('withdrawn') + n('refused'))
    expect(n('solved')).toBe(n('solved-early') + n('solved-on-time') + n('solved-late') + n('solved-undated'))
    expect(n('pending')).toBe(n('pending-in-due') + n('pending-overdue'))
    expect(n('received')).toBe(n('direct') + n('online') + n('post') + n('channel-unknown'))
    // what August leaves open is what September begins with
    const next = await figures({ from: '2026-09-01', to: '2026-09-30' })
    expect(next['dossiers.carried-over']?.value).toBe(n('pending') + n('waiting'))
  })
})

describe('every figure opens', () => {
  it('its drill-down counts what it says, over any dossiers and any period', async () => {
    const { db, reports, unit } = await openReports()
    await fc.assert(
      fc.asyncProperty(
        fc.array(dossier, { minLength: 1, maxLength: 40 }),
        day,
        fc.nat(120),
        async (rows, from, span) => {
          await db.execute('DELETE FROM dossier')
          await db.write(rows.map((row, i) => insert(unit, i, row)))
          const query = { from, to: plus(from, span) }
          const { indicators } = await reports.indicators(unit, query)
          for (const figure of indicators) {
            const page = { limit: 500, offset: 0 }
            const top = await reports.rows(unit, figure.key, query, 'numerator', page)
            expect(top.rows).toHaveLength(top.total)
            if (figure.unit === 'count' && figure.numerator === undefined) expect(top.total).toBe(figure.value)
            if (figure.numerator !== undefined) expect(top.total).toBe(figure.numerator)
            if (figure.key === 'dossiers.fees')
              expect(top.rows.reduce((sum, { fee }) => sum + Number(fee), 0)).toBe(figure.value)
            if (figure.denominator !== undefined) {
              const all = await reports.rows(unit, figure.key, query, 'denominator', page)
              expect(all.total).toBe(figure.denominator)
            }
          }
        },
      ),
      { numRuns: 5 },
    )
  }, 60_000)

  it('agrees with the rules that count in memory, over any dossiers received by the period’s end', async () => {
    const { db, dossiers, figures, unit, all } = await openReports()
    await fc.assert(
      fc.asyncProperty(fc.array(dossier, { minLength: 1, maxLength: 60 }), async (rows) => {
        await db.execute('DELETE FROM dossier')
        await db.write(rows.map((row, i) => insert(unit, i, row)))
        expect(await dossiers.count()).toBe(rows.length)
        const told = asTally(await figures({ from: '2026-01-01', to: '2026-11-20' }))
        const counted: Record<string, unknown> = tally(await all(), { from: '2026-01-01', asOf: '2026-11-20' })
        expect(told).toEqual(Object.fromEntries(Object.keys(told).map((key) => [key, counted[key]])))
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('has a key of its own and says by which rule it counts', () => {
    expect(new Set(INDICATORS.map(({ key }) => key)).size).toBe(INDICATORS.length)
    for (const { rule, basis, label } of INDICATORS)
      expect([rule, basis, label].every((text) => text.length > 2)).toBe(true)
  })
})

/** The figures under the names of the rule that counts in memory. */
function asTally(told: Record<string, { value: number | null }>) {
  const n = (key: string) => told[`dossiers.${key}`]?.value
  return {
    received: n('received'),
    receivedInPeriod: n('received-in-period'),
    carriedOver: n('carried-over'),
    solved: n('solved'),
    solvedEarly: n('solved-early'),
    solvedOnTime: n('solved-on-time'),
    solvedLate: n('solved-late'),
    lateWithApology: n('late-with-apology'),
    pendingInDue: n('pending-in-due'),
    pendingOverdue: n('pending-overdue'),
    waiting: n('waiting'),
    withdrawn: n('withdrawn'),
    refused: n('refused'),
    online: n('online'),
    offline: n('offline'),
    onlinePayments: n('online-payments'),
    totalFee: n('fees'),
    digitisedComponentsFull: n('digitised-inputs'),
    digitisedResults: n('digitised-results'),
  }
}

const day = fc.integer({ min: 0, max: 300 }).map((n) => new Date(Date.UTC(2026, 0, 2 + n)).toISOString().slice(0, 10))
const moment = fc.record({ day, timed: fc.boolean(), minute: fc.constantFrom('08:00:00', '08:00:30', '16:59:00') })
const dossier = fc.record({
  state: fc.constantFrom('received', 'processing', 'waiting', 'withdrawn', 'refused', 'stopped', 'ready', 'returned'),
  received: moment,
  due: fc.option(moment),
  finished: fc.option(moment),
  returned: fc.option(moment),
  channel: fc.option(fc.constantFrom('direct', 'online', 'post')),
  fee: fc.option(fc.constantFrom(0, 5000, 8000)),
  paid: fc.option(fc.boolean()),
  digitised: fc.option(fc.constantFrom(0, 50, 100)),
  result: fc.option(fc.boolean()),
  apology: fc.option(fc.boolean()),
})
type Row = typeof dossier extends fc.Arbitrary<infer T> ? T : never

function insert(unit: string, i: number, row: Row) {
  const at = (m: Row['due']) => (m ? `${m.day}T${m.timed ? m.minute : '00:00:00'}+07:00` : null)
  const timed = (m: Row['due']) => (m?.timed ? 1n : 0n)
  const bit = (value: boolean | null) => (value === null ? null : value ? 1n : 0n)
  const whole = (value: number | null) => (value === null ? null : BigInt(value))
  return {
    sql: `INSERT INTO dossier (unit, code, code_key, state, received_at, received_timed, due_at, due_timed, finished_at,
        finished_timed, returned_at, returned_timed, channel, fee, paid_online, digitised, digitised_result, apology,
        sample, source_file, source_row, source_order, revision, writer, first_seen, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'f', 1, 'o', 1, 'w', 'x', 'x')`,
    args: [
      unit,
      `H99-${i}`,
      `H99${i}`,
      row.state,
      at(row.received),
      timed(row.received),
      at(row.due),
      timed(row.due),
      at(row.finished),
      timed(row.finished),
      at(row.returned),
      timed(row.returned),
      row.channel,
      whole(row.fee),
      bit(row.paid),
      whole(row.digitised),
      bit(row.result),
      bit(row.apology),
    ],
  }
}

function plus(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
