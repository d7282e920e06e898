import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { textSource } from '../../server/dossiers/import/source.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createHooks, signature } from '../../server/reports/hooks/service.ts'
import { addressFault, isPublicAddress } from '../../server/reports/rules/address.ts'
import { retryMinutes } from '../../server/reports/rules/changed.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

const URL_ = 'https://tinh.example.vn/so-lieu'
const Body = z.object({
  type: z.string(),
  changes: z.array(z.object({ key: z.string(), before: z.number().nullable(), value: z.number().nullable() })),
})

/** The commune with a listener that answers as told and keeps what it got. */
async function listening(keys = ['dossiers.received', 'dossiers.direct']) {
  const open = await openServices()
  const admin = await signedIn(open.services, 'admin')
  const got: Array<{ url: string; body: string; headers: Headers }> = []
  const answer = { status: 200, resolved: ['203.1.2.3'] }
  const make = async () =>
    createHooks({
      db: open.db,
      unit: open.services.content.unit.code,
      clock: () => open.state.now,
      random: cryptoRandom,
      key: await hashKey('khóa chỉ dùng để kiểm thử, đủ dài'),
      reports: open.services.reports,
      audit: open.services.people.audit,
      send: async (url, { body, headers }) => {
        got.push({ url, body, headers: new Headers(headers) })
        return answer.status
      },
      resolve: async () => answer.resolved,
    })
  const hooks = await make()
  const made = await hooks.add(admin.actor, URL_, keys)
  const pass = (minutes: number) => {
    open.state.now = new Date(open.state.now.getTime() + minutes * 60_000)
  }
  const dossier = (code: string) =>
    open.services.dossiers.importFile(
      textSource(
        JSON.stringify({ code, receivedDate: '2026-11-02T08:00:00+07:00', status: 'Đang xử lý', channel: 'Trực tiếp' }),
      ),
    )
  const bodies = () => got.map(({ body }) => Body.parse(JSON.parse(body)))
  return { ...open, admin, hooks, other: await make(), made, got, bodies, answer, pass, dossier }
}

describe('figures told to other systems', () => {
  it('are sent signed when new, again when changed, and not when nothing changed', async () => {
    const { hooks, got, bodies, made, dossier, pass } = await listening()
    await hooks.run()
    expect(bodies()[0]?.changes.map(({ key, value }) => [key, value])).toEqual([
      ['dossiers.received', 0],
      ['dossiers.direct', 0],
    ])
    const [first] = got
    expect(first?.headers.get('x-hook-signature')).toBe(`sha256=${await signature(made.secret, first?.body ?? '')}`)
    expect(first?.url).toBe(URL_)
    pass(5)
    await hooks.run()
    expect(got).toHaveLength(1)
    await dossier('H48.21.15-261102-0018')
    await hooks.run()
    expect(bodies()[1]?.changes).toMatchObject([
      { key: 'dossiers.received', before: 0, value: 1 },
      { key: 'dossiers.direct', before: 0, value: 1 },
    ])
  })

  it('are tried again later and later, and given up after two days', async () => {
    const { hooks, got, answer, pass } = await listening()
    answer.status = 503
    await hooks.run()
    await hooks.run()
    expect(got).toHaveLength(1)
    for (const [minutes, tries] of [
      [1, 2],
      [5, 3],
      [30, 4],
      [120, 5],
      [360, 6],
      [1440, 7],
      [5000, 7],
    ] as const) {
      pass(minutes)
      await hooks.run()
      expect(got).toHaveLength(tries)
    }
    expect((await hooks.list())[0]?.last).toEqual({ state: 'failed', answer: '503' })
    expect(retryMinutes(7)).toBe(null)
  })

  it('are told once, although two servers notice the change at once', async () => {
    const { hooks, other, got } = await listening()
    await Promise.all([hooks.run(), other.run()])
    expect(got).toHaveLength(1)
  })

  it('never reach an inner address, even by a name that leads there', async () => {
    const { hooks, got, answer } = await listening()
    answer.resolved = ['10.0.0.7']
    await hooks.run()
    expect(got).toEqual([])
    expect((await hooks.list())[0]?.last).toEqual({ state: 'waiting', answer: 'địa chỉ nội bộ' })
  })

  it('are set up by who keeps the settings; the secret is shown once', async () => {
    const { app, admin, services, hooks } = await listening()
    const get = async () => (await app.request('/console/reports/hooks', { headers: admin.headers })).text()
    const add = (fields: Record<string, string>, who = admin) =>
      app.request('/console/reports/hooks', posted(fields, who.headers))
    const made = await (await add({ url: 'https://so.example.vn/nhan', keys: 'dossiers.received' })).text()
    const secret = /<code>([\w-]{20,})<\/code>/.exec(made)?.[1] ?? 'không thấy'
    expect(made).toContain('chỉ hiện một lần')
    expect(await get()).toContain('https://so.example.vn/nhan')
    expect(await get()).not.toContain(secret)
    expect((await add({ url: 'https://10.0.0.1/' })).status).toBe(422)
    expect((await add({ url: 'https://so.example.vn/', keys: 'khong.co' })).status).toBe(422)
    const officer = await signedIn(services, 'officer')
    expect((await add({ url: 'https://so.example.vn/' }, officer)).status).toBe(403)
    const [, second] = await hooks.list()
    await app.request(`/console/reports/hooks/${second?.id}/remove`, posted({}, admin.headers))
    expect(await hooks.list()).toHaveLength(1)
  })
})

describe('addresses', () => {
  it.each([
    'http://tinh.example.vn/',
    'https://localhost/',
    'https://may-chu/',
    'https://may.local/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.1.2.3/',
    'https://172.20.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[2002:a00:1::]/',
    'https://ai:matkhau@tinh.example.vn/',
    'khong phai dia chi',
  ])('%s is refused', (url) => {
    expect(addressFault(url)).not.toBe(null)
  })

  it('on the open internet are taken', () => {
    expect(addressFault('https://tinh.example.vn:8443/nhan?x=1')).toBe(null)
    expect(['14.160.1.1', '2405:4800::1'].every(isPublicAddress)).toBe(true)
  })
})
