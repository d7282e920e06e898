import type { ComponentChildren } from 'preact'
import { type Failure, mayRetry } from '../../../api.ts'
import { type Draft, faultOf, isAnonymous, STEPS, type Step, stepOfField } from '../../../feedback/draft.ts'
import type { Desk } from '../../../feedback/use-draft.ts'
import { go } from '../../../router.ts'
import { Bar } from '../../../ui/bar.tsx'
import { FailureBox } from '../../../ui/failure-box.tsx'
import { report } from '../../../words/feedback.ts'
import { Thumb } from '../thumb.tsx'
import { StepScreen } from './page.tsx'
import { sayPlace } from './say.ts'
import { SimilarCases } from './similar.tsx'

const words = report.review
type Props = {
  desk: Desk
  failure: Failure | null
  busy: boolean
  /** Sends; however often it is called, one thing at a time. */
  onSend: () => Promise<void>
  onFollowed: () => void
  /** A part is opened to be mended. */
  onEdit: () => void
}

/** Everything once more, each part with its *Sửa*, then *Gửi*. */
export function Review({ desk: { draft, now }, failure, busy, onSend, onFollowed, onEdit }: Props) {
  const edit = (step: Step) => {
    onEdit()
    go({ at: 'report', step, edit: true })
  }
  const send = async () => {
    const open = STEPS.find((step) => faultOf(step, now()) !== null)
    if (open) return edit(open)
    await onSend()
  }
  const mend = stepOfField(failure?.field)
  const again = failure !== null && mayRetry(failure)
  return (
    <StepScreen at="review">
      {failure && (
        <FailureBox failure={failure} title={words.notSent}>
          {again && <p>{words.notSentNext}</p>}
          {mend && (
            <button type="button" class="button" onClick={() => edit(mend)}>
              {words.mend}
            </button>
          )}
        </FailureBox>
      )}
      <SimilarCases draft={draft} onFollowed={onFollowed} />
      <dl class="about">
        <Part onEdit={edit} step="what" term={words.what} lines={[draft.text]} />
        <Part onEdit={edit} step="where" term={words.where} lines={whereLines(draft)} />
        <Part onEdit={edit} step="more" term={words.more} lines={moreLines(draft)} />
        <Part onEdit={edit} step="photos" term={words.photos} lines={[draft.photos.length === 0 ? words.noPhotos : '']}>
          {draft.photos.map((id, at) => (
            <Thumb key={id} id={id} alt={report.photos.name(at + 1)} />
          ))}
        </Part>
        <Part onEdit={edit} step="contact" term={words.contact} lines={contactLines(draft)} />
      </dl>
      <p role="status" class="said">
        {busy && (draft.photos.length > 0 ? words.sendingLong : words.sending)}
      </p>
      <Bar two label={words.send}>
        <button type="button" class="button main" aria-disabled={busy} onClick={() => void send()}>
          {busy ? words.sending : again ? words.again : words.send}
        </button>
      </Bar>
    </StepScreen>
  )
}

function Part({
  step,
  term,
  lines,
  onEdit,
  children,
}: {
  step: Step
  term: string
  lines: string[]
  onEdit: (step: Step) => void
  children?: ComponentChildren
}) {
  const told = lines.filter(Boolean)
  return (
    <div class="part">
      <dt>{term}</dt>
      <dd>
        {told.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children}
        {told.length === 0 && !children && <p class="soft">{words.none}</p>}
        <button type="button" class="button plain" aria-label={words.editLabel(term)} onClick={() => onEdit(step)}>
          {words.edit}
        </button>
      </dd>
    </div>
  )
}

function whereLines({ hamlet, place, here }: Draft): string[] {
  return [hamlet, place, here ? sayPlace(here) : '']
}
function moreLines({ happenedAt, about, dossierCode, proposal }: Draft): string[] {
  return [happenedAt, about, dossierCode && words.dossier(dossierCode), proposal && words.proposal(proposal)]
}
function contactLines(draft: Draft): string[] {
  const { reply, phone, name, address, publish, contact } = draft
  return [
    ...(reply === 'phone' ? [name, address, phone] : [words.noReply]),
    isAnonymous(draft) ? words.anonymous : '',
    publish ? words.publishYes : words.publishNo,
    reply !== 'phone' ? '' : contact ? words.callYes : words.callNo,
  ]
}
