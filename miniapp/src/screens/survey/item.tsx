import type { Item } from '../../survey/rules.ts'
import { survey as words } from '../../words/survey.ts'
import { TextField } from '../feedback/text-field.tsx'

type Props = { item: Item; given: string; missing: boolean; onAnswer: (given: string) => void }

const MOST_TEXT = 1000

/** One question of a survey: large buttons, or a field for one's own words. */
export function ItemBox({ item: { id, ask, type, required, options }, given, missing, onAnswer }: Props) {
  if (type === 'text')
    return (
      <div data-missing={missing || undefined}>
        <TextField
          id={`cau-${id}`}
          label={required ? ask : `${ask} (${words.optional})`}
          rows={3}
          most={MOST_TEXT}
          value={given}
          onInput={onAnswer}
          error={missing ? words.missingText : null}
        />
      </div>
    )
  return (
    <fieldset class="question" data-missing={missing || undefined}>
      <legend tabIndex={-1}>
        <b>{ask}</b>
        {missing && <span class="error">{words.missing}</span>}
      </legend>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          class="option"
          aria-pressed={option.id === given}
          onClick={() => onAnswer(option.id === given && !required ? '' : option.id)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
