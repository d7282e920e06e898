import { Hono } from 'hono'
import { Field, Hidden, Select } from '../../console/form.tsx'
import { Filters, List, Pager, Tabs } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { csvFile } from '../../kernel/csv.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { InboxLine } from '../desk-read.ts'
import { InboxQuery, Kind, Source } from '../schema.ts'
import type { Around } from './around.ts'
import { DueOf, inShort, StateOf } from './parts.tsx'

const SHOWS: ReadonlyArray<[InboxQuery['show'], string]> = [
  ['open', 'Đang mở'],
  ['late', 'Quá hạn'],
  ['soon', 'Sắp đến hạn'],
  ['new', 'Chưa ai nhận'],
  ['mine', 'Của tôi'],
  ['waiting', 'Chờ người dân'],
  ['reopened', 'Báo chưa xong'],
  ['closed', 'Đã trả lời'],
  ['all', 'Tất cả'],
]
/** Lists that are offered even when they are empty; the others appear when something is in them. */
const ALWAYS = new Set<InboxQuery['show']>(['open', 'new', 'mine', 'closed', 'all'])
const EMPTY: Partial<Record<InboxQuery['show'], string>> = {
  late: 'Không có phản ánh nào quá hạn.',
  mine: 'Anh/chị chưa nhận việc nào. Xem mục “Chưa ai nhận”.',
  new: 'Mọi phản ánh đều đã có người nhận.',
}

/** The inbox, by due moment; as a file with the same filters. */
export function inboxPages({ feedback }: Around) {
  return new Hono<StaffEnv>()
    .get('/', need('feedback:read'), async (c) => {
      const { actor, frame } = c.var
      const query = queryOf(c.req.query())
      const [found, counts] = await Promise.all([feedback.desk.inbox(actor, query), feedback.desk.counts(actor)])
      const href = (more: Record<string, string | number>) =>
        `/console/feedback?${search({ ...query, page: 1, ...more })}`
      const kinds = Kind.options.map((kind) => ({ value: kind, label: frame.say(`case.kind.${kind}`) }))
      const sources = Source.options.map((source) => ({ value: source, label: frame.say(`case.source.${source}`) }))
      const departments = feedback.rules.departments.map(({ id, name }) => ({ value: id, label: name }))
      const filtered = Boolean(query.kind ?? query.department ?? query.source)
      return page(
        c,
        { title: 'Phản ánh, kiến nghị', help: 'feedback', wide: true },
        <>
          {actor.rights.has('feedback:enter') ? (
            <p>
              <a class="button" href="/console/feedback/enter">
                Nhập phản ánh nhận qua điện thoại, trực tiếp
              </a>
            </p>
          ) : null}
          <Tabs
            label="Danh sách phản ánh"
            tabs={SHOWS.filter(([show]) => show === query.show || ALWAYS.has(show) || counts[show] !== 0).map(
              ([show, label]) => ({
                href: href({ show }),
                label,
                here: show === query.show,
                ...(counts[show] === undefined ? {} : { count: counts[show] }),
              }),
            )}
          />
          <Filters action="/console/feedback" button="Tìm">
            <Hidden values={{ show: query.show }} />
            <Field name="q" type="search" label="Tìm trong mã, nội dung" value={query.q} maxlength={100} />
            <details class="more" open={filtered}>
              <summary>Lọc thêm</summary>
              <div class="filters">
                <Select name="kind" label="Loại" value={query.kind} empty="Mọi loại" options={kinds} />
                <Select
                  name="department"
                  label="Bộ phận"
                  value={query.department}
                  empty="Mọi bộ phận"
                  options={departments}
                />
                <Select name="source" label="Nguồn" value={query.source} empty="Mọi nguồn" options={sources} />
              </div>
            </details>
          </Filters>
          <p class="soft">
            {found.total} phản ánh, việc gấp và sắp đến hạn đứng trước.{' '}
            {found.total > 0 ? (
              <a href={`/console/feedback/list.csv?${search({ ...query, page: 1 })}`}>Tải danh sách (CSV)</a>
            ) : null}
          </p>
          <Cases cases={found.cases} empty={EMPTY[query.show] ?? 'Không có phản ánh nào ở mục này.'} />
          <Pager page={found.page} pages={found.pages} href={(at) => href({ page: at })} />
        </>,
      )
    })
    .get('/list.csv', need('feedback:read'), async (c) => {
      const query = queryOf(c.req.query())
      const lines: InboxLine[] = []
      for (let at = 1, pages = 1; at <= pages && at <= 200; at++) {
        const found = await feedback.desk.inbox(c.var.actor, { ...query, page: at })
        lines.push(...found.cases)
        pages = found.pages
      }
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', 'attachment; filename="phan-anh.csv"')
      return c.body(
        csvFile(
          [
            'Mã',
            'Loại',
            'Nguồn',
            'Nội dung (đã lược)',
            'Bộ phận',
            'Người xử lý',
            'Tình trạng',
            'Tiếp nhận',
            'Hạn',
            'Trễ (ngày làm việc)',
            'Trả lời',
          ],
          lines.map((line) => [
            line.code,
            line.kindText,
            line.sourceText,
            line.brief,
            line.departmentName,
            line.assigneeName ?? '',
            line.stateText,
            line.receivedAt,
            line.dueAt,
            line.lateDays,
            line.closedAt ?? '',
          ]),
        ),
      )
    })
}

/** The list itself; the page "đang trễ" shows it too. */
export function Cases({ cases, empty }: { cases: readonly InboxLine[]; empty: string }) {
  return (
    <List
      label="Phản ánh"
      rows={cases}
      empty={<p>{empty}</p>}
      columns={[
        {
          head: 'Nội dung',
          main: true,
          cell: (line) => (
            <a href={`/console/feedback/${line.code}`}>
              {line.urgent ? '‼ ' : ''}
              {inShort(line.brief)}
            </a>
          ),
        },
        { head: 'Mã', cell: (line) => <span class="code">{line.code}</span> },
        { head: 'Loại', cell: (line) => line.kindText },
        { head: 'Hạn trả lời', cell: (line) => <DueOf line={line} /> },
        { head: 'Tình trạng', cell: (line) => <StateOf line={line} /> },
        { head: 'Người xử lý', cell: (line) => line.assigneeName ?? line.departmentName },
      ]}
    />
  )
}

/** Filters of the address; what can't be read falls back to the open list. */
function queryOf(raw: Record<string, string>): InboxQuery {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''))
  const read = InboxQuery.safeParse(given)
  return read.success ? read.data : InboxQuery.parse({})
}

function search(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(given).toString()
}
