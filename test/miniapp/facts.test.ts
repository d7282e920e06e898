import { expect, test } from 'vitest'
import { feesOf, stripOf, timesOf } from '../../miniapp/src/facts.ts'
import { type Fee, Procedure } from '../../server/procedures/schema.ts'
import { RECORDS } from './records.ts'

const base = RECORDS[4]
if (!base) throw new Error('the fifth record is plain')
const withFees = (...fees: Partial<Fee>[]) => {
  const { guide, ...record } = base
  const full = fees.map((fee) => ({ amount: null, kind: 'fee', ...fee }))
  return { ...Procedure.parse({ ...record, methods: [{ channel: 'direct', times: [], fees: full }] }), guide }
}
const strip = (...fees: Partial<Fee>[]) => stripOf(withFees(...fees), {}).fee
const lines = (...fees: Partial<Fee>[]) => feesOf(withFees(...fees), 'quầy').official.join(' ')

test.each([
  ['no fee line', [], 'Hỏi xã', 'Cổng chưa công bố mức phí, xin hỏi quầy.'],
  ['an empty 0', [{ amount: 0 }], 'Hỏi xã', 'Lệ phí: Cổng không ghi mức tiền, xin hỏi quầy.'],
  ['no amount', [{ amount: null }], 'Hỏi xã', 'Lệ phí: Cổng không ghi mức tiền, xin hỏi quầy.'],
  ['free in words', [{ amount: 0, free: true }], 'Miễn phí', 'Lệ phí: miễn phí'],
  ['free for some', [{ free: true, condition: 'hộ nghèo' }], 'Tùy trường hợp', 'Lệ phí: miễn phí (hộ nghèo)'],
  ['one amount', [{ amount: 20000 }], '20.000 đồng', 'Lệ phí: 20.000 đồng'],
  ['an amount per copy', [{ amount: 8000, per: 'bản' }], '8.000 đồng/bản', 'Lệ phí: 8.000 đồng/bản'],
  [
    'two amounts',
    [{ amount: 8000 }, { amount: 1500000 }],
    'Tùy trường hợp',
    'Lệ phí: 8.000 đồng Lệ phí: 1.500.000 đồng',
  ],
])('fee: %s', (_name, fees, short, long) => {
  expect(strip(...fees)).toBe(short)
  expect(lines(...fees)).toBe(long)
})

test('a source that contradicts itself names its amounts and gives none', () => {
  expect(strip({ amount: 5000, disputed: [5000, 8000] })).toBe('Hỏi xã')
  expect(lines({ amount: 5000, disputed: [5000, 8000] })).toContain('(5.000 đồng, 8.000 đồng), xin hỏi quầy')
})

test('a time without a unit stays without one', () => {
  const bare = RECORDS.find(({ code }) => code === '1.999001')
  if (!bare) throw new Error('no bare record')
  expect(stripOf(bare, {}).time).toBe('Hỏi nơi nhận')
  expect(timesOf(bare, 'quầy').official).toEqual(['Cổng ghi số 5 nhưng không ghi đơn vị, xin hỏi quầy.'])
})

test('the strip shows a short sentence of the guide, else the figure of the record, and where to answer', () => {
  const [birth, residence] = RECORDS
  if (!birth || !residence) throw new Error('no records with guides')
  expect(stripOf(birth, {})).toEqual({
    papers: 'Trả lời vài câu',
    time: 'Trong ngày làm việc',
    fee: '8.000 đồng/bản sao',
  })
  expect(stripOf(residence, {}).time).toBe('7 ngày làm việc')
})
