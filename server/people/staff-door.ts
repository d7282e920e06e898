import type { Handler, MiddlewareHandler } from 'hono'
import { problem } from '../kernel/problem.ts'
import type { Frame } from './frame.ts'
import type { Actor, Right } from './schema.ts'

/** What a page of the console finds in `c.var`. `frame` is always there; `actor` and `session` behind `need` and `member`. */
export type StaffEnv = { Variables: { frame: Frame; actor: Actor; session: { id: string } } }

/** Who may call a route: holders of a right, anybody signed in, or everybody. */
export type Access = Right | 'member' | 'open'

const marks = new WeakMap<object, Access>()

function guard(access: Access, allows: (actor: Actor) => boolean): MiddlewareHandler<StaffEnv> {
  const handler: MiddlewareHandler<StaffEnv> = async function guarded(c, next) {
    const actor: Actor | undefined = c.get('actor')
    if (!actor) throw problem('staff.signed-out')
    if (!allows(actor)) throw problem('staff.forbidden')
    await next()
  }
  marks.set(handler, access)
  return handler
}

/**
 * Lets only a person pass whose role has the right; throws `staff.signed-out` or `staff.forbidden`. Every console route has
 * exactly one of `need`, `member` and `open`, so that a test can read from the routes who may do what.
 */
export function need(right: Right): MiddlewareHandler<StaffEnv> {
  return guard(right, ({ rights }) => rights.has(right))
}

/** What a route's handler demands, or null when it is no guard. */
need.of = (handler: Handler | MiddlewareHandler): Access | null => marks.get(handler) ?? null

/** Lets anybody pass who is signed in, whatever the role. */
export function member(): MiddlewareHandler<StaffEnv> {
  return guard('member', () => true)
}

/** Says aloud that a route is for everybody. */
export function open(): MiddlewareHandler<StaffEnv> {
  const handler: MiddlewareHandler<StaffEnv> = (_, next) => next()
  marks.set(handler, 'open')
  return handler
}
