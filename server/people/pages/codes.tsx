import type { Context } from 'hono'
import { Buttons, EMPTY_FORM, Field, Form, type FormState, Hidden, Submit } from '../../console/form.tsx'
import { QrCode } from '../../console/qr.tsx'
import type { Say } from '../../content/messages.ts'
import type { StaffEnv } from '../staff-door.ts'

/** Setting one-time codes up: a picture to scan, the same as text to type, and the first code to prove it. */
export function Enrol({
  c,
  offer,
  action,
  next = '',
  state = EMPTY_FORM,
  must = false,
}: {
  c: Context<StaffEnv>
  offer: { secret: string; uri: string }
  action: string
  next?: string
  state?: FormState
  must?: boolean
}) {
  const { say } = c.var.frame
  return (
    <>
      <p>{say(must ? 'staff.enrol.must' : 'staff.enrol.why')}</p>
      <ol>
        <li>{say('staff.enrol.app')}</li>
        <li>{say('staff.enrol.scan')}</li>
        <li>{say('staff.enrol.type')}</li>
      </ol>
      <QrCode text={offer.uri} label={say('staff.enrol.qr')} />
      <p>
        {say('staff.enrol.secret')} <code>{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p>
        <a class="button" href={offer.uri}>
          {say('staff.enrol.open')}
        </a>
      </p>
      <Form action={action} state={state} wrong={say('staff.login.wrong')}>
        {next ? <Hidden values={{ next }} /> : null}
        <Field
          name="code"
          label={say('staff.enrol.code')}
          state={{ ...state, values: {} }}
          autocomplete="one-time-code"
          inputmode="numeric"
          required
          maxlength={7}
          spellcheck={false}
        />
        <Buttons>
          <Submit>{say('staff.enrol.go')}</Submit>
        </Buttons>
      </Form>
    </>
  )
}

/** The codes for a lost phone, shown this once. */
export function RecoveryCodes({ say, codes, next }: { say: Say; codes: readonly string[]; next: string }) {
  return (
    <>
      <div class="note">
        <p>{say('staff.recovery.keep')}</p>
      </div>
      <ul class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button main" href={next}>
          {say('staff.recovery.go')}
        </a>
      </p>
    </>
  )
}
