import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import {
  Buttons,
  Confirm,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  Hidden,
  readForm,
  Submit,
} from '../../console/form.tsx'
import { Facts, List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Problem } from '../../kernel/problem.ts'
import { showMoment } from '../../kernel/time.ts'
import type { People } from '../service.ts'
import { member, type StaffEnv } from '../staff-door.ts'
import { Enrol, RecoveryCodes } from './codes.tsx'
import { type CallerOf, refused, statusOf } from './login.tsx'
import { NewPassword } from './new-password.tsx'

const Change = z
  .object({ current: z.string().max(1000), password: z.string().max(1000), again: z.string().max(1000) })
  .refine(({ password, again }) => password === again, { path: ['again'], message: 'Hai lần nhập chưa giống nhau.' })

/** `/console/me`: one's own password, one-time codes and sessions. */
export function mePages(people: People, callerOf: CallerOf, issuer: string) {
  return new Hono<StaffEnv>()
    .get('/', member(), (c) => mePage(c, people))
    .get('/password', member(), (c) => passwordPage(c, EMPTY_FORM))
    .post('/password', member(), async (c) => {
      const { actor, session, frame } = c.var
      const form = await readForm(c, Change)
      if (!form.ok) return passwordPage(c, form.state, 422)
      const { current, password: next } = form.data
      try {
        await people.changePassword(actor, session.id, { current, next, ip: callerOf(c).ip })
      } catch (error) {
        return passwordPage(c, refused(error, {}), statusOf(error, c))
      }
      return redirectWith(c, '/console/me', frame.say('staff.password.done'))
    })
    .get('/codes', member(), async (c) => {
      const { actor, frame } = c.var
      const offer = await people.offerCodes(actor.id, issuer)
      return page(
        c,
        { title: frame.say('staff.enrol.title'), back: back(c), help: 'account' },
        <Enrol c={c} offer={offer} action="/console/me/codes" />,
      )
    })
    .post('/codes', member(), async (c) => {
      const { actor, frame } = c.var
      const form = await readForm(c, z.object({ code: z.string().max(40) }))
      try {
        const recovery = await people.enrol(actor, form.ok ? form.data.code : '', callerOf(c).ip)
        return page(
          c,
          { title: frame.say('staff.recovery.title'), help: 'account' },
          <RecoveryCodes say={frame.say} codes={recovery} next="/console/me" />,
        )
      } catch (error) {
        const state = refused(error, {})
        const status = statusOf(error, c)
        const offer = await people.offerCodes(actor.id, issuer)
        return page(
          c,
          { title: frame.say('staff.enrol.title'), back: back(c), help: 'account', status },
          <Enrol c={c} offer={offer} action="/console/me/codes" state={state} />,
        )
      }
    })
    .post('/codes/off', member(), async (c) => {
      const form = await readForm(c, z.object({ current: z.string().max(1000) }))
      await people.dropCodes(c.var.actor, form.ok ? form.data.current : '', callerOf(c).ip)
      return redirectWith(c, '/console/me', c.var.frame.say('staff.codes.off-done'))
    })
    .post('/sessions/end', member(), async (c) => {
      const { actor, session, frame } = c.var
      const form = await readForm(c, z.object({ id: z.string().max(64).optional() }))
      if (form.ok && form.data.id) await people.endSession(actor, form.data.id)
      else await people.endOthers(actor, session.id)
      return redirectWith(c, '/console/me', frame.say('staff.sessions.ended'))
    })
}

const back = (c: Context<StaffEnv>) => ({ href: '/console/me', label: c.var.frame.say('staff.me.title') })

async function mePage(c: Context<StaffEnv>, people: People) {
  const { actor, session, frame } = c.var
  const { say } = frame
  const [devices, codes] = await Promise.all([people.devices(actor), people.codesOf(actor)])
  return page(
    c,
    { title: say('staff.me.title'), help: 'account' },
    <>
      <Facts
        facts={[
          [say('staff.name'), actor.name],
          [say('staff.role'), say(`staff.role.${actor.role}`)],
          ...(actor.department ? [[say('staff.department'), actor.department] as const] : []),
          [say('staff.login.password'), <a href="/console/me/password">{say('staff.password.change')}</a>],
          [
            say('staff.codes'),
            codes.on ? (
              <Tone tone="done">{say('staff.codes.on', { left: codes.left })}</Tone>
            ) : (
              <>
                <Tone tone="soon">{say('staff.codes.off')}</Tone>{' '}
                <a href="/console/me/codes">{say('staff.codes.set')}</a>
              </>
            ),
          ],
        ]}
      />
      {codes.on ? (
        <Confirm
          label={say('staff.codes.drop')}
          warn={say(codes.must ? 'staff.codes.drop-must' : 'staff.codes.drop-warn')}
          button={say('staff.codes.drop-go')}
          action="/console/me/codes/off"
        >
          <Field
            name="current"
            type="password"
            label={say('staff.password.current')}
            autocomplete="current-password"
            required
          />
        </Confirm>
      ) : null}
      <h2>{say('staff.sessions')}</h2>
      <List
        label={say('staff.sessions')}
        rows={devices}
        empty={<p>{say('staff.sessions.none')}</p>}
        columns={[
          { head: say('staff.sessions.device'), cell: (one) => one.device, main: true },
          { head: say('staff.sessions.since'), cell: (one) => showMoment(new Date(one.since)) },
          { head: say('staff.sessions.seen'), cell: (one) => showMoment(new Date(one.seenAt)) },
          {
            head: say('staff.sessions.act'),
            cell: (one) =>
              one.id === session.id ? (
                <Tone tone="done">{say('staff.sessions.here')}</Tone>
              ) : (
                <form method="post" action="/console/me/sessions/end">
                  <Hidden values={{ id: one.id }} />
                  <button type="submit" class="quiet">
                    {say('staff.sessions.end')}
                  </button>
                </form>
              ),
          },
        ]}
      />
      {devices.length > 1 ? (
        <form method="post" action="/console/me/sessions/end">
          <Buttons>
            <Submit tone="late">{say('staff.sessions.end-all')}</Submit>
          </Buttons>
        </form>
      ) : null}
    </>,
  )
}

function passwordPage(c: Context<StaffEnv>, state: FormState, status: Problem['status'] | 200 = 200) {
  const { say } = c.var.frame
  return page(
    c,
    { title: say('staff.password.change'), back: back(c), help: 'account', status },
    <>
      <p>{say('staff.password.warn')}</p>
      <Form action="/console/me/password" state={state} wrong={say('staff.login.wrong')}>
        <Field
          name="current"
          type="password"
          label={say('staff.password.current')}
          state={state}
          autocomplete="current-password"
          required
          maxlength={200}
        />
        <NewPassword state={state} say={say} />
        <Buttons>
          <Submit>{say('staff.password.save')}</Submit>
        </Buttons>
      </Form>
    </>,
  )
}
