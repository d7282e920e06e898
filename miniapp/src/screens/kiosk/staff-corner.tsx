import { useEffect, useRef, useState } from 'preact/hooks'
import { isAtHand } from '../../offline/worker.ts'
import { outbox } from '../../outbox/index.ts'
import { useEntries } from '../../outbox/use-entries.ts'
import { hrefOf } from '../../router.ts'
import { kiosk as words } from '../../words/survey.ts'

const HOLD_MS = 3_000
const SHOWN_MS = 20_000

/** The only way out: a corner that has to be held. Tells staff what still waits to be sent. */
export function StaffCorner() {
  const [shown, setShown] = useState(false)
  const held = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const waiting = (useEntries() ?? []).filter(({ kind }) => kind === 'survey')
  const refused = waiting.filter(({ state }) => state === 'refused')
  useEffect(() => {
    if (!shown) return
    const wait = setTimeout(() => setShown(false), SHOWN_MS)
    return () => clearTimeout(wait)
  }, [shown])
  const release = () => clearTimeout(held.current)
  const hold = () => {
    release()
    held.current = setTimeout(() => setShown(true), HOLD_MS)
  }
  const leave = async () => {
    for (const { id } of refused) await outbox.remove(id)
    void document.exitFullscreen?.().catch(() => undefined)
    history.replaceState(null, '', hrefOf({ at: 'home' }))
    location.reload() // only a new document lets go of the screen
  }
  if (!shown)
    return (
      <button
        type="button"
        class="kiosk-corner"
        aria-label={words.staff}
        onPointerDown={hold}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onKeyDown={(event) => event.key === 'Enter' && !event.repeat && hold()}
        onKeyUp={release}
      />
    )
  return (
    <section class="kiosk-staff" aria-label={words.label}>
      <p>{words.waiting(waiting.length - refused.length)}</p>
      {refused.length > 0 && <p>{words.refused(refused.length)}</p>}
      <p>{isAtHand() ? words.ready : words.notReady}</p>
      <div class="pick">
        <button type="button" class="button main" onClick={() => setShown(false)}>
          {words.stay}
        </button>
        <button type="button" class="button" onClick={() => void leave()}>
          {words.leave}
        </button>
      </div>
    </section>
  )
}
