import { useRef, useState } from 'preact/hooks'
import { asFailure, type CaseView, type Failure } from '../../../api.ts'
import { rateCase, reopenCase } from '../../../feedback/send.ts'
import { sayMoment } from '../../../moment.ts'
import { FailureBox } from '../../../ui/failure-box.tsx'
import { report, track as words } from '../../../words/feedback.ts'
import { TextField } from '../text-field.tsx'

type Choice = 'like' | 'dislike' | 'unfinished'
type Props = { view: CaseView; secret: string; onChanged: (sentence: string) => Promise<void> }

const WHY = { like: words.likeWhy, dislike: words.dislikeWhy, unfinished: words.unfinishedWhy }

/** The last word is the citizen's: *Hài lòng*, or *Chưa xong*, which opens the case again one level up; each with why. */
export function Rate({ view, secret, onChanged }: Props) {
  const { code, canRate, canReopen, reopenUntil, rating } = view
  const [choice, setChoice] = useState<Choice | null>(null)
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const sending = useRef(false)
  const choose = (next: Choice | null) => {
    setChoice(next)
    setMissing(false)
    setFailure(null)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!choice || sending.current) return
    const reason = why.trim()
    setMissing(choice === 'unfinished' && reason === '')
    if (choice === 'unfinished' && reason === '') return
    sending.current = true
    try {
      if (choice === 'unfinished') await reopenCase(code, secret, reason)
      else await rateCase(code, secret, choice, reason)
      setChoice(null)
      setWhy('')
      await onChanged(choice === 'unfinished' ? words.reopened : words.thanks)
    } catch (error) {
      setFailure(asFailure(error))
    }
    sending.current = false
  }
  if (!canRate && !canReopen) return rating ? <p>{words.rated[rating]}</p> : null
  const option = (id: Choice, label: string) => (
    <button type="button" class="option" aria-pressed={choice === id} onClick={() => choose(id)}>
      {label}
    </button>
  )
  return (
    <section>
      <h2>{words.rateTitle}</h2>
      {rating && <p>{words.rated[rating]}</p>}
      <div class="pair">
        {canRate && option('like', words.like)}
        {canReopen && option('unfinished', words.unfinished)}
        {canRate && !canReopen && option('dislike', words.dislike)}
      </div>
      {canRate && canReopen && (
        <button
          type="button"
          class="button plain"
          aria-pressed={choice === 'dislike'}
          onClick={() => choose('dislike')}
        >
          {words.dislikeLong}
        </button>
      )}
      {canReopen && reopenUntil && <p class="hint">{words.reopenUntil(sayMoment(reopenUntil))}</p>}
      {choice && (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            key={choice}
            id="vi-sao"
            label={WHY[choice]}
            rows={3}
            most={1000}
            value={why}
            onInput={setWhy}
            error={missing ? words.needWhy : null}
          />
          <div class="pick">
            <button type="submit" class="button main">
              {choice === 'unfinished' ? words.reopen : words.confirm}
            </button>
            <button type="button" class="button" onClick={() => choose(null)}>
              {words.cancel}
            </button>
          </div>
        </form>
      )}
      {failure && <FailureBox failure={failure} title={report.review.notSent} />}
    </section>
  )
}
