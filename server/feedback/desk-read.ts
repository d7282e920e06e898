import { problem } from '../kernel/problem.ts'
import { isoVn } from '../kernel/time.ts'
import type { Actor, Right } from '../people/schema.ts'
import type { DeskActs } from './desk.ts'
import { publicDraft } from './desk.ts'
import { keepPhoto } from './photos.ts'
import { contains } from './register.ts'
import { auditing, handlerOf, type Room } from './room.ts'
import { lateDays, soonUntil } from './rules/clock.ts'
import { allowed } from './rules/may.ts'
import { CaseRow, InboxQuery, Matter, Person } from './schema.ts'
import { findSimilar, placeOf } from './similar.ts'
import { briefOf, readEvents } from './step.ts'
import type { Where } from './store/cases.ts'
import type { Kept } from './store/columns.ts'

/** Lines of a page of the inbox. */
const PAGE = 30
const OPEN = `state IN ('new', 'assigned', 'waiting', 'reopened')`

/** A line of the inbox or of the page "đang trễ". Working days. */
export type InboxLine = CaseRow & {
  kindText: string
  stateText: string
  sourceText: string
  departmentName: string
  lateDays: number
  soon: boolean
}

/** What staff read. Throws `feedback.forbidden` without the right, `feedback.not-found` for what is not of their unit. */
export function deskReading(room: Room, find: DeskActs['find']) {
  function need(actor: Actor, right: Right, act: string): void {
    if (actor.unit !== room.unit) throw problem('feedback.not-found')
    if (!actor.rights.has(right)) throw problem('feedback.forbidden', { act: room.say(`case.act.${act}`) })
  }

  async function line(row: Kept, now: Date): Promise<InboxLine> {
    const { text: brief, reasons } = await briefOf(room, row)
    return {
      ...CaseRow.parse({ ...row, brief, reasons }),
      kindText: room.say(`case.kind.${row.kind}`),
      stateText: room.say(`case.state.${row.state}`),
      sourceText: room.say(`case.source.${row.source}`),
      departmentName: handlerOf(room, row.department).name,
      lateDays: lateDays(row, now, room.clocks),
      soon: isRunning(row) && row.dueAt >= isoVn(now) && row.dueAt <= soonUntil(now, room.clocks),
    }
  }

  return {
    /** Cases by due moment, urgent ones first; `show` picks which. */
    async inbox(actor: Actor, query: Partial<InboxQuery> = {}) {
      need(actor, 'feedback:read', 'read')
      const now = room.clock()
      const wanted = InboxQuery.parse(query)
      const order = wanted.show === 'closed' ? 'closed_at DESC, code' : 'urgent DESC, due_at, received_at, code'
      const { total, cases } = await room.store.cases.page(
        await inboxWhere(room, actor, wanted, now),
        order,
        wanted.page,
        PAGE,
      )
      const pages = Math.max(1, Math.ceil(total / PAGE))
      return { total, page: wanted.page, pages, cases: await Promise.all(cases.map((row) => line(row, now))) }
    },

    /** A case with its words and history, without who it came from. */
    async open(actor: Actor, code: string) {
      need(actor, 'feedback:read', 'read')
      const now = room.clock()
      const row = await find(actor, code)
      const { store, vault } = room
      const [shown, matter, events, files, warnings, merged, follows, similar, draft] = await Promise.all([
        line(row, now),
        vault.open(`matter/${code}`, row.matter, Matter),
        readEvents(room, row),
        store.files.of(room.unit, code),
        store.watch.of(room.unit, code),
        store.cases.mergedInto(room.unit, code),
        store.counts.follows(room.unit, [code]),
        isRunning(row) ? placeOf(room, row).then((placed) => findSimilar(room, placed, now, code)) : [],
        row.state === 'closed' ? publicDraft(room, row) : null,
      ])
      const codes = await Promise.all(similar.map(({ id }) => store.cases.byPublicId(room.unit, id)))
      return {
        case: shown,
        matter: matter ?? NOTHING,
        events,
        photos: files.filter(({ role }) => role === 'citizen'),
        evidence: files.filter(({ role }) => role === 'evidence'),
        warnings,
        merged: merged.map((one) => one.code),
        follows: follows.get(code) ?? 0,
        similar: similar.map((one, i) => ({ ...one, code: codes[i]?.code ?? '' })),
        allowed: allowed(row, actor, isoVn(now)),
        publicDraft: draft,
        published:
          row.publicText === null || !row.publishedAt ? null : { text: row.publicText, answer: row.publicAnswer ?? '' },
      }
    },

    /** Who a case came from. The audit row is written first, with why it was looked at. */
    async identity(actor: Actor, code: string, why: string): Promise<Person> {
      need(actor, 'feedback:identity', 'identity')
      const row = await find(actor, code)
      await room.store.write(auditing(room, actor, 'identity', code, room.clock(), { why: why.slice(0, 200) }))
      const person = await room.vault.open(`person/${code}`, row.person, Person)
      return person ?? { contact: 'none' }
    },

    /** Cleans and keeps a photo for the evidence of a closing. */
    async keepPhoto(actor: Actor, bytes: Uint8Array) {
      need(actor, 'feedback:handle', 'close')
      return keepPhoto(room, bytes)
    },

    /** A photo of a case. */
    async photo(actor: Actor, code: string, id: string) {
      need(actor, 'feedback:read', 'read')
      await find(actor, code)
      const file = (await room.store.files.of(room.unit, code)).find((one) => one.id === id)
      const bytes = file && (await room.files.get(id))
      if (!file || !bytes) throw problem('feedback.not-found')
      return { bytes, type: file.type }
    },

    /** The page "đang trễ": what a clock has overtaken, the longest first. `transferLate`: nobody has taken it on in time. */
    async late(actor: Actor) {
      need(actor, 'late:read', 'read')
      const now = room.clock()
      const rows = await room.store.cases.late(room.unit, isoVn(now))
      const lines = rows.map(async (row) => ({
        ...(await line(row, now)),
        transferLate: row.state === 'new' && row.transferDueAt !== null && row.transferDueAt < isoVn(now),
      }))
      return Promise.all(lines)
    },

    /** How many there are of each list of the inbox, for the console's home. */
    async counts(actor: Actor) {
      need(actor, 'feedback:read', 'read')
      const now = room.clock()
      const lists = ['open', 'new', 'mine', 'late', 'soon', 'waiting', 'reopened'] as const
      const counted = await Promise.all(
        lists.map(async (show) => {
          const where = await inboxWhere(room, actor, InboxQuery.parse({ show }), now)
          return [show, (await room.store.cases.page(where, 'code', 1, 1)).total] as const
        }),
      )
      return Object.fromEntries(counted)
    },

    /** How often a lawful route was told instead, by day and kind. Days included. */
    async guided(actor: Actor, from: string, to: string) {
      need(actor, 'feedback:read', 'read')
      return room.store.counts.guided(room.unit, from, to)
    },

    /** Kinds that officers corrected, redacted, newest first: candidates for the triage's test set. */
    async corrections(actor: Actor, most = 200) {
      need(actor, 'feedback:read', 'read')
      const kept = await room.store.counts.corrections(room.unit, most)
      return Promise.all(
        kept.map(async ({ code, seq, text, ...rest }) => ({
          ...rest,
          text: (await room.vault.openText(`correction/${code}/${seq}`, text)) ?? '',
        })),
      )
    },
  }
}
export type DeskReading = ReturnType<typeof deskReading>

/** What is left of a case whose words were sealed with another key. */
const NOTHING: Matter = { text: '' }

function isRunning({ state, paused }: Pick<CaseRow, 'state' | 'paused'>): boolean {
  return state !== 'closed' && state !== 'merged' && !paused
}

async function inboxWhere(room: Room, actor: Actor, query: InboxQuery, now: Date): Promise<Where> {
  const parts: Where[] = [{ sql: 'unit = ?', args: [room.unit] }, shown(room, actor, query.show, now)]
  if (query.kind) parts.push({ sql: 'kind = ?', args: [query.kind] })
  if (query.department) parts.push({ sql: 'department = ?', args: [query.department] })
  if (query.source) parts.push({ sql: 'source = ?', args: [query.source] })
  if (query.q) parts.push(await searched(room, query.q))
  return { sql: parts.map(({ sql }) => sql).join(' AND '), args: parts.flatMap(({ args }) => args) }
}

/** By code or dossier code, or by all its words, whole ones, without marks. */
async function searched({ vault }: Room, q: string): Promise<Where> {
  const words = (await vault.tokens(q)).slice(0, 8)
  const said = words.map(() => `words LIKE ?`).join(' AND ') || '1 = 0'
  const pattern = contains(q.trim())
  return {
    sql: `(code LIKE ? ESCAPE '\\' OR dossier_code LIKE ? ESCAPE '\\' OR (${said}))`,
    args: [pattern, pattern, ...words.map((word) => `% ${word} %`)],
  }
}

function shown(room: Room, actor: Actor, show: InboxQuery['show'], now: Date): Where {
  const running = `${OPEN} AND paused = 0`
  switch (show) {
    case 'open':
      return { sql: OPEN, args: [] }
    case 'mine':
      return { sql: `${OPEN} AND assignee = ?`, args: [actor.id] }
    case 'late':
      return { sql: `${running} AND due_at < ?`, args: [isoVn(now)] }
    case 'soon':
      return { sql: `${running} AND due_at >= ? AND due_at <= ?`, args: [isoVn(now), soonUntil(now, room.clocks)] }
    case 'new':
    case 'waiting':
    case 'reopened':
    case 'closed':
      return { sql: 'state = ?', args: [show] }
    case 'all':
      return { sql: '1 = 1', args: [] }
  }
}
