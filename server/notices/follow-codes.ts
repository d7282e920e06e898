import type { Unit } from '../content/schema.ts'
import type { LookupAnswer, LookupRequest } from '../dossiers/schema.ts'
import { cryptoRandom, type Random } from '../kernel/ids.ts'
import { keyedHash } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, isoVn } from '../kernel/time.ts'
import type { Audit } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import type { Db, Statement } from '../storage/db.ts'
import { isCode, newCode, textOf } from './rules/follow-code.ts'
import type { ChatRef, FollowLink } from './schema.ts'
import { followCodeStore } from './store/follow-codes.ts'

/** Asked for by who looked the dossier up: for one chat, at once. Printed at the desk: for a household, while it is worked on. */
const KINDS = { own: { most: 1, minutes: 30 }, desk: { most: 3, minutes: 30 * 24 * 60 } } as const
/** Codes that were not there, of one chat or address: more than a hand mistypes. */
const MISSES = { most: 20, minutes: 15 }
/** Of a dossier in one of these states nothing more is told. */
const OVER = new Set(['returned', 'refused', 'withdrawn'])

export type FollowCodeDeps = {
  db: Db
  unit: Unit
  clock: Clock
  key: CryptoKey
  random?: Random
  channels: ReadonlySet<string>
  lookup: (request: LookupRequest) => Promise<LookupAnswer>
  now: (codes: string[]) => Promise<Array<{ code: string; state: string }>>
  audit: Audit
  /** Dossiers that a chat follows. */
  followed: (chat: ChatRef) => Promise<string[]>
  /** The writes of a subscription and its consent. */
  subscribing: (code: string, chat: ChatRef, at: Date) => Promise<Statement[]>
}

/** Codes by which a chat on any channel follows a dossier, without typing its number and digits there. */
export function createFollowCodes(deps: FollowCodeDeps) {
  const { db, unit, clock, key, random = cryptoRandom, channels, audit } = deps
  const store = followCodeStore(db, unit.code)
  const hashOf = (code: string) => keyedHash(key, 'notices.follow-code', `${unit.code}\u0000${code}`)

  /** Where a code can be sent to, as far as the commune has named it (`content/unit.yaml`). */
  function linkOf(code: string, expiresAt: string): FollowLink {
    const { telegram, zaloOa, zaloBot } = unit.channels
    return {
      text: textOf(code),
      code,
      expiresAt,
      ...(telegram && channels.has('telegram')
        ? { telegram: `https://t.me/${telegram.replace(/^@/, '')}?start=f_${code}` }
        : {}),
      ...(zaloOa && channels.has('zalo-oa') ? { zaloOa: { id: zaloOa, url: `https://zalo.me/${zaloOa}` } } : {}),
      ...(zaloBot && channels.has('zalo-bot') ? { zaloBot } : {}),
    }
  }

  async function make(dossier: string, door: keyof typeof KINDS, more: Statement[] = []): Promise<FollowLink> {
    if (channels.size === 0) throw problem('channel.off')
    const at = clock()
    const { most, minutes } = KINDS[door]
    const until = new Date(at.getTime() + minutes * 60_000)
    const code = newCode(random)
    await db.write([...store.adding({ hash: await hashOf(code), dossier, door, most, at, until }), ...more])
    return { ...linkOf(code, isoVn(until)), dossier }
  }

  const missesSince = (now: Date) => new Date(now.getTime() - MISSES.minutes * 60_000)

  /** What a code names. Counts a miss against `caller`. Throws `notice.no-code`, and `request.too-many` after many misses. */
  async function held(code: string, caller: string, now: Date) {
    const typed = code.toUpperCase()
    if (!isCode(typed)) throw problem('notice.no-code')
    const who = await keyedHash(key, 'notices.follow-code.caller', `${unit.code}\u0000${caller}`)
    const { most, minutes } = MISSES
    if ((await store.misses(who, missesSince(now))) >= most)
      throw problem('request.too-many', { minutes }, { retryAfterSeconds: minutes * 60 })
    const hash = await hashOf(typed)
    const found = await store.one(hash, now)
    if (!found) {
      await db.write([store.missing(who, now)])
      throw problem('notice.no-code')
    }
    return { ...found, hash, code: typed, left: found.most - found.used }
  }

  return {
    /** Whether the commune has named any chat that a code could be sent to. */
    named: Object.keys(unit.channels).some((one) => one !== 'miniApp'),

    /**
     * A code for a dossier that is looked up with the right digits: one chat, 30 minutes. Throws as a look-up does, `notice.unverified`,
     * `notice.over` when nothing more will be told of it, and `channel.off`.
     */
    async link(request: LookupRequest): Promise<FollowLink> {
      const found = await deps.lookup(request)
      if (!found.verified) throw problem('notice.unverified', { message: found.message }, { field: 'phone' })
      if (OVER.has(found.status)) throw problem('notice.over', { code: found.code })
      return make(found.code, 'own')
    },

    /** A code for paper: three chats, 30 days. Throws `dossier.not-found`, `notice.over`, `channel.off`. */
    async slip(actor: Actor, code: string): Promise<FollowLink> {
      const [dossier] = actor.unit === unit.code ? await deps.now([code]) : []
      if (!dossier) throw problem('dossier.not-found', { code })
      if (OVER.has(dossier.state)) throw problem('notice.over', { code })
      return make(code, 'desk', [audit({ actor, action: 'notices.slip', subject: code, at: clock() })])
    },

    /**
     * Where a code that somebody holds can be sent, not which dossier it is of. Throws `notice.no-code`: unknown, used up or too old,
     * and `request.too-many` when `caller` named many that were not there.
     */
    async held(code: string, caller: string): Promise<FollowLink> {
      const found = await held(code, caller, clock())
      if (found.left <= 0) throw problem('notice.no-code')
      return linkOf(found.code, found.expires_at)
    },

    /**
     * The writes by which a chat follows what its code names; none when it does already. Throws `notice.no-code`, `request.too-many`, and
     * `notice.not-here` when nobody can be written to on this channel.
     */
    async byCode(code: string, chat: ChatRef, at: Date): Promise<{ dossier: string; writes: Statement[] }> {
      if (!channels.has(chat.channel)) throw problem('notice.not-here')
      const { dossier, hash, used, left } = await held(code, `${chat.channel}:${chat.chat}`, at)
      if ((await deps.followed(chat)).includes(dossier)) return { dossier, writes: [] }
      if (left <= 0) throw problem('notice.no-code')
      return { dossier, writes: [store.using(hash, used + 1), ...(await deps.subscribing(dossier, chat, at))] }
    },

    forgetting: (now: Date): Statement[] => store.forgetting(now, missesSince(now)),
  }
}
export type FollowCodes = ReturnType<typeof createFollowCodes>
