import type { CaseEvent, Facts, Payload } from '../schema.ts'

type Step = Pick<CaseEvent, 'seq' | 'at' | 'event' | 'actor' | 'actorName' | 'payload'>

/** The state that the events add up to, in order of `seq`. Throws a RangeError when they do not begin with a reception. */
export function replay(events: readonly Step[]): Facts {
  const [first, ...rest] = events
  if (first?.event !== 'received') throw new RangeError('a case begins with its reception')
  return rest.reduce(apply, begin(first))
}

/** The state after one more event. Due moments come with the events, so that a later calendar never rewrites history. */
export function apply(facts: Facts, step: Step): Facts {
  return { ...facts, ...change(facts, step), revision: step.seq, updatedAt: step.at }
}

/** The state at reception. Throws a RangeError when the event lacks kind, department or due moment. */
export function begin({ seq, at, payload }: Step): Facts {
  const { kind, urgent = false, department, due, transferDue = null, level = 0 } = payload
  if (!kind || !department || !due) throw new RangeError('a reception says kind, department and due moment')
  return {
    revision: seq,
    kind,
    urgent,
    state: 'new',
    level,
    department,
    assignee: null,
    assigneeName: null,
    receivedAt: at,
    dueAt: due,
    transferDueAt: transferDue,
    clockFrom: at,
    waitingSince: null,
    paused: false,
    asked: 0,
    pausedDays: 0,
    extendedDays: 0,
    reopened: 0,
    closedAt: null,
    outcome: null,
    publishedAt: null,
    rating: null,
    mergedInto: null,
    updatedAt: at,
  }
}

const NOT_WAITING = { waitingSince: null, paused: false } as const

function change(facts: Facts, { at, event, actor, actorName, payload: p }: Step): Partial<Facts> {
  switch (event) {
    case 'received':
      throw new RangeError('a case is received once')
    case 'claimed':
      return { state: 'assigned', assignee: actor, assigneeName: actorName }
    case 'assigned':
      return {
        state: facts.state === 'waiting' ? 'waiting' : 'assigned',
        department: p.department ?? facts.department,
        assignee: p.to ?? null,
        assigneeName: p.toName ?? null,
      }
    case 'transferred':
      return {
        state: facts.level > 0 ? 'reopened' : 'new',
        department: p.department ?? facts.department,
        transferDueAt: null,
        assignee: null,
        assigneeName: null,
      }
    case 'asked':
      return { state: 'waiting', waitingSince: at, paused: p.pauses ?? false, asked: facts.asked + 1 }
    case 'more':
      return p.answers ? answered(facts, p) : {}
    case 'kind':
      return { kind: p.kind ?? facts.kind, dueAt: p.due ?? facts.dueAt, transferDueAt: p.transferDue ?? null }
    case 'extended':
      return { dueAt: p.due ?? facts.dueAt, extendedDays: facts.extendedDays + (p.days ?? 0) }
    case 'merged':
      return { ...NOT_WAITING, state: 'merged', mergedInto: p.into ?? null }
    case 'closed':
      return { ...NOT_WAITING, state: 'closed', closedAt: at, outcome: p.outcome ?? null }
    case 'published':
      return { publishedAt: at }
    case 'unpublished':
      return { publishedAt: null }
    case 'reopened':
      return again(facts, at, p)
    case 'rated':
      return { rating: p.rating ?? null }
    case 'noted':
    case 'absorbed':
      return {}
  }
}

/** The citizen came back: the clock runs on. */
function answered(facts: Facts, p: Payload): Partial<Facts> {
  return {
    ...NOT_WAITING,
    state: facts.assignee === null ? (facts.level > 0 ? 'reopened' : 'new') : 'assigned',
    dueAt: p.due ?? facts.dueAt,
    pausedDays: facts.pausedDays + (p.days ?? 0),
  }
}

/** A new round, one level up, with a clock of its own; what was published is taken back until it is answered again. */
function again(facts: Facts, at: string, p: Payload): Partial<Facts> {
  return {
    ...NOT_WAITING,
    state: 'reopened',
    level: p.level ?? 1,
    assignee: null,
    assigneeName: null,
    dueAt: p.due ?? facts.dueAt,
    transferDueAt: null,
    clockFrom: at,
    asked: 0,
    pausedDays: 0,
    extendedDays: 0,
    reopened: facts.reopened + 1,
    closedAt: null,
    outcome: null,
    publishedAt: null,
    rating: null,
  }
}
