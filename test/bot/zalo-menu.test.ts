import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ZALO_LONGEST, ZaloMessage, zaloNotice, zaloOutlet, zaloWeight } from '../../bot/channels/zalo-menu.ts'
import { BACK, isZero, listed } from '../../bot/conversation/listed.ts'
import type { Choice, Reply } from '../../bot/conversation/types.ts'
import { say } from './world.ts'

const shown = (replies: Reply[]) => zaloOutlet(say)(replies).map((body) => ZaloMessage.parse(JSON.parse(body)).text)
const lengthOf = (text: string) => [...text.normalize('NFC')].length
const choice = (n: number): Choice => ({ id: `c${n}`, label: `Việc số ${n}` })
const back: Choice = { id: BACK, label: 'Quay lại' }

describe('an answer as Zalo shows it', () => {
  test('one count over all its lists; what stands twice is listed once; back is 0 and last', () => {
    const replies: Reply[] = [
      { type: 'say', text: 'Một.', choices: [choice(1), back, choice(2)] },
      { type: 'ask', text: 'Hai?', choices: [choice(2), choice(3), back] },
    ]
    expect(shown(replies)).toEqual([
      'Một.\n\nGõ số để chọn:\n1. Việc số 1\n2. Việc số 2\n0. Quay lại\n\nHai?\n\nGõ số để chọn:\n3. Việc số 3',
    ])
    expect(listed(replies).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', BACK])
  })

  test('letters sent apart from their marks are put together before they are counted', () => {
    const text = 'Giấy chứng nhận. '.repeat(117).trim()
    expect(shown([{ type: 'say', text: text.normalize('NFD') }])).toEqual([text])
    expect(text.normalize('NFD').length).toBeGreaterThan(ZALO_LONGEST)
  })

  test('nothing is longer than Zalo takes, nothing is lost, the order stays', () => {
    const reply = fc.record({
      text: fc.string({ minLength: 1, maxLength: 3000 }).map((text) => text.replace(/\s+/g, ' ').trim() || 'x'),
      labels: fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 60 }),
    })
    fc.assert(
      fc.property(fc.array(reply, { minLength: 1, maxLength: 4 }), (made) => {
        const replies = made.map(
          ({ text, labels }): Reply => ({ type: 'say', text, choices: labels.map((n) => choice(n)) }),
        )
        const texts = shown(replies)
        for (const text of texts) {
          expect(lengthOf(text)).toBeGreaterThan(0)
          expect(lengthOf(text)).toBeLessThanOrEqual(ZALO_LONGEST)
        }
        const letters = (text: string) => text.normalize('NFC').replace(/\s/g, '')
        const all = letters(texts.join(''))
        for (const { text } of made) expect(all).toContain(letters(text))
        for (const [at, { label }] of listed(replies).entries()) expect(all).toContain(letters(`${at + 1}. ${label}`))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a notice', () => {
  test('is one message; choices without room are left out, the first ones stay', () => {
    const choices = Array.from({ length: 80 }, (_, n) => choice(n + 1))
    const { text } = ZaloMessage.parse(JSON.parse(zaloNotice(say, 'Có kết quả. '.repeat(100).trim(), choices)))
    expect(lengthOf(text)).toBeLessThanOrEqual(ZALO_LONGEST)
    expect(text).toContain('\n1. Việc số 1\n')
    expect(text).not.toContain('80. Việc số 80')
    const short = ZaloMessage.parse(JSON.parse(zaloNotice(say, 'Có kết quả.', choices.slice(0, 2)))).text
    expect(short).toBe('Có kết quả.\n\nGõ số để chọn:\n1. Việc số 1\n2. Việc số 2')
    expect(zaloWeight(say, 'Có kết quả.', choices.slice(0, 2))).toBe(lengthOf(short))
  })
})

test.each([
  ['0', true],
  [' 0. ', true],
  ['số 0', false],
  ['00', false],
  ['10', false],
  ['0912', false],
])('%s asks for the step before: %s', (text, zero) => expect(isZero(text)).toBe(zero))
