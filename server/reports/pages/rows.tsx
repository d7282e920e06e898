import type { Context } from 'hono'
import { List, Pager } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { StaffEnv } from '../../people/staff-door.ts'
import { wholeText } from '../rules/numbers.ts'
import type { PeriodQuery } from '../schema.ts'
import { type Around, groupIn } from './around.ts'
import { cellText } from './words.ts'

const PAGE = 100

/** The rows behind a figure: as many as it says. */
export async function rowsPage(c: Context<StaffEnv>, { reports }: Around, query: PeriodQuery) {
  const part = c.req.query('part') === 'denominator' ? 'denominator' : 'numerator'
  const at = Math.max(1, Math.min(10_000, Number(c.req.query('page')) || 1))
  const key = c.req.param('key') ?? ''
  const only = groupIn(c)
  const found = await reports.rows(c.var.actor.unit, key, query, part, { limit: PAGE, offset: (at - 1) * PAGE }, only)
  const { period, columns, rows, total } = found
  const search = (more: Record<string, string>) =>
    new URLSearchParams({ from: period.from, to: period.to, part, ...only, ...more }).toString()
  const [first, ...rest] = columns
  const linked = (value: Cell) => {
    const text = cellText(first?.key ?? '', value)
    const room = /^(?:feedback\.|check\.case)/.test(key) ? 'feedback' : 'dossiers'
    // who may see figures but no dossiers reads the code, and is led nowhere
    if (first?.key !== 'code' || !c.var.actor.rights.has(`${room}:read`)) return text
    return <a href={`/console/${room}/${encodeURIComponent(text)}`}>{text}</a>
  }
  return page(
    c,
    {
      title: only ? `${found.label}: ${cellText(only.by, only.value)}` : found.label,
      help: 'reports',
      wide: true,
      back: { href: `/console/reports?from=${period.from}&to=${period.to}`, label: `Báo cáo ${period.label}` },
    },
    <>
      <p>
        <b>{wholeText(total)}</b> dòng{part === 'denominator' ? ' của mẫu số' : ''}, {period.label}. Không có thông tin
        định danh.{' '}
        {total > 0 ? <a href={`/console/reports/rows/${key}/file.csv?${search({})}`}>Tải các dòng (CSV)</a> : null}
      </p>
      {/* scrolled by keyboard too */}
      <section class="wide-scroll" tabindex={0} aria-label={found.label}>
        <List
          label={found.label}
          rows={rows}
          empty={<p>Không có dòng nào trong kỳ này.</p>}
          columns={[
            ...(first ? [{ head: first.label, main: true, cell: (row: Row) => linked(row[first.key]) }] : []),
            ...rest.map((column) => ({
              head: column.label.replace(/ \(1 = có\)$/, ''),
              cell: (row: Row) => cellText(column.key, row[column.key]),
            })),
          ]}
        />
      </section>
      <Pager
        page={at}
        pages={Math.max(1, Math.ceil(total / PAGE))}
        href={(to) => `/console/reports/rows/${key}?${search({ page: String(to) })}`}
      />
    </>,
  )
}
type Cell = string | number | null | undefined
type Row = Record<string, string | number | null>
