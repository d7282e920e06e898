import { useEffect, useRef, useState } from 'preact/hooks'
import { go } from '../router.ts'
import { Dictation } from '../ui/dictation.tsx'
import { HotlineBar } from '../ui/hotline-bar.tsx'
import { Link } from '../ui/link.tsx'
import { Screen } from '../ui/screen.tsx'
import { words } from '../words.ts'
import { Doors } from './ask/doors.tsx'
import { LifeEvents } from './ask/life-events.tsx'
import { Mine } from './ask/mine.tsx'
import { MySurveys } from './ask/my-surveys.tsx'
import { Results } from './ask/results.tsx'
import { Unsent } from './ask/unsent.tsx'
import { MyCases } from './feedback/my-cases.tsx'
import { LatestNews } from './news/latest.tsx'
import { Changes } from './survey/changes.tsx'

const PAUSE_MS = 200 // a typing finger's pause; also keeps Safari's limit of 100 address changes in 30 s
const SETTLED_MS = 800 // the first screen has what it needs; then the rooms behind it are fetched

/** The question. Home (`q` null) and search are one screen, so that typing at home simply becomes searching. */
export function Ask({ q }: { q: string | null }) {
  const [text, setText] = useState(q ?? '')
  const [problem, setProblem] = useState('')
  const sent = useRef(q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const atHome = q === null

  useEffect(() => {
    // the back button changed the question, not the finger
    if ((q ?? '') !== sent.current) setText(q ?? '')
    sent.current = q ?? ''
  }, [q])
  useEffect(() => {
    if (text === sent.current) return
    const wait = setTimeout(() => {
      sent.current = text
      go({ at: 'search', q: text }, { replace: true })
    }, PAUSE_MS)
    return () => clearTimeout(wait)
  }, [text])
  useFocusOnTurn(atHome, field.current)
  useEffect(() => {
    const wait = setTimeout(() => void import('./rooms.ts').catch(() => undefined), SETTLED_MS)
    return () => clearTimeout(wait)
  }, [])

  const write = (typed: string) => {
    setProblem('')
    setText(typed)
    if (!atHome || typed === '') return
    sent.current = typed
    go({ at: 'search', q: typed })
  }
  return (
    <Screen title={atHome ? words.ask.title : words.ask.titleSearch} place={atHome ? 'home' : 'search'}>
      <search>
        <form
          class="ask"
          onSubmit={(event) => {
            event.preventDefault()
            field.current?.blur() // puts the keyboard away, so that the answers show
          }}
        >
          <input
            ref={field}
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            maxLength={200}
            aria-label={words.ask.label}
            placeholder={words.ask.hint}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
          />
          <Dictation onHeard={write} onFail={setProblem} />
        </form>
      </search>
      <p role="alert" class="quiet-alert">
        {problem}
      </p>
      {atHome && <Doors />}
      {atHome && <Unsent />}
      {atHome && <Mine />}
      {atHome && <MyCases openOnly />}
      {atHome && <MySurveys />}
      {atHome && (
        <Link to={{ at: 'mine' }} class="button plain">
          {words.mineAll}
        </Link>
      )}
      {!atHome && q !== '' && <Results q={q} />}
      {(atHome || q === '') && <LifeEvents all={!atHome} />}
      {atHome && <LatestNews />}
      {atHome && <Changes folded />}
      <HotlineBar />
    </Screen>
  )
}

/** Home and search share their elements, so arriving has to move the focus by hand: to the field, or back to the heading. */
function useFocusOnTurn(atHome: boolean, field: HTMLInputElement | null) {
  const first = useRef(true)
  useEffect(() => {
    if (!first.current && document.activeElement !== field) {
      if (atHome) document.querySelector('h1')?.focus({ preventScroll: true })
      else field?.focus({ preventScroll: true })
    }
    first.current = false
  }, [atHome])
}
