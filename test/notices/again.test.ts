import { expect, test } from 'vitest'
import { rightsOf } from '../../server/people/rights.ts'
import type { Actor } from '../../server/people/schema.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { CODE, content, HIM, noticeWorld } from './world.ts'

const LAN: Actor = {
  id: 's-lan',
  unit: content.unit.code,
  name: 'Lan',
  role: 'officer',
  department: null,
  rights: rightsOf('officer'),
}

/** A notice of a followed dossier that ended like this. */
async function failed(outcome: Parameters<Awaited<ReturnType<typeof noticeWorld>>['answers']['push']>[0]) {
  const w = await noticeWorld()
  await w.import({ status: 'Mới đăng ký' })
  await w.follow()
  w.at('2026-11-20T10:00:00+07:00')
  await w.import({ status: 'Được tiếp nhận' })
  w.answers.push(outcome)
  await w.drain()
  const [line] = await w.notices.unsent()
  return { w, seq: line?.seq ?? '', again: line?.again }
}
const FINAL = [
  { kind: 'permanent', error: 'telegram 403' },
  { kind: 'window-closed', error: 'zalo -230' },
  { kind: 'unknown', error: 'network' },
] as const

test.each(FINAL)('what ended as $kind can be sent again, once, with the same words', async (outcome) => {
  const { w, seq, again } = await failed(outcome)
  expect(again).toBe(true)
  await w.notices.resend(LAN, seq)
  await expect(w.notices.resend(LAN, seq)).rejects.toThrow('không gửi lại được')
  expect(await w.notices.countUnsent()).toBe(0)
  await w.drain()
  expect(w.calls.map(({ message }) => message)).toEqual([w.calls[0]?.message, w.calls[0]?.message])
  expect(await w.rows()).toMatchObject([{ state: 'delivered', attempts: 1, body: '' }])
  await expect(w.notices.resend(LAN, seq)).rejects.toThrow('không gửi lại được')
})

test('at night it waits for the morning, and fails into the list again', async () => {
  const { w, seq } = await failed({ kind: 'permanent', error: 'telegram 403' })
  w.at('2026-11-20T22:00:00+07:00')
  await w.notices.resend(LAN, seq)
  await w.drain()
  expect(w.calls).toHaveLength(1)
  w.at('2026-11-21T07:00:00+07:00')
  w.answers.push({ kind: 'permanent', error: 'telegram 403' })
  await w.drain()
  expect(w.calls).toHaveLength(2)
  expect(await w.notices.unsent()).toMatchObject([{ seq, state: 'permanent', again: true }])
})

test('who stopped, had all deleted, was called or is long forgotten gets nothing', async () => {
  const ends: Array<(w: Awaited<ReturnType<typeof noticeWorld>>, seq: string) => Promise<unknown>> = [
    async (w) => w.db.write(await w.notices.stopping(HIM, CODE, w.state.now)),
    async (w) => w.db.write(await w.notices.stopping(HIM, null, w.state.now)),
    async (w) => w.db.write(await w.notices.erasing(HIM, '1', w.state.now)),
    (w, seq) => w.notices.seen(LAN, seq),
    (w) => {
      w.at('2026-12-21T10:00:00+07:00')
      return w.notices.forget()
    },
  ]
  for (const end of ends) {
    const { w, seq } = await failed({ kind: 'permanent', error: 'telegram 403' })
    await end(w, seq)
    await expect(w.notices.resend(LAN, seq)).rejects.toThrow('không gửi lại được')
    expect(await w.rows()).toMatchObject([{ body: '' }])
    expect((await w.notices.unsent()).filter(({ again }) => again)).toEqual([])
  }
})

test('another unit’s desk sends nothing; news is in nobody’s call list', async () => {
  const { w, seq } = await failed({ kind: 'permanent', error: 'telegram 403' })
  await expect(w.notices.resend({ ...LAN, unit: '00001' }, seq)).rejects.toThrow()
  await w.db.execute("UPDATE outbox SET topic = 'news' WHERE class = 'notice'")
  expect([await w.notices.unsent(), await w.notices.countUnsent()]).toEqual([[], 0])
})

test('a number that no notice has is not found, and stands in no audit', async () => {
  const { w, seq } = await failed({ kind: 'permanent', error: 'telegram 403' })
  const other = String(Number(seq) + 1000)
  await expect(w.notices.resend(LAN, other)).rejects.toMatchObject({ code: 'request.not-found' })
  await expect(w.notices.seen(LAN, other)).rejects.toMatchObject({ code: 'request.not-found' })
  const { rows } = await w.db.execute("SELECT 1 FROM audit WHERE action IN ('notices.resent', 'notices.seen')")
  expect(rows).toEqual([])
})

test('the desk presses “Gửi lại”; it stands in the audit', async () => {
  const w = await openServices()
  const lan = await signedIn(w.services, 'officer', 'Lan')
  const { notices } = w.services
  await w.db.write(await notices.aboutCase(HIM, 'Đã thay bóng đèn.', w.state.now, 'PA-7K3M9Q'))
  await w.db.execute("UPDATE outbox SET state = 'unconfirmed', settled_at = ?", ['2026-11-20T09:00:00+07:00'])
  const list = await (await w.app.request('/console/notices', { headers: lan.headers })).text()
  expect(list).toContain('Gửi lại (có thể trùng)')
  const [line] = await notices.unsent()
  const done = await w.app.request(`/console/notices/${line?.seq}/again`, posted({}, lan.headers))
  expect([done.status, done.headers.get('location')]).toEqual([303, '/console/notices'])
  expect(await (await w.app.request('/console/notices', { headers: lan.headers })).text()).toContain('Không có tin nào')
  const twice = await w.app.request(`/console/notices/${line?.seq}/again`, posted({}, lan.headers))
  expect(twice.status).toBe(409)
  const { rows } = await w.db.execute("SELECT subject FROM audit WHERE action = 'notices.resent'")
  expect(rows).toEqual([{ subject: line?.seq }])
})
