import type { SurveyLine } from '../../../../server/surveys/schema.ts'
import { get } from '../../api.ts'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { words } from '../../words.ts'

const cache = new Map<string, { surveys: SurveyLine[] }>()

/** After a result was returned: how it went, when the unit has that survey on. */
export function Rate({ code }: { code: string }) {
  const load = (signal: AbortSignal) => get<{ surveys: SurveyLine[] }>('/surveys', {}, signal)
  const survey = useLoad('surveys', load, cache).data?.surveys.find(({ kind }) => kind === 'nine-indices')
  if (!survey) return null
  return (
    <Link to={{ at: 'survey', id: survey.id, step: '', dossier: code }} class="button wide">
      {words.surveys.rate}
    </Link>
  )
}
