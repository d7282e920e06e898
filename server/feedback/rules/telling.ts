import type { Holes } from '../../kernel/problem.ts'
import { showMoment } from '../../kernel/time.ts'
import type { CaseEvent, Facts, State } from '../schema.ts'

/** Says a sentence of `content/messages.yaml`. */
type Say = (key: string, holes?: Holes) => string

/** What sentences are filled with. */
export type Names = { departmentName: (id: string) => string; hotline: string }

/** What the citizen reads of the history: who works on it by department, never a note, never a colleague's name. */
export function timelineOf(events: readonly CaseEvent[], say: Say, names: Names): Array<{ at: string; text: string }> {
  const reopened = events.findLastIndex(({ event }) => event === 'reopened')
  return events.flatMap((event, at) => {
    const line = event.event === 'closed' && at < reopened ? before(event, say) : lineOf(event, say, names)
    return line ? [{ at: event.at, text: say(`case.event.${line[0]}`, line[1]) }] : []
  })
}

/** An answer that was not the last one is read here; the last one stands by itself. */
function before({ payload, words }: CaseEvent, say: Say): Line {
  const outcome = say(`case.outcome.${payload.outcome ?? 'resolved'}`)
  return ['closed-before', { outcome, answer: words ?? '' }]
}

/** Key and holes of an event's sentence; null when it is not the citizen's business. */
function lineOf({ event, by, payload: p, words }: CaseEvent, say: Say, { departmentName }: Names): Line | null {
  const due = p.due ? showMoment(new Date(p.due)) : ''
  const department = departmentName(p.department ?? '')
  switch (event) {
    case 'received':
      return ['received', { due, department }]
    case 'transferred':
      return ['transferred', { department }]
    case 'asked':
      return [p.pauses ? 'asked' : 'asked-running', { question: words ?? '' }]
    case 'more':
      return [by === 'citizen' ? (p.answers ? 'answered' : 'more') : 'heard', { due }]
    case 'kind':
      return ['kind', { kind: say(`case.kind.${p.kind ?? 'field'}`), due }]
    case 'extended':
      return ['extended', { due, days: p.days ?? 0, reason: words ?? '' }]
    case 'closed':
      return ['closed', { outcome: say(`case.outcome.${p.outcome ?? 'resolved'}`) }]
    case 'reopened':
      return ['reopened', { due }]
    case 'rated':
      return [`rated-${p.rating ?? 'like'}`, {}]
    case 'claimed':
    case 'assigned':
    case 'merged':
    case 'published':
      return [event, {}]
    default:
      return null
  }
}
type Line = [key: string, holes: Holes]

const OPEN: readonly State[] = ['new', 'assigned', 'reopened']

/** What comes next, in one sentence. `late`: working days. */
export function nextStep(
  facts: Facts,
  { late, canReopen, anonymous }: { late: number; canReopen: boolean; anonymous: boolean },
  say: Say,
  { hotline }: Names,
): string {
  const due = showMoment(new Date(facts.dueAt))
  if (OPEN.includes(facts.state) && late > 0) return say('case.next.late', { hotline, days: late })
  if (facts.state === 'closed') {
    const said = facts.rating === null ? 'closed' : 'closed-rated'
    return say(`case.next.${canReopen ? said : 'closed-for-good'}`, { hotline })
  }
  if (facts.state === 'new' && anonymous) return say('case.next.anonymous', { due, hotline })
  return say(`case.next.${facts.state}${facts.state === 'waiting' && !facts.paused ? '-running' : ''}`, {
    due,
    hotline,
  })
}
