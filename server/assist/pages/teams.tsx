import { Hono } from 'hono'
import { daysOf } from '../../console/days.ts'
import { Field } from '../../console/form.tsx'
import { Facts, Filters, List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { AssistContent } from '../../content/schema-assist.ts'
import { csvFile } from '../../kernel/csv.ts'
import { type Day, showDay } from '../../kernel/time.ts'
import { need, type StaffEnv } from '../../people/staff-door.ts'
import type { Device, Shift } from '../schema/phone.ts'
import type { Count } from '../schema.ts'
import type { Assist } from '../service.ts'
import { BACK } from './phones.tsx'

/** What the teams did between two days: by difficulty, kind, team, member, hamlet and outcome; to be taken along as CSV. */
export function teamPages(assist: Assist) {
  const { teams } = assist.content
  return new Hono<StaffEnv>()
    .get('/team', need('assist:lead'), async (c) => {
      const { from, to } = daysOf(c, monthSoFar)
      const [found, devices, shifts] = await Promise.all([
        assist.summary(from, to),
        assist.devices.list(),
        assist.day.shifts(),
      ])
      return page(
        c,
        { title: 'Tổng hợp của các tổ', help: 'assist', wide: true, back: BACK },
        <>
          <Filters action="/console/assist/team" button="Xem">
            <Field name="from" type="date" label="Từ ngày" value={from} />
            <Field name="to" type="date" label="Đến ngày" value={to} />
          </Filters>
          <Facts
            facts={[
              ['Lượt giúp', String(found.visits)],
              ['Số tổ', String(teams.length)],
            ]}
          />
          <p>
            <a href={`/console/assist/team.csv?from=${from}&to=${to}`}>Tải bảng tổng hợp (CSV)</a>
          </p>
          <h2>Các tổ</h2>
          <TeamTable teams={teams} byTeam={found.byTeam} devices={devices} shifts={shifts} />
          <Counts title="Khó khăn của người dân (NĐ 224/2026 Điều 79 điểm d)" counts={found.byDifficulty} />
          <Counts title="Theo việc đã giúp" counts={found.byKind} />
          <Counts title="Theo tổ" counts={found.byTeam} />
          <Counts title="Theo thành viên" counts={found.byMember} />
          <Counts title="Theo thôn" counts={found.byHamlet} />
          <Counts title="Theo kết quả" counts={found.byOutcome} />
        </>,
      )
    })
    .get('/team.csv', need('assist:lead'), async (c) => {
      const { from, to } = daysOf(c, monthSoFar)
      const found = await assist.summary(from, to)
      const rows = (group: string, counts: Count[]) => counts.map(({ name, visits }) => [group, name, visits])
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', 'attachment; filename="to-cong-nghe-so.csv"')
      return c.body(
        csvFile(
          ['Nhóm', 'Tên', 'Số lượt'],
          [
            ['Tất cả', '', found.visits],
            ...rows('Khó khăn', found.byDifficulty),
            ...rows('Việc', found.byKind),
            ...rows('Tổ', found.byTeam),
            ...rows('Thành viên', found.byMember),
            ...rows('Thôn', found.byHamlet),
            ...rows('Kết quả', found.byOutcome),
          ],
        ),
      )
    })
}

/** The month so far when no days are asked for. */
const monthSoFar = (today: Day): Day => `${today.slice(0, 7)}-01`

function Counts({ title, counts }: { title: string; counts: readonly Count[] }) {
  return (
    <>
      <h2>{title}</h2>
      <List
        label={title}
        rows={counts}
        empty={<p>Chưa có.</p>}
        columns={[
          { head: 'Tên', main: true, cell: (one) => one.name },
          { head: 'Số lượt', number: true, cell: (one) => one.visits },
        ]}
      />
    </>
  )
}

type Props = {
  teams: AssistContent['teams']
  byTeam: readonly Count[]
  devices: readonly Device[]
  shifts: readonly Shift[]
}

/** Each team: its hamlets, who has a phone, how much it helped, when it sits next. */
function TeamTable({ teams, byTeam, devices, shifts }: Props) {
  const live = devices.filter(({ revokedAt }) => revokedAt === null)
  const rows = teams.map(({ id, name, hamlets }) => {
    const members = new Set(live.filter(({ team }) => team === id).map(({ memberName }) => memberName))
    const next = shifts.find(({ team }) => team === id)
    return {
      name,
      hamlets: hamlets.join(', ') || '–',
      members: members.size > 0 ? [...members].sort().join(', ') : 'chưa ghép máy',
      visits: byTeam.find((one) => one.name === name)?.visits ?? 0,
      next: next ? `${showDay(next.day)} ${next.from}–${next.to}, ${next.place}` : '–',
    }
  })
  return (
    <List
      label="Các tổ"
      rows={rows}
      empty={<p>Chưa có tổ nào.</p>}
      columns={[
        { head: 'Tổ', main: true, cell: (one) => one.name },
        { head: 'Thôn', cell: (one) => one.hamlets },
        { head: 'Thành viên có máy', cell: (one) => one.members },
        { head: 'Lượt giúp', number: true, cell: (one) => one.visits },
        { head: 'Ca trực tới', cell: (one) => one.next },
      ]}
    />
  )
}
