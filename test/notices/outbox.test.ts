import { describe, expect, test } from 'vitest'
import { digestOf } from '../../server/notices/rules/digest.ts'
import { openDb } from '../../server/storage/node.ts'
import { HIM, noticeWorld } from './world.ts'

const other = (n: number) => ({ channel: 'telegram', chat: String(100 + n) })

describe('one chat', () => {
  test('several that wait become one message, in order, with all their buttons', async () => {
    const w = await noticeWorld()
    w.at('2026-11-20T22:00:00+07:00')
    await w.tell('Phản ánh thứ nhất đã có người nhận.', HIM, 'PA-AAAAAA')
    await w.tell('Phản ánh thứ hai đã khép.', HIM, 'PA-BBBBBB')
    w.at('2026-11-21T07:00:00+07:00')
    expect(await w.drain()).toBe(2)
    expect(w.calls).toHaveLength(1)
    expect(w.calls[0]?.message.text).toBe(
      'Có 2 tin cho anh/chị:\n\nPhản ánh thứ nhất đã có người nhận.\n\nPhản ánh thứ hai đã khép.',
    )
    expect(await w.rows()).toMatchObject([
      { state: 'delivered', body: '' },
      { state: 'delivered', body: '' },
    ])
  })

  test('one a second, however many there are', async () => {
    const w = await noticeWorld()
    for (let n = 0; n < 4; n++) await w.tell(`${n}: ${'dài '.repeat(850)}`, HIM, `PA-AAAAA${n + 2}`)
    await w.drain()
    expect(w.calls).toHaveLength(4)
    const gaps = w.calls.slice(1).map(({ at }, i) => at.getTime() - (w.calls[i]?.at.getTime() ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000)
  })

  test('replies of the conversation go first', async () => {
    const w = await noticeWorld()
    await w.tell('Đã khép.')
    await w.db.execute(
      `INSERT INTO outbox (unit, channel, chat, body, next_at, created_at) VALUES ('99999', 'telegram', '7', '{}', ?1, ?1)`,
      ['2026-11-20T09:00:00+07:00'],
    )
    await w.drain()
    expect(w.calls).toHaveLength(0)
    await w.db.execute("UPDATE outbox SET state = 'delivered' WHERE class = 'reply'")
    await w.drain()
    expect(w.calls).toHaveLength(1)
  })

  test('questions go alone; buttons that read alike are told apart; nothing longer than the channel takes', () => {
    const one = (seq: string, topic: string, text = seq) => ({
      seq,
      topic,
      subject: `H1-261102-000${seq}`,
      message: { text, choices: [{ id: `d:${seq}`, label: 'Xem hồ sơ' }] },
    })
    const heading = (n: number) => `Có ${n} tin:`
    expect(digestOf([one('1', 'returned'), one('2', 'ready')], 100, heading)).toMatchObject({
      told: [{ seq: '1' }],
      left: [{ seq: '2' }],
    })
    expect(digestOf([one('1', 'ready'), one('2', 'returned'), one('3', 'soon')], 100, heading)).toMatchObject({
      told: [{ seq: '1' }, { seq: '3' }],
      left: [{ seq: '2' }],
      message: { choices: [{ label: 'Xem hồ sơ (H1-261102-0001)' }, { label: 'Xem hồ sơ (H1-261102-0003)' }] },
    })
    expect(digestOf([one('1', 'ready', 'a'.repeat(60)), one('2', 'soon', 'b'.repeat(60))], 100, heading)).toMatchObject(
      {
        told: [{ seq: '1' }],
        message: { text: 'a'.repeat(60) },
      },
    )
    expect(digestOf([], 100, heading)).toBeNull()
  })

  test('a long text comes in parts, each once', async () => {
    const w = await noticeWorld()
    const text = Array.from({ length: 300 }, (_, i) => `Câu số ${i} của câu trả lời.`).join(' ')
    await w.tell(text)
    await w.tell(text)
    expect(await w.rows()).toHaveLength(3)
  })
})

test('words rest sealed and are forgotten once delivered', async () => {
  const w = await noticeWorld()
  await w.tell('Đã thay bóng đèn.')
  expect(JSON.stringify(await w.rows())).not.toContain('bóng đèn')
  await w.drain()
  expect(await w.rows()).toMatchObject([{ body: '' }])
})

test('the same thing is told once, also over two databases at once', async () => {
  const w = await noticeWorld()
  const writes = await w.notices.aboutCase(HIM, 'Đã khép.', w.state.now, 'PA-AAAAAA')
  await Promise.all([w.db.write(writes), w.db.write(writes), w.db.write(writes)])
  expect(await w.drain()).toBe(1)
  await w.db.write(writes)
  expect(await w.drain()).toBe(0)
})

describe('several processes', () => {
  test('two drainers over one file send each once and keep the pace together', async () => {
    const w = await noticeWorld()
    for (let n = 0; n < 200; n++) await w.tell(`tin ${n}`, other(n))
    const second = await openDb(w.url)
    const [a, b] = await Promise.all([w.drain(), w.drain(w.deliveryOver(second))])
    second.close()
    expect((a ?? 0) + (b ?? 0)).toBe(200)
    expect(new Set(w.calls.map(({ chat }) => chat)).size).toBe(200)
    expect(w.calls).toHaveLength(200)
    const times = w.calls.map(({ at }) => at.getTime())
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(30)
  })

  test('what a dead sender had is not sent again, and stands in the call list when its lease is over', async () => {
    const w = await noticeWorld()
    await w.tell('Đã khép.')
    const dying = w.deliveryOver(w.db, { ...w.carrier, send: () => new Promise(() => {}) })
    void dying.step()
    await expect.poll(async () => (await w.rows())[0]?.state).toBe('sending')
    await w.drain()
    expect(w.calls).toHaveLength(0)
    w.at('2026-11-20T09:02:01+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(0)
    expect(await w.notices.unsent()).toMatchObject([{ state: 'unconfirmed', error: 'sender vanished' }])
    // other notices of the chat go on
    await w.tell('Mở lại.', HIM, 'PA-BBBBBB')
    expect(await w.drain()).toBe(1)
  })

  test('a sender that was only slow still gets its record', async () => {
    const w = await noticeWorld()
    await w.tell('Đã khép.')
    let answer = () => {}
    const slow = w.deliveryOver(w.db, {
      ...w.carrier,
      send: () =>
        new Promise((resolve) => {
          answer = () => resolve({ kind: 'delivered' })
        }),
    })
    const step = slow.step()
    await expect.poll(async () => (await w.rows())[0]?.state).toBe('sending')
    w.at('2026-11-20T09:03:00+07:00')
    await w.drain()
    expect(await w.rows()).toMatchObject([{ state: 'unconfirmed' }])
    answer()
    await step
    expect(await w.rows()).toMatchObject([{ state: 'delivered', error: null }])
  })
})

test('the day in counts: how many, how many within ten seconds, how many not at all', async () => {
  const w = await noticeWorld()
  await w.tell('một', other(1))
  await w.drain()
  await w.tell('hai', other(2))
  w.answers.push({ kind: 'temporary', error: 'telegram 502' })
  await w.drain()
  w.at('2026-11-20T09:05:00+07:00')
  await w.drain()
  await w.tell('ba', other(3))
  w.answers.push({ kind: 'permanent', error: 'telegram 403' })
  await w.drain()
  // held in the night: counted from seven
  w.at('2026-11-20T22:00:00+07:00')
  await w.tell('bốn', other(4))
  w.at('2026-11-21T07:00:02+07:00')
  await w.drain()
  const days = (await w.notices.status()).map(({ channels, ...day }) => day)
  expect(days).toEqual([
    { day: '2026-11-21', total: 1, delivered: 1, quick: 1, failed: 0, underway: 0, share: 100 },
    { day: '2026-11-20', total: 3, delivered: 2, quick: 1, failed: 1, underway: 0, share: 50 },
  ])
})
