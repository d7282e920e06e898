import { showMoment } from '../kernel/time.ts'
import type { Statement } from '../storage/db.ts'
import { handlerOf, type Room } from './room.ts'
import type { CaseEvent, Facts } from './schema.ts'
import { Person } from './schema.ts'
import type { Kept } from './store/columns.ts'

const TOLD = new Set(['claimed', 'transferred', 'asked', 'extended', 'kind', 'merged', 'closed', 'reopened'])

/** The writes that tell a case's step to the chat it came from, when that is how the citizen wants to be reached. */
export async function noticeOf(room: Room, row: Kept, facts: Facts, event: CaseEvent): Promise<Statement[]> {
  if (!TOLD.has(event.event) || !row.consentContact) return []
  const person = await room.vault.open(`person/${row.code}`, row.person, Person)
  if (person?.contact !== 'chat' || !person.chat) return []
  const text = room.say(`case.notice.${event.event}`, {
    code: row.code,
    due: showMoment(new Date(facts.dueAt)),
    department: handlerOf(room, facts.department).name,
    question: event.words ?? '',
    reason: event.words ?? '',
    answer: event.words ?? '',
    kind: room.say(`case.kind.${facts.kind}`),
    outcome: facts.outcome ? room.say(`case.outcome.${facts.outcome}`) : '',
  })
  return room.notify(person.chat, text, new Date(event.at), row.code)
}
