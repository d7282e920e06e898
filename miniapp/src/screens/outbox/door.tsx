import { useEntries } from '../../outbox/use-entries.ts'
import { Link } from '../../ui/link.tsx'
import { unsent as words } from '../../words/unsent.ts'
import { Arrived } from './arrived.tsx'

/** At home and under *Của tôi*: how much waits for a network, and what went out meanwhile. Nothing when there is neither. */
export function UnsentDoor() {
  const entries = useEntries() ?? []
  const refused = entries.filter(({ state }) => state === 'refused').length
  return (
    <section aria-live="polite">
      {entries.length > 0 && (
        <ul class="rows">
          <li>
            <Link to={{ at: 'unsent' }} class="row">
              <b class="tone soon">{words.door(entries.length)}</b>
              <small>{refused > 0 ? words.doorRefused(refused) : words.doorWaiting}</small>
            </Link>
          </li>
        </ul>
      )}
      <Arrived />
    </section>
  )
}
