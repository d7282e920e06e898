import type { LookupAnswer } from '../../api.ts'
import { sayMoment, sayShort } from '../../moment.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

type Verified = Extract<LookupAnswer, { verified: true }>

export function About({ answer }: { answer: Verified }) {
  const { procedure, procedureCode, applicant, department, receivedAt, dateOnly } = answer
  return (
    <dl class="about">
      {procedure && (
        <div>
          <dt>{words.procedure.title}</dt>
          <dd>
            {procedureCode ? (
              <Link to={{ at: 'procedure', code: procedureCode, answers: {}, name: procedure }}>{procedure}</Link>
            ) : (
              procedure
            )}
          </dd>
        </div>
      )}
      <Line term={words.dossier.applicant} value={applicant} />
      <Line term={words.dossier.department} value={department} />
      <Line term={words.dossier.received} value={sayMoment(receivedAt, dateOnly.includes('receivedAt'))} />
    </dl>
  )
}

function Line({ term, value }: { term: string; value: string | null }) {
  return value ? (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  ) : null
}

/** What happened so far, oldest first. */
export function Timeline({ answer: { timeline } }: { answer: Verified }) {
  if (timeline.length === 0) return null
  return (
    <>
      <h3>{words.dossier.timeline}</h3>
      <ol class="timeline">
        {timeline.map(({ at, text, dateOnly }) => (
          <li key={at + text}>
            <small>{sayShort(at, dateOnly)}</small>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
