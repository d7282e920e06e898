import { useLayoutEffect } from 'preact/hooks'
import { type SearchAnswer, searchProcedures } from '../../api.ts'
import { nameOf } from '../../facts.ts'
import { restoreScroll } from '../../router.ts'
import { CallLink } from '../../ui/call-link.tsx'
import { FailureBox } from '../../ui/failure-box.tsx'
import { KeptNote } from '../../ui/kept-note.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { useUnit } from '../../ui/unit.tsx'
import { words } from '../../words.ts'
import { LifeEvents } from './life-events.tsx'

const cache = new Map<string, SearchAnswer>()
/** With what the device keeps behind it, once that part of the app is here. */
const search = async (query: string, signal: AbortSignal) => {
  const kept = await import('../../offline/procedures.ts').catch(() => ({ searchProcedures }))
  return kept.searchProcedures(query, signal)
}

/** Answers to the question so far. The field stands under each name: near-duplicates differ by it. */
export function Results({ q }: { q: string }) {
  const query = q.trim().replace(/\s+/g, ' ')
  const { data, failure, busy, retry } = useLoad(query || null, (signal) => search(query, signal), cache)
  useLayoutEffect(() => {
    if (data) restoreScroll()
  }, [data])
  const found = data && !failure ? data.procedures : []
  const nothing = data !== null && !failure && !busy && found.length === 0
  return (
    <section aria-busy={busy}>
      <p role="status" class="found">
        {busy ? words.ask.searching : nothing ? words.ask.none : data && !failure ? countOf(data) : ''}
      </p>
      {failure && <FailureBox failure={failure} retry={retry} />}
      <KeptNote of={data} retry={retry} />
      {found.length > 0 && (
        <ul class={busy ? 'rows stale' : 'rows'}>
          {found.map(({ code, name, field }) => (
            <li key={code}>
              <Link to={{ at: 'procedure', code, answers: {}, name: nameOf(name) }} class="row">
                <b>{nameOf(name)}</b>
                <small>{field}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data && data.total > found.length && found.length > 0 && <p class="soft">{words.ask.more}</p>}
      {nothing && <NothingFound />}
    </section>
  )
}

function countOf({ total, procedures }: SearchAnswer): string {
  return total > procedures.length ? words.ask.foundOf(procedures.length, total) : words.ask.found(procedures.length)
}

function NothingFound() {
  const first = useUnit()?.hotlines[0]
  return (
    <>
      <p>{words.ask.noneNext}</p>
      <LifeEvents all />
      {first && <p>{words.ask.noneCall}</p>}
      {first && <CallLink label={first.label} phone={first.phone} />}
    </>
  )
}
