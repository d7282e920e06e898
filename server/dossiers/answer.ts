import type { Say } from '../content/messages.ts'
import { endOfWork, type WorkTime } from '../kernel/calendar.ts'
import { isoVn, showDay, showMoment } from '../kernel/time.ts'
import { lateBy } from './rules/classify.ts'
import { isOpen } from './rules/states.ts'
import type { Dossier, DossierEvent, LookupAnswer, Moment, Reason } from './schema.ts'

/** What answers are made with: the sentences, the deadline clock, the desk to send people to, and now. */
export type Telling = { say: Say; time: WorkTime; desk: string; hotline: string; now: Date }

/** State and due date, with the reason why there is no more (TT 01/2018 Đ.16.2.d). */
export function publicAnswer(dossier: Dossier, reason: Reason, tell: Telling): LookupAnswer {
  const { say, desk, hotline } = tell
  return {
    ...core(dossier, tell),
    verified: false,
    reason,
    message: say(`dossier.lookup.${reason}`, { desk, hotline }),
  }
}

/** Everything a citizen may see of their own dossier. */
export function fullAnswer(dossier: Dossier, events: DossierEvent[], tell: Telling): LookupAnswer {
  const late = lateBy(dossier, tell.now, tell.time)
  const moments = {
    receivedAt: dossier.received,
    dueAt: dossier.due,
    finishedAt: dossier.finished,
    returnedAt: dossier.returned,
  }
  const keys = ['receivedAt', 'dueAt', 'finishedAt', 'returnedAt'] as const
  return {
    ...core(dossier, tell),
    ...(dossier.due && !dossier.due.timed ? { dueDateOnly: true } : {}),
    next: nextStep(dossier, tell),
    verified: true,
    procedure: dossier.procedureName,
    procedureCode: dossier.procedureCode,
    applicant: dossier.applicant,
    department: dossier.department,
    receivedAt: dossier.received.at,
    ...(dossier.finished ? { finishedAt: dossier.finished.at } : {}),
    ...(dossier.returned ? { returnedAt: dossier.returned.at } : {}),
    ...(late ? { late } : {}),
    timeline: timelineOf(events, tell.say),
    dateOnly: keys.filter((key) => moments[key] && !moments[key].timed),
    ...(dossier.sample ? { sample: true } : {}),
  }
}

function core({ code, state, due }: Dossier, { say, time }: Telling) {
  return { code, status: state, statusText: say(`dossier.state.${state}`), dueAt: dueMoment(due, time) }
}

/** The sentence about what comes next. */
function nextStep(dossier: Dossier, { say, time, desk, hotline, now }: Telling): string {
  const { state, due } = dossier
  const overdue = isOpen(state) && lateBy(dossier, now, time) !== null
  const undated = isOpen(state) && !due && state !== 'submitted' && state !== 'paying'
  const key = overdue ? 'overdue' : undated ? 'no-due' : state
  return say(`dossier.next.${key}`, { desk, hotline, due: due ? showDay(due.at.slice(0, 10)) : '' })
}

/** A due day without a time means the close of work on that day. */
function dueMoment(due: Moment | null, time: WorkTime): string | null {
  if (!due) return null
  return due.timed ? due.at : isoVn(endOfWork(time, due.at.slice(0, 10)))
}

const ORDER: Record<DossierEvent['kind'], number> = { received: 0, state: 1, due: 1, finished: 2, returned: 3 }

/** The history as a person reads it: by day, and of a date that was corrected only its last word. */
function timelineOf(events: DossierEvent[], say: Say) {
  const last = new Map(events.map((event) => [event.kind, event]))
  return events
    .filter((event) => event.kind === 'state' || event.kind === 'due' || last.get(event.kind) === event)
    .sort(
      (a, b) => compare(a.at.slice(0, 10), b.at.slice(0, 10)) || ORDER[a.kind] - ORDER[b.kind] || compare(a.at, b.at),
    )
    .map((event) => ({ at: event.at, text: textOf(event, say), ...(event.timed ? {} : { dateOnly: true }) }))
}

function textOf({ kind, payload }: DossierEvent, say: Say): string {
  if (kind === 'state') return say(`dossier.event.state.${payload.state ?? 'processing'}`)
  const shown = (at: string | null | undefined) =>
    at ? (at.includes('T00:00:00') ? showDay(at.slice(0, 10)) : showMoment(new Date(at))) : ''
  return say(`dossier.event.${kind}`, { from: shown(payload.from), to: shown(payload.to) })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
