import { useState } from 'preact/hooks'
import { outbox } from '../../outbox/index.ts'
import { useEntries } from '../../outbox/use-entries.ts'
import { Emergency } from '../../ui/emergency.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { unsent as words } from '../../words/unsent.ts'
import { words as all } from '../../words.ts'
import { Arrived } from './arrived.tsx'
import { EntryRow } from './entry-row.tsx'

/** *Chưa gửi*: everything that waits for a network, and what the commune would not take. Empties itself as things arrive. */
export function UnsentScreen() {
  const entries = useEntries()
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  if (!entries) return <p role="status">{all.loading}</p>
  const waiting = entries.filter(({ state }) => state !== 'refused')
  const send = async () => {
    setBusy(true)
    setSaid(words.sending)
    await outbox.syncAll()
    const left = (await outbox.list()).some(({ state }) => state !== 'refused')
    setSaid(left ? words.stillWaiting : '')
    setBusy(false)
  }
  return (
    <Screen title={words.title(entries.length)}>
      <p>{entries.length > 0 ? words.lead : words.none}</p>
      {waiting.length > 0 && (
        <button type="button" class="button main wide" aria-disabled={busy} onClick={() => !busy && void send()}>
          {busy ? words.sending : words.sendNow}
        </button>
      )}
      <p role="status" class="said">
        {said}
      </p>
      <ul class="rows">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onSaid={setSaid} />
        ))}
      </ul>
      <div role="status">
        <Arrived />
      </div>
      <Link to={{ at: 'home' }} class="button plain">
        {all.home}
      </Link>
      {waiting.some(({ kind }) => kind === 'feedback') && (
        <>
          <p>{words.danger}</p>
          <Emergency />
        </>
      )}
    </Screen>
  )
}
