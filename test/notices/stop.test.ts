import { expect, test } from 'vitest'
import { rightsOf } from '../../server/people/rights.ts'
import type { Actor } from '../../server/people/schema.ts'
import { CODE, content, HIM, noticeWorld } from './world.ts'

const LAN: Actor = {
  id: 's-lan',
  unit: content.unit.code,
  name: 'Lan',
  role: 'officer',
  department: null,
  rights: rightsOf('officer'),
}
type World = Awaited<ReturnType<typeof noticeWorld>>

/** A notice that is being sent at the moment in which `meanwhile` happens; then the channel answers that it should be tried again. */
async function inMidSending(meanwhile: (w: World) => Promise<unknown>, again: 'temporary' | 'asked-to-wait') {
  const w = await noticeWorld()
  await w.import({ status: 'Mới đăng ký' })
  await w.follow()
  w.at('2026-11-20T10:00:00+07:00')
  await w.import({ status: 'Được tiếp nhận' })
  let calls = 0
  const by = w.deliveryOver(w.db, {
    ...w.carrier,
    async send() {
      calls++
      if (calls === 1) await meanwhile(w)
      return again === 'temporary'
        ? { kind: 'temporary', error: 'telegram 500' }
        : { kind: 'asked-to-wait', seconds: 5, alone: true }
    },
  })
  await w.drain(by)
  w.at('2026-11-20T12:00:00+07:00')
  await w.drain(by)
  return { w, calls }
}

const ENDS: Array<[string, (w: World) => Promise<unknown>]> = [
  ['stops one', async (w) => w.db.write(await w.notices.stopping(HIM, CODE, w.state.now))],
  ['stops all', async (w) => w.db.write(await w.notices.stopping(HIM, null, w.state.now))],
  ['has all deleted', async (w) => w.db.write(await w.notices.erasing(HIM, '1', w.state.now))],
]
test.each(ENDS)('who %s while a notice is being sent is not tried again', async (what, end) => {
  for (const again of ['temporary', 'asked-to-wait'] as const) {
    const { w, calls } = await inMidSending(end, again)
    expect(calls).toBe(1)
    expect(await w.rows()).toMatchObject([{ state: 'dropped', body: '' }])
    expect(await w.notices.unsent()).toEqual([])
    if (what === 'has all deleted') expect(await w.rows()).toMatchObject([{ chat: '' }])
  }
})

test('what arrived all the same is told as delivered, what nobody knows as unconfirmed, both without words', async () => {
  for (const kind of ['delivered', 'unknown'] as const) {
    const w = await noticeWorld()
    await w.import({ status: 'Mới đăng ký' })
    await w.follow()
    w.at('2026-11-20T10:00:00+07:00')
    await w.import({ status: 'Được tiếp nhận' })
    const by = w.deliveryOver(w.db, {
      ...w.carrier,
      numbered: true,
      async send() {
        await w.db.write(await w.notices.erasing(HIM, '1', w.state.now))
        return kind === 'delivered' ? { kind } : { kind, error: 'network' }
      },
    })
    await w.drain(by)
    const state = kind === 'delivered' ? 'delivered' : 'unconfirmed'
    expect(await w.rows()).toMatchObject([{ state, body: '', chat: '' }])
    // nor does the list of choices that it showed tell who it was
    expect((await w.db.execute('SELECT chat FROM shown_menu')).rows).toEqual([])
  }
})

test('news that did not arrive can’t be sent again to whoever wants none any more', async () => {
  const w = await noticeWorld()
  const guard = { sql: '1 = 1', args: [] }
  const told = { subject: 'TIN-1', text: 'Mất nước ngày mai.', choices: [], at: w.state.now, night: false, guard }
  await w.db.write((await w.notices.news(HIM, told)).writes)
  w.answers.push({ kind: 'permanent', error: 'telegram 403' })
  await w.drain()
  await w.db.write(await w.notices.newsConsent(HIM, 'withdrawn', '', w.state.now))
  const [row] = await w.rows()
  expect(row).toMatchObject({ state: 'permanent', body: '' })
  await expect(w.notices.resend(LAN, String(row?.seq))).rejects.toThrow('không gửi lại được')
})

test('of whoever has all deleted no table names the chat any more', async () => {
  const w = await noticeWorld()
  const she = { channel: 'telegram', chat: '778899001122' }
  await w.import({ status: 'Mới đăng ký' })
  await w.follow(CODE, she)
  w.at('2026-11-20T10:00:00+07:00')
  await w.import({ status: 'Được tiếp nhận' })
  await w.drain()
  w.answers.push({ kind: 'permanent', error: 'telegram 403' })
  await w.tell('Đã thay bóng đèn.', she)
  await w.drain()
  expect(w.calls.map(({ chat }) => chat)).toEqual([she.chat, she.chat])
  await w.db.write(await w.notices.erasing(she, '1', w.state.now))
  const { rows } = await w.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
  const telling: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await w.db.execute(`SELECT * FROM "${String(name)}" LIMIT 500`)
    if (all.some((row) => Object.values(row).map(String).join(' ').includes(she.chat))) telling.push(String(name))
  }
  expect(telling).toEqual([])
})
