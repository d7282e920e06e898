import type { Child } from 'hono/jsx'

/** One column; on a phone each row is a card with the heads as small labels. */
export type Column<Row> = {
  head: string
  cell: (row: Row) => Child
  /** The card's title on a phone, the row's header on a desktop. */
  main?: boolean
  number?: boolean
}

/** Said aloud: browsers forget what a table's parts are when they are drawn as cards. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

/** A table on a desktop, cards on a phone, from the same markup. Shows `empty` (what to do now) when there is no row. */
export function List<Row>({
  label,
  rows,
  columns,
  empty,
}: {
  label: string
  rows: readonly Row[]
  columns: ReadonlyArray<Column<Row>>
  empty: Child
}) {
  if (rows.length === 0) return <Empty>{empty}</Empty>
  return (
    <table class="list" {...ROLE.table} aria-label={label}>
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          {columns.map((column) => (
            <th {...ROLE.columnheader} scope="col" class={column.number ? 'number' : ''}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup}>
        {rows.map((row) => (
          <tr {...ROLE.row}>
            {columns.map((column) =>
              column.main ? (
                <th {...ROLE.rowheader} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td {...ROLE.cell} data-head={column.head} class={column.number ? 'number' : ''}>
                  <div>{column.cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What stands where a list would be: why it is empty and what to do. */
export function Empty({ children }: { children: Child }) {
  return <div class="empty">{children}</div>
}

/** Earlier and later pages, counted from 1. `href` gives a page's address. */
export function Pager({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  if (pages <= 1) return null
  return (
    <nav class="pager" aria-label="Trang">
      {page > 1 ? (
        <a class="button" rel="prev" href={href(page - 1)}>
          Trang trước
        </a>
      ) : null}
      <span>
        Trang {page} / {pages}
      </span>
      {page < pages ? (
        <a class="button" rel="next" href={href(page + 1)}>
          Trang sau
        </a>
      ) : null}
    </nav>
  )
}

/** A form of filters that needs no script: fields and one button, sent as the address's query. */
export function Filters({ action, children, button = 'Lọc' }: { action: string; children: Child; button?: string }) {
  return (
    <search>
      {' '}
      <form class="filters" method="get" action={action}>
        {children}
        <button type="submit" class="button">
          {button}
        </button>
      </form>
    </search>
  )
}

/** Ready-made views of one list: `Tất cả 12 · Của tôi 3 · Quá hạn 1`. */
export function Tabs({
  label,
  tabs,
}: {
  label: string
  tabs: ReadonlyArray<{ href: string; label: string; count?: number; here?: boolean }>
}) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} {...(tab.here ? { 'aria-current': 'page' as const } : {})}>
              {tab.label}
              {tab.count === undefined ? null : <b>{tab.count}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export type ToneName = 'plain' | 'done' | 'soon' | 'late'
const SHAPES: Record<ToneName, string> = { plain: '○', done: '✓', soon: '◆', late: '▲' }

/** A state by colour, word and shape together. */
export function Tone({ tone, children }: { tone: ToneName; children: Child }) {
  return (
    <span class={`tone ${tone}`}>
      <span aria-hidden="true">{SHAPES[tone]} </span>
      {children}
    </span>
  )
}

/** Facts about one thing: name and value, in two columns where there is room. */
export function Facts({ facts }: { facts: ReadonlyArray<readonly [name: string, value: Child]> }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
