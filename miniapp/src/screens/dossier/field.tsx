import type { InputHTMLAttributes, RefObject } from 'preact'

type Props = {
  id: string
  label: string
  hint: string
  error: string | undefined
  invalid: boolean
  control: RefObject<HTMLInputElement | null>
  value: string
  onInput: (typed: string) => void
  attributes: InputHTMLAttributes<HTMLInputElement>
}

/** A labelled field; its hint and its error are read together with it. */
export function Field({ id, label, hint, error, invalid, control, value, onInput, attributes }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...attributes}
        id={id}
        ref={control}
        autocomplete="off"
        autocorrect="off"
        spellcheck={false}
        aria-describedby={`${id}-goi-y`}
        aria-invalid={invalid || error !== undefined}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={`${id}-goi-y`} class="hint">
        {error && <b class="error">{error} </b>}
        {hint}
      </p>
    </div>
  )
}
