import { goBack } from '../../router.ts'
import { useOpen } from '../../team/state.ts'
import { team as words } from '../../words/team.ts'

/** One or several of a list, as large buttons. */
export function Picks({
  legend,
  options,
  picked,
  onPick,
  error,
}: {
  legend: string
  options: ReadonlyArray<{ id: string; label: string }>
  picked: readonly string[]
  onPick: (id: string) => void
  error?: string | null
}) {
  return (
    <fieldset class="question">
      <legend>
        <b>{legend}</b>
        {error && <span class="error">{error}</span>}
      </legend>
      {options.map(({ id, label }) => (
        <button key={id} type="button" class="option" aria-pressed={picked.includes(id)} onClick={() => onPick(id)}>
          {label}
        </button>
      ))}
    </fieldset>
  )
}

/** The hamlets of the team first. */
export function HamletField({ id, value, onInput }: { id: string; value: string; onInput: (hamlet: string) => void }) {
  const hamlets = useOpen()?.desk.pack?.hamlets ?? []
  if (hamlets.length === 0) return null
  return (
    <div class="field">
      <label for={id}>{words.hamlet}</label>
      <select id={id} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
        <option value="">{words.hamletNone}</option>
        {hamlets.map((hamlet) => (
          <option key={hamlet} value={hamlet}>
            {hamlet}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Back to what else this person needs. */
export function BackToVisit() {
  return (
    <button type="button" class="button main wide" onClick={goBack}>
      {words.back}
    </button>
  )
}
