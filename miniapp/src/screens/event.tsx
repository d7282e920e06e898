import { FailureBox } from '../ui/failure-box.tsx'
import { HotlineBar } from '../ui/hotline-bar.tsx'
import { Link } from '../ui/link.tsx'
import { useLoad } from '../ui/load.ts'
import { Screen } from '../ui/screen.tsx'
import { words } from '../words.ts'

type Line = { code: string; title: string; summary: string }
const cache = new Map<string, Line[]>()
const names: Record<string, string> = { ...words.events.names, ...words.events.otherNames }

/** The procedures of one life event. The list came with the app, so it shows without a network too. */
export function EventScreen({ id }: { id: string }) {
  const { data, failure, retry } = useLoad(
    id,
    async () => (await import('virtual:life-events')).guidesOf[id] ?? [],
    cache,
  )
  return (
    <Screen title={names[id] ?? words.events.title} ready={data !== null}>
      {failure && <FailureBox failure={failure} retry={retry} />}
      {!data && !failure && <p role="status">{words.loading}</p>}
      {data?.length === 0 && (
        <p>
          {words.events.empty} {words.events.emptyNext}
        </p>
      )}
      <ul class="rows">
        {data?.map(({ code, title, summary }) => (
          <li key={code}>
            <Link to={{ at: 'procedure', code, answers: {}, name: title }} class="row">
              <b>{title}</b>
              <small>{summary}</small>
            </Link>
          </li>
        ))}
      </ul>
      <p>
        <Link to={{ at: 'search', q: '' }} class="button plain">
          {words.events.search}
        </Link>
      </p>
      <HotlineBar />
    </Screen>
  )
}
