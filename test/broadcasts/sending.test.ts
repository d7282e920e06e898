import { describe, expect, it } from 'vitest'
import { PER_HOUR } from '../../server/broadcasts/quiz.ts'
import { NEWS, newsWorld, QUIZ } from './world.ts'

describe('from a draft to readers', () => {
  it('is written by one and approved by another, each act audited', async () => {
    const { desk, officer, leader, db, services } = await newsWorld()
    const id = await desk.add(officer.actor, NEWS)
    await desk.submit(officer.actor, id, 1)
    await expect(desk.approve(officer.actor, id, 2)).rejects.toMatchObject({ code: 'staff.forbidden' })
    await desk.giveBack(leader.actor, id, 2, 'Xin ghi giờ')
    await desk.edit(officer.actor, id, { ...NEWS, title: 'Tiêm phòng lúc 8 giờ' }, 3)
    await desk.submit(officer.actor, id, 4)
    await desk.approve(leader.actor, id, 5)
    expect(await desk.find(leader.actor, id)).toMatchObject({
      state: 'approved',
      approvedName: 'Người leader',
      revision: 6,
    })
    const { rows } = await db.execute('SELECT action FROM audit WHERE subject = ? ORDER BY rowid', [id])
    expect(rows.map(({ action }) => action)).toEqual(
      ['add', 'submit', 'return', 'edit', 'submit', 'approve'].map((act) => `broadcasts.${act}`),
    )
    const stranger = { ...officer.actor, unit: '00001' }
    await expect(desk.open(stranger, id)).rejects.toMatchObject({ code: 'broadcast.not-found' })
    expect((await services.broadcasts.news()).total).toBe(0)
  })

  it('refuses the author as approver also when they are a leader by now', async () => {
    const { desk, officer, leader } = await newsWorld()
    const author = { ...leader.actor, rights: new Set([...leader.actor.rights, ...officer.actor.rights]) }
    const id = await desk.add(author, NEWS)
    await desk.submit(author, id, 1)
    await expect(desk.approve(author, id, 2)).rejects.toMatchObject({ code: 'broadcast.own' })
  })

  it('lets one of two people at once win, and writes nothing for the other', async () => {
    const { desk, officer, leader, other, db } = await newsWorld()
    const id = await desk.add(officer.actor, NEWS)
    const both = await Promise.allSettled([
      desk.edit(officer.actor, id, { ...NEWS, title: 'Một' }, 1),
      desk.edit(officer.actor, id, { ...NEWS, title: 'Hai' }, 1),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await desk.submit(officer.actor, id, 2)
    const decided = await Promise.allSettled([
      desk.approve(leader.actor, id, 3),
      desk.giveBack(other.actor, id, 3, 'Chưa rõ'),
    ])
    expect(decided.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await db.execute('SELECT count(*) AS n FROM audit WHERE subject = ?', [id])
    expect(rows[0]?.n).toBe(4)
  })

  it('reaches those who asked, each once, and tells how many', async () => {
    const world = await newsWorld()
    const { desk, leader, subscribe, approved, turn, telegram, services, broadcasts } = world
    const [east = '', west = ''] = services.content.unit.hamlets
    await subscribe([1, 2], east)
    await subscribe([3], west)
    await subscribe([4])
    const id = await approved({ ...NEWS, hamlets: [east] })
    expect((await desk.open(leader.actor, id)).audience).toEqual({ telegram: 3 })
    await turn()
    expect(telegram.sent.map(({ chat }) => chat).sort()).toEqual(['1', '2', '4'])
    expect(telegram.sent[0]?.text).toBe((await desk.open(leader.actor, id)).preview.text)
    const { broadcast, progress } = await desk.open(leader.actor, id)
    expect(broadcast.state).toBe('sent')
    expect(progress).toEqual({ all: 3, queued: 0, delivered: 3, failed: 0, dropped: 0 })
    await turn()
    expect(telegram.sent).toHaveLength(3)
    expect((await broadcasts.news()).news.map((one) => one.id)).toEqual([id])
  })

  it('is sent once by several processes at once, through 429 and a chat that blocked it', async () => {
    const { approved, subscribe, broadcasts, channel, turn, telegram, desk, leader, state } = await newsWorld()
    await subscribe(Array.from({ length: 12 }, (_, i) => i + 1))
    const id = await approved()
    await Promise.all([broadcasts.run(), broadcasts.run(), broadcasts.run()])
    telegram.faults.push({ kind: 'rate', retryAfter: 2 }, { kind: 'status', code: 403 })
    await Promise.all([channel.drain(), channel.drain()])
    await turn()
    state.now = new Date(state.now.getTime() + 10_000)
    await turn()
    const { progress, broadcast } = await desk.open(leader.actor, id)
    expect(progress).toEqual({ all: 12, queued: 0, delivered: 11, failed: 1, dropped: 0 })
    expect(broadcast.state).toBe('sent')
    expect(new Set(telegram.sent.map(({ chat }) => chat)).size).toBe(11)
    expect(telegram.sent).toHaveLength(11)
  })

  it('stops in the middle: what did not leave never does, and it is read no more', async () => {
    const { approved, subscribe, broadcasts, channel, turn, telegram, desk, leader, officer } = await newsWorld()
    await subscribe([1, 2, 3])
    const id = await approved()
    await broadcasts.run()
    telegram.faults.push({ kind: 'rate', retryAfter: 30 }, { kind: 'rate', retryAfter: 30 })
    await channel.drain()
    const before = telegram.sent.length
    expect(before).toBeLessThan(3)
    await desk.stop(officer.actor, id, 3, 'Nhầm ngày')
    await turn(5)
    expect(telegram.sent).toHaveLength(before)
    const { broadcast, progress } = await desk.open(leader.actor, id)
    expect(broadcast).toMatchObject({ state: 'cancelled', note: 'Nhầm ngày' })
    expect(progress).toMatchObject({ queued: 0, delivered: before, dropped: 3 - before })
    expect((await broadcasts.news()).total).toBe(0)
    await expect(broadcasts.newsItem(id)).rejects.toMatchObject({ code: 'broadcast.not-found' })
  })

  it('waits for the morning, but for a warning that a leader lets pass', async () => {
    const { approved, subscribe, turn, telegram, state } = await newsWorld(new Date('2026-11-20T22:00:00+07:00'))
    await subscribe([1])
    await approved()
    await approved({ ...NEWS, kind: 'warning', title: 'Giông lốc' })
    await approved({ ...NEWS, kind: 'news', title: 'Không phải cảnh báo' }, true)
    await turn()
    expect(telegram.sent).toEqual([])
    await approved({ ...NEWS, kind: 'warning', title: 'Lũ về trong đêm' }, true)
    await turn()
    expect(telegram.sent.map(({ text }) => text.split('\n')[0])).toEqual(['Cảnh báo: Lũ về trong đêm'])
    state.now = new Date('2026-11-21T07:00:01+07:00')
    await turn()
    expect(telegram.sent).toHaveLength(2)
    expect(telegram.sent[1]?.text).toContain('Giông lốc')
  })

  it('leaves at its time, and after a stop of the reader not at all', async () => {
    const { approved, subscribe, turn, telegram, state, broadcasts, db } = await newsWorld()
    await subscribe([1, 2])
    await approved({ ...NEWS, scheduledAt: '2026-11-20T15:00:00+07:00' })
    await turn()
    expect(telegram.sent).toEqual([])
    await db.write(await broadcasts.readers.stopping({ channel: 'telegram', chat: '1' }, state.now))
    state.now = new Date('2026-11-20T15:00:00+07:00')
    await turn()
    expect(telegram.sent.map(({ chat }) => chat)).toEqual(['2'])
    const { rows } = await db.execute('SELECT act, purpose FROM consent ORDER BY seq')
    expect(rows.map(({ act, purpose }) => `${act} ${purpose}`)).toEqual(['given news', 'given news', 'withdrawn news'])
  })
})

describe('a quiz', () => {
  const answer =
    (app: { request: (path: string, init: RequestInit) => Response | Promise<Response> }, id: string) =>
    async (answers: number[], device: string, key?: string) => {
      const response = await app.request(`/api/news/${id}/quiz`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
        body: JSON.stringify({ answers, device }),
      })
      return { status: response.status, body: await response.json() }
    }

  it('is answered once by a device; the same sending again is the same answer', async () => {
    const { app, approved, turn, db, desk, leader } = await newsWorld()
    const id = await approved(QUIZ)
    const send = answer(app, id)
    expect((await send([1, 0], 'may-so-mot', 'khoa-0001')).status).toBe(404)
    await turn()
    const item = await (await app.request(`/api/news/${id}`)).text()
    expect(item).not.toMatch(/right|explain|Cách nào/)
    const first = await send([1, 2], 'may-so-mot', 'khoa-0001')
    expect(first).toMatchObject({ status: 200, body: { right: 1, of: 2, n: 1 } })
    expect(await send([1, 2], 'may-so-mot', 'khoa-0001')).toEqual(first)
    expect((await send([1, 0], 'may-so-mot', 'khoa-0001')).body.error.code).toBe('broadcast.key-reused')
    expect((await send([1, 0], 'may-so-mot', 'khoa-0002')).body.error.code).toBe('broadcast.quiz-already')
    expect((await send([1, 0], 'may-so-mot')).body.error.code).toBe('broadcast.quiz-already')
    expect((await send([1], 'may-so-hai')).status).toBe(422)
    const atOnce = await Promise.all([1, 2, 3].map(() => send([0, 0], 'may-so-ba', 'khoa-0003')))
    expect(atOnce.map(({ status }) => status)).toEqual([200, 200, 200])
    const { quiz } = await desk.open(leader.actor, id)
    expect(quiz).toMatchObject({ n: 2, meanRight: 1, byDoor: { app: 2, chat: 0 } })
    const kept = JSON.stringify((await db.execute('SELECT * FROM quiz_answer')).rows)
    expect(kept).not.toMatch(/may-so|khoa-/)
  })

  it('takes so many answers of one address in an hour and no more, whatever device it claims to be', async () => {
    const { app, approved, turn, db, state } = await newsWorld()
    const id = await approved(QUIZ)
    await turn()
    const send = answer(app, id)
    // an hour begins within, so that the count starts at a known minute
    state.now = new Date('2026-11-20T10:05:00+07:00')
    for (let from = 0; from < PER_HOUR; from += 20) {
      const some = await Promise.all(Array.from({ length: 20 }, (_, i) => send([1, 0], `may-so-${from + i}`)))
      expect(some.map(({ status }) => status)).toEqual(Array(20).fill(200))
    }
    expect(await send([1, 0], 'may-nua-1', 'khoa-0009')).toMatchObject({
      status: 429,
      body: { error: { code: 'broadcast.too-many', message: expect.stringContaining('55 phút') } },
    })
    // a repeat is no new answer, and a refused one is no answer at all
    expect((await send([1, 0], 'may-so-0')).status).toBe(409)
    expect((await db.execute('SELECT count(*) AS n FROM quiz_answer')).rows).toEqual([{ n: PER_HOUR }])
    state.now = new Date('2026-11-20T11:00:00+07:00')
    expect((await send([1, 0], 'may-nua-1', 'khoa-0009')).status).toBe(200)
    const { rows } = await db.execute('SELECT n, caller FROM quiz_caller')
    expect(rows).toMatchObject([{ n: 1 }])
    expect(JSON.stringify(rows)).not.toContain('10.0.0.1')
  })
})
