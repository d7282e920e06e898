import { speaker } from '../content/messages.ts'
import type { Content } from '../content/schema.ts'
import { createWorkTime } from '../kernel/calendar.ts'
import { cryptoRandom, type Random } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock, Day } from '../kernel/time.ts'
import type { Actor } from '../people/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import type { Files } from '../storage/files.ts'
import { acting, type Caller, type CaseKey, citizenActs, type More, unlock, unlocked } from './citizen.ts'
import { deskActs } from './desk.ts'
import { deskReading } from './desk-read.ts'
import { countingGuided, guidance, orGuided } from './guided.ts'
import { type Prepared, preparing, type Sending, submit } from './intake.ts'
import { countMiss, countPhoto } from './limits.ts'
import { type Open311Query, open311Requests, open311Services } from './open311.ts'
import { keepPhoto, PHOTOS } from './photos.ts'
import { publicList } from './register.ts'
import type { Audit, Notify, Room } from './room.ts'
import { lateDays } from './rules/clock.ts'
import type { Placed } from './rules/nearby.ts'
import type { TriageInput, TriageOf } from './rules/triage/index.ts'
import {
  type CaseView,
  type ChatRef,
  DeskIntake,
  type GuidedKind,
  Intake,
  type IntakeInput,
  type Kind,
  type PhotoRef,
  type Rating,
  type Receipt,
  ReceivedCase,
} from './schema.ts'
import { findSimilar } from './similar.ts'
import { commit } from './step.ts'
import { createStore } from './store.ts'
import { createVault } from './vault.ts'
import { forget, watch } from './watch.ts'

export type FeedbackDeps = {
  db: Db
  files: Files
  clock: Clock
  /** The installation's secret: words and identities are sealed under a key derived from it. */
  key: CryptoKey
  content: Pick<Content, 'unit' | 'calendar' | 'messages' | 'feedback'>
  triage: TriageOf
  random?: Random
  /** The write that audits an act of staff. */
  audit?: Audit
  /** The writes that send a text to a citizen's chat. */
  notify?: Notify
}

/**
 * The room's verbs: reports, petitions and questions of citizens from intake to rating, and the desk that answers them.
 * Law: NĐ 20/2008, QĐ 766/QĐ-TTg mục 5.2, NĐ 154/2026; khiếu nại and tố cáo are guided to their own doors.
 */
export function createFeedback({
  db,
  files,
  clock,
  key,
  content,
  triage,
  random = cryptoRandom,
  audit = () => null,
  notify = () => [],
}: FeedbackDeps) {
  const unit = content.unit.code
  const time = createWorkTime(content.calendar, content.unit.working)
  const room: Room = {
    unit,
    place: content.unit,
    rules: content.feedback,
    time,
    clocks: { rules: content.feedback, time },
    say: speaker(content.messages),
    store: createStore(db),
    files,
    vault: createVault(key, random, unit),
    triage,
    clock,
    random,
    audit,
    notify,
  }
  const citizen = citizenActs(room)
  const acts = deskActs(room)
  const { find, ...verbs } = acts

  return {
    unit,
    /** What the mini-app and the console choose from. */
    rules: content.feedback,
    triage: (input: TriageInput) => triage(input),
    kindText: (kind: Kind) => room.say(`case.kind.${kind}`),
    guidance: (kind: GuidedKind) => guidance(room, kind),
    /** The write that counts that a route was told, for who joins it to another batch. */
    guided: (kind: GuidedKind, _chat: unknown, at: Date): Statement[] => [countingGuided(room, kind, at)],

    /** See `preparing` of intake.ts for what it throws. */
    preparing: (intake: IntakeInput, by: Omit<Sending, 'door'> & { door?: Sending['door'] }): Promise<Prepared> =>
      preparing(room, Intake.parse(intake), { ...by, door: by.door ?? doorOf(by.chat) }),
    /** Registers an intake with its photos, once for a key however often it comes. */
    submit: (intake: Intake, by: Omit<Sending, 'at'>, photos: Uint8Array[] = []): Promise<Receipt> =>
      submit(room, intake, { ...by, at: clock() }, photos),
    /** Cleans and keeps a photo that will belong to a case; swept after two days when it doesn't. */
    keepPhoto: (bytes: Uint8Array): Promise<PhotoRef> => keepPhoto(room, bytes),

    /** Counts a photo against who wants it kept before anything is sent. Throws `feedback.too-many`. */
    countPhoto: (caller: string, at: Date): Promise<void> => countPhoto(room, caller, at),

    /** The case for who holds it; null when there is none. Throws `feedback.too-many-tries`. */
    async view(code: string, who: CaseKey, by: Caller): Promise<CaseView | null> {
      const row = await unlock(room, code, who)
      if (row) return citizen.view(row, by.at)
      await countMiss(room, by.caller, by.at)
      return null
    },
    mine: citizen.mine,
    link: citizen.link,
    /** A photo of a case for who holds it. Throws `feedback.not-found`. */
    async photo(code: string, id: string, who: CaseKey, by: Caller) {
      const row = await unlocked(room, code, who, by)
      const file = (await room.store.files.of(unit, row.code)).find((one) => one.id === id)
      const bytes = file && (await files.get(id))
      if (!file || !bytes) throw problem('feedback.not-found')
      return { bytes, type: file.type }
    },

    // for who joins the writes to another batch
    adding: async (code: string, chat: ChatRef, more: More, at: Date) =>
      citizen.adding(await unlocked(room, code, chat, callerOf(chat, at)), more, at),
    reopening: async (code: string, chat: ChatRef, reason: string, at: Date) =>
      citizen.reopening(await unlocked(room, code, chat, callerOf(chat, at)), reason, at),
    rating: async (code: string, chat: ChatRef, rating: { rating: Rating; reason?: string | undefined }, at: Date) =>
      citizen.rating(await unlocked(room, code, chat, callerOf(chat, at)), rating, at),
    /** The write that takes back a chat's consent to be told of its cases. */
    silencing: async (chat: ChatRef): Promise<Statement[]> => [
      room.store.cases.silencing(unit, await room.vault.chatHash(chat)),
    ],
    following: (id: string, chat: ChatRef, at: Date) =>
      citizen.following(id, `${chat.channel}:${chat.chat}`, callerOf(chat, at)),

    /** Adds words and photos. The same key again changes nothing. `late`: photos of the report itself, sent after its text. */
    async more(
      code: string,
      who: CaseKey,
      text: string | undefined,
      photos: Uint8Array[],
      by: Caller & { key: string | null; late?: boolean },
    ) {
      const row = await unlocked(room, code, who, by)
      const name = by.key === null ? null : await room.vault.hash('more', `${row.code}\u0000${by.key}`)
      if (name && (await room.store.keys.find(unit, name))) return citizen.view(row, by.at)
      if (photos.length > PHOTOS.max) throw problem('feedback.too-many-photos', PHOTOS, { field: 'photo' })
      return orGuided(room, by.at, async () => {
        const kept: PhotoRef[] = []
        for (const bytes of photos) {
          await countPhoto(room, by.caller, by.at)
          kept.push(await keepPhoto(room, bytes))
        }
        return acting(room, code, who, by, async (row) => {
          if (name && (await room.store.keys.find(unit, name))) return []
          const writes = await citizen.adding(row, { text, photos: kept, late: by.late ?? false }, by.at)
          const once = { body: '', code: row.code, receipt: '', at: by.at.toISOString() }
          return name && writes.length > 0 ? [...writes, room.store.keys.adding(unit, name, once)] : writes
        })
      })
    },
    reopen: (code: string, who: CaseKey, reason: string, by: Caller) =>
      acting(room, code, who, by, (row) => citizen.reopening(row, reason, by.at)),
    rate: (code: string, who: CaseKey, rating: { rating: Rating; reason?: string | undefined }, by: Caller) =>
      acting(room, code, who, by, (row) => citizen.rating(row, rating, by.at)),
    async follow(id: string, follower: string, by: Caller): Promise<void> {
      await commit(room, await citizen.following(id, follower, by))
    },

    /** What other systems read of it: the public register and open things in the field. */
    open311: {
      services: () => open311Services(room),
      requests: (query: Open311Query) => open311Requests(room, query),
    },
    publicList: (query: Parameters<typeof publicList>[1]) => publicList(room, query),
    similar: (report: Placed, at: Date = clock()) => findSimilar(room, report, at),

    /** What staff do and read. */
    desk: {
      ...verbs,
      ...deskReading(room, find),
      /** Enters what came by phone, letterbox, in person, on paper or through a helper; the raw words stay unedited. */
      async enter(
        actor: Actor,
        input: DeskIntake,
        { key = null, photos = [] }: { key?: string | null; photos?: Uint8Array[] } = {},
      ): Promise<Receipt> {
        if (actor.unit !== unit) throw problem('feedback.not-found')
        if (!actor.rights.has('feedback:enter'))
          throw problem('feedback.forbidden', { act: room.say('case.act.enter') })
        const { source, summary, receivedAt, ...intake } = DeskIntake.parse(input)
        const at = clock()
        const came = receivedAt ? new Date(receivedAt) : at
        if (came > at || at.getTime() - came.getTime() > 30 * 86_400_000)
          throw problem('feedback.bad-moment', {}, { field: 'receivedAt' })
        const by: Sending = {
          door: source,
          caller: null,
          key,
          at,
          actor,
          receivedAt: came,
          ...(summary ? { summary } : {}),
        }
        return submit(room, intake, by, photos)
      },
    },

    /** Cases received in these days (both included), without words and identity, for figures. `lateDays` in working days. */
    async received(from: Day, to: Day): Promise<ReceivedCase[]> {
      const rows = await room.store.cases.received(unit, from, to)
      return rows.map((row) => ({ ...ReceivedCase.parse(row), lateDays: lateDays(row, clock(), room.clocks) }))
    },

    /** What the clock does. */
    watch: () => watch(room),
    forget: () => forget(room),
  }
}
export type Feedback = ReturnType<typeof createFeedback>

function callerOf({ channel, chat }: ChatRef, at: Date): Caller {
  return { caller: `${channel}:${chat}`, at }
}

function doorOf(chat: ChatRef | undefined): Sending['door'] {
  if (chat?.channel.startsWith('zalo')) return 'zalo'
  return chat?.channel === 'telegram' ? 'telegram' : 'web'
}
