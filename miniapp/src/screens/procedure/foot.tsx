import type { ProcedurePage } from '../../api.ts'
import { sayDay } from '../../moment.ts'
import { OutLink } from '../../ui/out-link.tsx'
import { words } from '../../words.ts'

/** Who may ask for it and on which law it stands, for those who want to know. */
export function Official({ page: { applicants, legalBasis } }: { page: ProcedurePage }) {
  return (
    <>
      <Folded title={words.procedure.who} lines={applicants} />
      <Folded title={words.procedure.legal} lines={legalBasis} />
    </>
  )
}

function Folded({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <ul class="dots">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

/** Where every word of the page comes from, and of which day. */
export function Foot({ page: { name, code, guide, decision, source, needsReview } }: { page: ProcedurePage }) {
  return (
    <footer class="foot">
      <p>
        {guide && `${words.procedure.officialName}: ${name}. `}
        {words.procedure.code} {code}.
      </p>
      <p>
        {words.procedure.source(sayDay(source.date))}{' '}
        {source.updated && words.procedure.sourceUpdated(sayDay(source.updated))}{' '}
        {decision && words.procedure.decision(decision.number)}
      </p>
      {guide && needsReview && <p>{words.procedure.needsReview}</p>}
      {guide && <p>{words.procedure.draft(guide.reviewed.by)}</p>}
      {source.url && (
        <OutLink href={source.url} class="foot-link">
          {words.procedure.sourceOpen}
        </OutLink>
      )}
    </footer>
  )
}
