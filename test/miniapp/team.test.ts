import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOf, later, NOTHING_TOLD, newVisit, recordOf, type Visit } from '../../miniapp/src/team/visit.ts'
import { faultOf as serverFault } from '../../server/assist/rules.ts'
import { HelpRecord } from '../../server/assist/schema/record.ts'
import { sources } from '../support/services.ts'

const AT = '2026-11-20T09:00:00.000Z'
const TODAY = '2026-11-20'
const { assist } = sources().content
const base: Visit = { ...newVisit('ma-luot-0001', 3, AT, 'home', 'Thôn Đông'), kinds: ['vneid'], outcome: 'done' }
const told = { ...NOTHING_TOLD, text: 'Đèn đường tắt đã ba tối.' }

describe('what keeps a visit from being recorded', () => {
  test.each<[string, Partial<Visit>, string | null]>([
    ['nothing', {}, null],
    ['no kind of help', { kinds: [] }, 'kinds'],
    ['no outcome', { outcome: '' }, 'outcome'],
    ['too few words told', { told: { ...told, text: 'Đèn tắt' } }, 'told-text'],
    ['a wish to be called without a number', { told: { ...told, reply: true, phone: '12' } }, 'told-phone'],
    ['a number that nobody asked for', { told: { ...told, reply: false, phone: '12' } }, null],
    ['a return yesterday', { follow: { day: '2026-11-19', nick: '' } }, 'follow'],
    ['a return today', { follow: { day: TODAY, nick: '' } }, null],
    ['a return in 121 days', { follow: { day: later(TODAY, 121), nick: '' } }, 'follow'],
    ['a return on no day', { follow: { day: '', nick: '' } }, 'follow'],
    [
      'a survey that is not there any more',
      { survey: { id: 'x', version: 1, title: '', answers: {}, begun: 0 } },
      'survey',
    ],
  ])('%s', (_, part, fault) => {
    expect(faultOf({ ...base, ...part }, [], TODAY)).toBe(fault)
  })
})

test('whatever the phone seals, the commune’s schema and rules take', () => {
  const text = (most: number) => fc.string({ maxLength: most, unit: 'grapheme' })
  const visits = fc.record<Visit>({
    id: fc.constant('ma-luot-0001'),
    number: fc.integer({ min: 1, max: 300 }),
    at: fc.constant(AT),
    place: fc.constantFrom('home', 'hall', 'desk', 'phone'),
    hamlet: fc.constantFrom('', 'Thôn Đông'),
    kinds: fc.subarray(
      assist.kinds.map(({ id }) => id),
      { minLength: 1 },
    ),
    difficulties: fc.subarray(assist.difficulties.map(({ id }) => id)),
    outcome: fc.constantFrom('done', 'part', 'referred'),
    guide: fc.option(
      fc.record({
        code: fc.constant('1.001193'),
        name: text(40),
        answers: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('c', 'd')),
        ticks: fc.subarray(['x', 'y']),
      }),
    ),
    dossier: fc.option(
      fc.record({
        code: fc.constant('H48.21.15-261102-0018'),
        watch: fc.boolean(),
        digits: fc.constantFrom('', '1234'),
      }),
    ),
    follow: fc.option(fc.record({ day: fc.constantFrom(TODAY, '2026-12-01', '2027-03-20', ''), nick: text(30) })),
    told: fc.option(
      fc.record({
        text: text(200).map((tail) => `Đèn hỏng ${tail}`),
        place: text(100),
        hamlet: fc.constantFrom('', 'Thôn Đông'),
        reply: fc.boolean(),
        name: text(60),
        phone: fc.constantFrom('', '0912 345 678', '12'),
        address: text(60),
        publish: fc.boolean(),
        contact: fc.boolean(),
      }),
    ),
    survey: fc.constant(null),
  })
  const now = new Date(AT)
  let sealed = 0
  fc.assert(
    fc.property(visits, (visit) => {
      if (faultOf(visit, [], TODAY) !== null) return
      sealed++
      const record = recordOf(visit, 'proof', 'duong-dan-mot-lan-000000')
      const read = HelpRecord.safeParse(JSON.parse(JSON.stringify(record)))
      expect(read.error?.issues).toBeUndefined()
      if (read.success) expect(serverFault(read.data, 'to-dong', now, assist)).toBeNull()
      // what was typed and then not wanted stays behind
      if (visit.told && !visit.told.reply) expect(JSON.stringify(record.feedback)).not.toContain('0912')
    }),
    { numRuns: 400 },
  )
  expect(sealed).toBeGreaterThan(100)
})
