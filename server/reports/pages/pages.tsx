import { type Context, Hono } from 'hono'
import type { Room } from '../../console/room.ts'
import { csvFile } from '../../kernel/csv.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import { figuresCsv } from '../document/csv.ts'
import { toDocx } from '../document/docx.ts'
import { toXlsx } from '../document/workbook.ts'
import { type Around, groupIn, kindOf, periodOf } from './around.ts'
import { checksPage } from './checks.tsx'
import { dashboard } from './dashboard.tsx'
import { hookPages } from './hooks.tsx'
import { reportPages } from './report.tsx'
import { rowsPage } from './rows.tsx'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** The most rows that a file of rows carries. */
const MOST = 100_000

/** Figures, their rows, reports to write and to sign. */
export function reportRooms(around: Around): Room {
  const { reports, composer, signing } = around
  const pages = new Hono<StaffEnv>()
    .get('/', need('reports:read'), (c) => dashboard(c, around, periodOf(c)))
    .get('/checks', need('reports:read'), (c) => checksPage(c, around, periodOf(c)))
    .route('/hooks', hookPages(around.hooks))
    .get('/rows/:key', need('reports:read'), (c) => rowsPage(c, around, periodOf(c)))
    .get('/rows/:key/file.csv', need('reports:read'), async (c) => {
      const part = c.req.query('part') === 'denominator' ? 'denominator' : 'numerator'
      const page = { limit: MOST, offset: 0 }
      const found = await reports.rows(c.var.actor.unit, c.req.param('key'), periodOf(c), part, page, groupIn(c))
      send(c, 'text/csv; charset=utf-8', `${found.key}.csv`)
      const cells = found.rows.map((row) => found.columns.map(({ key }) => row[key] ?? null))
      return c.body(
        csvFile(
          found.columns.map(({ label }) => label),
          cells,
        ),
      )
    })
    .get('/figures.csv', need('reports:read'), async (c) => {
      const { indicators } = await reports.indicators(c.var.actor.unit, periodOf(c))
      send(c, 'text/csv; charset=utf-8', 'chi-so.csv')
      return c.body(figuresCsv(indicators))
    })
    .get('/figures.xlsx', need('reports:read'), async (c) => {
      const { sheets, ...about } = await composer.sheets(c.var.actor.unit, periodOf(c))
      send(c, XLSX, `so-lieu-${about.period.to}.xlsx`)
      return c.body(new Uint8Array(await toXlsx(sheets, about)).buffer)
    })
    .get('/signed/:id/file.docx', need('reports:read'), async (c) => {
      const { document, kind, period } = await signing.find(c.var.actor.unit, c.req.param('id'))
      send(c, DOCX, `${kind}-${period.to}.docx`)
      return c.body(await toDocx(document))
    })
    .get('/:kind/file.docx', need('reports:read'), async (c) => {
      const kind = kindOf(c)
      const query = periodOf(c)
      send(c, DOCX, `${kind}-${reports.periodOf(query).to}.docx`)
      return c.body(await toDocx(await signing.draft(c.var.actor.unit, kind, query)))
    })
    .route('/', reportPages(around))
  return { path: '/reports', label: 'Báo cáo', rights: ['reports:read'], pages }
}

function send(c: Context, type: string, name: string): void {
  c.header('content-type', type)
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('cache-control', 'no-store')
}
