import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { Empty, Facts, Tone, type ToneName } from '../console/list.tsx'
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
    const [on, off] = [channels.filter((one) => one.on), channels.filter((one) => !one.on)]
    return page(
      c,
      { title: 'Kênh nhắn tin', help: 'channels' },
      <>
        {on.map((one) => (
          <Channel one={one} now={c.var.frame.now} say={say} />
        ))}
        {on.length === 0 ? (
          <Empty>
            <p>Chưa bật kênh nào: bà con hỏi qua trang web và ứng dụng, tin theo dõi không gửi đi được.</p>
          </Empty>
        ) : null}
        {off.length > 0 ? (
          <p>
            Đang tắt: {off.map(({ title }) => title).join(', ')}. Người vận hành máy chủ khai mã của kênh theo tệp
            README rồi khởi động lại.
          </p>
        ) : null}
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

function Channel({ one, now, say }: { one: Reach; now: Date; say: Say }) {
  const stuck = isStuck(one, now)
  return (
    <section>
      <h2>{one.title}</h2>
      <Facts
        facts={[
          [
            'Tình trạng',
            stuck ? (
              <Tone tone="late">có tin chờ từ {moment(one.waitingSince)}</Tone>
            ) : (
              <Tone tone="done">đang bật</Tone>
            ),
          ],
          ['Dân nhắn lần cuối', moment(one.lastHeard)],
          ['Tin cuối gửi được', moment(one.lastDelivered)],
          ['Gửi được, 7 ngày', one.delivered],
          ['Không gửi được, 7 ngày', <Failed one={one} say={say} />],
          ['Đang chờ gửi', one.waiting],
          ...(one.error ? [['Lỗi gần nhất', <span class="code">{one.error}</span>] as const] : []),
        ]}
      />
    </section>
  )
}

function Failed({ one, say }: { one: Reach; say: Say }) {
  const lines = Unsent.options.filter((state) => one.failed[state] > 0)
  if (lines.length === 0) return <>0</>
  return (
    <>
      {lines.map((state) => (
        <div>
          {one.failed[state]} tin: {say(`notice.unsent.${state}`)}
        </div>
      ))}
    </>
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
    ? [['Lần đổi không thành', `${moment(grant.failure.at)}: ${whyOf(grant.failure.why)}`]]
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

/** Why a refresh did not work, in words; Zalo's code is kept for whoever asks Zalo. */
function whyOf(why: string): string {
  const code = /^refused (.+)$/.exec(why)?.[1]
  return code ? `Zalo không nhận (mã ${code})` : 'chưa gọi được Zalo, hệ thống thử lại mỗi phút'
}
