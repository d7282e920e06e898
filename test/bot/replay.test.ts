import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, back, type Flow, type Given, reopen, replay, resume } from '../../bot/conversation/replay.ts'

const yesNo = [
  { id: 'yes', label: 'Có' },
  { id: 'no', label: 'Không' },
]
/** a → (yes: b) → c */
const flow: Flow<string> = {
  version: '1',
  next(answers) {
    for (const id of ['a', 'b', 'c']) {
      if (id === 'b' && answers.get('a') !== 'yes') continue
      if (!answers.has(id)) return { id, ask: `${id}?`, options: yesNo }
    }
    return { result: [...answers].map(([step, value]) => `${step}=${value}`).join(' ') }
  },
}

/** `at(flow).answer('yes').goesTo('b')` */
function at(log: Given[] = []) {
  const position = replay(flow, log)
  return {
    answer: (value: string) => at(position.question ? answer(log, position.question.id, value) : log),
    edit: (step: string) => at(reopen(log, step)),
    back: () => at(back(flow, log) ?? []),
    goesTo(step: string) {
      expect(position.question?.id).toBe(step)
      return at(log)
    },
    ends(result: string) {
      expect(position).toMatchObject({ question: null, result })
      return at(log)
    },
  }
}

describe('replay', () => {
  test('asks only what the answers call for', () => {
    at().goesTo('a').answer('yes').goesTo('b').answer('no').goesTo('c').answer('no').ends('a=yes b=no c=no')
    at().answer('no').goesTo('c').answer('yes').ends('a=no c=yes')
  })
  test('back takes the last answer away', () => {
    at().answer('yes').answer('yes').goesTo('c').back().goesTo('b').back().goesTo('a')
    expect(back(flow, [])).toBeNull()
  })
  test('a changed answer keeps the others that are still asked', () => {
    at().answer('yes').answer('no').answer('yes').edit('a').goesTo('a').answer('no').ends('a=no c=yes')
    at().answer('yes').answer('no').answer('yes').edit('b').goesTo('b').answer('yes').ends('a=yes b=yes c=yes')
  })
  test('an answer that is no longer offered is asked again', () => {
    at([{ step: 'a', value: 'maybe' }]).goesTo('a')
  })
  test('a log of another version keeps its longest valid prefix', () => {
    const old = [
      { step: 'a', value: 'yes' },
      { step: 'x', value: 'yes' },
      { step: 'c', value: 'no' },
    ]
    expect(resume(flow, old, '0')).toEqual([{ step: 'a', value: 'yes' }])
    expect(resume(flow, old, '1')).toEqual(old)
  })
  test('any log leads somewhere; its answers lead to the same place; back always shortens', () => {
    const given = fc.record({ step: fc.constantFrom('a', 'b', 'c', 'z'), value: fc.constantFrom('yes', 'no', '?') })
    fc.assert(
      fc.property(fc.array(given), (log) => {
        const position = replay(flow, log)
        expect(replay(flow, position.answers)).toEqual(position)
        const shorter = back(flow, log)
        expect(shorter?.length ?? -1).toBe(position.answers.length - 1)
      }),
    )
  })
})
