import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asksInTime,
  canReopen,
  dueOf,
  firstClock,
  lateDays,
  pausedFor,
  reopenUntil,
  roundDays,
} from '../../server/feedback/rules/clock.ts'
import { type Closing, missing } from '../../server/feedback/rules/gate.ts'
import { ACTS, type Act, refusal } from '../../server/feedback/rules/may.ts'
import { apply, begin } from '../../server/feedback/rules/replay.ts'
import { type Facts, Kind, State } from '../../server/feedback/schema.ts'
import { isWorkingDay } from '../../server/kernel/calendar.ts'
import { dayOf, isoVn, minuteOf } from '../../server/kernel/time.ts'
import { Role } from '../../server/people/schema.ts'
import { actor, clocks, content, NOW } from './support/desk.ts'

const at = (text: string) => new Date(`${text}+07:00`)
const facts = (extra: Partial<Facts> = {}): Facts => ({
  ...begin({
    seq: 1,
    at: isoVn(NOW),
    event: 'received',
    actor: null,
    actorName: null,
    payload: { kind: 'field', department: 'kinh-te', due: '2026-12-01T17:00:00+07:00', transferDue: null },
  }),
  ...extra,
})

describe('clocks', () => {
  it.each<[Kind, string, string, string | null]>([
    ['conduct', '2026-11-02T08:00:00', '2026-11-23T17:00:00+07:00', '2026-11-09T17:00:00+07:00'],
    ['regulation', '2026-11-02T08:00:00', '2026-11-23T17:00:00+07:00', '2026-11-09T17:00:00+07:00'],
    ['field', '2026-11-02T08:00:00', '2026-11-09T17:00:00+07:00', '2026-11-04T17:00:00+07:00'],
    ['field', '2026-11-02T15:01:00', '2026-11-10T17:00:00+07:00', '2026-11-05T17:00:00+07:00'], // after the cut-off: the next day
    ['field', '2026-11-01T08:00:00', '2026-11-09T17:00:00+07:00', '2026-11-04T17:00:00+07:00'], // Sunday
    ['praise', '2026-11-02T08:00:00', '2026-11-16T17:00:00+07:00', null],
  ])('%s received %s is due %s, transferred by %s', (kind, received, due, transferDue) => {
    expect(firstClock(kind, at(received), clocks)).toMatchObject({ due, transferDue })
  })

  it('says by which law or rule', () => {
    expect(firstClock('conduct', NOW, clocks).source).toMatch(/QĐ 766.*15 ngày.*NĐ 20\/2008 Đ\.9/)
    expect(firstClock('field', NOW, clocks).source).toMatch(/chờ xác nhận/)
  })

  it.each<[Kind, number, number]>([
    ['conduct', 0, 15],
    ['conduct', 1, 8],
    ['field', 0, 5],
    ['field', 1, 3],
    ['field', 2, 3],
  ])('a round of %s reopened %i times has %i working days', (kind, reopened, days) => {
    expect(roundDays(kind, reopened, clocks)).toBe(days)
  })

  it('stands still while the citizen is asked in time, at most twice', () => {
    expect(asksInTime(facts(), at('2026-12-01T16:59:00'), clocks)).toBe(true)
    expect(asksInTime(facts(), at('2026-12-01T17:01:00'), clocks)).toBe(false)
    expect(asksInTime(facts({ asked: 2 }), NOW, clocks)).toBe(false)
    const waiting = { paused: true, waitingSince: '2026-11-23T10:00:00+07:00' }
    expect(pausedFor(waiting, at('2026-11-27T09:00:00'), clocks)).toBe(3) // the 24th is a holiday
    expect(pausedFor({ ...waiting, paused: false }, at('2026-11-27T09:00:00'), clocks)).toBe(0)
  })

  it('counts lateness in working days, at closing or now', () => {
    const late = facts({ dueAt: '2026-11-20T17:00:00+07:00' })
    expect(lateDays(late, at('2026-11-20T17:00:00'), clocks)).toBe(0)
    expect(lateDays(late, at('2026-11-21T08:00:00'), clocks)).toBe(1)
    expect(lateDays(late, at('2026-11-25T08:00:00'), clocks)).toBe(2)
    expect(lateDays({ ...late, closedAt: '2026-11-20T16:00:00+07:00' }, at('2026-12-25T08:00:00'), clocks)).toBe(0)
    expect(lateDays({ ...late, paused: true }, at('2026-12-25T08:00:00'), clocks)).toBe(0)
  })

  it('lets a closed case be reopened for fifteen working days, twice', () => {
    const closed = facts({ state: 'closed', closedAt: '2026-11-02T10:00:00+07:00' })
    expect(reopenUntil('2026-11-02T10:00:00+07:00', clocks)).toBe('2026-11-23T17:00:00+07:00')
    expect(canReopen(closed, at('2026-11-23T17:00:00'), clocks)).toBe(true)
    expect(canReopen(closed, at('2026-11-23T17:00:01'), clocks)).toBe(false)
    expect(canReopen({ ...closed, reopened: 2 }, NOW, clocks)).toBe(false)
    expect(canReopen({ ...closed, state: 'merged' }, NOW, clocks)).toBe(false)
  })

  it('never falls due outside working time, and never earlier for a pause or an extension', () => {
    const moment = fc
      .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-11-01') })
      .map((ms) => new Date(ms))
    const small = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(
        fc.constantFrom(...Kind.options),
        moment,
        fc.integer({ min: 0, max: 2 }),
        small,
        small,
        (kind, from, reopened, pausedDays, extendedDays) => {
          const round = { kind, reopened, clockFrom: isoVn(from), pausedDays, extendedDays }
          const due = new Date(dueOf(round, clocks))
          expect(isWorkingDay(clocks.time, dayOf(due))).toBe(true)
          expect(minuteOf(due)).toBe(17 * 60)
          expect(due > from).toBe(true)
          const plain = new Date(dueOf({ ...round, pausedDays: 0, extendedDays: 0 }, clocks))
          expect(due >= plain).toBe(true)
          if (pausedDays + extendedDays > 0) expect(due > plain).toBe(true)
        },
      ),
    )
  })
})

describe('the close gate', () => {
  const ANSWER = 'UBND xã đã kiểm tra và xử lý xong việc anh/chị báo.'
  const closing = (extra: Partial<Closing> = {}): Closing => ({
    outcome: 'resolved',
    answer: ANSWER,
    evidence: { photos: ['a'] },
    ...extra,
  })
  const lacks = (extra: Partial<Closing>, kind: Kind = 'field', asked = 0) =>
    missing(closing(extra), { kind, asked }, content.feedback).map(({ key }) => key)

  it.each<[string, Partial<Closing>, string[]]>([
    ['everything there', {}, []],
    ['no outcome', { outcome: undefined }, ['case.missing.outcome']],
    ['a short answer', { answer: ' đã xong ' }, ['case.missing.answer']],
    ['a template not filled in', { answer: `${ANSWER} {ngày}` }, ['case.missing.hole']],
    ['no evidence', { evidence: { photos: [] } }, ['case.missing.photo-or-document']],
    ['a document is evidence', { evidence: { photos: [], document: '12/BC' } }, []],
    ['transferred nowhere', { outcome: 'transferred', evidence: { photos: [], document: '1' } }, ['case.missing.body']],
    ['refused without a reason', { outcome: 'refused' }, ['case.missing.template']],
    [
      'refused by a reason of another outcome',
      { outcome: 'refused', evidence: { photos: [], template: 'beyond' } },
      ['case.missing.own-template'],
    ],
    ['refused with its reason', { outcome: 'refused', evidence: { photos: [], template: 'refused-content' } }, []],
    [
      'never asked',
      { outcome: 'unreachable', evidence: { photos: [], template: 'unreachable' } },
      ['case.missing.asked'],
    ],
  ])('%s', (_, extra, keys) => {
    expect(lacks(extra)).toEqual(keys)
  })

  it('takes the answer to a question as its own evidence, but not a refusal of it', () => {
    expect(lacks({ evidence: { photos: [] } }, 'question')).toEqual([])
    expect(lacks({ outcome: 'refused', evidence: { photos: [] } }, 'question')).toEqual(['case.missing.template'])
  })

  it('has a Vietnamese sentence for everything that may be missing', () => {
    for (const outcome of ['resolved', 'transferred', 'refused', 'beyond', 'unreachable'] as const) {
      for (const key of lacks({ outcome, answer: '{x}', evidence: { photos: [], template: 'none' } }))
        expect(content.messages[key], key).toBeTruthy()
      for (const key of lacks({ outcome, answer: '', evidence: { photos: [] } }))
        expect(content.messages[key], key).toBeTruthy()
    }
  })
})

describe('who may do what when', () => {
  const now = isoVn(NOW)
  const may = (role: Role, act: Act, extra: Partial<Facts>) => refusal(act, facts(extra), actor(role), now)

  it('lets those without a right on the desk do nothing', () => {
    for (const role of ['admin', 'editor'] as const)
      for (const act of ACTS) for (const state of State.options) expect(may(role, act, { state })).toBe('right')
  })

  it.each<[Role, Act, Partial<Facts>, ReturnType<typeof refusal>]>([
    ['handler', 'claim', { state: 'new' }, null],
    ['handler', 'claim', { state: 'assigned' }, 'state'],
    ['handler', 'claim', { state: 'reopened', level: 1 }, 'leader'],
    ['leader', 'claim', { state: 'reopened', level: 1 }, null],
    ['handler', 'ask', { state: 'assigned', assignee: 'handler' }, null],
    ['handler', 'ask', { state: 'assigned', assignee: 'other' }, 'own'],
    ['officer', 'ask', { state: 'assigned', assignee: 'other' }, null],
    ['handler', 'close', { state: 'assigned', assignee: 'handler', level: 1 }, 'leader'],
    ['handler', 'transfer', { state: 'reopened', level: 1 }, 'leader'],
    ['handler', 'close', { state: 'new' }, 'state'],
    ['handler', 'assign', { state: 'new' }, 'right'],
    ['handler', 'extend', { state: 'assigned' }, 'right'],
    ['leader', 'extend', { state: 'assigned' }, null],
    ['leader', 'extend', { state: 'assigned', extendedDays: 3 }, 'extended'],
    ['leader', 'extend', { state: 'waiting' }, 'state'],
    ['handler', 'transfer', { state: 'new', transferDueAt: '2026-11-20T17:00:00+07:00' }, 'late-transfer'],
    ['leader', 'transfer', { state: 'new', transferDueAt: '2026-11-20T17:00:00+07:00' }, null],
    ['handler', 'transfer', { state: 'closed' }, 'state'],
    ['officer', 'publish', { state: 'closed' }, null],
    ['officer', 'publish', { state: 'closed', publishedAt: now }, 'state'],
    ['officer', 'publish', { state: 'assigned' }, 'state'],
    ['handler', 'publish', { state: 'closed' }, 'right'],
  ])('%s %s %o: %s', (role, act, extra, answer) => {
    expect(may(role, act, extra)).toBe(answer)
  })

  it('lets nobody act on a merged case, nor change a closed one', () => {
    for (const role of Role.options)
      for (const act of ACTS) {
        expect(may(role, act, { state: 'merged' }), `${role} ${act}`).not.toBeNull()
        if (!['note', 'publish', 'unpublish'].includes(act)) expect(may(role, act, { state: 'closed' })).not.toBeNull()
      }
  })
})

describe('history', () => {
  it('begins with a reception and has only one', () => {
    const step = { seq: 2, at: isoVn(NOW), actor: null, actorName: null, payload: {} }
    expect(() => begin({ ...step, event: 'received' })).toThrow(RangeError)
    expect(() => apply(facts(), { ...step, event: 'received' })).toThrow(RangeError)
  })
})
