import { useEffect, useState } from 'preact/hooks'
import { asFailure, type CaseView, type Failure, getCase, mayRetry } from '../../api.ts'
import { renewCase } from '../../kept.ts'
import { sayShort } from '../../moment.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { HotlineBar } from '../../ui/hotline-bar.tsx'
import { Screen } from '../../ui/screen.tsx'
import { track as words } from '../../words/feedback.ts'
import { words as all } from '../../words.ts'
import { AddMore } from './case/add-more.tsx'
import { Answer } from './case/answer.tsx'
import { Clock } from './case/clock.tsx'
import { KeepCase } from './case/keep-case.tsx'
import { Mine } from './case/mine.tsx'
import { Rate } from './case/rate.tsx'

/** One report: the clock, who has it, what they said; a question of theirs to answer, and the last word to the citizen. */
export function CaseScreen({ code, secret }: { code: string; secret: string }) {
  const [view, setView] = useState<CaseView | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [said, setSaid] = useState('')
  const load = async () => {
    setFailure(null)
    try {
      const fresh = await getCase(code, secret)
      setView(fresh)
      await renewCase(secret, fresh)
    } catch (error) {
      setFailure(asFailure(error))
    }
  }
  useEffect(() => {
    if (secret) void load()
  }, [])
  /** Something was sent: says so, then shows how the case stands now. */
  const changed = async (sentence: string) => {
    setSaid(sentence)
    await load()
  }
  const retry = failure && mayRetry(failure) ? { retry: () => void load() } : {}
  return (
    <Screen title={words.title(code)} ready={view !== null}>
      {!secret && <p class="notice">{words.noSecret}</p>}
      {secret && !view && !failure && <p role="status">{all.loading}</p>}
      {failure && <FailureBox failure={failure} {...retry} />}
      <p role="status" class="said">
        {said && <b>{said}</b>}
      </p>
      {view && <Told view={view} secret={secret} onChanged={changed} />}
      {view && (
        <button type="button" class="button plain" onClick={() => void changed('')}>
          {words.refresh}
        </button>
      )}
      <HotlineBar />
    </Screen>
  )
}

type Props = { view: CaseView; secret: string; onChanged: (sentence: string) => Promise<void> }
function Told({ view, secret, onChanged }: Props) {
  const { code, questions = [] } = view
  const open = view.status !== 'closed' && view.status !== 'merged'
  return (
    <>
      {questions.length > 0 && (
        <section class="notice">
          <h2>{words.askedTitle}</h2>
          {questions.map((question) => (
            <p key={question}>{question}</p>
          ))}
          <AddMore
            code={code}
            secret={secret}
            label={words.answerLabel}
            send={words.answerSend}
            onSent={() => onChanged(words.thanks)}
          />
        </section>
      )}
      <Clock view={view} />
      <Answer view={view} />
      <Rate view={view} secret={secret} onChanged={onChanged} />
      <h2>{words.next}</h2>
      <p>{view.next}</p>
      <Mine view={view} />
      <h2>{words.timeline}</h2>
      <ol class="timeline">
        {view.timeline.map(({ at, text }) => (
          <li key={at + text}>
            <small>{sayShort(at)}</small>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {open && questions.length === 0 && (
        <details>
          <summary>{words.moreTitle}</summary>
          <AddMore
            code={code}
            secret={secret}
            label={words.moreLabel}
            send={words.moreSend}
            onSent={() => onChanged(words.moreSent)}
          />
        </details>
      )}
      <KeepCase view={view} secret={secret} />
    </>
  )
}
