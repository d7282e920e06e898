import type { Dossier, DossierEvent, Facts, Incoming, Moment, State } from '../schema.ts'
import { endsWithoutResult, isOpen } from './states.ts'

/**
 * What a row of an export changes in what is known. The rules, so that the order of rows and files matters as little as possible:
 *
 * 1. A row that knows a result (finished or returned) beats one that does not, unless the other ends the dossier without a result
 *    and is newer. So a stale "đang xử lý" erases nothing, wherever it stands.
 * 2. Otherwise the newer row wins: `origin.order` (the file's export moment, printed in it or given with --as-of, else the end of its
 *    period, else its first import), then the later row of the same file.
 * 3. A cell without a value never erases a known one, nor a bare day the known time of that day; the losing row still fills gaps.
 *
 * `origin` is the newest that was looked at, whichever row won: so the same file twice changes nothing, nor does an older one.
 */
export function merge(known: Dossier, row: Incoming): Dossier {
  const wins = beats(row, known)
  const [first, second]: [Facts, Facts] = wins ? [row, known] : [known, row]
  // refining by a losing row would make the outcome depend on how often a file is imported
  const moment = wins ? finer : (a: Moment | null, b: Moment | null) => a ?? b
  const facts = {
    procedureCode: first.procedureCode ?? second.procedureCode,
    procedureName: first.procedureName ?? second.procedureName,
    field: first.field ?? second.field,
    department: first.department ?? second.department,
    applicant: first.applicant ?? second.applicant,
    applicantHash: first.applicantHash ?? second.applicantHash,
    phoneHash: first.phoneHash ?? second.phoneHash,
    received: moment(first.received, second.received) ?? first.received,
    due: moment(first.due, second.due),
    finished: moment(first.finished, second.finished),
    returned: moment(first.returned, second.returned),
    channel: first.channel ?? second.channel,
    fee: first.fee ?? second.fee,
    paidOnline: first.paidOnline ?? second.paidOnline,
    paidAmount: first.paidAmount ?? second.paidAmount,
    digitised: first.digitised ?? second.digitised,
    digitisedResult: first.digitisedResult ?? second.digitisedResult,
    apology: first.apology ?? second.apology,
  }
  const said = wins ? (row.state ?? known.state) : known.state
  return { ...known, ...facts, state: settle(said, facts), origin: isNewer(row, known) ? row.origin : known.origin }
}

/** A dossier seen for the first time. Without any status it is received, or ready once there is a result. */
export function create(row: Incoming, unit: string, sample: boolean, now: string): Dossier {
  const { state, ...rest } = row
  return { ...rest, unit, sample, state: settle(state ?? 'received', row), revision: 0, firstSeen: now, updatedAt: now }
}

/** An open state is over once there is a result. */
function settle(state: State, { finished, returned }: Pick<Facts, 'finished' | 'returned'>): State {
  if (returned && (isOpen(state) || state === 'ready')) return 'returned'
  return finished && isOpen(state) ? 'ready' : state
}

function beats(row: Incoming, known: Dossier): boolean {
  const newer = isNewer(row, known)
  const rowResult = hasResult(row)
  const knownResult = hasResult(known)
  if (rowResult === knownResult) return newer
  const loser = rowResult ? known.state : (row.state ?? 'received')
  const loserIsNewer = rowResult ? !newer : newer
  return endsWithoutResult(loser) && loserIsNewer ? !rowResult : rowResult
}

function isNewer(row: Incoming, known: Dossier): boolean {
  if (row.origin.order !== known.origin.order) return row.origin.order > known.origin.order
  return row.origin.row >= known.origin.row
}

function hasResult({ finished, returned }: Pick<Facts, 'finished' | 'returned'>): boolean {
  return finished !== null || returned !== null
}

const SAME: ReadonlyArray<keyof Facts | 'state'> = [
  'state',
  'procedureCode',
  'procedureName',
  'field',
  'department',
  'applicant',
  'applicantHash',
  'phoneHash',
  'channel',
  'fee',
  'paidOnline',
  'paidAmount',
  'digitised',
  'digitisedResult',
  'apology',
]
const MOMENTS = ['received', 'due', 'finished', 'returned'] as const

/** Whether two versions of a dossier say the same (their origin aside). */
export function sameFacts(a: Dossier, b: Dossier): boolean {
  return SAME.every((key) => a[key] === b[key]) && MOMENTS.every((key) => sameMoment(a[key], b[key]))
}

/**
 * What happened between two versions, for the timeline. `seenAt` is when the file saw it: the moment of a change that carries no
 * date of its own. A new dossier starts with its reception.
 */
export function eventsBetween(before: Dossier | null, after: Dossier, seenAt: Moment): DossierEvent[] {
  const events: DossierEvent[] = []
  if (!before) events.push({ ...after.received, kind: 'received', payload: {} })
  if (before?.due && after.due && !sameMoment(before.due, after.due)) {
    events.push({ ...seenAt, kind: 'due', payload: { from: before.due.at, to: after.due.at } })
  }
  if (after.finished && !sameMoment(before?.finished ?? null, after.finished)) {
    events.push({ ...after.finished, kind: 'finished', payload: {} })
  }
  if (after.returned && !sameMoment(before?.returned ?? null, after.returned)) {
    events.push({ ...after.returned, kind: 'returned', payload: {} })
  }
  if (tellsState(before, after)) events.push({ ...seenAt, kind: 'state', payload: { state: after.state } })
  return events
}

/** A change of state is told apart only when no dated event tells it already. */
function tellsState(before: Dossier | null, after: Dossier): boolean {
  if (before?.state === after.state) return false
  if (!before && (after.state === 'received' || after.state === 'submitted' || after.state === 'processing'))
    return false
  if (after.state === 'ready') return !after.finished && !after.returned
  return !(after.state === 'returned' && (after.returned || (!before && after.finished)))
}

/** The first one when known, but a bare day gives way to a moment of the same day. */
function finer(first: Moment | null, second: Moment | null): Moment | null {
  if (!first || !second) return first ?? second
  return second.timed && !first.timed && second.at.slice(0, 10) === first.at.slice(0, 10) ? second : first
}

function sameMoment(a: Moment | null, b: Moment | null): boolean {
  return a?.at === b?.at && a?.timed === b?.timed
}
