import { handlerOf, hotline, names, type Room } from './room.ts'
import { canReopen, lateDays, reopenUntil } from './rules/clock.ts'
import { nextStep, timelineOf } from './rules/telling.ts'
import { type CaseEvent, type CaseView, Matter } from './schema.ts'
import { readEvents } from './step.ts'
import type { Kept } from './store/columns.ts'

/** Merged cases are followed this far; merging never makes a circle. */
const FAR = 5

/** Everything that the holder of a case sees of it. A merged case shows the answer of the one it was merged into. */
export async function viewOf(room: Room, row: Kept, now: Date): Promise<CaseView> {
  const { say, store, vault, clocks } = room
  const [events, files, matter, main, secret] = await Promise.all([
    readEvents(room, row),
    store.files.of(room.unit, row.code),
    vault.open(`matter/${row.code}`, row.matter, Matter),
    mainOf(room, row),
    vault.secretOf(row.code),
  ])
  const urlOf = (id: string) => ({ id, url: `/api/feedback/${row.code}/photos/${id}?secret=${secret}` })
  const late = lateDays(row, now, clocks)
  const again = canReopen(row, now, clocks)
  const answered = main ? closingOf(await readEvents(room, main)) : row.state === 'closed' ? closingOf(events) : null
  const outcome = main ? main.outcome : row.outcome
  const last = events.findLast(({ event }) => event === 'asked')
  return {
    code: row.code,
    kind: row.kind,
    kindText: say(`case.kind.${row.kind}`),
    status: row.state,
    statusText: say(`case.state.${row.state}`),
    dueAt: row.paused ? null : row.dueAt,
    dueSource: row.reopened > 0 ? room.rules.reopen.source : room.rules.clocks[row.kind].source,
    ...(late > 0 ? { late: { workingDays: late } } : {}),
    receivedAt: row.receivedAt,
    handler: handlerOf(room, row.department),
    timeline: timelineOf(events, say, names(room)),
    text: matter?.text ?? '',
    photos: files.filter(({ role }) => role === 'citizen').map(({ id }) => urlOf(id)),
    ...(answered?.words ? { answer: answered.words } : {}),
    ...(answered && outcome ? { outcome, outcomeText: say(`case.outcome.${outcome}`), closedAt: answered.at } : {}),
    ...(answered ? { evidence: evidenceOf(answered, main ? () => [] : (id) => [urlOf(id)]) } : {}),
    canReopen: again,
    ...(again && row.closedAt ? { reopenUntil: reopenUntil(row.closedAt, clocks) } : {}),
    canRate: row.state === 'closed',
    ...(row.rating ? { rating: row.rating } : {}),
    ...(row.state === 'waiting' && last?.words ? { questions: [last.words] } : {}),
    anonymous: row.anonymous,
    next: nextStep(row, { late, canReopen: again, anonymous: row.anonymous }, say, {
      ...names(room),
      hotline: hotline(room),
    }),
  }
}

/** The last answer. */
export function closingOf(events: CaseEvent[]): CaseEvent | null {
  return events.findLast(({ event }) => event === 'closed') ?? null
}

/** The case that this one was merged into at last, once it has an answer. */
async function mainOf(room: Room, row: Kept): Promise<Kept | null> {
  let main = row
  for (let i = 0; i < FAR && main.mergedInto !== null; i++) {
    const next = await room.store.cases.find(room.unit, main.mergedInto)
    if (!next) return null
    main = next
  }
  return main !== row && main.state === 'closed' ? main : null
}

function evidenceOf(
  { payload: { evidence } }: CaseEvent,
  photo: (id: string) => CaseView['photos'],
): NonNullable<CaseView['evidence']> {
  return {
    photos: (evidence?.photos ?? []).flatMap(photo),
    ...(evidence?.document ? { document: evidence.document } : {}),
    ...(evidence?.body ? { body: evidence.body } : {}),
  }
}
