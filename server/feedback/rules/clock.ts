import type { FeedbackContent } from '../../content/schema-feedback.ts'
import { addWorkingDays, type WorkTime, workingDaysBetween } from '../../kernel/calendar.ts'
import { dayOf, isoVn } from '../../kernel/time.ts'
import type { Facts, Kind } from '../schema.ts'

/** The clocks of the commune (`content/feedback.yaml`) and its calendar. */
export type Clocks = { rules: FeedbackContent; time: WorkTime }

/**
 * The clocks that start with reception: until an answer, and until it must have gone to who is competent (NĐ 20/2008 Đ.9),
 * null where the kind has no such clock. Ends of working days; `source` is the law or the unit's rule, as told to people.
 */
export function firstClock(kind: Kind, at: Date, { rules, time }: Clocks) {
  const { answer, transfer, source } = rules.clocks[kind]
  return {
    due: isoVn(addWorkingDays(time, at, answer)),
    transferDue: transfer === null ? null : isoVn(addWorkingDays(time, at, transfer)),
    source,
  }
}

/** Working days of the present round: the kind's own, after a reopening a share of them and never fewer than the least. */
export function roundDays(kind: Kind, reopened: number, { rules }: Clocks): number {
  const { answer } = rules.clocks[kind]
  return reopened === 0 ? answer : Math.max(rules.reopen.least, Math.ceil(answer * rules.reopen.share))
}

/** What the due moment of a round is made of. */
type Round = Pick<Facts, 'kind' | 'reopened' | 'clockFrom' | 'pausedDays' | 'extendedDays'>

/** The due moment: the round's days, longer by what the clock stood still and by what a leader gave. */
export function dueOf(round: Round, clocks: Clocks): string {
  const days = roundDays(round.kind, round.reopened, clocks) + round.pausedDays + round.extendedDays
  return isoVn(addWorkingDays(clocks.time, new Date(round.clockFrom), days))
}

/** Whether asking the citizen now stops the clock: in time (QĐ 766 mục 5.2: 5 working days) and not too often; else it runs on. */
export function asksInTime(facts: Pick<Facts, 'clockFrom' | 'asked'>, at: Date, { rules, time }: Clocks): boolean {
  const { pauses, within, times } = rules.ask
  return pauses && facts.asked < times && at <= addWorkingDays(time, new Date(facts.clockFrom), within)
}

/** Working days that a pause took; 0 for a clock that ran on. */
export function pausedFor(facts: Pick<Facts, 'paused' | 'waitingSince'>, at: Date, { time }: Clocks): number {
  if (!facts.paused || facts.waitingSince === null) return 0
  return workingDaysBetween(time, dayOf(new Date(facts.waitingSince)), dayOf(at))
}

/** The last moment to say "chưa xong" after closing. */
export function reopenUntil(closedAt: string, { rules, time }: Clocks): string {
  return isoVn(addWorkingDays(time, new Date(closedAt), rules.reopen.within))
}

/** Whether the citizen may still say that it isn't done. */
export function canReopen(facts: Facts, now: Date, clocks: Clocks): boolean {
  if (facts.state !== 'closed' || facts.closedAt === null) return false
  return facts.reopened < clocks.rules.reopen.times && isoVn(now) <= reopenUntil(facts.closedAt, clocks)
}

/** Working days late: of a closed case at closing, of an open one now; 0 in time, and while the clock stands still. */
export function lateDays(facts: Facts, now: Date, { time }: Clocks): number {
  if (facts.state === 'merged' || facts.paused) return 0
  const end = facts.closedAt ?? isoVn(now)
  if (end <= facts.dueAt) return 0
  return Math.max(1, workingDaysBetween(time, facts.dueAt.slice(0, 10), end.slice(0, 10)))
}

/** What falls due until this moment is due soon. */
export function soonUntil(now: Date, { rules, time }: Clocks): string {
  return isoVn(addWorkingDays(time, now, rules.soon))
}
