import { useState } from 'preact/hooks'
import type { SurveyView } from '../../survey/api.ts'
import { flush } from '../../survey/outbox.ts'
import { useWaiting } from '../../survey/waiting.ts'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { survey as words } from '../../words/survey.ts'
import { words as all } from '../../words.ts'
import { Changes } from './changes.tsx'

/** What became of the answers: thanks, or that they wait for a network. It turns by itself when they arrive. */
export function Done({ view, already }: { view: SurveyView; already: boolean }) {
  const waiting = useWaiting()
  const [busy, setBusy] = useState(false)
  if (!waiting) return <p role="status">{all.loading}</p>
  const mine = waiting.find(({ survey }) => survey === view.id)
  const open = mine && !mine.refused
  const retry = async () => {
    setBusy(true)
    await flush()
    setBusy(false)
  }
  return (
    <Screen title={open ? words.waitingTitle : words.thanksTitle}>
      <div role="status">
        {open && <p class="notice">{words.waiting}</p>}
        {mine?.refused && <p class="notice">{mine.refused.message}</p>}
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
