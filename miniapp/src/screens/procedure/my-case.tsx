import { useEffect, useRef, useState } from 'preact/hooks'
import { type Case, GO_ON, type Stop } from '../../case.ts'
import { type Answers, go } from '../../router.ts'
import { Link } from '../../ui/link.tsx'
import { words } from '../../words.ts'
import { AnsweredRow, QuestionBox } from './question.tsx'

/**
 * *Trường hợp của tôi*: one question at a time; what is answered stays above and can be changed, which keeps the other answers.
 * The answers live in the address's fragment only.
 */
export function MyCase({ mine, code, answers }: { mine: Case; code: string; answers: Answers }) {
  const [editing, setEditing] = useState<string | null>(null)
  const moved = useRef(false)
  const open = editing ?? mine.next?.id ?? null
  const told = mine.outcomes.filter(({ goto }) => !mine.stop || goto !== mine.stop.goto)
  const answer = (id: string, option: string) => {
    moved.current = true
    setEditing(null)
    go({ at: 'procedure', code, answers: { ...answers, [id]: option } }, { replace: true })
  }
  const edit = (id: string) => {
    moved.current = true
    setEditing(id)
  }
  const restart = () => {
    moved.current = true
    setEditing(null)
    go({ at: 'procedure', code, answers: {} }, { replace: true })
  }
  useEffect(() => {
    // after an answer the focus goes on: to the next question, or to the finished list
    if (!moved.current) return
    moved.current = false
    const end = mine.stop ? 'sang-viec-khac' : 'giay-to'
    const target = document.getElementById(open === null ? end : 'cau-hoi')
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: open === null ? 'start' : 'nearest' })
  })
  return (
    <section>
      <h2>{words.procedure.case}</h2>
      <p class="soft">{words.procedure.caseIntro}</p>
      <ol class="case">
        {mine.asked
          .filter(({ question, answer }) => answer !== null || question.id === open)
          .map(({ question, answer: given }, at) => (
            <li key={question.id}>
              {question.id === open ? (
                <QuestionBox
                  number={at + 1}
                  question={question}
                  given={given}
                  onAnswer={(option) => answer(question.id, option)}
                />
              ) : (
                <AnsweredRow question={question} given={given} onEdit={() => edit(question.id)} />
              )}
            </li>
          ))}
      </ol>
      {mine.stop && open === null && <StopBox stop={mine.stop} onGoOn={() => answer(mine.stop?.id ?? '', GO_ON)} />}
      {told.map(({ text, goto }) => (
        <div key={text} class="outcome">
          <p>{text}</p>
          {goto && (
            <Link to={{ at: 'procedure', code: goto, answers: {} }} class="button plain">
              {words.procedure.open(goto)}
            </Link>
          )}
        </div>
      ))}
      {mine.asked.some(({ answer: given }) => given !== null) && (
        <button type="button" class="button plain" onClick={restart}>
          {words.procedure.restart}
        </button>
      )}
    </section>
  )
}

/** Another procedure fits this case: nothing more is asked here, unless the citizen wants to go on all the same. */
function StopBox({ stop: { text, goto }, onGoOn }: { stop: Stop; onGoOn: () => void }) {
  return (
    <div class="outcome">
      <p id="sang-viec-khac" tabIndex={-1}>
        <b>{text}</b>
      </p>
      <Link to={{ at: 'procedure', code: goto, answers: {} }} class="button main wide">
        {words.procedure.open(goto)}
      </Link>
      <button type="button" class="button plain" onClick={onGoOn}>
        {words.procedure.goOn}
      </button>
    </div>
  )
}
