import { useState } from 'preact/hooks'
import { asFailure } from '../../api.ts'
import { tellFollowed } from '../../team/api.ts'
import { refresh } from '../../team/refresh.ts'
import { useOpen } from '../../team/state.ts'
import { useOnline } from '../../ui/online.tsx'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { showDay } from './say.ts'

/** Whom to come back to, by day. It is never open beside a visit. */
export function FollowScreen() {
  const open = useOpen()
  const online = useOnline()
  const [said, setSaid] = useState('')
  if (!open) return null
  const { mine, pack } = open.desk
  const labels = (ids: string[]) => ids.map((id) => pack?.kinds.find((kind) => kind.id === id)?.label ?? id).join('; ')
  const followed = async (id: string) => {
    try {
      await tellFollowed(open.token, id)
      await refresh()
      setSaid(words.followed)
    } catch (error) {
      const failure = asFailure(error)
      setSaid(failure.code === 'offline' ? words.needsNetwork : failure.message)
    }
  }
  return (
    <Screen title={words.follow}>
      <p role="status">{said || (!online && words.followOffline)}</p>
      {mine?.followUps.length === 0 && <p>{words.followNone}</p>}
      <ul class="rows" hidden={!mine?.followUps.length}>
        {mine?.followUps.map(({ id, day, why, number, visited, hamlet, kinds, nick, dossier }) => (
          <li key={id} class="row still">
            <b>{nick ?? words.followOf(number, showDay(visited))}</b>
            <span class={`tone ${why === 'late' ? 'late' : why === 'ready' ? 'done' : 'soon'}`}>
              {words.why[why]}: {showDay(day)}
            </span>
            <small>{[hamlet, labels(kinds), dossier].filter(Boolean).join(' · ')}</small>
            <button type="button" class="button" onClick={() => void followed(id)}>
              {words.followed}
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  )
}
