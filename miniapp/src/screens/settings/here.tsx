import { useEffect, useRef, useState } from 'preact/hooks'
import { forgetHere, type Held, heldHere } from '../../forget.ts'
import { settings as words } from '../../words/settings.ts'

/** What this device keeps of my matters, counted, and the one button that takes all of it away. */
export function Here() {
  const [held, setHeld] = useState<Held | null>(null)
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const question = useRef<HTMLParagraphElement>(null)
  const look = () => heldHere().then(setHeld)
  useEffect(() => void look(), [])
  useEffect(() => {
    if (asking) question.current?.focus()
  }, [asking])
  const erase = async () => {
    await forgetHere()
    await look()
    setAsking(false)
    setSaid(words.erased)
  }
  const lines = held ? linesOf(held) : []
  return (
    <section>
      <h2>{words.hereTitle}</h2>
      {held && lines.length === 0 && <p>{words.hereNone}</p>}
      {lines.length > 0 && <p>{words.hereLead}</p>}
      <ul class="dots">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > 0 && !asking && (
        <button type="button" class="button wide" onClick={() => setAsking(true)}>
          {words.erase}
        </button>
      )}
      {asking && held && (
        <div class="notice late">
          <p ref={question} tabIndex={-1}>
            {words.eraseAsk}
          </p>
          {held.waiting > 0 && <p>{words.eraseWaiting(held.waiting)}</p>}
          {held.cases > 0 && <p>{words.eraseCases}</p>}
          <div class="pick">
            <button type="button" class="button" onClick={() => void erase()}>
              {words.eraseYes}
            </button>
            <button type="button" class="button main" onClick={() => setAsking(false)}>
              {words.eraseNo}
            </button>
          </div>
        </div>
      )}
      <p role="status" class="said">
        {said}
      </p>
    </section>
  )
}

function linesOf({ dossiers, cases, lists, draft, surveys, waiting, chat }: Held): string[] {
  return [
    dossiers > 0 ? words.dossiers(dossiers) : '',
    cases > 0 ? words.cases(cases) : '',
    lists > 0 ? words.lists(lists) : '',
    draft ? words.draft : '',
    surveys > 0 ? words.surveys(surveys) : '',
    waiting > 0 ? words.waiting(waiting) : '',
    chat ? words.chat : '',
  ].filter(Boolean)
}
