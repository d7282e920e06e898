import { useState } from 'preact/hooks'
import { outbox } from '../../outbox/index.ts'
import { useEntries } from '../../outbox/use-entries.ts'
import type { SurveyView } from '../../survey/api.ts'
import { isOf } from '../../survey/parcel.ts'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { survey as words } from '../../words/survey.ts'
import { words as all } from '../../words.ts'
import { Changes } from './changes.tsx'

/** What became of the answers: thanks, or that they wait for a network. It turns by itself when they arrive. */
export function Done({ view, already }: { view: SurveyView; already: boolean }) {
  const entries = useEntries()
  const [busy, setBusy] = useState(false)
  if (!entries) return <p role="status">{all.loading}</p>
  const mine = entries.find(isOf(view.id))
  const open = mine && mine.state !== 'refused'
  const retry = async () => {
    setBusy(true)
    await outbox.syncAll()
    setBusy(false)
  }
  return (
    <Screen title={open ? words.waitingTitle : words.thanksTitle}>
      <div role="status">
        {open && <p class="notice">{words.waiting}</p>}
        {mine?.reason && <p class="notice">{mine.reason.message}</p>}
        {!mine && <p>{already ? words.already : view.thanks}</p>}
      </div>
      {open && (
        <button type="button" class="button main" aria-disabled={busy} onClick={() => void retry()}>
          {busy ? words.sending : words.sendNow}
        </button>
      )}
      <Link to={{ at: 'home' }} class="button plain">
        {all.home}
      </Link>
      <Changes />
      <HotlineBar />
    </Screen>
  )
}
