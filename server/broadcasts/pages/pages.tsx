import { type Context, Hono } from 'hono'
import { List, Tabs } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Room } from '../../console/room.ts'
import { showMoment } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { State } from '../schema.ts'
import type { Broadcasts } from '../service.ts'
import { editorPages } from './editor.tsx'
import { onePages } from './one.tsx'
import { StateOf } from './state.tsx'

/** One picture of 8 MB and what multipart adds. */
const BODY = 8_400_000
const HERE = '/console/broadcasts'
const SHOW: ReadonlyArray<{ show: string; label: string; states: readonly State[] }> = [
  { show: '', label: 'Đang làm', states: ['draft', 'waiting', 'approved', 'sending'] },
  { show: 'waiting', label: 'Chờ duyệt', states: ['waiting'] },
  { show: 'sent', label: 'Đã gửi', states: ['sent'] },
  { show: 'cancelled', label: 'Đã dừng', states: ['cancelled'] },
]
const EMPTY: { [show: string]: string } = {
  '': 'Không có tin nào đang làm. Cán bộ soạn tin bấm “Soạn tin”; lãnh đạo duyệt rồi mới gửi.',
  waiting: 'Không có tin nào chờ duyệt.',
  sent: 'Chưa gửi tin nào.',
  cancelled: 'Chưa có tin nào bị dừng.',
}

/** What the commune tells those who asked for it: written, approved, sent, counted. `on`: the channels that are switched on. */
export function broadcastPages(broadcasts: Broadcasts, on: ReadonlySet<string>): Room {
  const { desk } = broadcasts
  const list = async (c: Context<StaffEnv>) => {
    const { actor, frame } = c.var
    const chosen = SHOW.find(({ show }) => show === (c.req.query('show') ?? '')) ?? SHOW[0]
    const [all, counts] = await Promise.all([desk.list(actor, chosen?.states ?? []), desk.counts(actor)])
    const count = (states: readonly State[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
    return page(
      c,
      { title: 'Thông báo', help: 'broadcasts', wide: true },
      <>
        {actor.rights.has('broadcasts:write') ? (
          <p>
            <a class="button main" href={`${HERE}/new`}>
              Soạn tin
            </a>
          </p>
        ) : null}
        <Tabs
          label="Tin theo bước"
          tabs={SHOW.map(({ show, label, states }) => ({
            href: show ? `${HERE}?show=${show}` : HERE,
            label,
            count: count(states),
            here: show === chosen?.show,
          }))}
        />
        <List
          label="Thông báo"
          rows={all}
          empty={<p>{EMPTY[chosen?.show ?? '']}</p>}
          columns={[
            { head: 'Tin', main: true, cell: (one) => <a href={`${HERE}/${one.id}`}>{one.title}</a> },
            { head: 'Loại', cell: (one) => frame.say(`news.kind.${one.kind}`) },
            { head: 'Bước', cell: (one) => <StateOf broadcast={one} say={frame.say} /> },
            { head: 'Người soạn', cell: (one) => one.authorName },
            { head: 'Lúc', cell: (one) => showMoment(new Date(one.startedAt ?? one.changedAt)) },
          ]}
        />
      </>,
    )
  }

  // who writes and who approves see the same pages; what each may do is asked of the service
  const pages = new Hono<StaffEnv>()
    .get('/', need('broadcasts:read'), list)
    .route('/', editorPages(broadcasts, on))
    .route('/', onePages(broadcasts))
  return {
    path: '/broadcasts',
    label: 'Thông báo',
    rights: ['broadcasts:read'],
    pages,
    maxBody: BODY,
    work: async (actor) => {
      const counts = await desk.counts(actor)
      return actor.rights.has('broadcasts:approve')
        ? [{ label: 'thông báo chờ duyệt', count: counts.waiting ?? 0, href: `${HERE}?show=waiting`, tone: 'soon' }]
        : []
    },
  }
}
