import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ReportSettings } from '../../server/content/schema-reports.ts'
import { createReports } from '../../server/reports/service.ts'
import { content, openDesk } from '../dossiers/support/desk.ts'

export const reportSettings = ReportSettings.parse(
  parse(readFileSync(join(import.meta.dirname, '../../content/reports.yaml'), 'utf8')),
)

/** A desk with its reports on a fresh file database. */
export async function openReports(now?: Date, extra: Parameters<typeof openDesk>[1] = {}) {
  const desk = await openDesk(now, extra)
  const reports = createReports({
    db: desk.db,
    clock: () => desk.state.now,
    content: { ...content, reports: reportSettings },
  })
  const figures = async (query: { from: string; to: string }) => {
    const { indicators } = await reports.indicators(content.unit.code, query)
    return Object.fromEntries(indicators.map((figure) => [figure.key, figure]))
  }
  return { ...desk, reports, figures, unit: content.unit.code }
}
