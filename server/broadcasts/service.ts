import type { Say } from '../content/messages.ts'
import type { Content } from '../content/schema.ts'
import { cleanPhoto } from '../feedback/photos/photo.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import type { Message } from '../notices/schema.ts'
import type { Notices } from '../notices/service.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import { type Files, newFileId, OWN } from '../storage/files.ts'
import { createQuiz } from './quiz.ts'
import { createReaders } from './readers.ts'
import { type Act, allowed, RULES, refusal } from './rules/acts.ts'
import { startOf } from './rules/start.ts'
import {
  type Broadcast,
  BroadcastInput,
  type ImageRef,
  type NewsItem,
  type NewsPage,
  type Progress,
  type QuizFigures,
  type State,
} from './schema.ts'
import { createSending } from './sending.ts'
import { broadcastStore } from './store/broadcasts.ts'
import { messageStore } from './store/messages.ts'
import { messageOf } from './words.ts'

export { choose, type NewsPress, newsPress } from './choices.ts'

export type BroadcastDeps = {
  db: Db
  files: Files
  clock: Clock
  random: Random
  key: CryptoKey
  content: Pick<Content, 'unit' | 'notices'>
  say: Say
  notices: Pick<Notices, 'news' | 'droppingNews' | 'newsConsent' | 'channels'>
  audit: Audit
  /** The public address, for links in messages; null when there is none. */
  publicUrl: string | null
}

const PAGE = 20
const SHOWN = 200
const ID = 8

/** A broadcast with all that its page shows. `audience`: how many would get it now, by channel. */
export type Opened = {
  broadcast: Broadcast
  allowed: Act[]
  /** It can't be approved by this person because they wrote on it. */
  own: boolean
  preview: Message
  audience: Record<string, number>
  /** When it leaves or would leave, were it approved now. */
  startsAt: Date
  progress: Progress
  quiz: QuizFigures | null
}

/**
 * What the commune tells those who asked for it: an officer writes, a leader who did not write on it approves, the clock sends. Every
 * act is audited in its write and refused when somebody else was faster.
 */
export function createBroadcasts(deps: BroadcastDeps) {
  const { db, files, clock, random, key, content, say, notices, audit, publicUrl } = deps
  const unit = content.unit.code
  const { quiet } = content.notices
  const around = { say, publicUrl, sample: content.unit.sample }
  const store = broadcastStore(db, unit)
  const messages = messageStore(db, unit)
  const sending = createSending({ db, clock, notices, audit, messages, quiet, ...around })
  const quiz = createQuiz({ db, unit, clock, random, key, published })

  async function published(id: string): Promise<Broadcast> {
    const known = await store.publishedOne(id)
    if (!known) throw problem('broadcast.not-found')
    return known
  }
  /** Throws `broadcast.not-found`, also for another unit's. */
  async function find(actor: Actor, id: string): Promise<Broadcast> {
    const known = actor.unit === unit ? await store.one(id) : null
    if (!known) throw problem('broadcast.not-found')
    return known
  }
  async function may(actor: Actor, act: Act, id: string): Promise<Broadcast> {
    const broadcast = await find(actor, id)
    const why = refusal(act, broadcast, actor)
    if (why === 'right') throw problem('staff.forbidden')
    if (why === 'author') throw problem('broadcast.own')
    if (why === 'state') throw problem('broadcast.changed')
    return broadcast
  }
  async function commit(writes: Statement[]): Promise<void> {
    try {
      await db.write(writes)
    } catch (error) {
      if (/NOT NULL/.test(String(error))) throw problem('broadcast.changed')
      throw error
    }
  }
  /** Checks what was written. Hamlets and channels must be there. */
  function checked(input: BroadcastInput): BroadcastInput {
    const clean = BroadcastInput.parse(input)
    const unknown = [
      ...clean.hamlets.filter((one) => !content.unit.hamlets.includes(one)),
      ...clean.channels.filter((one) => !notices.channels.has(one)),
    ]
    if (unknown.length > 0)
      throw problem('request.invalid', { detail: `không có ${unknown.join(', ')}` }, { field: 'hamlets' })
    return clean
  }
  /** Cleans and keeps a picture. Throws `photo.*`, `files.off`. */
  async function keep(bytes: Uint8Array | null): Promise<ImageRef | null> {
    if (bytes === null) return null
    const { type, bytes: clean } = cleanPhoto(bytes)
    const id = `${OWN.news}${newFileId(random)}`
    await files.put(id, clean)
    return { id, type }
  }
  async function move(
    actor: Actor,
    act: Exclude<Act, 'edit'>,
    id: string,
    seen: number,
    more: Parameters<typeof store.moving>[2] = {},
    others: Statement[] = [],
  ): Promise<void> {
    await may(actor, act, id)
    const { from, to } = RULES[act]
    const at = clock()
    const detail = { ...(more.note ? { note: more.note } : {}), ...(more.night ? { night: true } : {}) }
    await commit([
      store.moving(id, { from, to, seen, at }, more),
      ...others,
      audit({ actor, action: `broadcasts.${act}`, subject: id, detail, at }),
    ])
  }
  const published1 = ({ id, kind, title, text, link, image, quiz: questions, startedAt }: Broadcast): NewsItem => ({
    id,
    kind,
    kindText: say(`news.kind.${kind}`),
    title,
    text,
    link,
    image: image ? `/api/news/${id}/image` : null,
    publishedAt: startedAt ?? '',
    quiz: questions.map(({ ask, options }) => ({ ask, options })),
  })

  return {
    unit,
    hamlets: content.unit.hamlets,
    channels: [...notices.channels],
    quiz,
    readers: createReaders({ messages, notices, hamlets: content.unit.hamlets }),
    /** One run of the clock: see `createSending`. */
    run: sending.run,

    /** What everybody may read. */
    async news(page = 1): Promise<NewsPage> {
      const { total, news } = await store.published(PAGE, (page - 1) * PAGE)
      return { total, pages: Math.max(1, Math.ceil(total / PAGE)), news: news.map(published1) }
    },
    newsItem: async (id: string): Promise<NewsItem> => published1(await published(id)),
    /** The picture of published news. Throws `broadcast.not-found`. */
    image: async (id: string) => pictureOf(await published(id)),
    /** Its bytes, for channels that show pictures; null when it is gone. */
    async picture(id: string): Promise<Uint8Array | null> {
      const known = await store.publishedOne(id)
      return known?.image ? files.get(known.image.id) : null
    },

    desk: {
      list: (actor: Actor, states: readonly State[]) => (actor.unit === unit ? store.list(states, SHOWN) : []),
      counts: async (actor: Actor): Promise<Record<string, number>> => (actor.unit === unit ? store.counts() : {}),
      find,
      progress: (id: string) => messages.progress(id),
      picture: async (actor: Actor, id: string) => pictureOf(await find(actor, id)),

      async open(actor: Actor, id: string): Promise<Opened> {
        const broadcast = await find(actor, id)
        if (broadcast.state === 'sending' || broadcast.state === 'cancelled') await sending.settle()
        const [audience, progress, figures] = await Promise.all([
          messages.audience(broadcast),
          messages.progress(id),
          broadcast.quiz.length > 0 ? quiz.figures(broadcast) : null,
        ])
        return {
          broadcast,
          allowed: allowed(broadcast, actor),
          own: broadcast.writers.includes(actor.id),
          preview: messageOf(broadcast, around),
          audience,
          startsAt: startOf(broadcast, clock(), quiet),
          progress,
          quiz: figures,
        }
      },

      /** Adds a draft. Throws `request.invalid`, `photo.*`. */
      async add(actor: Actor, input: BroadcastInput, picture: Uint8Array | null = null): Promise<string> {
        if (actor.unit !== unit || !actor.rights.has('broadcasts:write')) throw problem('staff.forbidden')
        const clean = checked(input)
        const image = await keep(picture)
        const id = readableId(random, ID)
        const at = clock()
        await commit([
          store.adding(id, clean, image, actor, at),
          audit({ actor, action: 'broadcasts.add', subject: id, detail: { kind: clean.kind }, at }),
        ])
        return id
      },

      /** Rewrites a draft as it was `seen`. `picture`: a new one, `keep` the old one, or `none`. Throws `broadcast.changed`. */
      async edit(
        actor: Actor,
        id: string,
        input: BroadcastInput,
        seen: number,
        picture: Uint8Array | 'keep' | 'none' = 'keep',
      ) {
        const before = await may(actor, 'edit', id)
        const clean = checked(input)
        const image = picture === 'keep' ? before.image : await keep(picture === 'none' ? null : picture)
        const writers = [...new Set([...before.writers, actor.id])]
        const at = clock()
        await commit([
          store.editing(id, clean, image, writers, seen, at),
          audit({ actor, action: 'broadcasts.edit', subject: id, at }),
        ])
        if (before.image && before.image.id !== image?.id) await files.delete(before.image.id)
      },

      submit: (actor: Actor, id: string, seen: number) => move(actor, 'submit', id, seen),
      withdraw: (actor: Actor, id: string, seen: number) => move(actor, 'withdraw', id, seen),
      giveBack: (actor: Actor, id: string, seen: number, note: string) => move(actor, 'return', id, seen, { note }),
      /** `night`: a warning leaves even in quiet hours. Throws `broadcast.own` for who wrote on it. */
      async approve(actor: Actor, id: string, seen: number, night = false) {
        const { kind } = await find(actor, id)
        await move(actor, 'approve', id, seen, { approvedName: actor.name, night: night && kind === 'warning' })
      },
      cancel: (actor: Actor, id: string, seen: number, note: string) =>
        move(actor, 'cancel', id, seen, { note, ended: true }),
      /** Stops it in the middle: what did not leave yet never will, and nobody reads it any more in the app. */
      stop: (actor: Actor, id: string, seen: number, note: string) =>
        move(actor, 'stop', id, seen, { note, ended: true }, [
          ...notices.droppingNews(id, clock()),
          messages.settling(),
        ]),
    },
  }

  async function pictureOf({ image }: Broadcast) {
    const bytes = image && (await files.get(image.id))
    if (!image || !bytes) throw problem('broadcast.not-found')
    return { bytes, type: image.type }
  }
}
export type Broadcasts = ReturnType<typeof createBroadcasts>
