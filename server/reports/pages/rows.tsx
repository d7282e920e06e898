import type { Context } from 'hono'
import { List, Pager } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { showDay } from '../../kernel/time.ts'
import type { StaffEnv } from '../../people/staff-door.ts'
import { wholeText } from '../rules/numbers.ts'
import type { PeriodQuery } from '../schema.ts'
import type { Around } from './around.ts'

const PAGE = 100

/** The rows behind a figure: as many as it says. */
export async function rowsPage(c: Context<StaffEnv>, { reports }: Around, query: PeriodQuery) {
  const part = c.req.query('part') === 'denominator' ? 'denominator' : 'numerator'
  const at = Math.max(1, Math.min(10_000, Number(c.req.query('page')) || 1))
  const key = c.req.param('key') ?? ''
  const found = await reports.rows(c.var.actor.unit, key, query, part, { limit: PAGE, offset: (at - 1) * PAGE })
  const { period, columns, rows, total } = found
  const search = (more: Record<string, string>) =>
    new URLSearchParams({ from: period.from, to: period.to, part, ...more }).toString()
  const [first, ...rest] = columns
  const linked = (value: unknown) => {
    const text = shown(value)
    if (first?.key !== 'code') return text
    const room = key.startsWith('feedback.') ? 'feedback' : 'dossiers'
    return <a href={`/console/${room}/${encodeURIComponent(text)}`}>{text}</a>
  }
  return page(
    c,
    {
      title: found.label,
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
      <List
        label={found.label}
        rows={rows}
        empty={<p>Không có dòng nào trong kỳ này.</p>}
        columns={[
          ...(first ? [{ head: first.label, main: true, cell: (row: Row) => linked(row[first.key]) }] : []),
          ...rest.map((column) => ({ head: column.label, cell: (row: Row) => shown(row[column.key]) })),
        ]}
      />
      <Pager
        page={at}
        pages={Math.max(1, Math.ceil(total / PAGE))}
        href={(to) => `/console/reports/rows/${key}?${search({ page: String(to) })}`}
      />
    </>,
  )
}
type Row = Record<string, string | number | null>

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–'
  const text = String(value)
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? showDay(text.slice(0, 10)) : text
}
