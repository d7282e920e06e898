import { dueOf, firstClock } from '../../feedback/rules/clock.ts'
import { Kind } from '../../feedback/schema.ts'
import { createWorkTime } from '../../kernel/calendar.ts'
import { showMoment } from '../../kernel/time.ts'
import type { Settable } from './areas.ts'

/** An open case, as far as its due moment goes. */
export type OpenCase = {
  kind: Kind
  clockFrom: string
  pausedDays: number
  extendedDays: number
  reopened: number
  dueAt: string
}

/**
 * What a change of working time or clocks does: new cases count by it, promised due moments stay. `others`: how many open cases
 * would have another due moment if they were counted anew; `fresh`: by kind, when a case that comes now would be due.
 */
export type Effects = {
  open: number
  others: number
  fresh: Array<{ kind: Kind; from: string; to: string }>
}

/** Compares the deadlines of two settings; pure. */
export function effectsOf(before: Settable, after: Settable, cases: readonly OpenCase[], now: Date): Effects {
  const clocks = (content: Settable) => ({
    rules: content.feedback,
    time: createWorkTime(content.calendar, content.unit.working),
  })
  const [old, fresh] = [clocks(before), clocks(after)]
  const due = (kind: Kind, by: typeof old) => showMoment(new Date(firstClock(kind, now, by).due))
  return {
    open: cases.length,
    others: cases.filter((one) => dueOf(one, fresh) !== dueOf(one, old)).length,
    fresh: Kind.options.flatMap((kind) => {
      const [from, to] = [due(kind, old), due(kind, fresh)]
      return from === to ? [] : [{ kind, from, to }]
    }),
  }
}
