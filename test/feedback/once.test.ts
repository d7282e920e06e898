import { describe, expect, it } from 'vitest'
import { Problem } from '../../server/kernel/problem.ts'
import { LAMP, openApp } from './support/app.ts'
import { actor, failing, HANDLER, LEADER, NOW, OFFICER, openDesk } from './support/desk.ts'
import { png } from './support/photo.ts'

const ANSWER = 'UBND xã đã kiểm tra và xử lý xong việc anh/chị báo, xin cảm ơn.'
const count = async (db: Awaited<ReturnType<typeof openDesk>>['db'], table: string) =>
  Number((await db.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)

describe('sent once', () => {
  it('twenty sendings of one key at once are one case with one answer', async () => {
    const { call, db } = await openApp()
    const body = () => {
      const data = new FormData()
      data.set('data', JSON.stringify({ text: LAMP }))
      data.append('photo', new File([png(1)], 'a.png'))
      return data
    }
    const key = { 'idempotency-key': 'same-key-20' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('POST', '', body(), key)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await count(db, 'feedback')).toBe(1)
    expect(await count(db, 'feedback_event')).toBe(1)
    expect(await count(db, 'feedback_file')).toBe(1)
    const later = await call('POST', '', body(), key)
    expect(later.text).toBe(answers[0]?.text)
  })

  it('the same key with another body is refused, the key must look like one', async () => {
    const { call, db } = await openApp()
    const key = { 'idempotency-key': 'same-key-2b' }
    await call('POST', '', { text: LAMP }, key)
    const other = await call('POST', '', { text: `${LAMP} Khác.` }, key)
    expect(other).toMatchObject({ status: 409, json: { error: { code: 'feedback.key-reused' } } })
    for (const bad of ['short', 'a'.repeat(101), 'có dấu cách'])
      expect((await call('POST', '', { text: LAMP }, { 'idempotency-key': encodeURI(bad) })).status).toBe(422)
    expect(await count(db, 'feedback')).toBe(1)
  })

  it('without a key, the same words at the same place from the same caller within ten minutes are one case', async () => {
    const { send, state, db } = await openDesk()
    const first = await send({}, { key: null })
    state.now = new Date(NOW.getTime() + 9 * 60_000)
    expect(await send({ text: `  ${LAMP.toUpperCase()}` }, { key: null })).toEqual(first)
    expect((await send({}, { key: null, caller: 'ip:2' })).code).not.toBe(first.code)
    expect((await send({ place: { hamlet: 'Thôn Đông' } }, { key: null })).code).not.toBe(first.code)
    state.now = new Date(NOW.getTime() + 11 * 60_000)
    expect((await send({}, { key: null })).code).not.toBe(first.code)
    expect(await count(db, 'feedback')).toBe(4)
  })

  it('joins another batch: nothing is there until that is written, and the key then gives the same receipt', async () => {
    const { feedback, db } = await openDesk()
    const chat = { channel: 'telegram', chat: '77' }
    const by = { chat, caller: 'telegram:77', key: 'telegram-77-1', at: NOW, photos: [] }
    const { writes, receipt } = await feedback.preparing({ text: LAMP }, by)
    expect(await count(db, 'feedback')).toBe(0)
    await db.write(writes)
    expect(await feedback.preparing({ text: LAMP }, by)).toEqual({ writes: [], receipt, repeated: true })
    expect(await feedback.mine(chat, NOW)).toMatchObject([{ code: receipt.code, late: false }])
    expect(await feedback.mine({ ...chat, chat: '78' }, NOW)).toEqual([])
    expect(await feedback.view(receipt.code, chat, by)).toMatchObject({ text: LAMP })
    expect(await feedback.view(receipt.code, { ...chat, chat: '78' }, by)).toBeNull()
    expect((await db.execute('SELECT source FROM feedback')).rows[0]?.source).toBe('telegram')
  })
})

describe('two at once', () => {
  const outcomes = async (work: Array<Promise<unknown>>) =>
    (await Promise.allSettled(work)).map((one) =>
      one.status === 'fulfilled' ? 'done' : one.reason instanceof Problem ? one.reason.code : String(one.reason),
    )

  it('of two officers who close a case, one wins and the other is told', async () => {
    const { desk, send, look } = await openDesk()
    for (let i = 0; i < 5; i++) {
      const { code } = await send({ text: `${LAMP} ${i}` })
      await desk.claim(HANDLER, code)
      const close = (who: typeof HANDLER, document: string) =>
        desk.close(who, code, { outcome: 'resolved', answer: `${ANSWER} ${document}`, evidence: { document } })
      const results = await outcomes([close(HANDLER, '1/BC'), close(OFFICER, '2/BC'), close(LEADER, '3/BC')])
      expect(results.filter((one) => one === 'done')).toHaveLength(1)
      expect(results.filter((one) => one === 'feedback.changed' || one === 'feedback.not-now')).toHaveLength(2)
      const won = results.indexOf('done') + 1
      expect((await look(code)).evidence?.document).toBe(`${won}/BC`)
      expect((await desk.open(LEADER, code)).events.filter(({ event }) => event === 'closed')).toHaveLength(1)
    }
  })

  it('of two who take a case, one has it', async () => {
    const { desk, send } = await openDesk()
    const { code } = await send()
    const results = await outcomes(['a', 'b', 'c'].map((id) => desk.claim(actor('handler', id), code)))
    expect(results.filter((one) => one === 'done')).toHaveLength(1)
  })

  it('two cases are not merged into each other', async () => {
    const { desk, send } = await openDesk()
    const a = (await send()).code
    const b = (await send({ text: `${LAMP} Nữa.` })).code
    const results = await outcomes([desk.merge(OFFICER, a, { into: b }), desk.merge(OFFICER, b, { into: a })])
    expect(results.filter((one) => one === 'done')).toHaveLength(1)
  })

  it('a citizen’s word is not lost when an officer writes at the same moment', async () => {
    const { desk, feedback, send } = await openDesk()
    const { code, secret } = await send()
    await desk.claim(HANDLER, code)
    const by = { caller: 'ip:1', at: NOW, key: null }
    await outcomes([
      desk.note(HANDLER, code, { text: 'đã gọi' }),
      feedback.more(code, { secret }, 'ý một', [], by),
      feedback.more(code, { secret }, 'ý hai', [], by),
    ])
    const { events } = await desk.open(LEADER, code)
    expect(
      events
        .filter(({ event }) => event === 'more')
        .map(({ words }) => words)
        .sort(),
    ).toEqual(['ý hai', 'ý một'])
  })

  it('an act on a page that is out of date is refused', async () => {
    const { desk, send } = await openDesk()
    const { code } = await send()
    const { revision } = (await desk.open(HANDLER, code)).case
    await desk.claim(HANDLER, code, { seen: revision })
    expect((await failing(desk.claim(OFFICER, code, { seen: revision }))).code).toBe('feedback.changed')
  })
})
