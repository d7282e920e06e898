import { type Random, secretToken } from '../kernel/ids.ts'
import { sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import type { Audit } from './audit.ts'
import type { Actor, Machine, Scope } from './schema.ts'
import { findToken, listTokens, replaceToken, revokeToken, touchToken } from './store/tokens.ts'

const DAY_MS = 86_400_000

/** Machine accounts: tokens, hashed, scoped, expiring. */
export function createMachines({ db, clock, random, audit }: { db: Db; clock: Clock; random: Random; audit: Audit }) {
  return {
    /** Makes a machine token valid for `days` (default one year) and returns it; it can't be read again. */
    async issueToken(unit: string, name: string, scopes: Scope[], days = 365): Promise<string> {
      const token = `xs_${secretToken(random)}`
      const now = clock()
      const expires = new Date(now.getTime() + days * DAY_MS)
      await replaceToken(db, { hash: await sha256(token), unit, name, scopes, now, expires })
      return token
    },

    /** The machine behind a token. Throws `auth.required` when unknown or expired, `auth.forbidden` without the scope. */
    async machineOf(token: string | undefined, scope: Scope): Promise<Machine> {
      if (!token) throw problem('auth.required')
      const hash = await sha256(token)
      const row = await findToken(db, hash)
      const now = clock()
      if (!row || row.expires_at <= now.toISOString()) throw problem('auth.required')
      if (!row.scopes.includes(scope)) throw problem('auth.forbidden')
      if (row.last_used_day !== dayOf(now)) await touchToken(db, hash, dayOf(now))
      return { name: row.name, unit: row.unit, scopes: row.scopes }
    },

    /** Live tokens of a unit; `id` is what `revokeToken` takes. */
    async tokens(unit: string) {
      return (await listTokens(db, unit)).map((row) => ({
        id: row.hash,
        name: row.name,
        scopes: row.scopes,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastUsedDay: row.last_used_day,
      }))
    },

    /** Ends a token of the actor's unit at once. Throws `staff.not-found`. */
    async revokeToken(actor: Actor, id: string): Promise<void> {
      const token = (await listTokens(db, actor.unit)).find(({ hash }) => hash === id)
      if (!token) throw problem('staff.not-found')
      const now = clock()
      await db.write([
        revokeToken(actor.unit, id, now),
        audit({ actor, action: 'token.revoke', subject: token.name, at: now }),
      ])
    },
  }
}
