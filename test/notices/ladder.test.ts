import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LADDER, nextAsked, nextTry } from '../../server/notices/rules/ladder.ts'
import { allowance, freeAfter } from '../../server/notices/rules/pace.ts'
import { afterQuiet } from '../../server/notices/rules/quiet.ts'
import { noticeWorld } from './world.ts'

const TEMPORARY = { kind: 'temporary', error: 'telegram 502' } as const
const seconds = (a: Date | undefined, b: Date | undefined) => ((b?.getTime() ?? 0) - (a?.getTime() ?? 0)) / 1000

describe('the ladder', () => {
  test('at once, 30 s, 2 min, 10 min, 1 h, 6 h, 24 h, then people', async () => {
    const w = await noticeWorld()
    w.at('2026-11-20T08:00:00+07:00')
    await w.tell('Đã thay bóng đèn.')
    w.answers.push(...LADDER.map(() => TEMPORARY))
    // a second at a time where it matters: just before each try nothing leaves
    for (let tries = 1; tries <= LADDER.length; tries++) {
      expect(await w.drain()).toBe(0)
      expect(w.calls).toHaveLength(tries)
      const [row] = await w.rows()
      if (tries === LADDER.length) break
      const next = new Date(String(row?.next_at))
      w.state.now = new Date(next.getTime() - 1000)
      await w.drain()
      expect(w.calls).toHaveLength(tries)
      w.state.now = next
    }
    const gaps = w.calls.slice(1).map(({ at }, i) => seconds(w.calls[i]?.at, at))
    // the 6 h end at 15:12, the 24 h at 15:12 of the next day: no quiet hours in between
    expect(gaps).toEqual(LADDER.slice(1))
    expect(await w.rows()).toMatchObject([{ state: 'exhausted', attempts: 7, error: 'telegram 502' }])
    expect(await w.notices.unsent()).toMatchObject([{ state: 'exhausted', topic: 'feedback', subject: 'PA-7K3M9Q' }])
    w.at('2026-11-25T09:00:00+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(7)
  })

  test('jitter adds at most a fifth and never takes away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failed, random) => {
        const base = LADDER[failed] ?? 0
        const wait = nextTry(failed, random) ?? 0
        expect(wait).toBeGreaterThanOrEqual(base)
        expect(wait).toBeLessThanOrEqual(Math.ceil(base * 1.2))
      }),
    )
    expect(nextTry(7, 0)).toBeNull()
  })

  test('retry_after is obeyed, counts as no try, and holds everything else back', async () => {
    const w = await noticeWorld()
    await w.tell('một')
    await w.tell('hai', { channel: 'telegram', chat: '8' })
    w.answers.push({ kind: 'asked-to-wait', seconds: 17 }, { kind: 'asked-to-wait', seconds: 17 })
    await w.drain()
    expect(w.calls).toHaveLength(2)
    await w.tell('ba', { channel: 'telegram', chat: '9' })
    w.at('2026-11-20T09:00:15+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(2)
    w.at('2026-11-20T09:00:18+07:00')
    expect(await w.drain()).toBe(3)
    expect((await w.rows()).map(({ attempts, state }) => [attempts, state])).toEqual([
      [1, 'delivered'],
      [1, 'delivered'],
      [1, 'delivered'],
    ])
  })

  test('a channel that asks to wait for days is believed no longer', () => {
    const since = new Date('2026-11-20T09:00:00+07:00')
    expect(nextAsked(30, since, new Date('2026-11-22T09:00:00+07:00'), 0)).toBe(30)
    expect(nextAsked(30, since, new Date('2026-11-23T09:00:01+07:00'), 0)).toBeNull()
  })

  test('while the channel does not answer nothing is tried, so nothing is in doubt', async () => {
    const w = await noticeWorld()
    await w.tell('Đã thay bóng đèn.')
    w.state.answering = false
    await w.drain()
    w.at('2026-11-20T15:00:00+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(0)
    w.state.answering = true
    expect(await w.drain()).toBe(1)
    expect(await w.rows()).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  test.each([
    ['permanent', { kind: 'permanent', error: 'telegram 403' }],
    ['window-closed', { kind: 'window-closed', error: 'zalo -230' }],
    ['unconfirmed', { kind: 'unknown', error: 'network' }],
  ] as const)('%s is final and asks for people', async (state, answer) => {
    const w = await noticeWorld()
    await w.tell('Đã thay bóng đèn.')
    w.answers.push(answer)
    await w.drain()
    w.at('2026-11-23T09:00:00+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(1)
    expect(await w.notices.unsent()).toMatchObject([{ state }])
    expect(await w.notices.countUnsent()).toBe(1)
  })
})

describe('quiet hours', () => {
  const quiet = { from: '21:00', to: '07:00' }
  test.each([
    ['2026-11-20T20:59:59+07:00', '2026-11-20T20:59:59+07:00'],
    ['2026-11-20T21:00:00+07:00', '2026-11-21T07:00:00+07:00'],
    ['2026-11-20T23:59:00+07:00', '2026-11-21T07:00:00+07:00'],
    ['2026-11-21T00:00:00+07:00', '2026-11-21T07:00:00+07:00'],
    ['2026-11-21T06:59:59+07:00', '2026-11-21T07:00:00+07:00'],
    ['2026-11-21T07:00:00+07:00', '2026-11-21T07:00:00+07:00'],
  ])('%s → %s', (at, then) => {
    expect(afterQuiet(new Date(at), quiet)).toEqual(new Date(then))
  })
  test('windows inside a day, and none', () => {
    const noon = new Date('2026-11-20T12:30:00+07:00')
    expect(afterQuiet(noon, { from: '12:00', to: '13:00' })).toEqual(new Date('2026-11-20T13:00:00+07:00'))
    expect(afterQuiet(noon, { from: '00:00', to: '00:00' })).toEqual(noon)
  })

  test('what is told in the night waits until seven and is not lost; a retry does not ring in the night either', async () => {
    const w = await noticeWorld()
    w.at('2026-11-20T22:15:00+07:00')
    await w.tell('Đã thay bóng đèn.')
    await w.drain()
    w.at('2026-11-21T06:59:59+07:00')
    await w.drain()
    expect(w.calls).toHaveLength(0)
    w.at('2026-11-21T07:00:00+07:00')
    expect(await w.drain()).toBe(1)

    w.at('2026-11-21T20:58:00+07:00')
    await w.tell('Lần hai.')
    w.answers.push(TEMPORARY, TEMPORARY, TEMPORARY)
    await w.drain()
    w.at('2026-11-21T20:58:31+07:00')
    await w.drain()
    const last = (await w.rows()).at(-1)
    expect(last).toMatchObject({ state: 'temporary', next_at: '2026-11-22T07:00:00+07:00' })
  })
})

describe('the pace', () => {
  test('in no second more than burst and rate together, whatever comes', () => {
    const pace = { perSecond: 25, burst: 5, chatMs: 1000 }
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 20 })), { maxLength: 200 }),
        (asks) => {
          let now = 1_000_000
          let free = 0
          const sent: number[] = []
          for (const [later, wanted] of asks) {
            now += later
            const count = Math.min(wanted, allowance(free, now, pace).most)
            if (count === 0) continue
            free = freeAfter(free, now, count, pace)
            for (let i = 0; i < count; i++) sent.push(now)
          }
          for (const from of sent)
            expect(sent.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(30)
        },
      ),
    )
  })
  test('waiting as long as it says is enough for one', () => {
    const pace = { perSecond: 25, burst: 5, chatMs: 1000 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (behind) => {
        const { most, waitMs } = allowance(1000 + behind, 1000, pace)
        expect(most > 0 || allowance(1000 + behind, 1000 + waitMs, pace).most >= 1).toBe(true)
      }),
    )
  })
})
