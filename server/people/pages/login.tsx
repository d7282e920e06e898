import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Buttons, EMPTY_FORM, Field, Form, type FormState, Hidden, readForm, Submit } from '../../console/form.tsx'
import { page } from '../../console/page.tsx'
import { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../schema.ts'
import type { People } from '../service.ts'
import { forgetSession, keepSession, readSession } from '../session-cookie.ts'
import type { Caller } from '../sign-in.ts'
import { open, type StaffEnv } from '../staff-door.ts'
import { Enrol, RecoveryCodes } from './codes.tsx'
import { safeNext } from './next.ts'

const Login = z.object({ login: z.string().max(200), password: z.string().max(1000), next: z.string().default('') })
const Code = z.object({ code: z.string().max(40), next: z.string().default('') })

/** Who calls, for counting tries and naming the session. */
export type CallerOf = (c: Context) => Caller

/** `/console/login`, its second step and the way out. */
export function loginPages(people: People, callerOf: CallerOf, issuer: string) {
  return new Hono<StaffEnv>()
    .get('/login', open(), (c) => {
      const actor: Actor | undefined = c.get('actor')
      if (actor) return c.redirect(safeNext(c.req.query('next')), 303)
      return loginPage(c, EMPTY_FORM, safeNext(c.req.query('next')))
    })
    .post('/login', open(), async (c) => {
      const form = await readForm(c, Login)
      if (!form.ok) return loginPage(c, form.state, '', 422)
      const { login, password, next } = form.data
      try {
        const { token, stage } = await people.signIn(login, password, callerOf(c))
        keepSession(c, token)
        const to = safeNext(next)
        return c.redirect(stage === 'full' ? to : `/console/login/code?next=${encodeURIComponent(to)}`, 303)
      } catch (error) {
        return loginPage(c, refused(error, { login }), safeNext(next), statusOf(error, c))
      }
    })
    .get('/login/code', open(), async (c) => {
      const pending = await people.pendingOf(readSession(c))
      if (!pending) return c.redirect('/console/login', 303)
      const next = safeNext(c.req.query('next'))
      if (pending.stage === 'code') return codePage(c, EMPTY_FORM, next)
      const offer = await people.offerCodes(pending.staff.id, issuer)
      return page(
        c,
        { title: c.var.frame.say('staff.enrol.title') },
        <Enrol c={c} offer={offer} action="/console/login/code" next={next} must />,
      )
    })
    .post('/login/code', open(), async (c) => {
      const pending = await people.pendingOf(readSession(c))
      if (!pending) return c.redirect('/console/login', 303)
      const form = await readForm(c, Code)
      const next = safeNext(form.ok ? form.data.next : '')
      const code = form.ok ? form.data.code : ''
      try {
        if (pending.stage === 'code') {
          keepSession(c, (await people.giveCode(pending, code, callerOf(c))).token)
          return c.redirect(next, 303)
        }
        const { token, recovery } = await people.enrolPending(pending, code, callerOf(c))
        keepSession(c, token)
        return page(
          c,
          { title: c.var.frame.say('staff.recovery.title') },
          <RecoveryCodes say={c.var.frame.say} codes={recovery} next={next} />,
        )
      } catch (error) {
        const state = refused(error, {})
        const status = statusOf(error, c)
        if (pending.stage === 'code') return codePage(c, state, next, status)
        const offer = await people.offerCodes(pending.staff.id, issuer)
        return page(
          c,
          { title: c.var.frame.say('staff.enrol.title'), status },
          <Enrol c={c} offer={offer} action="/console/login/code" next={next} state={state} must />,
        )
      }
    })
    .post('/logout', open(), async (c) => {
      await people.signOut(readSession(c))
      forgetSession(c)
      return c.redirect('/console/login', 303)
    })
}

/** A refusal as the form's own message; what is no refusal goes on. */
export function refused(error: unknown, values: Record<string, string>): FormState {
  if (!(error instanceof Problem)) throw error
  return { values, errors: { [error.extra.field ?? '']: error.message } }
}

/** The refusal's status; says also when to come back. */
export function statusOf(error: unknown, c: Context): Problem['status'] {
  if (!(error instanceof Problem)) throw error
  const { retryAfterSeconds } = error.extra
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  return error.status
}

function loginPage(c: Context<StaffEnv>, state: FormState, next: string, status: Problem['status'] | 200 = 200) {
  const { say, unit } = c.var.frame
  return page(
    c,
    { title: say('staff.login.title'), status },
    <>
      <p>{say('staff.login.who', { unit: unit.name })}</p>
      <Form action="/console/login" state={state} wrong={say('staff.login.wrong')}>
        <Hidden values={{ next }} />
        <Field
          name="login"
          label={say('staff.login.login')}
          state={state}
          autocomplete="username"
          required
          spellcheck={false}
          maxlength={64}
        />
        <Field
          name="password"
          type="password"
          label={say('staff.login.password')}
          autocomplete="current-password"
          required
          maxlength={200}
        />
        <Buttons>
          <Submit>{say('console.sign-in')}</Submit>
        </Buttons>
      </Form>
      <p class="soft">{say('staff.login.lost')}</p>
      {unit.sample ? <p class="note">{say('staff.login.sample')}</p> : null}
    </>,
  )
}

function codePage(c: Context<StaffEnv>, state: FormState, next: string, status: Problem['status'] | 200 = 200) {
  const { say } = c.var.frame
  return page(
    c,
    { title: say('staff.code.title'), status },
    <>
      <p>{say('staff.code.how')}</p>
      <Form action="/console/login/code" state={state} wrong={say('staff.login.wrong')}>
        <Hidden values={{ next }} />
        <Field
          name="code"
          label={say('staff.code.label')}
          hint={say('staff.code.hint')}
          state={{ ...state, values: {} }}
          autocomplete="one-time-code"
          required
          maxlength={20}
          autofocus
          spellcheck={false}
        />
        <Buttons>
          <Submit>{say('staff.code.go')}</Submit>
        </Buttons>
      </Form>
      <p>
        <a href="/console/login">{say('staff.code.other')}</a>
      </p>
    </>,
  )
}
