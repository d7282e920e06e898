import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Field, Select } from '../../console/form.tsx'
import { Filters, List, Pager } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import type { Say } from '../../content/messages.ts'
import { csvFile } from '../../kernel/csv.ts'
import { addDays, dayOf, instantAt, isDay, isoVn, showMoment } from '../../kernel/time.ts'
import type { AuditFilter } from '../schema.ts'
import type { People } from '../service.ts'
import { need, type StaffEnv } from '../staff-door.ts'

const PAGE = 50
const EXPORT = 20_000
/** Rooms whose acts are audited, by the first word of the action. */
const ROOMS = [
  'staff',
  'token',
  'feedback',
  'dossiers',
  'content',
  'unit',
  'surveys',
  'broadcasts',
  'notices',
  'report',
  'assist',
  'audit',
]

const day = z.string().refine(isDay).optional().catch(undefined)
const Query = z.object({
  from: day,
  to: day,
  actor: z.string().max(20).optional().catch(undefined),
  room: z.enum(ROOMS).optional().catch(undefined),
  subject: z.string().trim().max(60).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
type Query = z.infer<typeof Query>

/** `/console/audit`: who did what, and when. Taking it out as a file is audited too. */
export function auditPages(people: People, write: (statement: ReturnType<People['audit']>) => Promise<unknown>) {
  return new Hono<StaffEnv>()
    .get('/', need('audit:read'), async (c) => {
      const query = Query.parse(c.req.query())
      const { total, rows } = await people.auditRows(c.var.actor, filterOf(query), PAGE, (query.page - 1) * PAGE)
      const staff = await people.people()
      return auditPage(c, query, total, rows, staff)
    })
    .get('/export.csv', need('audit:read'), async (c) => {
      const { actor, frame } = c.var
      const { rows, total } = await people.auditRows(actor, filterOf(Query.parse(c.req.query())), EXPORT)
      await write(people.audit({ actor, action: 'audit.export', subject: 'csv', detail: { rows: rows.length, total } }))
      const { say } = frame
      const head = ['at', 'who', 'role', 'what', 'subject', 'detail'].map((key) => say(`audit.${key}`))
      const body = rows.map((row) => [
        isoVn(new Date(row.at)),
        row.actor_name ?? say('audit.system'),
        row.actor_role ?? '',
        row.action,
        row.subject,
        row.detail === '{}' ? '' : row.detail,
      ])
      return c.body(csvFile(head, body), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="nhat-ky-${dayOf(frame.now)}.csv"`,
      })
    })
}

type Rows = Awaited<ReturnType<People['auditRows']>>['rows']

function auditPage(
  c: Context<StaffEnv>,
  query: Query,
  total: number,
  rows: Rows,
  staff: ReadonlyArray<{ id: string; name: string }>,
) {
  const { say } = c.var.frame
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]))
  return page(
    c,
    { title: say('audit.title'), help: 'audit', wide: true },
    <>
      <Filters action="/console/audit" button={say('audit.filter')}>
        <Field name="from" type="date" label={say('audit.from')} value={query.from} />
        <Field name="to" type="date" label={say('audit.to')} value={query.to} />
        <Select
          name="actor"
          label={say('audit.who')}
          value={query.actor}
          empty={say('audit.everybody')}
          options={staff.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="room"
          label={say('audit.room')}
          value={query.room}
          empty={say('audit.all')}
          options={ROOMS.map((room) => ({ value: room, label: say(`audit.room.${room}`) }))}
        />
        <Field name="subject" type="search" label={say('audit.subject')} value={query.subject} maxlength={60} />
      </Filters>
      <p class="soft">
        {say('audit.total', { total })}{' '}
        <a href={addressOf('/console/audit/export.csv', query)}>{say('audit.export')}</a>
      </p>
      <List
        label={say('audit.title')}
        rows={rows}
        empty={<p>{say('audit.none')}</p>}
        columns={[
          { head: say('audit.what'), cell: (row) => actionText(say, row.action), main: true },
          { head: say('audit.at'), cell: (row) => showMoment(new Date(row.at)) },
          {
            head: say('audit.who'),
            cell: (row) =>
              row.actor_name ? `${row.actor_name} (${roleText(say, row.actor_role)})` : say('audit.system'),
          },
          {
            head: say('audit.subject'),
            cell: (row) => nameOf.get(row.subject) ?? <span class="code">{row.subject}</span>,
          },
          { head: say('audit.detail'), cell: (row) => detailText(say, row.detail) },
        ]}
      />
      <Pager
        page={query.page}
        pages={Math.ceil(total / PAGE)}
        href={(n) => addressOf('/console/audit', { ...query, page: n })}
      />
    </>,
  )
}

function filterOf({ from, to, actor, room, subject }: Query): AuditFilter {
  return {
    from: from ? instantAt(from) : undefined,
    before: to ? instantAt(addDays(to, 1)) : undefined,
    actor: actor || undefined,
    room,
    subject: subject || undefined,
  }
}

function addressOf(path: string, query: Query): string {
  const set = Object.entries(query).filter(([name, value]) => value && !(name === 'page' && value === 1))
  return `${path}?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`
}

/** What has words is said in them; the rest is shown by its name. */
function words(say: Say, key: string, name: string): string {
  try {
    return say(key)
  } catch {
    return name
  }
}
const actionText = (say: Say, action: string) => words(say, `audit.did.${action}`, action)
const roleText = (say: Say, role: string | null) => (role ? words(say, `staff.role.${role}`, role) : '')

const factText = (say: Say, name: string, value: string) =>
  name === 'outcome' ? words(say, `case.outcome.${value}`, value) : roleText(say, value)

function detailText(say: Say, detail: string): string {
  const facts = z.record(z.string(), z.unknown()).catch({}).parse(JSON.parse(detail))
  const text = Object.entries(facts).map(
    ([name, value]) => `${words(say, `audit.fact.${name}`, name)}: ${factText(say, name, String(value))}`,
  )
  return text.join(', ') || '–'
}
