import { useEffect, useState } from 'preact/hooks'
import { type BegunSurvey, readBegun } from '../../kept.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

/** Surveys begun on this device. */
export function MySurveys() {
  const [begun, setBegun] = useState<BegunSurvey[]>([])
  useEffect(() => {
    void readBegun().then(setBegun)
  }, [])
  return (
    <section hidden={begun.length === 0}>
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
      </ul>
    </section>
  )
}
