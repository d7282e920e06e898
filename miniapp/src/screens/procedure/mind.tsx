import type { ProcedurePage } from '../../api.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'

export function Mistakes({ page: { guide } }: { page: ProcedurePage }) {
  if (!guide || guide.mistakes.length === 0) return null
  return (
    <section>
      <h2>{words.procedure.mistakes}</h2>
      <ul class="dots">
        {guide.mistakes.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** Easily confused procedures, by the question that tells them apart. */
export function Neighbours({ page: { guide } }: { page: ProcedurePage }) {
  if (!guide || guide.neighbours.length === 0) return null
  return (
    <section>
      <h2>{words.procedure.neighbours}</h2>
      <ul class="rows">
        {guide.neighbours.map(({ code, ask }) => (
          <li key={code}>
            <Link to={{ at: 'procedure', code, answers: {} }} class="row">
              {ask}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
