import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { applyOverrides, Overrides } from '../../server/content/overrides.ts'
import { findings, record, TODAY } from './support/given.ts'

const period = { effectiveFrom: '2026-01-01', effectiveTo: null, source: '12/2025/NQ-HĐND' }
const province = (one: object) => ({ province: 'Tỉnh mẫu', source: 'Nghị quyết', procedures: { '1.000001': one } })
const apply = (one: object, change: object = {}, today = TODAY) =>
  applyOverrides(record(change), Overrides.parse(province(one)), today)
const leftToProvince = {
  methods: [
    {
      channel: 'direct',
      times: [{ value: 5, unit: 'working-day' }],
      fees: [
        { amount: null, kind: 'fee', byProvince: true },
        { amount: 8_000, kind: 'charge', condition: 'bản sao' },
        { amount: 0, kind: 'fee', free: true, condition: 'hộ nghèo' },
      ],
    },
  ],
}

test('a fee of the province takes the place of what the record leaves to it', () => {
  const local = apply({ ...period, fees: [{ amount: 15_000, kind: 'fee' }] }, leftToProvince)
  expect(local.methods[0]?.fees.map(({ amount, condition }) => [amount, condition])).toEqual([
    [15_000, undefined],
    [8_000, 'bản sao'],
    [0, 'hộ nghèo'],
  ])
  expect(local.marks).toEqual({ fees: { province: 'Tỉnh mẫu', source: '12/2025/NQ-HĐND', from: '2026-01-01' } })
})

test('where the record has an amount of its own, the province replaces it', () => {
  const local = apply({ ...period, fees: [{ amount: 15_000, kind: 'fee' }] })
  expect(local.methods[0]?.fees.map(({ amount }) => amount)).toEqual([15_000])
})

test('a shorter time holds for the channels it names', () => {
  const local = apply({ ...period, times: [{ value: 3, unit: 'working-day', channels: ['online'] }] })
  expect(local.methods.map(({ channel, times }) => [channel, times[0]?.value])).toEqual([
    ['direct', 5],
    ['online', 3],
  ])
})

test('what the province settles is no longer uncertain', () => {
  const change = { uncertain: ['times', 'papers'] }
  expect(apply({ ...period, times: [{ value: 3, unit: 'day' }] }, change).uncertain).toEqual(['papers'])
})

test('codes, online level and address', () => {
  const local = apply({ ...period, codes: ['1.115001'], onlineLevel: 'none', address: 'Số 1' })
  expect(local).toMatchObject({ codes: ['1.115001'], address: 'Số 1', fullyOnline: false })
  expect(local.methods.map(({ channel }) => channel)).toEqual(['direct'])
  expect(Object.keys(local.marks).sort()).toEqual(['address', 'codes', 'online'])
})

test('a record known by name only gets the methods of the province', () => {
  const local = apply({ ...period, times: [{ value: 3, unit: 'day' }] }, { methods: [] })
  expect(local.methods).toEqual([{ channel: 'direct', times: [{ value: 3, unit: 'day' }], fees: [] }])
})

test.each([
  ['2025-12-31', 5],
  ['2026-01-01', 3],
  ['2026-06-30', 3],
  ['2026-07-01', 2],
])('on %s it takes %i days', (today, days) => {
  const first = { ...period, effectiveTo: '2026-06-30', times: [{ value: 3, unit: 'working-day' }] }
  const then = { ...period, effectiveFrom: '2026-07-01', times: [{ value: 2, unit: 'working-day' }] }
  expect(applyOverrides(record(), Overrides.parse(province([first, then])), today).methods[0]?.times[0]?.value).toBe(
    days,
  )
})

test('without overrides the record is as it was, and is never changed', () => {
  const one = record(leftToProvince)
  const before = structuredClone(one)
  expect(applyOverrides(one, null, TODAY)).toEqual({ ...before, codes: [], marks: {} })
  applyOverrides(one, Overrides.parse(province({ ...period, fees: [{ amount: 1, kind: 'fee' }] })), TODAY)
  expect(one).toEqual(before)
})

test.each([
  ['unknown code', { procedures: { '9.999999': { ...period, address: 'x' } } }, '9.999999: không có thủ tục'],
  ['unknown own code', province({ ...period, codes: ['9.999999'] }), '1.000001.codes: không có thủ tục'],
  ['ends before it begins', province({ ...period, effectiveTo: '2025-01-01', address: 'x' }), 'trước khi có hiệu lực'],
  ['sets nothing', province(period), 'không đặt giá trị nào'],
  ['no such channel', province({ ...period, times: [{ value: 1, unit: 'day', channels: ['post'] }] }), 'cách nộp post'],
  ['overlap', province([period, period].map((one) => ({ ...one, address: 'x' }))), 'hai giai đoạn chồng nhau'],
])('the check tells: %s', (_, overrides, expected) => {
  const found = findings({ overrides: { province: 'Tỉnh mẫu', source: 'Nghị quyết', ...overrides } })
  expect(found.filter((line) => line.startsWith('error overrides') && line.includes(expected))).toHaveLength(1)
})

test('a value that nobody knows is refused', () => {
  expect(Overrides.safeParse(province({ ...period, free: true })).success).toBe(false)
})

test('the commented example of the sample province is valid when it is uncommented', () => {
  const text = readFileSync(new URL('../../content/overrides/tinh-mau.yaml', import.meta.url), 'utf8')
  const [head = '', example = ''] = text.split(/^# Remove .*$/m)
  const uncommented = head.replace('procedures: {}', '') + example.replace(/^# /gm, '')
  expect(Object.keys(Overrides.parse(parse(uncommented)).procedures)).toEqual(['1.000894', '1.013225'])
})
