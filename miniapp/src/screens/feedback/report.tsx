import { useRef, useState } from 'preact/hooks'
import { Failure } from '../../api.ts'
import { STEPS, stepOf } from '../../feedback/draft.ts'
import { entryOf } from '../../feedback/parcel.ts'
import { receiptOf } from '../../feedback/receipts.ts'
import { type Desk, useDraft } from '../../feedback/use-draft.ts'
import { outbox } from '../../outbox/index.ts'
import { endWalk } from '../../router.ts'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { report } from '../../words/feedback.ts'
import { words } from '../../words.ts'
import { FormPage } from './report/page.tsx'
import { matterOf, Refused } from './report/refused.tsx'
import { Review } from './report/review.tsx'

/** Writing a report, page by page; each page is a step of the back button. */
export function ReportScreen({ step, edit }: { step: string; edit: boolean }) {
  const desk = useDraft()
  return desk ? <Walk step={step} edit={edit} desk={desk} /> : <p role="status">{words.loading}</p>
}

const LAST = STEPS.length - 1 // steps back from the review to the first page

function Walk({ step, edit, desk }: { step: string; edit: boolean; desk: Desk }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [followed, setFollowed] = useState(false)
  const [busy, setBusy] = useState(false)
  const at = stepOf(step, desk.draft)
  const first = { at: 'report', step: '' } as const
  const clear = () => setFailure(null)
  const matter = failure && matterOf(failure)

  const sending = useRef(false) // a second tap comes before the next drawing
  const send = async (emergencyCalled: boolean) => {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    if (await sendOnce(emergencyCalled)) return // on the way to another screen
    sending.current = false
    setBusy(false)
  }
  /** Whether it is off this screen: registered, or waiting for a network. */
  const sendOnce = async (emergencyCalled: boolean): Promise<boolean> => {
    if (!emergencyCalled) setFailure(null)
    const draft = desk.now()
    const entry = entryOf(draft, emergencyCalled)
    await outbox.add(entry)
    await desk.handOver()
    const fate = await outbox.send(entry)
    if (fate.at !== 'refused') {
      const known = await receiptOf(entry.id)
      await desk.wipe()
      endWalk(LAST, known ? { at: 'receipt', ...known } : { at: 'unsent' })
      return true
    }
    const { code, message, field, guidance } = fate.reason
    const failed = new Failure(code, message, field, guidance)
    await outbox.take(entry.id)
    const matter = matterOf(failed)
    if (matter === 'complaint' || matter === 'denunciation') {
      await desk.wipe()
      setFailure(failed)
      endWalk(LAST, first)
      return false
    }
    desk.change({ attempt: draft.attempt })
    setFailure(failed)
    return false
  }
  const follow = async () => {
    await desk.wipe()
    setFollowed(true)
    endWalk(LAST, first)
  }

  if (followed) {
    return (
      <Screen key="followed" title={report.similar.followedTitle}>
        <p>{report.similar.followed}</p>
        <Link to={{ at: 'register', q: '', kind: '', page: 1 }} class="button">
          {words.feedback.register}
        </Link>
        <Link to={{ at: 'home' }} class="button plain">
          {words.home}
        </Link>
      </Screen>
    )
  }
  if (matter) {
    return (
      <Refused
        key={matter}
        matter={matter}
        failure={failure}
        onCalled={() => send(true)}
        onEdit={clear}
        onOther={clear}
      />
    )
  }
  if (at === 'review')
    return (
      <Review
        key={at}
        desk={desk}
        failure={failure}
        busy={busy}
        onSend={() => send(false)}
        onFollowed={() => void follow()}
        onEdit={clear}
      />
    )
  if (busy) return <p role="status">{words.loading}</p> // the draft is gone already
  return <FormPage key={`${at}${desk.draft.key}`} at={at} edit={edit} desk={desk} />
}
