import { type Context, Hono } from 'hono'
import type { ConsoleDoor, Room } from '../../console/room.ts'
import type { Services } from '../../services.ts'
import type { Caller } from '../sign-in.ts'
import type { StaffEnv } from '../staff-door.ts'
import { invitePages } from './invite.tsx'
import { loginPages } from './login.tsx'

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

/** The rooms about people: accounts, the audit, one's own account. */
export function peoplePages(_services: Services, _door: ConsoleDoor): Room[] {
  return []
}
