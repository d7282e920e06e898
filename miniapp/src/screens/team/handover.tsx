import { useState } from 'preact/hooks'
import { asFailure, type Failure, getCase } from '../../api.ts'
import { keepCase, keepTicks } from '../../kept.ts'
import { type Handover, openHandover } from '../../team/api.ts'
import { newSecret } from '../../team/bytes.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Link } from '../../ui/link.tsx'
import { Screen } from '../../ui/screen.tsx'
import { handover as words } from '../../words/handover.ts'

/** The citizen's own phone takes over what a helper began. It opens by a press, not by being looked at, and only once. */
export function HandoverScreen({ token }: { token: string }) {
  const [given, setGiven] = useState<Handover | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const [claim] = useState(newSecret) // the same when the answer got lost
  const take = async () => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      const found = await openHandover(token, claim)
      await keep(found)
      setGiven(found)
    } catch (error) {
      setFailure(asFailure(error))
    }
    setBusy(false)
  }
  if (given) {
    const { checklist, feedback, dossier, follow } = given
    return (
      <Screen key="taken" title={words.title}>
        <p role="status">{checklist || feedback || dossier ? words.taken : words.nothing}</p>
        <ul class="rows">
          {checklist && (
            <li>
              <Link to={{ at: 'procedure', code: checklist.procedure, answers: checklist.answers }} class="row">
                {words.checklist}
              </Link>
            </li>
          )}
          {feedback && (
            <li>
              <Link to={{ at: 'case', ...feedback }} class="row">
                {words.case(feedback.code)}
              </Link>
            </li>
          )}
          {follow && (
            <li>
              <Link to={{ at: 'follow', code: follow }} class="row">
                {words.follow}
              </Link>
            </li>
          )}
          {dossier && (
            <li>
              <Link to={{ at: 'dossier', code: dossier }} class="row">
                {words.dossier(dossier)}
              </Link>
            </li>
          )}
        </ul>
        <HotlineBar />
      </Screen>
    )
  }
  return (
    <Screen title={words.title}>
      <p>{words.lead}</p>
      {failure && (
        <FailureBox failure={failure} {...(failure.code === 'offline' ? { retry: () => void take() } : {})} />
      )}
      <button type="button" class="button main wide" aria-disabled={busy} onClick={() => void take()}>
        {busy ? words.taking : words.take}
      </button>
      <HotlineBar />
    </Screen>
  )
}

/** What belongs to the citizen now rests on their phone, as if they had begun here. */
async function keep({ checklist, feedback }: Handover): Promise<void> {
  if (checklist) await keepTicks(checklist.procedure, checklist.ticks)
  if (!feedback) return
  const { code, secret } = feedback
  const view = await getCase(code, secret).catch(() => null)
  const known = view
    ? { kindText: view.kindText, status: view.status, statusText: view.statusText, dueAt: view.dueAt }
    : { kindText: '', status: 'new' as const, statusText: '', dueAt: null }
  await keepCase({ code, secret, ...known })
}
