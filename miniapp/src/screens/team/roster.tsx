import { useEffect, useState } from 'preact/hooks'
import type { Failure } from '../../api.ts'
import { type Entry, outbox } from '../../outbox/index.ts'
import { go } from '../../router.ts'
import { refresh } from '../../team/refresh.ts'
import { change, useOpen, waitingRecords } from '../../team/state.ts'
import { Drawing } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { team as words } from '../../words/team.ts'
import { showDay, timeOf } from './say.ts'

const SHAPES = {
  sent: 'M12 3a9 9 0 110 18 9 9 0 010-18zM7.5 12.5l3 3 6-7',
  waiting: 'M6 3h12M6 21h12M7 3c0 5 10 5 10 9s-10 4-10 9M17 3c0 5-10 5-10 9s10 4 10 9',
  refused: 'M12 3l10 18H2zM12 10v5M12 18v.5',
} as const
const TONES = { sent: 'done', waiting: 'soon', refused: 'late' } as const

/** Where a member lands: today's people by number, what waits, what to come back to. No name, no matter of anybody. */
export function Roster({ onRevoked }: { onRevoked: () => void }) {
  const open = useOpen()
  const [entries, setEntries] = useState<Entry[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    const look = () => void waitingRecords().then(setEntries)
    look()
    return outbox.watch(look)
  }, [])
  const waits = entries.filter(({ state }) => state !== 'refused').length
  useEffect(() => {
    // also when the last one has left: then the commune counts it
    void refresh().then((failed) => {
      setFailure(failed)
      if (failed?.code === 'assist.revoked') onRevoked()
    })
  }, [waits])
  if (!open) return null
  const { desk } = open
  const { visit, lines, mine, shift, pack } = desk
  const isHeld = (n: number) =>
    mine?.refused.some(({ number, day, state }) => number === n && day === desk.day && state === 'refused') ?? false
  const stateOf = (id: string, n: number) => {
    const entry = entries.find((one) => one.id === id)
    if (isHeld(n)) return 'refused'
    return !entry ? 'sent' : entry.state === 'refused' ? 'refused' : 'waiting'
  }
  return (
    <Screen title={words.today(lines.length)}>
      {visit ? (
        <Link to={{ at: 'team', part: 'visit', of: '' }} class="button main wide">
          {words.goOn(visit.number)}
        </Link>
      ) : (
        pack && (
          <button type="button" class="button main wide" onClick={() => go({ at: 'team', part: 'visit', of: 'begin' })}>
            {shift ? words.nextOne : words.start}
          </button>
        )
      )}
      {shift && (
        <p class="notice">
          {words.shiftOn([words.places[shift.place], shift.hamlet].filter(Boolean).join(', '))}
          <br />
          <button type="button" class="button plain" onClick={() => void change({ shift: null })}>
            {words.shiftEnd}
          </button>
        </p>
      )}
      <div role="status">
        {waits > 0 && (
          <p class="notice">
            <b>{words.unsent(waits)}</b>
            <br />
            {words.unsentNote}
            <br />
            <button type="button" class="button plain" onClick={() => void outbox.syncAll()}>
              {words.sendNow}
            </button>
          </p>
        )}
      </div>
      {lines.length === 0 && !visit && <p>{words.nobody}</p>}
      <ul class="rows" hidden={lines.length === 0}>
        {[...lines].reverse().map(({ id, n, at }) => {
          const state = stateOf(id, n)
          return (
            <li key={id} class="row still">
              <b>{words.line(n)}</b>
              <small>{timeOf(at)}</small>
              <span class={`tone ${TONES[state]}`}>
                <Drawing d={SHAPES[state]} size={22} />
                {words[state]}
              </span>
            </li>
          )
        })}
      </ul>
      {entries
        .filter(({ state }) => state === 'refused')
        .map(({ id, title, reason }) => (
          <p key={id} class="notice late">
            {words.notTaken(title, reason?.message ?? '')}{' '}
            <button type="button" class="button plain" onClick={() => void outbox.remove(id)}>
              {words.takeOff}
            </button>
          </p>
        ))}
      {mine?.refused.map(({ number, day, message }) => (
        <p key={`${day} ${number} ${message}`} class="notice late">
          {words.heldBack(number, showDay(day), message)}
        </p>
      ))}
      {mine && <p>{words.month(mine.month + unsentOf(entries))}</p>}
      {failure && failure.code !== 'offline' && <p class="soft">{failure.message}</p>}
      {!visit && (
        <Link to={{ at: 'team', part: 'follow', of: '' }} class="button wide">
          {words.follow}
          {mine && mine.followUps.length > 0 ? ` (${mine.followUps.length})` : ''}
        </Link>
      )}
      <Link to={{ at: 'team', part: 'counts', of: '' }} class="button plain">
        {words.counts}
      </Link>
      <Link to={{ at: 'team', part: 'cards', of: '' }} class="button plain">
        {words.cards}
      </Link>
    </Screen>
  )
}

/** Records that the commune does not count yet. */
const unsentOf = (entries: Entry[]) => entries.filter(({ state }) => state !== 'refused').length
