import { Field, type FormState } from '../../console/form.tsx'
import type { Say } from '../../content/messages.ts'

/** A new password, typed twice. */
export function NewPassword({ state, say }: { state: FormState; say: Say }) {
  return (
    <>
      <Field
        name="password"
        type="password"
        label={say('staff.password.new')}
        hint={say('staff.password.hint')}
        state={state}
        autocomplete="new-password"
        required
        maxlength={200}
      />
      <Field
        name="again"
        type="password"
        label={say('staff.password.again')}
        state={state}
        autocomplete="new-password"
        required
        maxlength={200}
      />
    </>
  )
}
