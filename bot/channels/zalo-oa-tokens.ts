import { type Random, readableId } from '../../server/kernel/ids.ts'
import type { Clock } from '../../server/kernel/time.ts'
import type { Db, Statement } from '../../server/storage/db.ts'
import type { VaultPort } from '../ports.ts'
import { createOauth, type OaApp } from './zalo-oa-oauth.ts'
import { type Grant, type Pair, tokenStore } from './zalo-oa-token-store.ts'

/** A token to call with; `version` says which one it was when it is refused. */
export type Access = { token: string; version: number }
/** Why there is none: nobody gave a grant, it is another app's or another installation's, Zalo refuses it, or it is being changed. */
export type NoAccess = 'none' | 'other-app' | 'sealed-elsewhere' | 'refused' | 'busy' | 'unreached'

export type OaTokensDeps = {
  db: Db
  unit: string
  vault: VaultPort
  app: OaApp
  clock: Clock
  random: Random
  wait?: (ms: number) => Promise<void>
  log?: (line: Record<string, string | number>) => void
}

const MINUTE = 60_000
/** Refreshed when fewer than five of the 25 hours are left. */
const EARLY = 300 * MINUTE
/** Longer than the call may take. */
const LEASE = MINUTE
/** A token that was just made and is refused is not mended by making another. */
const REST = 5 * MINUTE
/** Until the next try of a refresh that Zalo refused, or did not answer. */
const AGAIN = { refused: 15 * MINUTE, unreached: MINUTE }
const ROUNDS = 30
const ROUND_MS = 250
const SAVES = 6

/**
 * The account's tokens, over all processes. A refresh token works once and its access token dies with it, so exactly one process
 * refreshes: it takes the row, asks, and keeps the new pair before anybody calls with it; the others wait and read again.
 */
export function createOaTokens({ db, unit, vault, app, clock, random, wait, log = () => {} }: OaTokensDeps) {
  const store = tokenStore(db, unit, vault)
  const oauth = createOauth(app)
  const pause = wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const now = () => clock().getTime()
  let held: { access: Access; until: number } | null = null

  /** Writes the new pair, several times if need be: until it is written nobody may use it, and the old one is dead. */
  async function keep(version: number, pair: Pair): Promise<boolean> {
    for (let left = SAVES; left > 0; left--) {
      try {
        await store.rotate(version, pair, now())
        return true
      } catch {
        await pause(ROUND_MS * (SAVES - left + 1))
      }
    }
    log({ level: 'error', channel: 'zalo-oa', token: 'not saved', version })
    return false
  }

  /** Asks for the next pair, holding the right to. */
  async function rotate(version: number, refresh: string): Promise<void> {
    const asked = await oauth.refresh(refresh, now())
    if (asked.kind === 'pair') {
      if (await keep(version, asked.pair))
        log({ level: 'info', channel: 'zalo-oa', token: 'new', version: version + 1 })
      return
    }
    const why = asked.kind === 'refused' ? `refused ${asked.code}` : 'unreached'
    await store.failed(version, why, now())
    log({ level: 'error', channel: 'zalo-oa', token: why, version })
  }

  const mayAsk = ({ failure }: Grant, at: number) =>
    failure === null || at >= failure.at + (failure.why.startsWith('refused') ? AGAIN.refused : AGAIN.unreached)

  /** `stale`: the version that Zalo just refused. `force`: a new pair although the old one is good (a person asks for it). */
  async function access(stale: number | null = null, force = false): Promise<Access | NoAccess> {
    if (held && !force && held.access.version !== stale && now() < held.until) return held.access
    held = null
    let refused = stale
    let forced = force
    for (let round = 0; round < ROUNDS; round++) {
      const read = await store.read()
      if (!read) return 'none'
      const { grant, tokens } = read
      if (grant.appId !== app.appId) return 'other-app'
      if (!tokens) return 'sealed-elsewhere'
      const at = now()
      const usable = grant.version !== refused && at < grant.expiresAt
      const good = { token: tokens.access, version: grant.version }
      if (usable && !forced && at < grant.expiresAt - EARLY) return hold(good, grant.expiresAt - EARLY)
      if (grant.version === refused && at < grant.rotatedAt + REST) return 'refused'
      if (!mayAsk(grant, at) && !forced)
        return usable ? good : grant.failure?.why === 'unreached' ? 'unreached' : 'refused'
      if (await store.claim(grant.version, readableId(random, 12), at, at + LEASE)) {
        await rotate(grant.version, tokens.refresh)
        if (forced) refused = grant.version
        forced = false
      } else if (usable && !forced) return good
      else await pause(ROUND_MS)
    }
    return 'busy'
  }

  function hold(good: Access, until: number): Access {
    held = { access: good, until: Math.min(until, now() + MINUTE) }
    return good
  }

  return {
    access,
    /** Keeps the grant alive: a new pair when the old one is nearly over. Safe in any number of processes. */
    async freshen(): Promise<void> {
      await access()
    },
    /** A new pair at once. */
    renew: () => access(null, true),
    /** A pair that a person brought. `more` is written with it. */
    async grant(pair: Pair, more: Statement[] = []): Promise<void> {
      held = null
      await store.grant(app.appId, pair, now(), more)
    },
    /** Changes the code of a consent for the first pair; Zalo's code when it refuses. */
    async grantByCode(
      code: string,
      verifier: string | null,
      more: Statement[] = [],
    ): Promise<{ ok: true } | { ok: false; why: string }> {
      const asked = await oauth.code(code, verifier, now())
      if (asked.kind !== 'pair') return { ok: false, why: asked.kind === 'refused' ? asked.code : 'unreached' }
      held = null
      await store.grant(app.appId, asked.pair, now(), more)
      return { ok: true }
    },
    /** The grant without its tokens, for whoever looks after it; null when there is none. */
    async state(): Promise<Grant | null> {
      return (await store.read())?.grant ?? null
    },
  }
}
export type OaTokens = ReturnType<typeof createOaTokens>
