import { Hono } from 'hono'
import { sameSecret } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import type { Clock } from '../kernel/time.ts'
import { relayHeaders } from './graph.ts'

/** Minutes that a signed call may be old, or early. */
const SKEW_MS = 5 * 60_000
const CALLS = new Map([
  ['/v2.0/me', ['access_token', 'appsecret_proof']],
  ['/v2.0/me/info', ['access_token', 'code', 'secret_key']],
])

/**
 * A relay to Zalo's graph for our own edge: Zalo tells phone and place only to Vietnamese addresses. It knows two calls, one upstream and
 * one secret; it keeps and logs nothing.
 */
export function relayRoutes({ secret, upstream, clock }: { secret: string; upstream: string; clock: Clock }) {
  return new Hono().get('/zalo/*', async (c) => {
    const url = new URL(c.req.url)
    const path = url.pathname.replace(/^\/relay\/zalo/, '')
    const names = CALLS.get(path)
    if (!names || (url.search !== '' && url.search !== '?fields=id')) throw problem('request.not-found')
    const headers = Object.fromEntries(names.map((name) => [name, c.req.header(name) ?? '']))
    const at = Number(c.req.header('x-relay-at'))
    const expected = await relayHeaders(secret, `${path}${url.search}`, headers, new Date(Number.isFinite(at) ? at : 0))
    const fresh = Math.abs(clock().getTime() - at) <= SKEW_MS
    if (!fresh || !sameSecret(expected['x-relay-signature'] ?? '', c.req.header('x-relay-signature') ?? ''))
      throw problem('auth.required')
    const response = await fetch(`${upstream}${path}${url.search}`, {
      headers,
      signal: AbortSignal.timeout(4000),
      redirect: 'manual',
    }).catch(() => null)
    if (!response) throw problem('zalo.failed')
    c.header('cache-control', 'no-store')
    return c.body(await response.arrayBuffer(), response.ok ? 200 : 502, { 'content-type': 'application/json' })
  })
}
