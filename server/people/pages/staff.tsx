import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import {
  Buttons,
  Choices,
  Confirm,
  EMPTY_FORM,
  Field,
  Form,
  type FormState,
  readForm,
  Submit,
} from '../../console/form.tsx'
import { Facts, Filters, List, Tone } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Say } from '../../content/messages.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { clean, fold } from '../../kernel/text.ts'
import { showDay, showMoment } from '../../kernel/time.ts'
import { needsCode } from '../rights.ts'
import { Role } from '../schema.ts'
import type { People } from '../service.ts'
import { need, type StaffEnv } from '../staff-door.ts'
import { Link } from './link.tsx'
import { refused, statusOf } from './login.tsx'

type Person = Awaited<ReturnType<People['people']>>[number]

const line = (max: number) =>
  z
    .string()
    .transform(clean)
    .pipe(z.string().max(max, `Dài quá ${max} chữ.`))
const Placed = z.object({
  role: Role.or(z.literal('')).refine((role) => role !== '', 'Xin chọn một vai trò.'),
  department: line(100).default(''),
})
const Invite = Placed.extend({
  name: line(80).pipe(z.string().min(2, 'Xin điền họ tên.')),
  login: line(64).default(''),
})

/** `/console/staff`: who may do what, by invitation. */
export function staffPages(people: People, linkTo: (c: Context, token: string) => string) {
  async function find(c: Context): Promise<Person> {
    const found = (await people.people()).find(({ id }) => id === c.req.param('id'))
    if (!found) throw problem('staff.not-found')
    return found
  }
  return new Hono<StaffEnv>()
    .get('/', need('staff:manage'), async (c) => listPage(c, await people.people()))
    .get('/new', need('staff:manage'), (c) => invitePage(c, EMPTY_FORM))
    .post('/new', need('staff:manage'), async (c) => {
      const form = await readForm(c, Invite)
      if (!form.ok) return invitePage(c, form.state, 422)
      const { name, role, department, login } = form.data
      try {
        const made = await people.invite(c.var.actor, {
          name,
          role: Role.parse(role),
          department: department || null,
          login: login || undefined,
        })
        return linkPage(c, { ...made, name }, linkTo(c, made.token))
      } catch (error) {
        return invitePage(c, refused(error, { name, role, department, login }), statusOf(error, c))
      }
    })
    .get('/:id', need('staff:manage'), async (c) => personPage(c, await find(c), EMPTY_FORM))
    .post('/:id/role', need('staff:manage'), async (c) => {
      const person = await find(c)
      const form = await readForm(c, Placed)
      if (!form.ok) return personPage(c, person, form.state, 422)
      const role = Role.parse(form.data.role)
      await people.setRole(c.var.actor, person.id, role, form.data.department || null)
      return redirectWith(c, `/console/staff/${person.id}`, c.var.frame.say('staff.role.done', { name: person.name }))
    })
    .post('/:id/disable', need('staff:manage'), async (c) => {
      const { id, name } = await find(c)
      await people.disable(c.var.actor, id)
      return redirectWith(c, `/console/staff/${id}`, c.var.frame.say('staff.disable.done', { name }))
    })
    .post('/:id/enable', need('staff:manage'), async (c) => {
      const { id, name } = await find(c)
      await people.enable(c.var.actor, id)
      return redirectWith(c, `/console/staff/${id}`, c.var.frame.say('staff.enable.done', { name }))
    })
    .post('/:id/reset', need('staff:manage'), async (c) => {
      const { id } = await find(c)
      const made = await people.reset(c.var.actor, id)
      return linkPage(c, made, linkTo(c, made.token))
    })
}

function stateOf(one: Person, say: Say) {
  if (one.disabledAt) return <Tone tone="late">{say('staff.state.disabled')}</Tone>
  if (one.active) return <Tone tone="done">{say('staff.state.active')}</Tone>
  return <Tone tone="soon">{say(one.invitedUntil ? 'staff.state.invited' : 'staff.state.lapsed')}</Tone>
}

function listPage(c: Context<StaffEnv>, all: Person[]) {
  const { say } = c.var.frame
  const q = clean(c.req.query('q') ?? '')
  const rows = all.filter((one) => fold(`${one.name} ${one.login} ${one.department ?? ''}`).includes(fold(q)))
  return page(
    c,
    { title: say('staff.title'), help: 'staff', wide: true },
    <>
      <Buttons>
        <a class="button main" href="/console/staff/new">
          {say('staff.invite.new')}
        </a>
        <a class="button" href="/console/staff/tokens">
          {say('staff.tokens')}
        </a>
      </Buttons>
      <Filters action="/console/staff" button={say('staff.find')}>
        <Field name="q" type="search" label={say('staff.find.label')} value={q} maxlength={80} />
      </Filters>
      <List
        label={say('staff.title')}
        rows={rows}
        empty={<p>{say('staff.find.none')}</p>}
        columns={[
          { head: say('staff.name'), cell: (one) => <a href={`/console/staff/${one.id}`}>{one.name}</a>, main: true },
          { head: say('staff.login.login'), cell: (one) => <span class="login">{one.login}</span> },
          { head: say('staff.role'), cell: (one) => say(`staff.role.${one.role}`) },
          { head: say('staff.department'), cell: (one) => one.department ?? '–' },
          { head: say('staff.state'), cell: (one) => stateOf(one, say) },
          { head: say('staff.seen'), cell: (one) => (one.lastSeenDay ? showDay(one.lastSeenDay) : '–') },
        ]}
      />
    </>,
  )
}

const roleOptions = (say: Say) =>
  Role.options.map((role) => ({ value: role, label: say(`staff.role.${role}`), hint: say(`staff.role.${role}.can`) }))
const toList = (c: Context<StaffEnv>) => ({ href: '/console/staff', label: c.var.frame.say('staff.title') })

function invitePage(c: Context<StaffEnv>, state: FormState, status: Problem['status'] | 200 = 200) {
  const { say } = c.var.frame
  return page(
    c,
    { title: say('staff.invite.new'), help: 'staff', back: toList(c), status },
    <Form action="/console/staff/new" state={state} draft="staff-new">
      <Field name="name" label={say('staff.name')} state={state} required maxlength={80} autocomplete="off" />
      <Field
        name="login"
        label={say('staff.login.login')}
        hint={say('staff.login.hint')}
        state={state}
        maxlength={64}
        autocomplete="off"
        spellcheck={false}
      />
      <Field
        name="department"
        label={say('staff.department')}
        hint={say('staff.department.hint')}
        state={state}
        maxlength={100}
        autocomplete="off"
      />
      <Choices name="role" label={say('staff.role')} state={state} options={roleOptions(say)} required />
      <p class="soft">{say('staff.invite.codes')}</p>
      <Buttons>
        <Submit>{say('staff.invite.make')}</Submit>
      </Buttons>
    </Form>,
  )
}

function linkPage(
  c: Context<StaffEnv>,
  made: { id: string; name: string; login: string; expires: Date },
  link: string,
) {
  const { say } = c.var.frame
  return page(
    c,
    { title: say('staff.link.title', { name: made.name }), help: 'staff', back: toList(c) },
    <Link say={say} link={link} login={made.login} until={showMoment(made.expires)} />,
  )
}

function personPage(c: Context<StaffEnv>, one: Person, state: FormState, status: Problem['status'] | 200 = 200) {
  const { actor, frame } = c.var
  const { say } = frame
  const own = one.id === actor.id
  const at = `/console/staff/${one.id}`
  return page(
    c,
    { title: one.name, help: 'staff', back: toList(c), status },
    <>
      <Facts
        facts={[
          [say('staff.state'), stateOf(one, say)],
          [say('staff.login.login'), <span class="login">{one.login}</span>],
          [say('staff.role'), say(`staff.role.${one.role}`)],
          [say('staff.department'), one.department ?? '–'],
          [
            say('staff.codes'),
            say(
              one.codes
                ? 'staff.codes.yes'
                : needsCode(one.role) && !one.sample
                  ? 'staff.codes.next'
                  : 'staff.codes.no',
            ),
          ],
          [say('staff.seen'), one.lastSeenDay ? showDay(one.lastSeenDay) : '–'],
          ...(one.invitedUntil ? [[say('staff.invited-until'), showMoment(new Date(one.invitedUntil))] as const] : []),
          [say('audit.title'), <a href={`/console/audit?subject=${one.id}`}>{say('staff.audit')}</a>],
        ]}
      />
      {own ? <p class="note">{say('staff.own')}</p> : null}
      <details class="confirm plain" open={status !== 200}>
        <summary>{say('staff.role.change')}</summary>
        <Form action={`${at}/role`} state={state}>
          <Choices name="role" label={say('staff.role')} state={state} value={one.role} options={roleOptions(say)} />
          <Field
            name="department"
            label={say('staff.department')}
            state={state}
            value={one.department ?? ''}
            maxlength={100}
          />
          <Buttons>
            <Submit>{say('staff.role.save')}</Submit>
          </Buttons>
        </Form>
      </details>
      {own ? null : one.disabledAt ? (
        <Confirm
          label={say('staff.enable')}
          warn={say('staff.enable.warn', { name: one.name })}
          button={say('staff.enable.go')}
          action={`${at}/enable`}
        />
      ) : (
        <>
          <Confirm
            label={say('staff.reset')}
            warn={say('staff.reset.warn', { name: one.name })}
            button={say('staff.reset.go')}
            action={`${at}/reset`}
          />
          <Confirm
            label={say('staff.disable')}
            warn={say('staff.disable.warn', { name: one.name })}
            button={say('staff.disable.go')}
            action={`${at}/disable`}
          />
        </>
      )}
    </>,
  )
}
