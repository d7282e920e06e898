import { useEffect, useRef, useState } from 'preact/hooks'
import { asFailure, type Failure, mayRetry } from '../../api.ts'
import { newId } from '../../feedback/ids.ts'
import { readJson } from '../../kept.ts'
import { FailureBox } from '../../ui/failure-box.tsx'
import { Link } from '../../ui/link.tsx'
import { useLoad } from '../../ui/load.ts'
import { Screen } from '../../ui/screen.tsx'
import { news as words } from '../../words/news.ts'
import { words as all } from '../../words.ts'
import { writeKept } from '../../zalo.ts'
import { answerQuiz, getNewsItem, type NewsItem, type QuizResult } from './api.ts'
import { items } from './item.tsx'

/** A quiz: choose, send once, read the answers. What was told stays on this device, so that it can be read again. */
export function QuizScreen({ id }: { id: string }) {
  const { data, failure, busy, retry } = useLoad(id, (signal) => getNewsItem(id, signal), items)
  const [result, setResult] = useState<QuizResult | null>(null)
  useEffect(() => {
    void readJson<QuizResult>(`quiz.${id}`).then((known) => known && setResult(known))
  }, [id])
  const told = (answer: QuizResult) => {
    setResult(answer)
    void writeKept(`quiz.${id}`, JSON.stringify(answer))
  }
  return (
    <Screen title={data?.title ?? words.title} ready={data !== null}>
      {busy && <p role="status">{all.loading}</p>}
      {failure && <FailureBox failure={failure} retry={retry} />}
      {result ? <Told result={result} /> : data && <Asked item={data} onTold={told} />}
      <Link to={{ at: 'newsItem', id }} class="button plain">
        {words.back}
      </Link>
    </Screen>
  )
}

function Asked({ item: { id, quiz }, onTold }: { item: NewsItem; onTold: (result: QuizResult) => void }) {
  const [answers, setAnswers] = useState<Record<number, number>>({})
  const [missing, setMissing] = useState<number | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const sending = useRef({ key: newId(), body: '' })

  const choose = (at: number, option: number) => {
    setAnswers((before) => ({ ...before, [at]: option }))
    setMissing((before) => (before === at ? null : before))
  }
  const send = async () => {
    const chosen = quiz.map((_, at) => answers[at])
    const open = chosen.indexOf(undefined)
    setMissing(open < 0 ? null : open)
    form.current?.querySelectorAll('legend')[open]?.focus()
    const whole = chosen.filter((one) => one !== undefined)
    if (open >= 0 || busy) return
    // another choice after a sending that may have arrived is another sending
    const body = whole.join()
    if (sending.current.body !== '' && sending.current.body !== body) sending.current.key = newId()
    sending.current.body = body
    setBusy(true)
    setFailure(null)
    try {
      onTold(await answerQuiz(id, whole, sending.current.key))
    } catch (error) {
      setFailure(asFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p class="soft">{words.private}</p>
      {quiz.map(({ ask, options }, at) => (
        <fieldset key={ask} class="question" data-missing={missing === at || undefined}>
          <legend tabIndex={-1}>
            <b>{`${words.ask(at + 1)}. ${ask}`}</b>
            {missing === at && <span class="error">{words.missing}</span>}
          </legend>
          {options.map((option, i) => (
            <button
              key={option}
              type="button"
              class="option"
              aria-pressed={answers[at] === i}
              onClick={() => choose(at, i)}
            >
              {option}
            </button>
          ))}
        </fieldset>
      ))}
      {failure &&
        (mayRetry(failure) ? <FailureBox failure={failure} retry={send} /> : <p role="alert">{failure.message}</p>)}
      <button type="submit" class="button main wide" aria-disabled={busy}>
        {busy ? words.sending : words.send}
      </button>
    </form>
  )
}

function Told({ result: { right, of, n, questions } }: { result: QuizResult }) {
  return (
    <>
      <p role="status">
        <b>{words.score(right, of)}</b> {words.n(n)}
      </p>
      {questions.map(({ ask, options, yours, right: answer, explain, rightShare }, at) => (
        <section key={ask} class="entry">
          <h2>
            <small>{words.ask(at + 1)}</small> {ask}
          </h2>
          <p>
            {words.yours}: {options[yours]}. <b>{yours === answer ? words.correct : words.wrong}.</b>
          </p>
          {yours !== answer && (
            <p>
              {words.right}: <b>{options[answer]}</b>
            </p>
          )}
          {explain && <p>{explain}</p>}
          <p class="soft">{words.share(rightShare)}</p>
        </section>
      ))}
    </>
  )
}
