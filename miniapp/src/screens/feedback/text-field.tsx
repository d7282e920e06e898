import { useEffect, useRef } from 'preact/hooks'

type Props = {
  id: string
  label: string
  value: string
  onInput: (typed: string) => void
  hint?: string
  error?: string | null
  /** Lines of a large field; a single line otherwise. */
  rows?: number
  most: number
  /** What keyboard and memory the phone offers for a single line. */
  keyboard?: 'text' | 'tel'
  autocomplete?: string
}

/** A labelled field; its hint and its error are read together with it, and an error draws the focus. */
export function TextField({ id, label, value, onInput, hint, error, rows, most, keyboard, autocomplete }: Props) {
  const line = useRef<HTMLInputElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (error) (line.current ?? area.current)?.focus()
  }, [error])
  const shared = {
    id,
    maxLength: most,
    value,
    'aria-invalid': Boolean(error),
    ...(hint || error ? { 'aria-describedby': `${id}-goi-y` } : {}),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? (
        <textarea {...shared} ref={area} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          ref={line}
          inputMode={keyboard ?? 'text'}
          autocomplete={autocomplete ?? 'off'}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {(hint || error) && (
        <p id={`${id}-goi-y`} class="hint">
          {error && <b class="error">{error} </b>}
          {hint}
        </p>
      )}
    </div>
  )
}
