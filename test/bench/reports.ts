import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/api.ts'
import type { Content } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { CHECKS } from '../../server/reports/check/data.ts'
import { toDocx } from '../../server/reports/document/docx.ts'
import { dossierRows } from '../../server/reports/indicators/dossiers.ts'
import { GROUPS } from '../../server/reports/indicators/groups.ts'
import { INDICATORS, indicatorOf, STANDING } from '../../server/reports/indicators/index.ts'
import { counting } from '../../server/reports/store.ts'
import type { Search } from '../../server/search/search.ts'
import { createServices } from '../../server/services.ts'
import type { Db } from '../../server/storage/db.ts'
import { noFiles } from '../../server/storage/files.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

const DOSSIERS = Number(process.env.BENCH_DOSSIERS ?? 1_000_000)
const NOW = new Date('2026-11-21T09:00:00+07:00')
const QUARTER = { from: '2026-07-01', to: '2026-09-30' }
const OURS = INDICATORS.filter(({ key }) => key.startsWith('dossiers.'))

/** Ten years of dossiers in one file: of them a fortieth in the quarter, a few in a thousand open, late, withdrawn or without a date. */
export async function fill(db: Db, unit: string, dossiers = DOSSIERS): Promise<void> {
  await db.execute(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?2 - 1),
       day AS (SELECT i, date('2016-11-22', '+' || (i * 3650 / ?2) || ' days') AS d, (i * 7919) % 1000 AS r FROM n),
       told AS (SELECT i, d, r, CASE WHEN r < 5 THEN 'withdrawn' WHEN r < 10 THEN 'refused'
           WHEN d >= '2026-09-15' AND r < 400 THEN 'processing' WHEN r BETWEEN 10 AND 11 THEN 'waiting' ELSE 'returned' END AS state FROM day)
     INSERT INTO dossier (unit, code, code_key, procedure_code, procedure_name, field, department, state, received_at,
       received_timed, due_at, due_timed, finished_at, finished_timed, returned_at, returned_timed, channel, fee, paid_online,
       digitised, digitised_result, apology, sample, source_file, source_row, source_order, revision, writer, first_seen, updated_at)
     SELECT ?1, 'H48.' || i, 'H48' || i, '1.00' || (i % 50), 'Thủ tục ' || (i % 50), 'Lĩnh vực ' || (i % 12), 'Một cửa', state,
       d || 'T08:15:00+07:00', 1, date(d, '+5 days') || 'T17:00:00+07:00', 1,
       CASE WHEN state = 'returned' THEN date(d, '+' || (2 + r % 4 + (r > 950) * 3) || ' days') || 'T10:00:00+07:00' END, 1,
       CASE WHEN state = 'returned' THEN date(d, '+' || (3 + r % 4 + (r > 950) * 3) || ' days') || 'T15:00:00+07:00' END, 1,
       CASE i % 3 WHEN 0 THEN 'online' WHEN 1 THEN 'direct' ELSE 'post' END, (i % 4) * 5000, i % 5 = 0,
       CASE WHEN i % 10 < 8 THEN 100 ELSE 50 END, i % 10 < 7, 0, 0, 'f', i, 'o', 1, 'w', 'x', 'x'
     FROM told`,
    [unit, BigInt(dossiers)],
  )
  await db.execute('ANALYZE')
}

/** The counts of the quarter as somebody would write them by hand, in one statement over the table. */
export const BARE = `SELECT count(*) AS received, count(CASE WHEN received_at >= ?2 THEN 1 END) AS fresh,
    count(CASE WHEN result BETWEEN ?2 AND ?3 || 'U' THEN 1 END) AS solved,
    count(CASE WHEN result BETWEEN ?2 AND ?3 || 'U' AND result > due_at THEN 1 END) AS late,
    count(CASE WHEN result IS NULL OR result > ?3 || 'U' THEN 1 END) AS open,
    count(CASE WHEN channel = 'online' THEN 1 END) AS online, count(CASE WHEN paid_online = 1 THEN 1 END) AS paid,
    total(CASE WHEN paid_online = 1 THEN fee END) AS amount, count(CASE WHEN digitised = 100 THEN 1 END) AS digitised
  FROM (SELECT *, COALESCE(finished_at, returned_at) AS result FROM dossier
    WHERE unit = ?1 AND received_at < ?3 || 'U')
  WHERE result IS NULL OR result >= ?2`

/** Figures of a quarter among many dossiers beside bare statements, and the dashboard's pages while dossiers change. Milliseconds. */
export async function benchReports(content: Content, search: Search, dossiers = DOSSIERS): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reports-'))
  const db = await openDb(`file:${folder}/xa.db`)
  const unit = content.unit.code
  try {
    await migrate(db, NOW)
    const filled = await timed(() => fill(db, unit, dossiers))
    const key = await hashKey('b'.repeat(40))
    let now = NOW
    const open = () =>
      createServices({
        db,
        files: noFiles,
        clock: () => now,
        random: cryptoRandom,
        key,
        content,
        search,
        telegram: null,
        passwordCost: { N: 2, r: 1, p: 1 },
        log: () => {},
      })
    const services = open()
    const period = services.reports.periodOf(QUARTER)
    /** One dossier of the quarter changes, so that nothing remembered is true any more. */
    const change = () =>
      db.execute(
        `UPDATE dossier SET updated_at = 'y' WHERE unit = ? AND code = (SELECT code FROM dossier WHERE unit = ?
        AND received_at > '2026-08-01' LIMIT 1)`,
        [unit, unit],
      )

    const groups = STANDING.map(({ keys, by }) => ({
      ...GROUPS[by],
      indicators: keys.flatMap((key) => indicatorOf(key) ?? []),
    }))
    // a look at a period counts its checks, too
    const checks = CHECKS.filter(({ source }) => source === dossierRows)
    const own = counting(dossierRows, { indicators: [...OURS, ...checks], groups })
    const args = [unit, QUARTER.from, QUARTER.to]
    const bare: number[] = []
    const its: number[] = []
    const live: number[] = []
    const known: number[] = []
    const written: number[] = []
    for (let round = 0; round < 7; round++) {
      bare.push(await timed(() => db.execute(BARE, args)))
      its.push(await timed(() => db.execute(own, [...args, QUARTER.to])))
      await change()
      live.push(await timed(() => services.reports.figures(unit, period, OURS)))
      known.push(await timed(() => services.reports.figures(unit, period)))
      await change()
      written.push(await timed(async () => toDocx(await services.composer.document(unit, 'cchc', QUARTER))))
    }

    const { id } = await services.people.invite(null, { name: 'Người xem', role: 'leader' })
    const { token, writes } = await services.people.starting({ id }, 'full', { agent: 'bench' })
    await db.write(writes)
    const app = createApp(services, { clientIp: () => 'bench', log: () => {} })
    const page = async () => {
      const path = `/console/reports?${new URLSearchParams(QUARTER)}`
      const response = await app.request(path, { headers: { cookie: `console=${token}` } })
      if (response.status !== 200) throw new Error(`bench: ${response.status}`)
      return response.text()
    }
    await page()
    const views: number[] = []
    const first: number[] = []
    for (let round = 0; round < 80; round++) {
      const changed = round % 40 === 20
      if (changed) await change()
      const ms = await timed(page)
      views.push(ms)
      if (changed) first.push(ms)
    }
    await change()
    for (let round = 0; round < 5; round++) {
      await change()
      first.push(await timed(page))
    }

    const years = await timed(() => services.composer.document(unit, 'years', QUARTER))
    now = new Date('2026-11-22T02:00:00+07:00')
    const nights = await timed(async () => {
      for (let run = 0; run < 20; run++) await services.reports.keep(unit)
    })
    now = NOW
    const kept = await timed(() => open().composer.document(unit, 'years', QUARTER))

    const ratio = (a: number[], b: number[]) => `${(middle(a) / middle(b)).toFixed(2)} ×`
    return [
      `${dossiers} dossiers written in ${(filled / 1000).toFixed(1)} s`,
      `quarter report: ${OURS.length} figures, ${checks.length} checks, fields and weeks in ${ms(live)}, ${ratio(live, its)} the bare SQL of the same (${ms(its)}), ${ratio(live, bare)} nine counts by hand (${ms(bare)}); again, nothing changed: all figures in ${ms(known)}`,
      `quarter report as DOCX with last year, the year so far and the fields, all counted anew: ${ms(written)}`,
      `dashboard, 80 views with two changes between: p50 ${at(views, 0.5)}, p95 ${at(views, 0.95)} ms; the first view after a change: ${ms(first)}, ${ratio(first, bare)} nine counts by hand`,
      `table of ten years: ${years.toFixed(0)} ms counted live, ${kept.toFixed(0)} ms from the rows made at night (made in ${nights.toFixed(0)} ms)`,
    ]
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of a call. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await call()
  return performance.now() - from
}

function at(times: readonly number[], share: number): string {
  return (times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0).toFixed(0)
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

function ms(times: readonly number[]): string {
  return `${middle(times).toFixed(0)} ms`
}
