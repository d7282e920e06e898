import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness } from 'wrangler'
import * as z from 'zod'
import { MOST } from '../../bot/channels/drain.ts'
import { createOaTokens } from '../../bot/channels/zalo-oa-tokens.ts'
import { createVault } from '../../bot/vault.ts'
import { build } from '../../server/cli/build.ts'
import { createSampleIfEmpty, SAMPLE_TRY } from '../../server/dossiers/sample.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { rightsOf } from '../../server/people/rights.ts'
import { saveNational } from '../../server/procedures/national.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { createSearch } from '../../server/search/search.ts'
import { createServices, type Services } from '../../server/services.ts'
import { noFiles } from '../../server/storage/files.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { startSqld } from '../support/sqld.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { ZaloBotServer } from '../support/zalo-bot-server.ts'
import { ZaloOaServer } from '../support/zalo-oa-server.ts'

const DATA_KEY = 'a-key-of-tests-that-is-long-enough-for-hmac'
const ROOT = join(import.meta.dirname, '..', '..')

/** The same app on the real workerd, over a real sqld that Node has filled, as `npm run db:migrate` does. */
describe('the edge', () => {
  let sqld: Awaited<ReturnType<typeof startSqld>>
  let edge: ReturnType<typeof createTestHarness>
  let invitation: string
  let town: Services
  let telegram: TelegramServer
  let zalo: ZaloBotServer
  let oa: ZaloOaServer

  beforeAll(async () => {
    const { content, catalogue, national, search } = await build({ miniapp: true, edge: true, log: () => {} })
    sqld = await startSqld()
    const db = await openDb(sqld.url)
    const clock = () => new Date()
    await migrate(db, clock())
    await saveCatalogue(db, catalogue)
    await saveNational(db, national)
    telegram = await new TelegramServer().start()
    oa = await new ZaloOaServer().start()
    const vault = createVault({ key: await hashKey(DATA_KEY), random: cryptoRandom, unit: content.unit.code })
    const app = { appId: oa.appId, appSecret: oa.appSecret, oauthRoot: oa.root }
    const tokens = createOaTokens({ db, unit: content.unit.code, vault, app, clock, random: cryptoRandom })
    // an hour is left: the edge changes it first
    await tokens.grant({ access: oa.access, refresh: oa.refresh, expiresAt: Date.now() + 3_600_000 })
    zalo = await new ZaloBotServer().start()
    const services = createServices({
      db,
      files: noFiles,
      clock,
      random: cryptoRandom,
      key: await hashKey(DATA_KEY),
      content,
      search: createSearch(search),
      telegram: null,
      log: () => {},
    })
    town = services
    await createSampleIfEmpty(services.dossiers, { clock, content })
    invitation = (await services.people.invite(null, { name: 'Chủ Tịch', role: 'leader', login: 'chutich' })).token
    // what an admin set in the console of another front door
    const admin = await services.people.invite(null, { name: 'Quản Trị', role: 'admin', login: 'quantri' })
    const { code: unit, hotlines, police } = content.unit
    await services.settings.save(
      { id: admin.id, unit, name: 'Quản Trị', role: 'admin', department: null, rights: rightsOf('admin') },
      'hotlines',
      { kind: 'edit', value: { hotlines: [{ label: 'Trực mới', phone: '0255 777 6666' }, ...hotlines], police } },
      { seen: 0, note: '' },
    )
    const vars = {
      DATABASE_URL: sqld.url,
      DATA_KEY,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      TELEGRAM_WEBHOOK_SECRET: 'secret',
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_BOT_API_ROOT: zalo.root,
      ZALO_BOT_WEBHOOK_SECRET: 'secret-of-zalo',
      ZALO_APP_ID: oa.appId,
      ZALO_APP_SECRET: oa.appSecret,
      ZALO_GRAPH_ROOT: oa.root,
      ZALO_OA_ID: oa.oaId,
      ZALO_OA_SECRET_KEY: oa.oaSecret,
      ZALO_OA_API_ROOT: oa.root,
      ZALO_OA_OAUTH_ROOT: oa.root,
    }
    edge = createTestHarness({
      workers: [{ configPath: join(ROOT, 'wrangler.toml'), vars }],
    })
    await edge.listen()
  })
  afterAll(async () => {
    await edge?.close()
    await telegram?.stop()
    await zalo?.stop()
    await oa?.stop()
    await sqld?.stop()
  })

  const get = async (path: string) => {
    const response = await edge.fetch(`http://edge${path}`)
    return { status: response.status, body: await response.json() }
  }
  const chat = async (conversation: string, text: string) => {
    const response = await edge.fetch('http://edge/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, text }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('answers health and readiness', async () => {
    expect(await get('/healthz')).toEqual({ status: 200, body: { ok: true } })
    expect(await get('/readyz')).toEqual({ status: 200, body: { ok: true } })
  })

  it('goes by what was set in the console', async () => {
    expect((await get('/api/unit')).body).toMatchObject({ hotlines: [{ phone: '0255 777 6666' }, {}, {}] })
    expect(JSON.stringify((await chat('edge-so-moi-01', 'số điện thoại của xã')).body)).toContain('0255 777 6666')
  })

  it('finds a procedure and tells its record', async () => {
    const found = await get(`/api/procedures?q=${encodeURIComponent('làm giấy khai sinh cho con mới đẻ')}&limit=3`)
    expect(found.body).toMatchObject({ procedures: [{ code: '1.001193' }, {}, {}] })
    expect((await get('/api/procedures/1.001193')).body).toMatchObject({
      field: 'Hộ tịch',
      guide: { title: expect.any(String) },
    })
  })

  it('keeps what Zalo brings, answers, changes the tokens that are nearly over, and replies', async () => {
    const user = '2512523625412515'
    oa.turned.set(user, Date.now())
    const bring = async (event: Record<string, unknown>, signature?: string) => {
      const request = oa.request('http://edge/zalo/oa/webhook', event)
      const headers = {
        ...Object.fromEntries(request.headers),
        ...(signature ? { 'x-zevent-signature': signature } : {}),
      }
      return (await edge.fetch(request.url, { method: 'POST', body: await request.text(), headers })).status
    }
    const event = oa.say(user, 'xin chào')
    expect(await bring(event, 'mac=0')).toBe(401)
    expect([await bring(event), await bring(event)]).toEqual([200, 200])
    await expect.poll(() => oa.textsTo(user), { timeout: 20_000 }).toEqual([expect.stringContaining('trợ lý tự động')])
    expect(oa).toMatchObject({ refreshes: 1, reused: 0 })
  })

  it('lets somebody in from the mini-app', async () => {
    const signIn = (accessToken: string) =>
      edge.fetch('http://edge/api/session/zalo', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ accessToken }),
      })
    const response = await signIn('person-3368637342326461')
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ expiresIn: 3600 })])
  })

  it('verifies a dossier by code and digits', async () => {
    const { body } = await get(`/api/dossiers/${SAMPLE_TRY.code}?phone=${SAMPLE_TRY.digits}`)
    expect(body).toMatchObject({ code: SAMPLE_TRY.code, verified: true })
    const wrong = await get(`/api/dossiers/${SAMPLE_TRY.code}?phone=0000`)
    expect(wrong.body).toMatchObject({ verified: false })
    expect(wrong.body).not.toHaveProperty('applicant')
  })

  it('keeps a conversation over several requests', async () => {
    const first = await chat('edge-1', 'em muốn đăng ký kết hôn')
    expect(first.body).toMatchObject({
      understanding: {
        intent: 'procedure',
        procedures: expect.arrayContaining([expect.objectContaining({ code: '1.000894' })]),
      },
    })
    const second = await chat('edge-1', 'thế bao lâu')
    expect(second.body).toMatchObject({ understanding: { facet: 'time', procedures: [{ code: '1.000894' }] } })
  })

  it('refuses bad input in Vietnamese with the right status', async () => {
    expect(await get('/api/procedures/9.999999')).toMatchObject({
      status: 404,
      body: { error: { code: 'procedure.not-found' } },
    })
    expect(await get('/api/procedures?q=a&limit=999')).toMatchObject({
      status: 422,
      body: { error: { field: 'limit' } },
    })
    expect(await get('/api/nothing')).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringContaining('Không') } },
    })
  })

  it('keeps a photo in the bucket, without what it does not show, for whoever holds the secret', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
    const bytes = Uint8Array.from(atob(pixel), (letter) => letter.charCodeAt(0))
    const form = new FormData()
    form.set('data', JSON.stringify({ text: 'Đèn đường trước trường tiểu học tắt cả tuần nay.' }))
    form.set('photo', new Blob([bytes, 'GPSPLACE']), 'den.png')
    // the harness has a fetch of its own, which does not know Node's forms
    const encoded = new Response(form)
    const sent = await edge.fetch('http://edge/api/feedback', {
      method: 'POST',
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      body: await encoded.arrayBuffer(),
    })
    const { code, secret, kind } = z
      .object({ code: z.string(), secret: z.string(), kind: z.string() })
      .parse(await sent.json())
    expect([sent.status, kind]).toEqual([201, 'field'])
    const { body } = await get(`/api/feedback/${code}?secret=${secret}`)
    const [photo] = z.object({ photos: z.array(z.object({ id: z.string(), url: z.string() })) }).parse(body).photos
    const path = `/api/feedback/${code}/photos/${photo?.id}`
    const shown = await edge.fetch(`http://edge${path}?secret=${secret}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(bytes)
    expect((await edge.fetch(`http://edge${path}?secret=wrong`)).status).toBe(404)
  })

  it('serves the web chat and the mini-app', async () => {
    for (const path of ['/chat', '/app/']) {
      const response = await edge.fetch(`http://edge${path}`)
      expect([path, response.status]).toEqual([path, 200])
      expect(await response.text()).toContain('lang="vi"')
    }
  })

  it('answers on Zalo after its webhook, and only whoever knows the secret', { timeout: 60_000 }, async () => {
    const call = (secret: string) =>
      edge.fetch('http://edge/zalo/bot/webhook', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': secret },
        body: JSON.stringify({ ok: true, result: zalo.text('ba-tu', 'gọi xã') }),
      })
    expect((await call('wrong')).status).toBe(401)
    expect((await call('secret-of-zalo')).status).toBe(200)
    await expect.poll(() => zalo.textsTo('ba-tu').join('\n'), { timeout: 30_000 }).toContain('0255 777 6666')
  })

  /** A warning may leave at any hour, so that the test does not depend on the clock. */
  async function warn(chats: number[]) {
    const one = { subject: `W${chats[0]}`, text: 'Lũ về, bà con khẩn trương lên cao.', choices: [], night: true }
    const guard = { sql: 'true', args: [] }
    const at = new Date()
    const made = await Promise.all(
      chats.map((chat) => town.notices.news({ channel: 'telegram', chat: String(chat) }, { ...one, at, guard })),
    )
    await town.db.write(made.flatMap(({ writes }) => writes))
  }
  const toldOnce = (chats: number[]) => chats.filter((chat) => telegram.textsTo(chat).length === 1).length

  it('sends more than one call may take: the queue goes on from one minute', { timeout: 120_000 }, async () => {
    const many = Array.from({ length: MOST + 20 }, (_, i) => 5000 + i)
    await warn(many)
    await edge.getWorker().scheduled({ cron: '* * * * *', scheduledTime: new Date() })
    await expect.poll(() => toldOnce(many), { timeout: 100_000, interval: 200 }).toBe(many.length)
    expect(telegram.sent).toHaveLength(many.length)
  })

  it('sends what a request has caused at once, not at the next minute', { timeout: 60_000 }, async () => {
    await warn([9001, 9002])
    expect((await chat('edge-poke', 'chào xã')).status).toBe(200)
    await expect.poll(() => toldOnce([9001, 9002]), { timeout: 50_000, interval: 100 }).toBe(2)
  })

  it('lets a leader in: invitation, password, one-time code', { timeout: 60_000 }, async () => {
    const from = 'http://edge'
    const send = (path: string, fields: Record<string, string>, cookie = '') =>
      edge.fetch(from + path, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: from, cookie },
      })
    const words = { password: 'nui cao bien rong', again: 'nui cao bien rong' }
    expect((await send(`/console/invite/${invitation}`, words)).status).toBe(303)
    const first = await send('/console/login', { login: 'chutich', password: words.password })
    expect(first.headers.get('location')).toBe('/console/login/code?next=%2Fconsole')
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
    const enrol = await (await edge.fetch(`${from}/console/login/code`, { headers: { cookie } })).text()
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(enrol)?.[1]?.replaceAll(' ', '') ?? ''
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    const done = await send('/console/login/code', { code }, cookie)
    expect(await done.text()).toContain('mã dự phòng')
    const session = done.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(session).not.toBe(cookie)
    const home = await edge.fetch(`${from}/console`, { headers: { cookie: session } })
    expect(await home.text()).toContain('Chủ Tịch')
  })
})
