import { useEffect, useRef, useState } from 'preact/hooks'
import { deviceId, newId } from '../../feedback/ids.ts'
import { outbox, start } from '../../outbox/index.ts'
import { lockRoute } from '../../router.ts'
import { surveyEntry } from '../../survey/parcel.ts'
import { answersOf, askedOf, type Given } from '../../survey/rules.ts'
import { useUnit } from '../../ui/unit.tsx'
import { kiosk as words } from '../../words/survey.ts'
import { words as all } from '../../words.ts'
import { Face } from './face.tsx'
import { useOwnScreen } from './own-screen.ts'
import { type Setup, useSetup } from './setup.ts'
import { StaffCorner } from './staff-corner.tsx'

const RESET_MS = 20_000 // somebody walked away
const THANKS_MS = 6_000
const DOUBLE_TAP_MS = 600 // a nervous finger's second tap is not an answer to the next question
const SYNC_MS = 60_000

/** The tablet at a counter: one tap, thanks, and the next person finds nothing of the one before. Works without a network. */
export function KioskScreen({ counter }: { counter: string }) {
  const { setup, failure } = useSetup(counter)
  const wake = useOwnScreen()
  useEffect(() => {
    lockRoute()
    start()
    const again = setInterval(() => void outbox.syncAll(), SYNC_MS)
    return () => clearInterval(again)
  }, [])
  return (
    <main class="kiosk" onPointerDown={wake} onContextMenu={(event) => event.preventDefault()}>
      {setup && <Board key={setup.view.version} setup={setup} counter={counter} />}
      {!setup && (
        <div class="kiosk-board">
          <h1>{words.label}</h1>
          <p role={failure ? 'alert' : 'status'}>
            {failure?.code === 'survey.no-counter' ? words.closed : (failure?.message ?? words.loading)}
          </p>
        </div>
      )}
      <StaffCorner />
    </main>
  )
}

function Board({ setup: { view, counter: place }, counter }: { setup: Setup; counter: string }) {
  const [given, setGiven] = useState<Given>({})
  const [thanked, setThanked] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const shownAt = useRef(0)
  const sample = useUnit()?.sample
  // what needs a keyboard is not asked here
  const asked = askedOf(view.pages.flat(), given).filter(({ type, required }) => type === 'choice' && required)
  const item = asked.find(({ id }) => given[id] === undefined)
  const begun = Object.keys(given).length > 0

  const reset = () => {
    setGiven({})
    setThanked(false)
  }
  useEffect(() => {
    shownAt.current = performance.now()
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true })
    if (!begun && !thanked) return
    const wait = setTimeout(reset, thanked ? THANKS_MS : RESET_MS)
    return () => clearTimeout(wait)
  }, [item?.id, thanked])

  const answer = async (option: string) => {
    if (!item || thanked || performance.now() - shownAt.current < DOUBLE_TAP_MS) return
    shownAt.current = performance.now() // also before the next drawing
    const next = { ...given, [item.id]: option }
    const open = askedOf(view.pages.flat(), next).some(
      ({ id, type, required }) => type === 'choice' && required && next[id] === undefined,
    )
    if (open) return setGiven(next)
    setGiven({})
    setThanked(true)
    const { id: survey, title, version } = view
    const answers = answersOf(view, next)
    const sent = { version, answers, door: 'kiosk', counter, assisted: false, device: await deviceId() }
    await outbox.send(surveyEntry(newId(), title, { survey, answer: sent }, Date.now()))
  }

  return (
    <div class="kiosk-board">
      <p class="kiosk-place">
        <b>{place.unit.replace(/\s*\(.*\)$/, '')}</b>
        <span>{place.name}</span>
        {sample && <small>{all.sample}</small>}
      </p>
      <h1 ref={heading} tabIndex={-1} aria-live="polite">
        {thanked ? words.thanks : item?.ask}
      </h1>
      {thanked && <p class="kiosk-note">{words.thanksNote}</p>}
      {!thanked && item && (
        <ul class={item.options.some(({ face }) => face) ? 'kiosk-faces' : 'kiosk-options'}>
          {item.options.map(({ id, label, face }) => (
            <li key={`${item.id} ${id}`}>
              <button type="button" class="kiosk-option" onClick={() => void answer(id)}>
                {face && <Face mood={face} />}
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {begun && !thanked && (
        <button type="button" class="button" onClick={reset}>
          {words.other}
        </button>
      )}
    </div>
  )
}
