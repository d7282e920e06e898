import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { relayRoutes } from '../../server/session/relay.ts'
import { sessionRoutes } from '../../server/session/routes.ts'
import { createSession } from '../../server/session/service.ts'

const SECRET = 'AppSecret2026'
const RELAY = 'khóa chung giữa máy chủ ở Việt Nam và cổng ngoài'
const ID = '9007199254740993123'

/** Zalo's graph as it answers: every failure with HTTP 200 and a code. */
function graph() {
  const seen: Array<Record<string, string>> = []
  const app = new Hono()
  app.get('/v2.0/me', (c) => {
    const token = c.req.header('access_token') ?? ''
    seen.push({ path: c.req.path, proof: c.req.header('appsecret_proof') ?? '' })
    if (token === 'het-han') return c.json({ error: 452, message: 'Session key invalid' })
    if (token === 'nuoc-ngoai')
      return c.json({
        error: -501,
        message: 'Personal information is limited due to IP address not inside Vietnam: 3.2.1.1',
      })
    if (token === 'hong') return c.text('upstream error', 500)
    if (token === 'khong-phai-json') return c.text('<html>')
    if (!/^[0-9a-f]{64}$/.test(c.req.header('appsecret_proof') ?? ''))
      return c.json({ error: 100, message: 'Invalid parameter' })
    return c.json({ error: 0, message: 'Success', id: ID })
  })
  app.get('/v2.0/me/info', (c) => {
    seen.push({ path: c.req.path, secret: c.req.header('secret_key') ?? '' })
    const code = c.req.header('code')
    if (c.req.header('secret_key') !== SECRET) return c.json({ error: 110, message: 'Invalid secret' })
    if (code === 'so') return c.json({ data: { number: '849123456789' }, error: 0, message: 'Success' })
    if (code === 'noi')
      return c.json({ data: { provider: 'gps', latitude: '15.1', longitude: '108.8', timestamp: '1' }, error: 0 })
    return c.json({ error: -501, message: 'not inside Vietnam' })
  })
  return { app, seen }
}

async function listen(app: Hono): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => void server.close())
  })
}

async function sessions(graphRoot: string, { relaySecret = null as string | null, on = true } = {}) {
  const state = { now: new Date('2026-11-20T09:00:00+07:00') }
  const service = createSession({
    clock: () => state.now,
    key: await hashKey('khóa để kiểm thử phiên đăng nhập'),
    zalo: on ? { appSecret: SECRET, graphRoot, relaySecret } : null,
  })
  const app = new Hono().route('/api/session', sessionRoutes(service))
  app.onError(answerError(() => {}))
  const post = async (path: string, body: unknown, token?: string) => {
    const response = await app.request(`/api/session/zalo${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  return { service, state, post }
}

describe('signing in from the Zalo mini-app', () => {
  it('gives a short-lived token of our own that knows only a hash of the id', async () => {
    const { app, seen } = graph()
    const { post, service, state } = await sessions(await listen(app))
    const { status, body } = await post('', { accessToken: 'tot' })
    expect([status, body.expiresIn]).toEqual([200, 3600])
    expect(seen[0]?.proof).toMatch(/^[0-9a-f]{64}$/)
    const payload = atob(body.token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))
    expect(payload).not.toContain(ID)
    const person = await service.personOf(`Bearer ${body.token}`)
    const again = await post('', { accessToken: 'tot' })
    expect(await service.personOf(`Bearer ${again.body.token}`)).toBe(person)
    state.now = new Date('2026-11-20T10:00:01+07:00')
    await expect(service.personOf(`Bearer ${body.token}`)).rejects.toMatchObject({ code: 'zalo.token-expired' })
  })

  it.each([
    ['het-han', 401, 'zalo.token-expired'],
    ['nuoc-ngoai', 503, 'zalo.ip-blocked'],
    ['hong', 502, 'zalo.failed'],
    ['khong-phai-json', 502, 'zalo.failed'],
  ])('says what Zalo refused: %s', async (accessToken, status, code) => {
    const { post } = await sessions(await listen(graph().app))
    expect(await post('', { accessToken })).toMatchObject({ status, body: { error: { code } } })
  })

  it('takes nobody’s word for it: no token, a forged one, another secret’s', async () => {
    const { post, service } = await sessions(await listen(graph().app))
    expect((await post('', { accessToken: '' })).status).toBe(422)
    for (const token of ['', 'x.y.z', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'])
      expect((await post('/phone', { accessToken: 'tot', code: 'so' }, token || undefined)).status).toBe(401)
    await expect(service.personOf(undefined)).rejects.toMatchObject({ code: 'auth.required' })
  })

  it('hands phone and place to the asker, and says when Zalo does not tell', async () => {
    const { post } = await sessions(await listen(graph().app))
    const { token } = (await post('', { accessToken: 'tot' })).body
    expect(await post('/phone', { accessToken: 'tot', code: 'so' }, token)).toEqual({
      status: 200,
      body: { phone: '09123456789' },
    })
    expect(await post('/place', { accessToken: 'tot', code: 'noi' }, token)).toEqual({
      status: 200,
      body: { lat: 15.1, lng: 108.8 },
    })
    const abroad = await post('/phone', { accessToken: 'tot', code: 'x' }, token)
    expect([abroad.status, abroad.body.error.code]).toEqual([503, 'zalo.ip-blocked'])
  })

  it('is off without an account, and when Zalo is out of reach', async () => {
    expect((await (await sessions('http://127.0.0.1:9', { on: false })).post('', { accessToken: 'x' })).status).toBe(
      404,
    )
    expect((await (await sessions('http://127.0.0.1:9')).post('', { accessToken: 'x' })).status).toBe(502)
  })
})

describe('the relay in Vietnam', () => {
  async function relay(clock: () => Date, secret = RELAY) {
    const { app, seen } = graph()
    const home = new Hono().route('/relay', relayRoutes({ secret, upstream: await listen(app), clock }))
    home.onError(answerError(() => {}))
    return { root: `${await listen(home)}/relay/zalo`, seen }
  }
  const now = () => new Date('2026-11-20T09:00:00+07:00')

  it('passes signed calls of the edge on', async () => {
    const { root, seen } = await relay(now)
    const { post } = await sessions(root, { relaySecret: RELAY })
    const { token } = (await post('', { accessToken: 'tot' })).body
    expect((await post('/phone', { accessToken: 'tot', code: 'so' }, token)).body).toEqual({ phone: '09123456789' })
    expect(seen.map(({ path }) => path)).toEqual(['/v2.0/me', '/v2.0/me/info'])
  })

  it('refuses unsigned, stale and foreign calls, and any other address', async () => {
    const { root, seen } = await relay(now)
    expect((await (await sessions(root)).post('', { accessToken: 'tot' })).status).toBe(502)
    expect(
      (await (await sessions(root, { relaySecret: 'một khóa khác hẳn, cũng đủ dài' })).post('', { accessToken: 'tot' }))
        .status,
    ).toBe(502)
    const late = await relay(() => new Date('2026-11-20T09:06:00+07:00'))
    expect((await (await sessions(late.root, { relaySecret: RELAY })).post('', { accessToken: 'tot' })).status).toBe(
      502,
    )
    for (const path of ['/v2.0/oa/message', '/../v2.0/me', '/v2.0/me?fields=id,name'])
      expect([401, 404]).toContain((await fetch(`${root}${path}`)).status)
    expect(seen).toEqual([])
  })
})
