import type { Context } from 'hono'
import { problem } from '../kernel/problem.ts'
import { type Day, dayOf, isDay } from '../kernel/time.ts'
import type { StaffEnv } from '../people/staff-door.ts'

/**
 * The days `from` and `to` of the address, both included; up to today, from what `since` says of today, when they are left out or no days.
 * Throws `report.bad-period` when they are the wrong way round.
 */
export function daysOf(c: Context<StaffEnv>, since: (today: Day) => Day): { from: Day; to: Day } {
  const today = dayOf(c.var.frame.now)
  const { from, to } = c.req.query()
  const days = { from: from && isDay(from) ? from : since(today), to: to && isDay(to) ? to : today }
  if (days.from > days.to) throw problem('report.bad-period')
  return days
}
