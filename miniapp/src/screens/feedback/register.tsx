import { useEffect, useRef, useState } from 'preact/hooks'
import { type PublicCase, type RegisterPage, searchRegister } from '../../feedback/send.ts'
import { sayDay } from '../../moment.ts'
import { go } from '../../router.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { register as words } from '../../words/feedback.ts'
import { words as all } from '../../words.ts'

const cache = new Map<string, RegisterPage>()
const PAUSE_MS = 300 // a typing finger's pause
type Query = { q: string; kind: string; page: number }

/** What the commune answered, for everyone to read: nothing here tells who asked. */
export function RegisterScreen({ q, kind, page }: Query) {
  const [text, setText] = useState(q)
  const sent = useRef(q)
  const turn = (next: Partial<Query>, replace = true) =>
    go({ at: 'register', q: sent.current, kind, page: 1, ...next }, { replace })
  useEffect(() => {
    if (q !== sent.current) setText(q) // the back button changed it, not the finger
    sent.current = q
  }, [q])
  useEffect(() => {
    if (text === sent.current) return
    const wait = setTimeout(() => {
      sent.current = text
      turn({ q: text })
    }, PAUSE_MS)
    return () => clearTimeout(wait)
  }, [text, kind])
  const query = { q: q.trim(), kind, page: String(page) }
  const key = JSON.stringify(query)
  const { data, failure, busy, retry } = useLoad(key, (signal) => searchRegister(filled(query), signal), cache)
  return (
    <Screen title={words.title} ready={data !== null} place={key}>
      <p class="soft">{words.lead}</p>
      <search>
        <form class="ask" onSubmit={(event) => event.preventDefault()}>
          <input
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            maxLength={100}
            aria-label={words.label}
            placeholder={words.hint}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </form>
        <div class="field">
          <label for="loai-viec">{words.kind}</label>
          <select id="loai-viec" value={kind} onChange={(event) => turn({ kind: event.currentTarget.value })}>
            <option value="">{words.allKinds}</option>
            {Object.entries(words.kinds).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </search>
      <p role="status" class="found">
        {busy
          ? all.loading
          : failure || !data
            ? ''
            : data.total > 0
              ? words.found(data.total)
              : query.q || kind
                ? words.none
                : words.empty}
      </p>
      {failure && <FailureBox failure={failure} retry={retry} />}
      {!failure && data && (
        <Found data={data} page={page} stale={busy} onPage={(next) => turn({ page: next }, false)} />
      )}
      {!failure && !busy && data?.total === 0 && (query.q || kind) && <p>{words.noneNext}</p>}
      <Link to={{ at: 'report', step: '' }} class="button plain">
        {all.feedback.write}
      </Link>
      <HotlineBar />
    </Screen>
  )
}

type FoundProps = { data: RegisterPage; page: number; stale: boolean; onPage: (page: number) => void }
function Found({ data, page, stale, onPage }: FoundProps) {
  const { pages } = data
  return (
    <>
      <ul class={stale ? 'rows stale' : 'rows'}>
        {data.cases.map((one) => (
          <li key={one.id}>
            <Entry one={one} />
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <nav class="pick" aria-label={words.pages}>
          {page > 1 && (
            <button type="button" class="button" onClick={() => onPage(page - 1)}>
              {words.previous}
            </button>
          )}
          <span class="soft">{words.page(page, pages)}</span>
          {page < pages && (
            <button type="button" class="button" onClick={() => onPage(page + 1)}>
              {words.next}
            </button>
          )}
        </nav>
      )}
    </>
  )
}

function Entry({ one }: { one: PublicCase }) {
  const { kindText, text, place, receivedAt, closedAt, outcomeText, answer, handler, likes, dislikes } = one
  return (
    <article class="entry">
      <p class="soft">{[kindText, place].filter(Boolean).join(' · ')}</p>
      <p>{text}</p>
      <div class="outcome">
        <p>
          <b>{outcomeText}</b> · {handler}
        </p>
        <p>{answer}</p>
      </div>
      <p class="soft">
        {words.dates(sayDay(receivedAt), sayDay(closedAt))}
        {likes + dislikes > 0 && ` · ${words.likes(likes, dislikes)}`}
      </p>
    </article>
  )
}

function filled(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}
