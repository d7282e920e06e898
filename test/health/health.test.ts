import { expect, test } from 'vitest'
import { grantState, isStuck } from '../../server/health/rules.ts'
import { HER, HIM, oaWorld } from '../bot/zalo-oa-chat.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

const HOUR = 3_600_000
const NOW = new Date('2026-11-20T09:00:00+07:00')

test.each([
  [null, 'none'],
  [{ left: 1, failure: null }, 'good'],
  [{ left: -1, failure: null }, 'good'], // it is changed with the next message
  [{ left: 1, failure: { why: 'refused -14014', at: 0 } }, 'failing'],
  [{ left: -1, failure: { why: 'refused -14014', at: 0 } }, 'over'],
] as const)('a grant %j is %s', (grant, expected) => {
  const found = grant && { version: 1, rotatedAt: 0, expiresAt: NOW.getTime() + grant.left, failure: grant.failure }
  expect(grantState(found, NOW)).toBe(expected)
})

test('a channel is stuck when something could have left for more than an hour', () => {
  const since = (hours: number) => new Date(NOW.getTime() - hours * HOUR).toISOString()
  expect(isStuck({ on: true, waitingSince: since(2) }, NOW)).toBe(true)
  expect(isStuck({ on: true, waitingSince: since(0.5) }, NOW)).toBe(false)
  expect(isStuck({ on: true, waitingSince: null }, NOW)).toBe(false)
  expect(isStuck({ on: false, waitingSince: since(2) }, NOW)).toBe(false)
})

test('the page tells an admin which channels are on, what arrived, and which window was closed', async () => {
  const w = await oaWorld()
  await w.says(HIM, 'xin chào')
  w.later(50 * HOUR)
  await w.tell(HIM, 'Tin cho người lâu không nhắn.')
  await w.says(HER, 'xin chào')
  await w.oa.drain()
  const [, , oa] = await w.services.health.reach()
  expect(oa).toMatchObject({
    name: 'zalo-oa',
    on: true,
    delivered: 2,
    waiting: 0,
    lastHeard: '2026-11-22T11:00:00+07:00',
    lastDelivered: '2026-11-22T11:00:00+07:00',
    failed: { 'window-closed': 1, permanent: 0, exhausted: 0, unconfirmed: 0 },
    error: 'zalo window',
  })
  const { headers } = await signedIn(w.services, 'admin')
  const html = await (await w.app.request('/console/channels', { headers })).text()
  expect(html).toContain('1 tin: kênh không cho nhắn trước nữa')
  expect(html).toContain('http://localhost/zalo/oa/webhook')
  expect(html).toContain('Đang dùng được')
  expect(html).not.toContain(HIM)
  expect(await w.services.health.ailing()).toBe(0)
  const officer = await signedIn(w.services, 'officer')
  expect((await w.app.request('/console/channels', { headers: officer.headers })).status).toBe(403)
})

test('a refused grant is the admin’s work until somebody brings a new one', async () => {
  const w = await oaWorld()
  // a session ends long before a grant does
  const look = async (path: string) => {
    const { headers } = await signedIn(w.services, 'admin', `Người ${w.state.now.getTime()}`)
    return (await w.app.request(path, { headers })).text()
  }
  const home = () => look('/console')
  const page = () => look('/console/channels')
  expect(await home()).not.toContain('kênh nhắn tin cần xem lại')
  w.server.refresh = 'changed-by-somebody'
  w.later(21 * HOUR)
  await w.oa.drain()
  expect(await home()).toContain('kênh nhắn tin cần xem lại')
  expect(await page()).toContain('Zalo không nhận (mã -14014)')
  w.later(5 * HOUR)
  expect(await page()).toContain('không gửi được tin cho đến khi cấp quyền lại')
  await w.oa.tokens.grant({ access: w.server.access, refresh: 'x', expiresAt: w.server.now() + 25 * HOUR })
  expect(await page()).toContain('Đang dùng được')
  expect(await home()).not.toContain('kênh nhắn tin cần xem lại')
})

test('without channels the page says so, and asks nothing of Zalo', async () => {
  const { app, services } = await openServices()
  const { headers } = await signedIn(services, 'admin')
  const html = await (await app.request('/console/channels', { headers })).text()
  expect(html).toContain('Đang tắt: Telegram, Zalo Bot, Zalo OA.')
  expect(html).not.toContain('Zalo OA</h2>')
  expect(await services.health.ailing()).toBe(0)
})
