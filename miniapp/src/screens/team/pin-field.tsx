import { PIN_DIGITS } from '../../team/vault.ts'

/** Digits of a PIN, unseen, with the phone's number keys; never offered to be remembered. */
export function PinField({
  id,
  label,
  hint,
  value,
  onInput,
}: {
  id: string
  label: string
  hint?: string
  value: string
  onInput: (pin: string) => void
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-goi-y`} class="hint">
          {hint}
        </p>
      )}
      <input
        id={id}
        class="pin"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={PIN_DIGITS}
        value={value}
        {...(hint ? { 'aria-describedby': `${id}-goi-y` } : {})}
        onInput={(event) => onInput(event.currentTarget.value.replace(/\D/g, ''))}
      />
    </div>
  )
}
