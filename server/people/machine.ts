import type { MiddlewareHandler } from 'hono'
import { bearerToken } from '../kernel/validate.ts'
import type { Machine, Scope } from './schema.ts'
import type { People } from './service.ts'

/** Lets a request pass only with `Authorization: Bearer <machine token>` that has the scope; sets `c.var.machine`. */
export function requireMachine(people: People, scope: Scope): MiddlewareHandler<{ Variables: { machine: Machine } }> {
  return async function machine(c, next) {
    const token = bearerToken(c.req.header('authorization'))
    c.set('machine', await people.machineOf(token, scope))
    await next()
  }
}
