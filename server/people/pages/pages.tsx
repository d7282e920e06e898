import { type Context, Hono } from 'hono'
import type { ConsoleDoor, Room } from '../../console/room.ts'
import type { Services } from '../../services.ts'
import type { Caller } from '../sign-in.ts'
import type { StaffEnv } from '../staff-door.ts'
import { auditPages } from './audit.tsx'
import { invitePages } from './invite.tsx'
import { loginPages } from './login.tsx'
import { mePages } from './me.tsx'
import { staffPages } from './staff.tsx'
import { tokenPages } from './tokens.tsx'

/** Whom tries count against, and the name of the device. */
function callerBy(door: ConsoleDoor): (c: Context) => Caller {
  return (c) => ({ ip: door.clientIp(c), agent: c.req.header('user-agent') })
}

/** What somebody signed out may open: the sign-in and an invitation. */
export function entrancePages({ people, content }: Services, door: ConsoleDoor) {
  return new Hono<StaffEnv>()
    .route('/', loginPages(people, callerBy(door), content.unit.name))
    .route('/', invitePages(people))
}

/** The rooms about people: one's own account, everybody's, and the audit. */
export function peoplePages({ people, content, say, db }: Services, door: ConsoleDoor): Room[] {
  const linkTo = (c: Context, token: string) => `${door.publicUrl ?? new URL(c.req.url).origin}/console/invite/${token}`
  return [
    {
      path: '/staff',
      label: say('staff.title'),
      rights: ['staff:manage'],
      // the tokens' page first: its address is no person's id
      pages: new Hono<StaffEnv>().route('/', tokenPages(people)).route('/', staffPages(people, linkTo)),
      work: async () => [
        {
          label: say('staff.work.lapsed'),
          count: (await people.people()).filter((one) => !one.active && !one.disabledAt && !one.invitedUntil).length,
          href: '/console/staff',
          tone: 'soon',
        },
      ],
    },
    {
      path: '/audit',
      label: say('audit.title'),
      rights: ['audit:read'],
      pages: auditPages(people, (statement) => db.write([statement])),
    },
    {
      path: '/me',
      label: say('staff.me.title'),
      rights: [],
      pages: mePages(people, callerBy(door), content.unit.name),
    },
  ]
}
