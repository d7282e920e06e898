import type { CaseView } from '../../../api.ts'
import { sayMoment } from '../../../moment.ts'
import { CallLink } from '../../../ui/call-link.tsx'
import { caseTone, isOfTheClock, ToneMark } from '../../../ui/tone.tsx'
import { receipt, track as words } from '../../../words/feedback.ts'

/** How it stands and until when; late: sorry first, and whom to call. */
export function Clock({ view }: { view: CaseView }) {
  const { statusText, dueAt, late, closedAt, handler, kindText, dueSource, questions } = view
  const asked = (questions?.length ?? 0) > 0
  const tone = caseTone({ ...view, late: late !== undefined, asked }, Date.now())
  const sorry = late ?? (tone === 'late' ? { workingDays: 0 } : undefined)
  return (
    <>
      {sorry && (
        <div class="notice late" role="alert">
          <p>{words.late(sorry.workingDays)}</p>
          {!closedAt && <p>{words.lateCall}</p>}
          {!closedAt && <CallLink label={handler.name} phone={handler.phone} />}
        </div>
      )}
      <ToneMark tone={tone} statusText={statusText} />
      {isOfTheClock(tone) && <p class="state">{statusText}</p>}
      <p class="due">
        <small>{closedAt ? words.closed : words.due}</small>
        <b>{closedAt ? sayMoment(closedAt) : dueAt ? sayMoment(dueAt) : words.paused}</b>
      </p>
      {!closedAt && dueSource && <p class="soft">{receipt.dueSource(dueSource)}</p>}
      <dl class="about">
        <div>
          <dt>{receipt.kind}</dt>
          <dd>{kindText}</dd>
        </div>
        <div>
          <dt>{words.handler}</dt>
          <dd>{sorry && !closedAt ? handler.name : <CallLink label={handler.name} phone={handler.phone} />}</dd>
        </div>
      </dl>
    </>
  )
}
