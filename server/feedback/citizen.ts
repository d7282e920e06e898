import { problem } from '../kernel/problem.ts'
import { isoVn } from '../kernel/time.ts'
import { isDuplicate, type Statement } from '../storage/db.ts'
import { countingGuided, guiding } from './guided.ts'
import { linkTo } from './intake.ts'
import { countMiss, countSending } from './limits.ts'
import { noticeOf } from './notices.ts'
import { PHOTOS } from './photos.ts'
import { hotline, type Room } from './room.ts'
import { canReopen, dueOf, lateDays, pausedFor } from './rules/clock.ts'
import { guidedKind, sortWords } from './rules/sorting.ts'
import type { CaseView, ChatRef, PhotoRef, Rating } from './schema.ts'
import { briefOf, type Step, type Taken, take } from './step.ts'
import type { Kept } from './store/columns.ts'
import { viewOf } from './view.ts'

/** Who looks at a case: the chat it was sent from, or whoever holds its secret. */
export type CaseKey = ChatRef | { secret: string }
/** Whom to count misses against, and when. */
export type Caller = { caller: string; at: Date }
/** `late`: photos of the report itself, which a weak network brought after its text. */
export type More = { text?: string | undefined; photos?: PhotoRef[] | undefined; late?: boolean }

/** A case of a chat, in a list. */
const MINE = 20

/** The case behind code and key; null when there is none or the key is another's: the two are not told apart. */
export async function unlock(room: Room, raw: string, key: CaseKey): Promise<Kept | null> {
  const code = caseCode(raw)
  if ('secret' in key && !(await room.vault.opens(code, key.secret))) return null
  const row = await room.store.cases.find(room.unit, code)
  if (!row || 'secret' in key) return row
  return row.chatHash !== null && row.chatHash === (await room.vault.chatHash(key)) ? row : null
}

/** As `unlock`. Throws `feedback.not-found`, and `feedback.too-many-tries` after too many of them. */
export async function unlocked(room: Room, code: string, key: CaseKey, { caller, at }: Caller): Promise<Kept> {
  const row = await unlock(room, code, key)
  if (row) return row
  await countMiss(room, caller, at)
  throw problem('feedback.not-found')
}

/** `pa 7k3m9q` → `PA-7K3M9Q`. */
export function caseCode(raw: string): string {
  const letters = raw.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return `PA-${letters.replace(/^PA/, '')}`
}

/** What may be written about a case by who holds it. Each returns what it writes; an act that was done already writes nothing. */
export function citizenActs(room: Room) {
  async function stepping(row: Kept, step: Step, at: Date): Promise<Taken & { row: Kept }> {
    const taken = await take(room, row, step, at)
    const notice = await noticeOf(room, row, taken.facts, taken.event)
    return { ...taken, row, writes: [...taken.writes, ...notice] }
  }

  /** Words without what must not be kept; null when nothing is left. */
  function kept(text: string | undefined, at: Date) {
    const sorted = text ? sortWords(text, room.triage) : { text: '', apart: [] }
    return { ...sorted, counts: sorted.apart.map((kind) => countingGuided(room, kind, at)) }
  }

  return {
    /** A word or a photo more; answers an open question, then the clock runs on. Throws `feedback.no-more`, `.too-many-photos`. */
    async adding(row: Kept, { text, photos = [], late = false }: More, at: Date): Promise<Statement[]> {
      if (row.state === 'closed' || row.state === 'merged') throw problem('feedback.no-more')
      const words = kept(text, at)
      if (words.apart.length > 0 && words.text === '' && photos.length === 0) throw guiding(room, guidedKind(words))
      const files = await room.store.files.of(room.unit, row.code)
      if (photos.length > PHOTOS.max || files.length + photos.length > PHOTOS.all)
        throw problem('feedback.too-many-photos', PHOTOS, { field: 'photo' })
      const fresh = photos.filter(({ id }) => !files.some((file) => file.id === id))
      if (words.text === '' && fresh.length === 0) return []
      const added = fresh.map((photo) => room.store.files.adding(room.unit, row.code, 'citizen', photo, isoVn(at)))
      // nobody has begun: the report is simply whole now
      if (late && row.state === 'new') return added
      const days = pausedFor(row, at, room.clocks)
      const answers = row.state === 'waiting' && !late
      const { writes } = await stepping(
        row,
        {
          event: 'more',
          by: 'citizen',
          payload: {
            answers,
            photos: fresh.length,
            ...(answers ? { days, due: dueOf({ ...row, pausedDays: row.pausedDays + days }, room.clocks) } : {}),
          },
          words: words.text,
        },
        at,
      )
      return [...writes, ...added, ...words.counts]
    },

    /** "Chưa xong": a new round one level up. Throws `feedback.no-reopen` after the days are over. */
    async reopening(row: Kept, reason: string, at: Date): Promise<Statement[]> {
      if (row.state === 'reopened') return []
      if (!canReopen(row, at, room.clocks)) throw problem('feedback.no-reopen', { hotline: hotline(room) })
      const words = kept(reason, at)
      const round = { kind: row.kind, reopened: row.reopened + 1, clockFrom: isoVn(at), pausedDays: 0, extendedDays: 0 }
      const payload = { level: 1, due: dueOf(round, room.clocks) }
      const step: Step = { event: 'reopened', by: 'citizen', payload, words: words.text }
      return [...(await stepping(row, step, at)).writes, ...words.counts]
    },

    /** Like or dislike of the answer; the last word counts. Throws `feedback.no-rating` without an answer. */
    async rating(row: Kept, { rating, reason }: { rating: Rating; reason?: string | undefined }, at: Date) {
      if (row.state !== 'closed') throw problem('feedback.no-rating')
      if (row.rating === rating && !reason) return []
      const words = kept(reason, at)
      const step: Step = { event: 'rated', by: 'citizen', payload: { rating }, words: words.text }
      return [...(await stepping(row, step, at)).writes, ...words.counts]
    },

    /** Follows a public case instead of sending the same again; a count only. Throws `feedback.not-found`. */
    async following(id: string, follower: string, { caller, at }: Caller): Promise<Statement[]> {
      const row = await room.store.cases.byPublicId(room.unit, id)
      if (!row) {
        await countMiss(room, caller, at)
        throw problem('feedback.not-found')
      }
      await countSending(room, caller, at)
      const who = await room.vault.hash('follower', follower)
      return [room.store.counts.following(room.unit, row.code, who, isoVn(at))]
    },

    async view(row: Kept, at: Date): Promise<CaseView> {
      return viewOf(room, row, at)
    },

    async link(code: string): Promise<string> {
      return linkTo(code, await room.vault.secretOf(code))
    },

    /** Cases of a chat, newest first. */
    async mine(chat: ChatRef, at: Date) {
      const rows = await room.store.cases.ofChat(room.unit, await room.vault.chatHash(chat), MINE)
      const lines = rows.map(async (row) => ({
        code: row.code,
        kindText: room.say(`case.kind.${row.kind}`),
        statusText: room.say(`case.state.${row.state}`),
        late: lateDays(row, at, room.clocks) > 0,
        dueAt: row.paused ? null : row.dueAt,
        text: (await briefOf(room, row)).text,
      }))
      return Promise.all(lines)
    },
  }
}
export type CitizenActs = ReturnType<typeof citizenActs>

/** Does an act of a citizen and returns the case after it; read anew and repeated when somebody else was first. `late` photos belong to a sending that was counted. */
export async function acting(
  room: Room,
  code: string,
  key: CaseKey,
  by: Caller & { late?: boolean },
  act: (row: Kept) => Promise<Statement[]>,
): Promise<CaseView> {
  for (let attempt = 1; ; attempt++) {
    const row = await unlocked(room, code, key, by)
    const writes = await act(row)
    try {
      if (writes.length > 0) {
        if (attempt === 1 && !by.late) await countSending(room, by.caller, by.at)
        await room.store.write(writes)
      }
      return viewOf(room, await unlocked(room, code, key, by), by.at)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      if (attempt === 4) throw problem('feedback.changed')
    }
  }
}
