import { type WorkTime, workingDaysBetween } from '../../kernel/calendar.ts'
import { dayOf, isoVn } from '../../kernel/time.ts'
import type { Dossier, Moment } from '../schema.ts'
import { endsWithoutResult } from './states.ts'

/** What a report counts a dossier as. `undated`: solved, but the export gave no due date. */
export type Outcome =
  | { class: 'withdrawn' | 'refused' | 'waiting' }
  | { class: 'solved'; timing: 'early' | 'on-time' | 'late' | 'undated' }
  | { class: 'pending'; overdue: boolean }

type Dated = Pick<Dossier, 'state' | 'due' | 'finished' | 'returned'>

/** The moment that decides early or late: the end of processing, else the return (waiting at the counter makes nothing late; QĐ 766). */
export function resultMoment({ finished, returned }: Pick<Dossier, 'finished' | 'returned'>): Moment | null {
  return finished ?? returned
}

/**
 * Classifies a dossier as of a day or an instant. Withdrawn, refused and waiting are decided by the state before dates are
 * looked at; solved means there is a result date.
 */
export function classify(dossier: Dated, asOf: Moment): Outcome {
  if (dossier.state === 'withdrawn') return { class: 'withdrawn' }
  if (endsWithoutResult(dossier.state)) return { class: 'refused' }
  if (dossier.state === 'waiting') return { class: 'waiting' }
  const result = resultMoment(dossier)
  if (!result) return { class: 'pending', overdue: dossier.due !== null && compare(dossier.due, asOf) < 0 }
  if (!dossier.due) return { class: 'solved', timing: 'undated' }
  const order = compare(result, dossier.due)
  return { class: 'solved', timing: order < 0 ? 'early' : order > 0 ? 'late' : 'on-time' }
}

/** Late by how many working days: finished after the due date, or still open past it. Null = not late. */
export function lateBy(dossier: Dated, now: Date, time: WorkTime): { workingDays: number } | null {
  const asOf = momentOf(now)
  const outcome = classify(dossier, asOf)
  const late = outcome.class === 'pending' ? outcome.overdue : outcome.class === 'solved' && outcome.timing === 'late'
  if (!late || !dossier.due) return null
  const end = resultMoment(dossier) ?? asOf
  return { workingDays: workingDaysBetween(time, dossier.due.at.slice(0, 10), end.at.slice(0, 10)) }
}

/** An instant as a moment with a known time. */
export function momentOf(instant: Date): Moment {
  return { at: isoVn(instant), timed: true }
}

/** A whole day as a moment. */
export function dayMoment(day: string): Moment {
  return { at: `${day}T00:00:00+07:00`, timed: false }
}

/** The Vietnamese day of a moment. */
export function dayOfMoment(moment: Moment): string {
  return dayOf(new Date(moment.at))
}

/** To the minute when both carry a time, else by calendar day. */
function compare(a: Moment, b: Moment): number {
  const digits = a.timed && b.timed ? 16 : 10
  const x = a.at.slice(0, digits)
  const y = b.at.slice(0, digits)
  return x < y ? -1 : x > y ? 1 : 0
}
