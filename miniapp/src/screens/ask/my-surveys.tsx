import { useEffect, useState } from 'preact/hooks'
import { type BegunSurvey, readBegun } from '../../kept.ts'
import { useWaiting } from '../../survey/waiting.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

/** Surveys begun on this device, and answers that wait for a network. */
export function MySurveys() {
  const [begun, setBegun] = useState<BegunSurvey[]>([])
  const waiting = (useWaiting() ?? []).filter(({ refused }) => !refused)
  useEffect(() => {
    void readBegun().then(setBegun)
  }, [])
  const titles = [...new Map(waiting.map(({ survey, title }) => [survey, title]))]
  return (
    <section hidden={begun.length === 0 && titles.length === 0}>
      <h2>{words.surveys.mine}</h2>
      <ul class="rows">
        {begun.map(({ title, ...survey }) => (
          <li key={survey.id}>
            <Link to={{ at: 'survey', step: '', ...survey }} class="row">
              <b>{title}</b>
              <small>{words.surveys.begun}</small>
            </Link>
          </li>
        ))}
        {titles.map(([id, title]) => (
          <li key={`${id} waiting`}>
            <Link to={{ at: 'survey', id, step: 'done' }} class="row">
              <b>{title}</b>
              <small>{words.surveys.waiting}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
