import { Hono } from 'hono'
import * as z from 'zod'
import { redirectWith } from '../../console/flash.ts'
import { Confirm, Hidden, readForm } from '../../console/form.tsx'
import { List } from '../../console/list.tsx'
import { page } from '../../console/page.tsx'
import { problem } from '../../kernel/problem.ts'
import { dayOf, showDay } from '../../kernel/time.ts'
import type { People } from '../service.ts'
import { need, type StaffEnv } from '../staff-door.ts'

/** `/console/staff/tokens`: the programs that may call us. */
export function tokenPages(people: People) {
  return new Hono<StaffEnv>()
    .get('/tokens', need('staff:manage'), async (c) => {
      const { say } = c.var.frame
      return page(
        c,
        {
          title: say('staff.tokens'),
          help: 'staff',
          wide: true,
          back: { href: '/console/staff', label: say('staff.title') },
        },
        <>
          <p>{say('staff.tokens.what')}</p>
          <List
            label={say('staff.tokens')}
            rows={await people.tokens(c.var.actor.unit)}
            empty={<p>{say('staff.tokens.none')}</p>}
            columns={[
              { head: say('staff.tokens.name'), cell: (one) => one.name, main: true },
              {
                head: say('staff.tokens.scopes'),
                cell: (one) => one.scopes.map((scope) => say(`staff.scope.${scope}`)).join(', '),
              },
              { head: say('staff.tokens.since'), cell: (one) => showDay(dayOf(new Date(one.createdAt))) },
              { head: say('staff.tokens.until'), cell: (one) => showDay(dayOf(new Date(one.expiresAt))) },
              {
                head: say('staff.tokens.used'),
                cell: (one) => (one.lastUsedDay ? showDay(one.lastUsedDay) : say('staff.tokens.never')),
              },
              {
                head: say('staff.tokens.act'),
                cell: (one) => (
                  <Confirm
                    label={say('staff.tokens.revoke')}
                    warn={say('staff.tokens.warn', { name: one.name })}
                    button={say('staff.tokens.go')}
                    action="/console/staff/tokens/revoke"
                  >
                    <Hidden values={{ id: one.id }} />
                  </Confirm>
                ),
              },
            ]}
          />
        </>,
      )
    })
    .post('/tokens/revoke', need('staff:manage'), async (c) => {
      const form = await readForm(c, z.object({ id: z.string().max(100) }))
      if (!form.ok) throw problem('staff.not-found')
      await people.revokeToken(c.var.actor, form.data.id)
      return redirectWith(c, '/console/staff/tokens', c.var.frame.say('staff.tokens.done'))
    })
}
