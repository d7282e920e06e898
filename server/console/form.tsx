import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type * as z from 'zod'

/** What was typed and what is wrong with it, by field name. */
export type FormState = { values: Record<string, string>; errors: Record<string, string> }

export const EMPTY_FORM: FormState = { values: {}, errors: {} }

/**
 * Reads a posted form and checks it. On failure `state` holds the typed texts and one sentence per field, ready for `Field`.
 * A name that ends in `[]` gives a list. The schema's own messages are shown: write them in Vietnamese.
 */
export async function readForm<S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<{ ok: true; data: z.infer<S> } | { ok: false; state: FormState }> {
  const body = await c.req.parseBody()
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, data: parsed.data }
  const values = textsOf(body)
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= sentence(issue.message)
  return { ok: false, state: { values, errors } }
}

/** The texts of a posted form, without its files and lists: what a refused form is filled with again. */
export function textsOf(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** zod's own English is never shown. */
function sentence(message: string): string {
  return /^(Invalid|Too|Unrecognized)/.test(message) ? 'Xin điền lại mục này.' : message
}

type Named = {
  name: string
  label: string
  hint?: string | undefined
  /** Refilled value and error after a refused post. */
  state?: FormState | undefined
  value?: string | undefined
  required?: boolean
  /** Needed when a page has two fields of one name. */
  id?: string
}

function described({ name, hint, state, id = `f-${name}` }: Pick<Named, 'name' | 'hint' | 'state' | 'id'>) {
  const error = state?.errors[name]
  const by = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    error,
    aria: { ...(by ? { 'aria-describedby': by } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}) },
  }
}

/** The hint and the error of a field, under the ids that `described` names. */
function Told({ id, hint, error }: { id: string; hint?: string | undefined; error: string | undefined }) {
  return (
    <>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </>
  )
}

function Around({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string
  label: string
  hint?: string | undefined
  error: string | undefined
  children: Child
}) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      <Told id={id} hint={hint} error={error} />
      {children}
    </div>
  )
}

type Attributes = {
  type?: 'text' | 'password' | 'tel' | 'email' | 'date' | 'datetime-local' | 'number' | 'search' | 'file'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'tel' | 'email'
  maxlength?: number
  min?: string
  max?: string
  accept?: string
  multiple?: boolean
  autofocus?: boolean
  spellcheck?: boolean
}

/** One line of input with its label, hint and error. */
export function Field({
  name,
  label,
  hint,
  state,
  value,
  required,
  id: own,
  type = 'text',
  ...rest
}: Named & Attributes) {
  const { id, error, aria } = described({ name, hint, state, ...(own ? { id: own } : {}) })
  const kept = type === 'password' || type === 'file' ? undefined : (state?.values[name] ?? value)
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <input id={id} name={name} type={type} value={kept} required={required} {...aria} {...rest} />
    </Around>
  )
}

/** Several lines of input. */
export function TextArea({
  name,
  label,
  hint,
  state,
  value,
  required,
  id: own,
  rows = 4,
  maxlength,
}: Named & { rows?: number; maxlength?: number }) {
  const { id, error, aria } = described({ name, hint, state, ...(own ? { id: own } : {}) })
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <textarea id={id} name={name} rows={rows} maxlength={maxlength} required={required} {...aria}>
        {state?.values[name] ?? value ?? ''}
      </textarea>
    </Around>
  )
}

export type Option = { value: string; label: string; hint?: string | undefined }

/** One of a list, as a drop-down. `empty` is the label of choosing nothing. */
export function Select({
  name,
  label,
  hint,
  state,
  value,
  required,
  id: own,
  options,
  empty,
}: Named & { options: readonly Option[]; empty?: string }) {
  const { id, error, aria } = described({ name, hint, state, ...(own ? { id: own } : {}) })
  const chosen = state?.values[name] ?? value ?? ''
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <select id={id} name={name} required={required} {...aria}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** One of a few, all in view; each may carry a hint. */
export function Choices({
  name,
  label,
  hint,
  state,
  value,
  required,
  id: own,
  options,
}: Named & { options: readonly Option[] }) {
  const { id, error, aria } = described({ name, hint, state, ...(own ? { id: own } : {}) })
  const chosen = state?.values[name] ?? value ?? ''
  return (
    <fieldset class={error ? 'field wrong' : 'field'} {...aria}>
      <legend>{label}</legend>
      <Told id={id} hint={hint} error={error} />
      {options.map((option) => (
        <label class="choice">
          <input type="radio" name={name} value={option.value} checked={option.value === chosen} required={required} />
          <span>
            {option.label}
            {option.hint ? <small>{option.hint}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** A tick; posts `value` (default `yes`) when set. */
export function Check({
  name,
  label,
  value = 'yes',
  checked,
  hint,
}: {
  name: string
  label: string
  value?: string
  checked?: boolean
  hint?: string
}) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  )
}

/** Values that go along unseen. */
export function Hidden({ values }: { values: Record<string, string | number> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  )
}

/**
 * A form with its error summary on top. `draft` keeps what is typed in this tab until it is sent: a name that is unique to
 * the form and its subject, for example `answer-PA-7K3M9Q`.
 */
export function Form({
  action,
  state,
  files,
  draft,
  wrong = 'Xin xem lại các mục dưới đây:',
  children,
}: {
  action: string
  state?: FormState | undefined
  files?: boolean
  draft?: string
  wrong?: string
  children: Child
}) {
  return (
    <form
      method="post"
      action={action}
      {...(files ? { enctype: 'multipart/form-data' } : {})}
      {...(draft ? { 'data-draft': draft } : {})}
    >
      <Errors state={state} wrong={wrong} />
      {children}
    </form>
  )
}

function Errors({ state, wrong }: { state: FormState | undefined; wrong: string }) {
  const errors = Object.entries(state?.errors ?? {})
  if (errors.length === 0) return null
  return (
    <div class="errors" role="alert">
      <p>{wrong}</p>
      <ul>
        {errors.map(([name, text]) => (
          <li>{name === '' ? text : <a href={`#f-${name}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

/** The row of things to press; the first is the main one. */
export function Buttons({ children }: { children: Child }) {
  return <div class="buttons">{children}</div>
}

/** A button that sends its form. `tone` late = cannot be undone. */
export function Submit({
  children,
  tone = 'main',
  name,
  value,
}: {
  children: Child
  tone?: 'main' | 'plain' | 'late'
  name?: string
  value?: string
}) {
  return (
    <button type="submit" class={`button ${tone}`} {...(name ? { name, value } : {})}>
      {children}
    </button>
  )
}

/** An act with a consequence: opens, says what will happen, and only then offers the button that does it. `calm`: it takes nothing away. */
export function Confirm({
  label,
  warn,
  button,
  action,
  children,
  open,
  calm = false,
}: {
  label: string
  warn: string
  button: string
  action: string
  children?: Child
  open?: boolean
  calm?: boolean
}) {
  return (
    <details class={calm ? 'confirm plain' : 'confirm'} open={open}>
      <summary>{label}</summary>
      <form method="post" action={action}>
        <p>{warn}</p>
        {children}
        <Buttons>
          <Submit tone={calm ? 'main' : 'late'}>{button}</Submit>
        </Buttons>
      </form>
    </details>
  )
}
