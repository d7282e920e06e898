import { List } from '../../console/list.tsx'
import type { AssistContent } from '../../content/schema-assist.ts'
import { showDay } from '../../kernel/time.ts'
import type { Device, Shift } from '../schema/phone.ts'
import type { Count } from '../schema.ts'

type Props = {
  teams: AssistContent['teams']
  byTeam: readonly Count[]
  devices: readonly Device[]
  shifts: readonly Shift[]
}

/** Each team: its hamlets, who has a phone, how much it helped, when it sits next. */
export function TeamTable({ teams, byTeam, devices, shifts }: Props) {
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
