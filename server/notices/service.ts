import type { Say } from '../content/messages.ts'
import type { Content } from '../content/schema.ts'
import { frontPhone } from '../content/unit-words.ts'
import type { LookupAnswer, LookupRequest } from '../dossiers/schema.ts'
import { createWorkTime, isWorkingDay, nextWorkingDay } from '../kernel/calendar.ts'
import { NUMBERED } from '../kernel/channels.ts'
import type { Random } from '../kernel/ids.ts'
import { keyedHash, sameSecret } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { splitText } from '../kernel/text.ts'
import { addDays, type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Document } from '../reports/document/model.ts'
import type { Db, Statement } from '../storage/db.ts'
import { apologyDocument } from './apology.ts'
import { placeOf } from './delivery.ts'
import { createDeskWords } from './desk-words.ts'
import { createFollowCodes } from './follow-codes.ts'
import type { Invite } from './invitation.ts'
import { afterQuiet } from './rules/quiet.ts'
import { readerOf as readerName } from './rules/reader.ts'
import { statusDays } from './rules/status.ts'
import { toldBy, toldByClock } from './rules/steps.ts'
import type { ChatRef, DossierChange, Followed, Message, StatusDay, Topic, UnsentLine, Vault } from './schema.ts'
import { deskStore } from './store/desk.ts'
import { followStore } from './store/follows.ts'
import { adding } from './store/queue.ts'
import { messageOf } from './words.ts'

export { createDelivery, type Delivery } from './delivery.ts'

/** A dossier as it stands now. `lateDays`: working days past its due moment; null = not late. */
export type FollowedNow = Followed & { lateDays: number | null }

export type NoticesDeps = {
  db: Db
  clock: Clock
  key: CryptoKey
  vault: Vault
  say: Say
  content: Pick<Content, 'unit' | 'calendar' | 'notices' | 'reports'>
  /** Channels that can be written to though nobody is writing there. */
  channels: ReadonlySet<string>
  dossiers: { now(codes: string[]): Promise<FollowedNow[]>; lookup(request: LookupRequest): Promise<LookupAnswer> }
  audit: Audit
  random?: Random
  /** Invites to rate a dossier; none where that survey is off. */
  invite?: Invite
}

type Guard = DossierChange['guard']

/** Units of one stored notice: room is left for a digest's heading, and for a numbered list where there are no buttons. */
const LONGEST = { withButtons: 3600, numbered: 1400 }
/** Hexadecimal digits of a button's proof and of a key's reader. */
const PROOF = 16
const SHOWN = 200
const CHUNK = 500
const KEEP = { chatDays: 30, rowDays: 400, statusDays: 30 }
/** Days after the return on which its follower is invited to rate, and after which nobody is any more. */
const ASK = { afterDays: 1, withinDays: 14 }

/**
 * What people are told who are not writing just now: of dossiers they follow, of steps of their reports. Every notice is a
 * statement in the batch of the change that causes it. Law: NĐ 61/2018 Đ.19.9 (apology), Luật 91/2025 (consent).
 */
export function createNotices({
  db,
  clock,
  key,
  vault,
  say,
  content,
  channels,
  dossiers,
  audit,
  random,
  invite = async () => null,
}: NoticesDeps) {
  const unit = content.unit.code
  const { quiet, soonDays, unfetchedDays } = content.notices
  const time = createWorkTime(content.calendar, content.unit.working)
  const follows = followStore(db, unit)
  const desk = deskStore(db, unit)

  const readerOf = (chat: ChatRef) => readerName(key, unit, chat)
  const proofOf = async (code: string, { channel, chat }: ChatRef) =>
    (await keyedHash(key, 'notices.follow', [unit, channel, chat, code].join('\u0000'))).slice(0, PROOF)

  const subscribing = async (code: string, chat: ChatRef, at: Date): Promise<Statement[]> => [
    follows.adding(code, chat, at),
    follows.consenting(await consent(chat, 'given', code, 'notice.followed', at)),
  ]
  const codes = createFollowCodes({
    db,
    unit: content.unit,
    clock,
    key,
    channels,
    lookup: (request) => dossiers.lookup(request),
    now: (asked) => dossiers.now(asked),
    audit,
    followed: follows.ofChat,
    subscribing,
    ...(random ? { random } : {}),
  })

  type Telling = {
    topic: Topic
    subject: string
    text: string
    choices?: Array<{ id: string; label: string }>
    picture?: Message['picture']
    dedupe: string
    at: Date
    dueAt?: Date
    guard?: DossierChange['guard']
  }
  /** The writes that tell a chat something; none when it can't be written to. The key (`dedupe`) is this chat's own. */
  async function telling(to: ChatRef, { text, choices = [], picture, dedupe, ...one }: Telling): Promise<Statement[]> {
    if (!channels.has(to.channel)) return []
    const reader = await readerOf(to)
    const parts = splitText(text, NUMBERED.has(to.channel) ? LONGEST.numbered : LONGEST.withButtons)
    return Promise.all(
      parts.map(async (part, i) => {
        const message: Message = {
          text: part,
          choices: i === parts.length - 1 ? choices : [],
          ...(picture && i === 0 ? { picture } : {}),
        }
        return adding(unit, {
          ...one,
          ...to,
          body: await vault.seal(placeOf(to.channel, to.chat), JSON.stringify(message)),
          dedupe: [dedupe, reader, ...(i > 0 ? [String(i)] : [])].join(':'),
          dueAt: one.dueAt ?? afterQuiet(one.at, quiet),
        })
      }),
    )
  }

  const keyOf = (code: string, topic: Topic, mark: string) => `dossier:${code}:${topic}${mark === '' ? '' : `:${mark}`}`

  /** A day `n` working days from this one; earlier when `n` is negative. */
  function workingDay(day: string, n: number): string {
    let at = day
    for (let left = n; left > 0; left--) at = nextWorkingDay(time, at)
    for (let left = -n; left > 0; ) {
      at = addDays(at, -1)
      if (isWorkingDay(time, at)) left--
    }
    return at
  }

  return {
    unit,

    /** The writes that tell a step of a report, for its room. */
    async aboutCase(
      to: ChatRef,
      text: string,
      at: Date,
      code = '',
      choices: Array<{ id: string; label: string }> = [],
    ) {
      const mark = (await keyedHash(key, 'notices.text', text)).slice(0, 8)
      const dedupe = `feedback:${code}:${isoVn(at)}:${mark}`
      return telling(to, { topic: 'feedback', subject: code, text, choices, dedupe, at })
    },

    /** Channels that can be written to though nobody is writing there. */
    channels,

    /**
     * The writes that tell a chat a piece of news (`subject`), once however often they are made, and the key they are known by. Held in
     * quiet hours unless `night`. `guard`: the condition under which they are written.
     */
    async news(
      to: ChatRef,
      { night, guard, ...one }: { subject: string; at: Date; night: boolean; guard: Guard } & Message,
    ): Promise<{ key: string; writes: Statement[] }> {
      const dedupe = `news:${one.subject}`
      const topic = night ? 'warning' : 'news'
      const writes = await telling(to, { ...one, topic, dedupe, guard, ...(night ? { dueAt: one.at } : {}) })
      return { key: `${dedupe}:${await readerOf(to)}`, writes }
    },

    /** The write that ends what waits of a piece of news. */
    droppingNews: (subject: string, at: Date): Statement[] => desk.droppingNews(subject, at),

    /** The writes that note that a chat wants news (`given`) or no more (`withdrawn`), with what still waits for it. */
    async newsConsent(chat: ChatRef, act: 'given' | 'withdrawn', subject: string, at: Date): Promise<Statement[]> {
      const wording = act === 'given' ? 'news.subscribed' : 'news.stopped'
      const noted = follows.consenting({ ...(await consent(chat, act, subject, wording, at)), purpose: 'news' })
      return act === 'given' ? [noted] : [noted, ...follows.droppingNews(chat, at)]
    },

    /** The writes that tell followers what changed: they belong into the batch of the change. One query, none without followers. */
    async changed(changes: DossierChange[], at: Date): Promise<Statement[]> {
      const tellings = changes.flatMap((change) =>
        toldBy(change.before, change.after, dayOf(at)).map((told) => ({ change, told })),
      )
      if (tellings.length === 0) return []
      const followers = Map.groupBy(
        await follows.followers([...new Set(tellings.map(({ change }) => change.after.code))]),
        ({ code }) => code,
      )
      const statements = tellings.flatMap(({ change: { before, after, guard }, told }) => {
        const message = () => messageOf(told, after, before, { say, unit: content.unit })
        const dedupe = keyOf(after.code, told.topic, told.mark)
        return (followers.get(after.code) ?? []).map(({ channel, chat }) =>
          telling({ channel, chat }, { topic: told.topic, subject: after.code, ...message(), dedupe, at, guard }),
        )
      })
      return (await Promise.all(statements)).flat()
    },

    /** Tells what the clock brings: due soon, late, a result nobody fetched, an invitation to rate. Each once. Returns how many notices were written. */
    async watch(): Promise<number> {
      const at = clock()
      const today = dayOf(at)
      const days = {
        today,
        soonUntil: workingDay(today, soonDays),
        unfetchedSince: workingDay(today, -unfetchedDays),
        askedSince: addDays(today, -ASK.withinDays),
        askedUntil: addDays(today, -ASK.afterDays),
      }
      const codes = await follows.codes()
      let written = 0
      for (let i = 0; i < codes.length; i += CHUNK) {
        const now = await dossiers.now(codes.slice(i, i + CHUNK))
        const over = now.filter(({ returned }) => returned && returned.at.slice(0, 10) < addDays(today, -KEEP.chatDays))
        if (over.length > 0) await desk.write([follows.ending(over.map(({ code }) => code))])
        const due = now.flatMap((dossier) => {
          const told = toldByClock(dossier, { ...days, late: dossier.lateDays !== null })
          return told ? [{ dossier, told }] : []
        })
        const byCode = new Map(due.map((one) => [one.dossier.code, one]))
        const readers = await Promise.all(
          (await follows.followers([...byCode.keys()])).map(async (follow) => {
            const one = byCode.get(follow.code)
            return one
              ? {
                  ...follow,
                  ...one,
                  key: `${keyOf(follow.code, one.told.topic, one.told.mark)}:${await readerOf(follow)}`,
                }
              : null
          }),
        )
        const open = readers.filter((one) => one !== null)
        const known = await desk.known(open.map((one) => one.key))
        const writes = await Promise.all(
          open
            .filter((one) => !known.has(one.key))
            .map(async ({ channel, chat, dossier, told }) => {
              const to = { channel, chat }
              const invitation = told.topic === 'survey' ? await invite(dossier.code, to) : null
              if (told.topic === 'survey' && !invitation) return []
              const notice = await telling(to, {
                topic: told.topic,
                subject: dossier.code,
                ...messageOf(told, dossier, null, { say, unit: content.unit }, invitation),
                dedupe: keyOf(dossier.code, told.topic, told.mark),
                at,
              })
              return invitation ? [invitation.write, ...notice] : notice
            }),
        )
        const made = writes.filter((some) => some.length > 0)
        if (made.length > 0) await desk.write(made.flat())
        written += made.length
      }
      return written
    },

    /** What a chat that looked a dossier up with the right digits may press to follow it; null when it can't be written to. */
    async proof(code: string, chat: ChatRef): Promise<string | null> {
      return channels.has(chat.channel) ? proofOf(code, chat) : null
    },

    /** The writes of a subscription and its consent. Throws `notice.no-proof` when the chat never looked the dossier up. */
    async following(code: string, chat: ChatRef, proof: string, at: Date): Promise<Statement[]> {
      if (!channels.has(chat.channel) || !sameSecret(proof, await proofOf(code, chat))) throw problem('notice.no-proof')
      if ((await follows.ofChat(chat)).includes(code)) return []
      return subscribing(code, chat, at)
    },

    /** Codes by which any chat follows a dossier; see `createFollowCodes`. */
    codes,
    byCode: codes.byCode,

    /** What an officer tells those who follow a dossier; see `createDeskWords`. */
    desk: createDeskWords({
      unit: content.unit,
      say,
      now: (asked) => dossiers.now(asked),
      followers: follows.followers,
      telling,
      write: desk.write,
      audit,
    }),

    /** What a slip for paper says: the code and the dossier it belongs to. Throws as `codes.slip`. */
    async slip(actor: Actor, code: string) {
      const link = await codes.slip(actor, code)
      const [dossier] = await dossiers.now([code])
      if (!dossier) throw problem('dossier.not-found', { code })
      return { link, dossier, hotline: frontPhone(content.unit).phone }
    },

    /** Dossiers that a chat follows, the latest first. */
    followed: (chat: ChatRef): Promise<string[]> => follows.ofChat(chat),

    /** The writes that end one subscription, or all (null), with what still waits for them. */
    async stopping(chat: ChatRef, code: string | null, at: Date): Promise<Statement[]> {
      return [
        follows.removing(chat, code),
        ...(code === null ? [follows.removingNews(chat)] : []),
        ...follows.dropping(chat, code, at),
        follows.consenting(await consent(chat, 'withdrawn', code ?? '', 'notice.stopped', at)),
      ]
    },

    /** The writes that remove what is kept of a chat; `update` is the one that asks for it. Registered reports are not among it. */
    async erasing(chat: ChatRef, update: string, at: Date): Promise<Statement[]> {
      return [
        follows.removing(chat, null),
        follows.removingNews(chat),
        ...follows.dropping(chat, null, at),
        follows.unnaming(chat),
        follows.forgettingPace(chat),
        ...follows.forgettingTalk(chat, update),
        follows.forgettingTurn(await readerOf(chat)),
        follows.consenting({ ...(await consent(chat, 'erased', '', 'notice.erased', at)), purpose: 'everything' }),
      ]
    },

    /** Handed-over messages by day, the latest first: counts only. */
    async status(): Promise<StatusDay[]> {
      const from = isoVn(new Date(clock().getTime() - KEEP.statusDays * 86_400_000)).slice(0, 10)
      return statusDays(await desk.days(from))
    },

    /** Channels on which notices are due now. */
    due: (): Promise<string[]> => desk.due([...channels], clock()),

    /** The call list: what could not be sent. */
    unsent: (): Promise<UnsentLine[]> => desk.unsent(SHOWN),
    countUnsent: (): Promise<number> => desk.countUnsent(),
    /** Notes that somebody took care of a notice that could not be sent. Throws `request.not-found`. */
    async seen(actor: Actor, seq: string): Promise<void> {
      if (actor.unit !== unit || !(await desk.knows(seq))) throw problem('request.not-found')
      await desk.write([desk.seeing(seq, clock()), audit({ actor, action: 'notices.seen', subject: seq, at: clock() })])
    },

    /** Sends a notice that did not arrive once more, from the first try on. Throws `request.not-found`, `notice.not-again` when it can't be. */
    async resend(actor: Actor, seq: string): Promise<void> {
      if (actor.unit !== unit || !(await desk.knows(seq))) throw problem('request.not-found')
      const at = clock()
      try {
        await desk.write([
          desk.resending(seq, afterQuiet(at, quiet)),
          audit({ actor, action: 'notices.resent', subject: seq, at }),
        ])
      } catch (error) {
        if (error instanceof Error && /NOT NULL/.test(error.message)) throw problem('notice.not-again')
        throw error
      }
    },

    /** Letter of apology for a late dossier (thư xin lỗi, NĐ 61/2018 Đ.19.9). Throws `dossier.not-found`, `notice.not-late`. */
    async apology(
      actor: Actor,
      code: string,
      reason: string | null = null,
      newDay: string | null = null,
    ): Promise<Document> {
      const [dossier] = await dossiers.now([code])
      if (!dossier || actor.unit !== unit) throw problem('dossier.not-found', { code })
      if (dossier.lateDays === null) throw problem('notice.not-late', { code })
      await desk.write([audit({ actor, action: 'notices.apology', subject: code, at: clock() })])
      return apologyDocument(dossier, { content, say, day: dayOf(clock()), reason, newDay })
    },

    /** Removes what nobody needs any more. */
    async forget(): Promise<void> {
      const ago = (days: number) => new Date(clock().getTime() - days * 86_400_000)
      await desk.write([...desk.forgetting(ago(KEEP.chatDays), ago(KEEP.rowDays)), ...codes.forgetting(clock())])
    },
  }

  async function consent(
    chat: ChatRef,
    act: 'given' | 'withdrawn' | 'erased',
    subject: string,
    wording: string,
    at: Date,
  ) {
    return {
      who: await readerOf(chat),
      channel: chat.channel,
      act,
      purpose: 'dossier-notices' as const,
      subject,
      wording,
      at,
    }
  }
}
export type Notices = ReturnType<typeof createNotices>
