import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { Buttons, EMPTY_FORM, Form, type FormState, readForm, Submit } from '../../console/form.tsx'
import { page } from '../../console/page.tsx'
import { Problem, problem } from '../../kernel/problem.ts'
import type { People } from '../service.ts'
import { open, type StaffEnv } from '../staff-door.ts'
import { refused, statusOf } from './login.tsx'
import { NewPassword } from './new-password.tsx'

const Passwords = z
  .object({ password: z.string().max(1000), again: z.string().max(1000) })
  .refine(({ password, again }) => password === again, { path: ['again'], message: 'Hai lần nhập chưa giống nhau.' })

/** `/console/invite/:token`: somebody invited chooses a password, once. */
export function invitePages(people: People) {
  // whatever is no token of ours was never given out: told like one that is over
  const tokenOf = (c: Context) => c.req.param('token') ?? ''
  return new Hono<StaffEnv>()
    .get('/invite/:token', open(), async (c) => acceptPage(c, await people.invited(tokenOf(c)), EMPTY_FORM))
    .post('/invite/:token', open(), async (c) => {
      const token = tokenOf(c)
      const person = await people.invited(token)
      const form = await readForm(c, Passwords)
      if (!form.ok) return acceptPage(c, person, form.state, 422)
      try {
        await people.accept(token, form.data.password)
      } catch (error) {
        if (error instanceof Problem && error.code === 'staff.invitation') throw problem('staff.invitation')
        return acceptPage(c, person, refused(error, {}), statusOf(error, c))
      }
      return redirectWith(c, '/console/login', c.var.frame.say('staff.invite.done', { login: person.login }))
    })
}

function acceptPage(
  c: Context<StaffEnv>,
  person: { name: string; login: string },
  state: FormState,
  status: Problem['status'] | 200 = 200,
) {
  const { say, unit } = c.var.frame
  return page(
    c,
    { title: say('staff.invite.title', { name: person.name }), status },
    <>
      <p>{say('staff.invite.who', { unit: unit.name })}</p>
      <p>
        {say('staff.login.login')}: <b class="code">{person.login}</b>
      </p>
      <Form action={c.req.path} state={state} wrong={say('staff.login.wrong')}>
        <input type="text" name="username" value={person.login} autocomplete="username" hidden readonly />
        <NewPassword state={state} say={say} />
        <Buttons>
          <Submit>{say('staff.invite.go')}</Submit>
        </Buttons>
      </Form>
    </>,
  )
}
