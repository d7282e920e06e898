import type { LookupAnswer } from '../../api.ts'
import { sayMoment } from '../../moment.ts'
import { words } from '../../words.ts'

/** The one moment that matters, large: when it was returned or finished, else when it is due. */
export function Due({ answer }: { answer: LookupAnswer }) {
  const { dueAt, dueDateOnly = false } = answer
  if (answer.verified && answer.returnedAt) {
    return (
      <Moment
        label={words.dossier.returned}
        text={sayMoment(answer.returnedAt, answer.dateOnly.includes('returnedAt'))}
      />
    )
  }
  if (answer.verified && answer.finishedAt) {
    return (
      <Moment
        label={words.dossier.finished}
        text={sayMoment(answer.finishedAt, answer.dateOnly.includes('finishedAt'))}
      />
    )
  }
  return <Moment label={words.dossier.due} text={dueAt ? sayMoment(dueAt, dueDateOnly) : words.dossier.noDue} />
}

function Moment({ label, text }: { label: string; text: string }) {
  return (
    <p class="due">
      <small>{label}</small>
      <b>{text}</b>
    </p>
  )
}
