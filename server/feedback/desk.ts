import { type ProblemCode, problem } from '../kernel/problem.ts'
import { isoVn } from '../kernel/time.ts'
import type { Actor } from '../people/schema.ts'
import type { Statement } from '../storage/db.ts'
import { DeskInput, type Input } from './desk-input.ts'
import { noticeOf } from './notices.ts'
import { auditing, type Room } from './room.ts'
import { asksInTime, dueOf, firstClock, pausedFor } from './rules/clock.ts'
import { missing } from './rules/gate.ts'
import { type Act, refusal } from './rules/may.ts'
import { publicText } from './rules/public-text.ts'
import { Matter, type Outcome } from './schema.ts'
import { briefOf, commit, readEvents, type Step, take } from './step.ts'
import type { Kept } from './store/columns.ts'
import { closingOf } from './view.ts'

/** `seen`: the revision that the officer had before them; an act on an older one is refused. */
export type Seen = { seen?: number | undefined }
/** A case after an act. */
export type Done = { code: string; revision: number }

/**
 * The acts of staff on a case. Each is one write: the event, the state, the audit, the notice to the citizen. All throw
 * `feedback.not-found` (also for a case of another unit), `.forbidden`, `.not-yours`, `.not-now`, and `.changed` when somebody
 * else was first.
 */
export function deskActs(room: Room) {
  async function find(actor: Actor, code: string): Promise<Kept> {
    const row = actor.unit === room.unit ? await room.store.cases.find(actor.unit, code) : null
    if (!row) throw problem('feedback.not-found')
    return row
  }

  async function allow(actor: Actor, code: string, act: Act, { seen }: Seen, at: Date): Promise<Kept> {
    const row = await find(actor, code)
    const why = refusal(act, row, actor, isoVn(at))
    // a stale page is told so before the button it still shows is called wrong
    if (seen !== undefined && seen !== row.revision && why !== 'right') throw problem('feedback.changed')
    if (why) throw refused(room, row, act, why)
    return row
  }

  /** Does one step with its audit, and what goes with it. */
  async function act(
    actor: Actor,
    row: Kept,
    name: Act,
    step: Omit<Step, 'by' | 'actor'>,
    at: Date,
    { detail, more = [] }: { detail?: Record<string, string>; more?: Statement[] } = {},
  ): Promise<Done> {
    const { facts, event, writes } = await take(room, row, { ...step, by: 'staff', actor }, at)
    const notice = await noticeOf(room, row, facts, event)
    await commit(room, [...writes, ...more, ...auditing(room, actor, name, row.code, at, detail), ...notice])
    return { code: row.code, revision: facts.revision }
  }

  function department(id: string): string {
    if (!room.rules.departments.some((one) => one.id === id))
      throw problem('feedback.no-department', { department: id }, { field: 'department' })
    return id
  }

  return {
    find,

    async claim(actor: Actor, code: string, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      return act(actor, await allow(actor, code, 'claim', seen, at), 'claim', { event: 'claimed' }, at)
    },

    async assign(actor: Actor, code: string, input: Input<'assign'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'assign', seen, at)
      const { to, toName, department: id } = DeskInput.assign.parse(input)
      const payload = { to, toName, ...(id ? { department: department(id) } : {}) }
      return act(actor, row, 'assign', { event: 'assigned', payload }, at, { detail: { to } })
    },

    /** To another department of the commune; the clock runs on. After the transfer clock only a leader. */
    async transfer(actor: Actor, code: string, input: Input<'transfer'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'transfer', seen, at)
      const { department: id, reason } = DeskInput.transfer.parse(input)
      const payload = { from: row.department, department: department(id) }
      return act(actor, row, 'transfer', { event: 'transferred', payload, words: reason }, at, {
        detail: { department: id },
      })
    },

    /** Asks the citizen; the clock stands still when it is asked in time and not too often. */
    async ask(actor: Actor, code: string, input: Input<'ask'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'ask', seen, at)
      const { question } = DeskInput.ask.parse(input)
      const payload = { pauses: asksInTime(row, at, room.clocks) }
      return act(actor, row, 'ask', { event: 'asked', payload, words: question }, at)
    },

    /** What the citizen answered by phone or at the desk; the clock runs on. */
    async hear(actor: Actor, code: string, input: Input<'hear'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'hear', seen, at)
      const days = pausedFor(row, at, room.clocks)
      const due = dueOf({ ...row, pausedDays: row.pausedDays + days }, room.clocks)
      const payload = { answers: true, photos: 0, days, due }
      return act(actor, row, 'hear', { event: 'more', payload, words: DeskInput.hear.parse(input).text }, at)
    },

    async note(actor: Actor, code: string, input: Input<'note'>): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'note', {}, at)
      return act(actor, row, 'note', { event: 'noted', words: DeskInput.note.parse(input).text }, at)
    },

    /** Another kind, with its own clock from the same beginning; kept as a correction of the triage. */
    async correctKind(actor: Actor, code: string, input: Input<'correctKind'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'correctKind', seen, at)
      const { kind, reason } = DeskInput.correctKind.parse(input)
      if (kind === row.kind) return { code, revision: row.revision }
      const { transferDue } = firstClock(kind, new Date(row.clockFrom), room.clocks)
      const payload = {
        kind,
        from: row.kind,
        due: dueOf({ ...row, kind }, room.clocks),
        transferDue: row.transferDueAt === null ? null : transferDue,
      }
      const seq = row.revision + 1
      const text = await room.vault.sealText(`correction/${code}/${seq}`, (await briefOf(room, row)).text)
      const more = [room.store.counts.correcting(room.unit, code, seq, text, row.kind, kind, isoVn(at))]
      const step = { event: 'kind', payload, words: reason ?? null } as const
      return act(actor, row, 'correctKind', step, at, { detail: { from: row.kind, to: kind }, more })
    },

    /** Once a round, by a leader, with a reason of `content/feedback.yaml`, at most as many working days as it says. */
    async extend(actor: Actor, code: string, input: Input<'extend'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'extend', seen, at)
      const { days, reason } = DeskInput.extend.parse(input)
      const known = room.rules.extension.reasons.find(({ id }) => id === reason)
      if (!known) throw problem('request.invalid', { detail: 'lý do gia hạn không có' }, { field: 'reason' })
      const most = room.rules.extension.days
      if (days > most)
        throw problem('request.invalid', { detail: `chỉ gia hạn nhiều nhất ${most} ngày làm việc` }, { field: 'days' })
      const due = dueOf({ ...row, extendedDays: row.extendedDays + days }, room.clocks)
      const step = { event: 'extended', payload: { days, reason, due }, words: known.text } as const
      return act(actor, row, 'extend', step, at, { detail: { reason, days: String(days) } })
    },

    /** Into another open case of the same matter; its answer becomes the answer of both. */
    async merge(actor: Actor, code: string, input: Input<'merge'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'merge', seen, at)
      const { into, reason } = DeskInput.merge.parse(input)
      const bad = (detail: string) => problem('feedback.bad-merge', { code: into, detail }, { field: 'into' })
      if (into === code) throw bad('không gộp phản ánh vào chính nó')
      const main = await room.store.cases.find(room.unit, into)
      if (!main) throw bad('không có phản ánh này')
      if (main.state === 'closed' || main.state === 'merged') throw bad('phản ánh này không còn đang xử lý')
      // a line in both histories, so that two mergings against each other can't both happen
      const absorbed = await take(room, main, { event: 'absorbed', by: 'staff', actor, payload: { code } }, at)
      const step = { event: 'merged', payload: { into }, words: reason ?? null } as const
      return act(actor, row, 'merge', step, at, { detail: { into }, more: absorbed.writes })
    },

    /** Answers and closes. Throws `feedback.incomplete` that says everything that is missing. */
    async close(actor: Actor, code: string, input: Input<'close'>, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'close', seen, at)
      const { outcome, answer, evidence: rest, photos } = DeskInput.close.parse(input)
      const evidence = { ...rest, photos: photos.map(({ id }) => id) }
      const lacks = missing({ outcome, answer, evidence }, row, room.rules)
      if (!outcome || lacks.length > 0)
        throw problem('feedback.incomplete', {
          missing: lacks.map(({ key, holes }) => room.say(key, holes)).join('; '),
        })
      const more = [
        ...photos.map((photo) => room.store.files.adding(room.unit, code, 'evidence', photo, isoVn(at))),
        ...(await mergedNotices(row, outcome, answer, at)),
      ]
      const step = { event: 'closed', payload: { outcome, evidence }, words: answer } as const
      return act(actor, row, 'close', step, at, { detail: { outcome }, more })
    },

    /** Into the public register, with what identifies people taken out; the officer may word both texts anew. */
    async publish(actor: Actor, code: string, input: Input<'publish'> = {}, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'publish', seen, at)
      if (!row.consentPublish && row.kind !== 'field')
        throw problem('request.invalid', { detail: 'người gửi không đồng ý công khai' })
      const given = DeskInput.publish.parse(input)
      const draft = await publicDraft(room, row)
      const more = [
        room.store.cases.publishing(room.unit, code, given.text || draft.text, given.answer || draft.answer),
      ]
      return act(actor, row, 'publish', { event: 'published' }, at, { more })
    },

    async unpublish(actor: Actor, code: string, input: Input<'unpublish'> = {}, seen: Seen = {}): Promise<Done> {
      const at = room.clock()
      const row = await allow(actor, code, 'unpublish', seen, at)
      const { reason } = DeskInput.unpublish.parse(input)
      return act(actor, row, 'unpublish', { event: 'unpublished', words: reason ?? null }, at)
    },
  }

  /** The answer also goes to the chats of the cases that were merged into this one. */
  async function mergedNotices(row: Kept, outcome: Outcome, answer: string, at: Date): Promise<Statement[]> {
    const merged = await room.store.cases.mergedInto(room.unit, row.code)
    const event = { seq: 0, at: isoVn(at), event: 'closed', by: 'staff', actor: null, actorName: null } as const
    const notices = merged.map((one) =>
      noticeOf(room, one, { ...one, outcome }, { ...event, payload: { outcome }, words: answer }),
    )
    return (await Promise.all(notices)).flat()
  }
}
export type DeskActs = ReturnType<typeof deskActs>

/** What the register would show of a closed case: its words and answer with what identifies people taken out. */
export async function publicDraft(room: Room, row: Kept): Promise<{ text: string; answer: string }> {
  const [matter, events] = await Promise.all([
    room.vault.open(`matter/${row.code}`, row.matter, Matter),
    readEvents(room, row),
  ])
  return {
    text: publicText(matter?.text ?? ''),
    answer: publicText(closingOf(events)?.words ?? ''),
  }
}

function refused(room: Room, row: Kept, act: Act, why: NonNullable<ReturnType<typeof refusal>>) {
  const holes = {
    code: row.code,
    act: room.say(`case.act.${act}`),
    state: room.say(`case.state.${row.state}`),
    name: row.assigneeName ?? '…',
  }
  return problem(REFUSED[why], holes)
}

const REFUSED: Record<NonNullable<ReturnType<typeof refusal>>, ProblemCode> = {
  right: 'feedback.forbidden',
  state: 'feedback.not-now',
  own: 'feedback.not-yours',
  leader: 'feedback.leader-only',
  'late-transfer': 'feedback.leader-only',
  extended: 'feedback.extended',
}
