import { describe, expect, it } from 'vitest'
import { newsPress } from '../../server/broadcasts/choices.ts'
import { ACTS, refusal } from '../../server/broadcasts/rules/acts.ts'
import { figuresOf, isWhole, resultOf } from '../../server/broadcasts/rules/quiz.ts'
import { startOf } from '../../server/broadcasts/rules/start.ts'
import { BroadcastInput, State } from '../../server/broadcasts/schema.ts'
import { rightsOf } from '../../server/people/rights.ts'
import type { Actor, Role } from '../../server/people/schema.ts'
import { NEWS, QUIZ } from './world.ts'

const person = (role: Role, id: string = role): Actor => ({
  id,
  unit: '99999',
  name: role,
  role,
  department: null,
  rights: rightsOf(role),
})

describe('who may do what', () => {
  it.each<[Role, string, State[]]>([
    ['officer', 'edit', ['draft']],
    ['officer', 'submit', ['draft']],
    ['officer', 'withdraw', ['waiting']],
    ['officer', 'return', []],
    ['officer', 'approve', []],
    ['officer', 'cancel', ['draft', 'waiting', 'approved']],
    ['officer', 'stop', ['sending']],
    ['leader', 'edit', []],
    ['leader', 'submit', []],
    ['leader', 'return', ['waiting']],
    ['leader', 'approve', ['waiting']],
    ['leader', 'cancel', ['draft', 'waiting', 'approved']],
    ['leader', 'stop', ['sending']],
    ['editor', 'edit', ['draft']],
    ['admin', 'cancel', []],
    ['handler', 'edit', []],
    ['team-lead', 'approve', []],
  ])('%s, %s: %j', (role, name, states) => {
    const act = ACTS.find((one) => one === name)
    if (!act) throw new Error(name)
    expect(State.options.filter((state) => refusal(act, { state, writers: ['x'] }, person(role)) === null)).toEqual(
      states,
    )
  })

  it('nobody approves what they wrote on, whatever they were then', () => {
    expect(refusal('approve', { state: 'waiting', writers: ['a', 'l'] }, person('leader', 'l'))).toBe('author')
    expect(refusal('approve', { state: 'waiting', writers: ['a'] }, person('leader', 'l'))).toBe(null)
  })
})

describe('when it leaves', () => {
  const quiet = { from: '21:00', to: '07:00' }
  it.each([
    // now, scheduled, kind, night, leaves
    ['2026-11-20T09:00:00+07:00', null, 'news', false, '2026-11-20T09:00:00+07:00'],
    ['2026-11-20T20:59:59+07:00', null, 'news', false, '2026-11-20T20:59:59+07:00'],
    ['2026-11-20T21:00:00+07:00', null, 'news', false, '2026-11-21T07:00:00+07:00'],
    ['2026-11-20T23:30:00+07:00', null, 'warning', false, '2026-11-21T07:00:00+07:00'],
    ['2026-11-20T23:30:00+07:00', null, 'warning', true, '2026-11-20T23:30:00+07:00'],
    ['2026-11-20T23:30:00+07:00', null, 'news', true, '2026-11-21T07:00:00+07:00'],
    ['2026-11-20T09:00:00+07:00', '2026-11-22T08:00:00+07:00', 'news', false, '2026-11-22T08:00:00+07:00'],
    ['2026-11-20T09:00:00+07:00', '2026-11-22T22:00:00+07:00', 'reform', false, '2026-11-23T07:00:00+07:00'],
    ['2026-11-23T09:00:00+07:00', '2026-11-22T08:00:00+07:00', 'quiz', false, '2026-11-23T09:00:00+07:00'],
  ] as const)('at %s for %s, %s, night %s: %s', (now, scheduledAt, kind, night, leaves) => {
    expect(startOf({ scheduledAt, kind, night }, new Date(now), quiet)).toEqual(new Date(leaves))
  })
})

describe('what is taken', () => {
  const wrong = (change: object) => BroadcastInput.safeParse({ ...NEWS, ...change }).error?.issues[0]?.message
  it.each([
    [{ title: ' ' }, 'Xin ghi tiêu đề.'],
    [{ title: 'x'.repeat(151) }, 'Tiêu đề không quá 150 ký tự.'],
    [{ text: '' }, 'Xin ghi nội dung.'],
    [{ link: 'http://xa.vn' }, 'Đường dẫn phải bắt đầu bằng https://'],
    [{ link: 'javascript:alert(1)' }, 'Đường dẫn phải bắt đầu bằng https://'],
    [{ kind: 'quiz' }, 'Tìm hiểu cần từ 1 đến 5 câu hỏi; loại tin khác không có câu hỏi.'],
    [{ quiz: QUIZ.quiz }, 'Tìm hiểu cần từ 1 đến 5 câu hỏi; loại tin khác không có câu hỏi.'],
    [{ kind: 'quiz', quiz: [{ ask: 'a', options: ['b'], right: 0 }] }, 'Mỗi câu cần ít nhất 2 lựa chọn.'],
    [{ kind: 'quiz', quiz: [{ ask: 'a', options: ['b', 'c'], right: 2 }] }, 'Xin chọn đáp án đúng.'],
    [{ kind: 'quiz', quiz: Array(6).fill(QUIZ.quiz[0]) }, 'Không quá 5 câu hỏi.'],
  ])('%j: %s', (change, message) => {
    expect(wrong(change)).toBe(message)
  })
})

describe('a quiz', () => {
  it.each([
    [[1, 0], true],
    [[1], false],
    [[1, 3], false],
    [[2, 0], false],
    [[1, 0, 0], false],
  ])('%j is whole: %s', (answers, whole) => expect(isWhole(QUIZ.quiz, answers)).toBe(whole))

  it('tells shares of those who answered, and only then', () => {
    const result = resultOf(
      QUIZ.quiz,
      [1, 1],
      [
        [1, 1],
        [0, 0],
        [1, 0],
      ],
    )
    expect([result.right, result.of, result.n]).toEqual([1, 2, 3])
    expect(result.questions.map(({ rightShare }) => rightShare)).toEqual([67, 67])
    const figures = figuresOf(QUIZ.quiz, [
      { answers: [1, 1], door: 'app' },
      { answers: [1, 0], door: 'chat' },
    ])
    expect(figures).toMatchObject({ n: 2, meanRight: 1.5, byDoor: { app: 1, chat: 1 } })
    expect(figures.questions[1]?.options.map(({ count }) => count)).toEqual([1, 1, 0])
    expect(figuresOf(QUIZ.quiz, []).meanRight).toBe(null)
  })

  it.each([
    ['q:ABCDEFGH:', { on: 'quiz', id: 'ABCDEFGH', answers: [] }],
    ['q:ABCDEFGH:012', { on: 'quiz', id: 'ABCDEFGH', answers: [0, 1, 2] }],
    ['q:ABCDEFGH:4', null],
    ['q:ABCDEFGH:000000', null],
    ['q:x:0', null],
    ['w:stop', { on: 'stop' }],
    ['w:h:abc1', { on: 'hamlet', mark: 'abc1' }],
    ['w:h:', null],
    ['n:s', null],
  ])('reads %s', (id, press) => expect(newsPress(id)).toEqual(press))
})
