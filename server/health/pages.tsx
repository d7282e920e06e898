import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { Facts, List, Tone, type ToneName } from '../console/list.tsx'
import { page } from '../console/page.tsx'
import type { Room } from '../console/room.ts'
import type { Say } from '../content/messages.ts'
import { showMoment } from '../kernel/time.ts'
import { Unsent } from '../notices/schema.ts'
import { need, type StaffEnv } from '../people/staff-door.ts'
import { isStuck, REFRESH_DAYS } from './rules.ts'
import type { Grant, GrantState, Reach } from './schema.ts'
import type { Health } from './service.ts'

const DAY_MS = 86_400_000
const moment = (at: string | number | null) => (at === null ? 'chưa có' : showMoment(new Date(at)))
const GRANT: Record<GrantState, { tone: ToneName; text: string }> = {
  good: { tone: 'done', text: 'Đang dùng được' },
  none: { tone: 'late', text: 'Chưa có cặp mã: chưa gửi được tin nào' },
  failing: { tone: 'soon', text: 'Vẫn gửi được, nhưng lần đổi mã vừa rồi không thành' },
  over: { tone: 'late', text: 'Đã hết: không gửi được tin cho đến khi cấp quyền lại' },
}

/** How the channels do: which are on, what arrives, and what somebody has to set right. */
export function healthPages({
  health,
  say,
  publicUrl,
}: {
  health: Health
  say: Say
  publicUrl: (c: Context) => string
}): Room {
  const pages = new Hono<StaffEnv>().get('/', need('unit:settings'), async (c) => {
    const [channels, account] = await Promise.all([health.reach(), health.account()])
    return page(
      c,
      { title: 'Kênh nhắn tin', help: 'channels', wide: true },
      <>
        <List
          label="Kênh nhắn tin"
          rows={channels}
          empty={<p>Chưa có kênh nào.</p>}
          columns={[
            { head: 'Kênh', main: true, cell: (one) => one.title },
            { head: 'Tình trạng', cell: (one) => <State one={one} now={c.var.frame.now} /> },
            { head: 'Tin cuối gửi được', cell: (one) => moment(one.lastDelivered) },
            { head: 'Dân nhắn lần cuối', cell: (one) => moment(one.lastHeard) },
            { head: 'Gửi được, 7 ngày', number: true, cell: (one) => one.delivered },
            { head: 'Không gửi được, 7 ngày', cell: (one) => <Failed one={one} say={say} /> },
            { head: 'Đang chờ', number: true, cell: (one) => one.waiting },
            { head: 'Lỗi gần nhất', cell: (one) => (one.error ? <span class="code">{one.error}</span> : '–') },
          ]}
        />
        {account ? (
          <Account grant={account.grant} state={account.state} webhook={`${publicUrl(c)}/zalo/oa/webhook`} />
        ) : null}
      </>,
    )
  })
  return {
    path: '/channels',
    label: 'Kênh nhắn tin',
    rights: ['unit:settings'],
    pages,
    work: async () => [
      { label: 'kênh nhắn tin cần xem lại', count: await health.ailing(), href: '/console/channels', tone: 'late' },
    ],
  }
}

function State({ one, now }: { one: Reach; now: Date }) {
  if (!one.on) return <Tone tone="plain">đang tắt</Tone>
  if (isStuck(one, now)) return <Tone tone="late">có tin chờ từ {moment(one.waitingSince)}</Tone>
  return <Tone tone="done">đang bật</Tone>
}

function Failed({ one, say }: { one: Reach; say: Say }) {
  const lines = Unsent.options.filter((state) => one.failed[state] > 0)
  if (lines.length === 0) return <>0</>
  return (
    <ul>
      {lines.map((state) => (
        <li>
          {one.failed[state]} {say(`notice.unsent.${state}`)}
        </li>
      ))}
    </ul>
  )
}

function Account({ grant, state, webhook }: { grant: Grant | null; state: GrantState; webhook: string }) {
  const pair: Array<readonly [string, Child]> = grant
    ? [
        ['Cặp mã đang dùng', `thứ ${grant.version}, đổi lúc ${moment(grant.rotatedAt)}`],
        ['Tự đổi trước', moment(grant.expiresAt)],
        ['Máy chủ tắt đến lúc này thì phải cấp quyền lại', moment(grant.rotatedAt + REFRESH_DAYS * DAY_MS)],
      ]
    : []
  const failure: Array<readonly [string, Child]> = grant?.failure
    ? [['Lần đổi không thành', `${moment(grant.failure.at)}: ${grant.failure.why}`]]
    : []
  return (
    <>
      <h2>Quyền gửi tin của Zalo OA</h2>
      <Facts
        facts={[
          ['Tình trạng', <Tone tone={GRANT[state].tone}>{GRANT[state].text}</Tone>],
          ...pair,
          ...failure,
          ['Địa chỉ webhook ghi ở Zalo', <span class="code">{webhook}</span>],
        ]}
      />
      {state === 'good' ? null : (
        <p>
          <a href="/console/help/channels">Cách cấp quyền lại</a>
        </p>
      )}
    </>
  )
}
