import { getSurveys, type SurveyLine } from '../../survey/api.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { ShareThis } from '../../ui/share-this.tsx'
import { survey as words } from '../../words/survey.ts'
import { words as all } from '../../words.ts'
import { Changes } from './changes.tsx'

const cache = new Map<string, { surveys: SurveyLine[] }>()

/** The surveys that anybody may answer; those of one question stand where they belong. */
export function SurveyList() {
  const { data, failure, busy, retry } = useLoad('surveys', getSurveys, cache)
  const open = data?.surveys.filter(({ kind }) => kind !== 'one-question') ?? []
  return (
    <Screen title={words.listTitle} ready={data !== null}>
      <p>{words.listLead}</p>
      {busy && <p role="status">{all.loading}</p>}
      {failure && <FailureBox failure={failure} retry={retry} />}
      {data && open.length === 0 && <p>{words.listNone}</p>}
      <ul class="rows">
        {open.map(({ id, title, draft }) => (
          <li key={id}>
            <Link to={{ at: 'survey', id, step: '' }} class="row">
              <b>{title}</b>
              {draft && <small>{words.draft}</small>}
            </Link>
          </li>
        ))}
      </ul>
      <ShareThis route={{ at: 'survey', id: '', step: '' }} title={words.listTitle} />
      <Changes />
      <HotlineBar />
    </Screen>
  )
}
