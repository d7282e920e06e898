import * as z from 'zod'
import { hex, sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'

/** Whether a graph's root is a relay of ours (`https://…/relay/zalo`), which wants its calls signed. */
export function isRelay(root: string): boolean {
  return /\/relay\/zalo$/.test(root)
}

/** How Zalo's graph is reached: itself, or by a relay in Vietnam that is called with a signature. */
export type GraphAccount = { appSecret: string; graphRoot: string; relaySecret: string | null }

const TIMEOUT_MS = 4000
/** Zalo answers every failure with HTTP 200 and a code. */
const Failure = z.object({ error: z.coerce.number().optional(), message: z.string().optional() })
const Me = z.object({ id: z.union([z.string(), z.number()]).transform(String) })
const Info = z.object({ data: z.record(z.string(), z.unknown()) })
const SESSION_OVER = 452
const NOT_IN_VIETNAM = -501

/**
 * The three calls of Zalo's graph that we make. Throws `zalo.token-expired`, `zalo.ip-blocked` (Zalo gives personal data to Vietnamese
 * addresses only) and `zalo.failed`.
 */
export function createGraph({ appSecret, graphRoot, relaySecret }: GraphAccount, now: () => Date) {
  async function call(path: string, headers: Record<string, string>): Promise<unknown> {
    const signed = relaySecret && isRelay(graphRoot) ? await relayHeaders(relaySecret, path, headers, now()) : {}
    let response: Response
    try {
      response = await fetch(`${graphRoot}${path}`, {
        headers: { ...headers, ...signed },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'manual',
      })
    } catch {
      throw problem('zalo.failed')
    }
    const body: unknown = await response.json().catch(() => null)
    const failure = Failure.safeParse(body)
    if (!failure.success) throw problem('zalo.failed')
    const { error = 0, message = '' } = failure.data
    if (error === NOT_IN_VIETNAM || /not inside Vietnam/i.test(message)) throw problem('zalo.ip-blocked')
    if (error === SESSION_OVER) throw problem('zalo.token-expired')
    if (error !== 0 || !response.ok) throw problem('zalo.failed')
    return body
  }

  /** `/me/info` takes the raw secret, `/me` a proof made with it. */
  const info = async (accessToken: string, code: string) => {
    const body = await call('/v2.0/me/info', { access_token: accessToken, code, secret_key: appSecret })
    const read = Info.safeParse(body)
    if (!read.success) throw problem('zalo.failed')
    return read.data.data
  }

  return {
    /** The person's id in our Zalo app; text, because it exceeds 2^53. */
    async userId(accessToken: string): Promise<string> {
      const proof = await hmacHex(appSecret, accessToken)
      const body = await call('/v2.0/me?fields=id', { access_token: accessToken, appsecret_proof: proof })
      const read = Me.safeParse(body)
      if (!read.success) throw problem('zalo.failed')
      return read.data.id
    },
    async phone(accessToken: string, code: string): Promise<string> {
      const { number } = await info(accessToken, code)
      const digits = String(number ?? '').replace(/\D/g, '')
      if (!/^84\d{8,10}$/.test(digits)) throw problem('zalo.failed')
      return `0${digits.slice(2)}`
    },
    async place(accessToken: string, code: string): Promise<{ lat: number; lng: number }> {
      const { latitude, longitude } = await info(accessToken, code)
      const place = { lat: Number(latitude), lng: Number(longitude) }
      const real =
        Number.isFinite(place.lat) &&
        Number.isFinite(place.lng) &&
        Math.abs(place.lat) <= 90 &&
        Math.abs(place.lng) <= 180
      if (!real) throw problem('zalo.failed')
      return place
    },
  }
}

/** What proves to the relay that the call is ours: its moment, its path and its tokens under a shared secret. */
export async function relayHeaders(
  secret: string,
  path: string,
  headers: Record<string, string>,
  at: Date,
): Promise<Record<string, string>> {
  const moment = String(at.getTime())
  const names = Object.keys(headers).sort()
  const parts = await Promise.all(names.map(async (name) => `${name}=${await sha256(headers[name] ?? '')}`))
  return { 'x-relay-at': moment, 'x-relay-signature': await hmacHex(secret, [moment, path, ...parts].join('\n')) }
}

async function hmacHex(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}
