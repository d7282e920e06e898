import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/api.ts'
import type { Content } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { INDICATORS } from '../../server/reports/indicators/index.ts'
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
export async function fill(db: Db, unit: string): Promise<void> {
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
    [unit, BigInt(DOSSIERS)],
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

/** Figures of a quarter among a million dossiers beside a bare statement, and the dashboard's pages. */
export async function benchReports(content: Content, search: Search): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reports-'))
  const db = await openDb(`file:${folder}/xa.db`)
  const unit = content.unit.code
  try {
    await migrate(db, NOW)
    const filling = performance.now()
    await fill(db, unit)
    const filled = performance.now() - filling
    const services = createServices({
      db,
      files: noFiles,
      clock: () => NOW,
      random: cryptoRandom,
      key: await hashKey('b'.repeat(40)),
      content,
      search,
      telegram: null,
      passwordCost: { N: 2, r: 1, p: 1 },
      log: () => {},
    })
    const period = services.reports.periodOf(QUARTER)
    const bare = await quickest(5, () => db.execute(BARE, [unit, QUARTER.from, QUARTER.to]))
    const report = await quickest(5, () => services.reports.figures(unit, period, OURS))
    const all = await quickest(3, () => services.reports.figures(unit, period))

    const { id } = await services.people.invite(null, { name: 'Người xem', role: 'leader' })
    const { token, writes } = await services.people.starting({ id }, 'full', { agent: 'bench' })
    await db.write(writes)
    const app = createApp(services, { clientIp: () => 'bench', log: () => {} })
    const search_ = new URLSearchParams(QUARTER).toString()
    const page = async () => {
      const response = await app.request(`/console/reports?${search_}`, { headers: { cookie: `console=${token}` } })
      if (response.status !== 200) throw new Error(`bench: ${response.status}`)
      return response.text()
    }
    await page()
    const times: number[] = []
    for (let round = 0; round < 20; round++) {
      const from = performance.now()
      await page()
      times.push(performance.now() - from)
    }
    times.sort((a, b) => a - b)
    const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? 0
    return [
      `${DOSSIERS} dossiers written in ${(filled / 1000).toFixed(1)} s`,
      `quarter report: ${OURS.length} figures in ${report.toFixed(0)} ms, ${(report / bare).toFixed(2)} × the bare statement (${bare.toFixed(0)} ms)`,
      `every figure of the quarter: ${all.toFixed(0)} ms, ${(all / bare).toFixed(2)} ×`,
      `dashboard: p50 ${(times[10] ?? 0).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(p95 / bare).toFixed(2)} × the bare statement`,
    ]
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of the quickest of so many calls. */
async function quickest(rounds: number, call: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await call()
    best = Math.min(best, performance.now() - from)
  }
  return best
}
