import type { CaseView } from '../../../api.ts'
import { track as words } from '../../../words/feedback.ts'
import { Picture } from './picture.tsx'

/** What the commune answered, with what it shows for it. */
export function Answer({ view: { answer, outcomeText, evidence } }: { view: CaseView }) {
  if (!answer && !outcomeText) return null
  return (
    <section class="outcome">
      <h2>{words.answerTitle}</h2>
      {outcomeText && (
        <p>
          {words.outcome}: <b>{outcomeText}</b>
        </p>
      )}
      {answer?.split('\n').map((line, at) => (
        <p key={`${at}${line}`}>{line}</p>
      ))}
      {evidence?.body && (
        <p>
          {words.body}: {evidence.body}
        </p>
      )}
      {evidence?.document && (
        <p>
          {words.document}: {evidence.document}
        </p>
      )}
      {evidence?.photos.map(({ id, url }, at) => (
        <Picture key={id} url={url} alt={words.evidence(at + 1)} />
      ))}
    </section>
  )
}
