import { sign, verify } from 'hono/jwt'
import * as z from 'zod'
import { derivedSecret, keyedHash } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, isoVn } from '../kernel/time.ts'
import { bearerToken } from '../kernel/validate.ts'
import { createGraph, type GraphAccount } from './graph.ts'
import type { Session } from './schema.ts'

/** Seconds that our token lives; Zalo's own lives an hour. */
const LIFE = 3600
const AUDIENCE = 'xa-so:mini-app'
const Claims = z.object({ sub: z.string(), aud: z.literal(AUDIENCE), exp: z.number() })

export type SessionDeps = { clock: Clock; key: CryptoKey; zalo: GraphAccount | null }

/**
 * Who a mini-app's user is, as far as we need to know: a keyed hash of Zalo's id, in a token of our own. Phone and place are handed to the
 * asker and kept nowhere. All throw `channel.off` while Zalo is not configured.
 */
export function createSession({ clock, key, zalo }: SessionDeps) {
  const graph = zalo && createGraph(zalo, clock)
  const secret = () => derivedSecret(key, 'session', AUDIENCE)

  function open() {
    if (!graph) throw problem('channel.off')
    return graph
  }

  return {
    async signIn(accessToken: string): Promise<Session> {
      const id = await open().userId(accessToken)
      const now = Math.floor(clock().getTime() / 1000)
      const exp = now + LIFE
      const sub = await keyedHash(key, 'zalo.user', id)
      const token = await sign({ sub, aud: AUDIENCE, iat: now, exp }, await secret(), 'HS256')
      return { token, expiresAt: isoVn(new Date(exp * 1000)), expiresIn: LIFE }
    },

    /** The person behind our token: a keyed hash. Throws `zalo.token-expired` when it is none of ours or over. */
    async personOf(authorization: string | undefined): Promise<string> {
      const token = bearerToken(authorization)
      if (!token) throw problem('auth.required')
      // our own clock decides, not the library's
      const payload = await verify(token, await secret(), { alg: 'HS256', exp: false, nbf: false, iat: false }).catch(
        () => null,
      )
      const claims = Claims.safeParse(payload)
      if (!claims.success || claims.data.exp * 1000 <= clock().getTime()) throw problem('zalo.token-expired')
      return claims.data.sub
    },

    phone: (accessToken: string, code: string) => open().phone(accessToken, code),
    place: (accessToken: string, code: string) => open().place(accessToken, code),
  }
}
export type Sessions = ReturnType<typeof createSession>
