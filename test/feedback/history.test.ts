import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../server/feedback/rules/replay.ts'
import { Facts, Kind } from '../../server/feedback/schema.ts'
import { isWorkingDay } from '../../server/kernel/calendar.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { dayOf } from '../../server/kernel/time.ts'
import { actor, clocks, content, type Desk, LEADER, NOW, OFFICER, openDesk } from './support/desk.ts'

const ANSWER = 'UBND xã đã kiểm tra và xử lý xong việc anh/chị báo, xin cảm ơn.'
const HANDLERS = [actor('handler', 'lan'), actor('handler', 'minh'), OFFICER, LEADER]

/** Everything that may happen to a case, tried in any order; what is not allowed is refused and changes nothing. */
const MOVES = [
  'claim',
  'assign',
  'transfer',
  'ask',
  'hear',
  'note',
  'kind',
  'extend',
  'close',
  'publish',
  'unpublish',
  'merge',
  'more',
  'reopen',
  'rate',
] as const
/** Said twice, so that histories go far. */
const USUAL = ['claim', 'claim', 'close', 'close', 'reopen', 'reopen', 'rate'] as const
type Move = { move: (typeof MOVES)[number]; who: number; days: number; pick: number }

async function play(
  { desk, feedback, state }: Desk,
  code: string,
  other: string,
  secret: string,
  { move, who, days, pick }: Move,
) {
  state.now = new Date(state.now.getTime() + days * 86_400_000)
  const by = HANDLERS[who % HANDLERS.length] ?? LEADER
  const caller = { caller: secret, at: state.now }
  const department = content.feedback.departments[pick % content.feedback.departments.length]?.id ?? ''
  const doing: Record<(typeof MOVES)[number], () => Promise<unknown>> = {
    claim: () => desk.claim(by, code),
    assign: () => desk.assign(by, code, { to: 'lan', toName: 'Lan' }),
    transfer: () => desk.transfer(by, code, { department, reason: 'đúng việc' }),
    ask: () => desk.ask(by, code, { question: 'ở đâu ạ?' }),
    hear: () => desk.hear(by, code, { text: 'ở đầu thôn' }),
    note: () => desk.note(by, code, { text: 'đã xem' }),
    kind: () => desk.correctKind(by, code, { kind: Kind.options[pick % Kind.options.length] ?? 'field' }),
    extend: () => desk.extend(by, code, { days: 1 + (pick % 10), reason: 'works' }),
    close: () => desk.close(by, code, { outcome: 'resolved', answer: ANSWER, evidence: { document: '1/BC' } }),
    publish: () => desk.publish(by, code),
    unpublish: () => desk.unpublish(by, code),
    merge: () => desk.merge(by, code, { into: other }),
    more: () => feedback.more(code, { secret }, 'thêm một ý', [], { ...caller, key: null }),
    reopen: () => feedback.reopen(code, { secret }, 'chưa xong', caller),
    rate: () => feedback.rate(code, { secret }, { rating: pick % 2 ? 'like' : 'dislike' }, caller),
  }
  await doing[move]().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })
}

describe('a case', () => {
  it('is at any time what its events add up to, and due at working time', async () => {
    const desk = await openDesk()
    const moves = fc.array(
      fc.record({
        move: fc.constantFrom(...MOVES, ...USUAL),
        who: fc.nat(3),
        days: fc.integer({ min: 0, max: 3 }),
        pick: fc.nat(9),
      }),
      { minLength: 15, maxLength: 30 },
    )
    const seen = new Set<string>()
    let runs = 0
    await fc.assert(
      fc.asyncProperty(moves, async (history) => {
        desk.state.now = NOW
        const caller = `ip:${runs++}`
        const { code, secret } = await desk.send({ consent: { publish: true, contact: false } }, { caller })
        const { code: other } = await desk.send({ text: 'Đèn đường cuối thôn cũng hỏng.' }, { caller })
        for (const move of history) await play(desk, code, other, secret, move)
        const { case: row, events } = await desk.desk.open(LEADER, code)
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
        const sum = replay(events)
        expect(Facts.parse(row)).toEqual(sum)
        expect(isWorkingDay(clocks.time, dayOf(new Date(sum.dueAt)))).toBe(true)
        for (const { event } of events) seen.add(event)
      }),
      { numRuns: 15, seed: 20261123 },
    )
    // the walk was a real one
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        'asked',
        'assigned',
        'claimed',
        'closed',
        'extended',
        'kind',
        'merged',
        'more',
        'noted',
        'rated',
        'received',
        'reopened',
        'transferred',
      ]),
    )
  })
})
