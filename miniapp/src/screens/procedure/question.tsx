import type { Guide } from '../../api.ts'
import { words } from '../../words.ts'

type Question = Guide['questions'][number]

/** One question with its answers as large buttons: a tap is the answer, nothing else to press. */
export function QuestionBox({
  number,
  question,
  given,
  onAnswer,
}: {
  number: number
  question: Question
  given: string | null
  onAnswer: (option: string) => void
}) {
  return (
    <fieldset class="question">
      <legend id="cau-hoi" tabIndex={-1}>
        <small>{words.procedure.question(number)}</small>
        <b>{question.ask}</b>
      </legend>
      {question.help && <p class="soft">{question.help}</p>}
      {question.options.map(({ id, label }) => (
        <button key={id} type="button" class="option" aria-pressed={id === given} onClick={() => onAnswer(id)}>
          {label}
        </button>
      ))}
    </fieldset>
  )
}

export function AnsweredRow({
  question,
  given,
  onEdit,
}: {
  question: Question
  given: string | null
  onEdit: () => void
}) {
  return (
    <div class="answered">
      <p>
        <small>{question.ask}</small>
        <b>{question.options.find(({ id }) => id === given)?.label}</b>
      </p>
      <button type="button" class="button plain" aria-label={words.procedure.editLabel(question.ask)} onClick={onEdit}>
        {words.procedure.edit}
      </button>
    </div>
  )
}
