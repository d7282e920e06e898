import { expect, test } from 'vitest'
import { caseTimes, timesOf, unitOf } from '../../server/procedures/import/times.ts'
import type { Method } from '../../server/procedures/schema.ts'

test('the portal’s OTHER is a number without a unit', () => {
  expect(timesOf(7, unitOf('OTHER'), '').times).toEqual([{ value: 7, unit: 'unknown' }])
  expect(timesOf(0, unitOf('OTHER'), '').times).toEqual([])
})

test('cases in the description', () => {
  const text =
    '10 ngày làm việc đối với công trình (hoặc 7 ngày làm việc đối với nhà ở riêng lẻ) kể từ ngày nhận đủ hồ sơ'
  expect(timesOf(10, 'working-day', text).times).toEqual([
    { value: 10, unit: 'working-day', condition: 'công trình' },
    { value: 7, unit: 'working-day', condition: 'nhà ở riêng lẻ' },
  ])
})

test('poor and mountainous communes have their own time, but rows of several cases speak only for themselves', () => {
  const text = 'Đối với các xã miền núi, vùng sâu, vùng xa thì thời gian thực hiện không quá 20 ngày làm việc.'
  expect(timesOf(10, 'working-day', text).times.map((time) => [time.value, time.condition])).toEqual([
    [10, undefined],
    [20, 'xã miền núi, biên giới, vùng khó khăn'],
  ])
  expect(timesOf(10, 'working-day', text, false).times.map((time) => time.value)).toEqual([10])
  expect(timesOf(20, 'working-day', text).times).toEqual([
    { value: 20, unit: 'working-day', condition: 'xã miền núi, biên giới, vùng khó khăn' },
  ])
})

test('a sentence in the number’s place is read only when it names one length', () => {
  expect(timesOf('Không quá 15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ.', 'unknown', '').times).toEqual([
    { value: 15, unit: 'day' },
  ])
  const stages = timesOf('Trong thời hạn 15 ngày thẩm định; không quá 05 ngày làm việc trình ký', 'unknown', '')
  expect(stages.times).toEqual([])
  expect(stages.warnings).toHaveLength(1)
})

const method = (channel: Method['channel'], value: number): Method => ({
  channel,
  times: [{ value, unit: 'working-day' }],
  fees: [],
})

test('17/20/27 by channel in a land matter are cases: every channel lists them all', () => {
  const { methods, warnings } = caseTimes('Đất đai', [method('direct', 27), method('online', 17), method('post', 20)])
  expect(methods.map(({ times }) => times.map((time) => time.value))).toEqual([
    [17, 20, 27],
    [17, 20, 27],
    [17, 20, 27],
  ])
  expect(warnings[0]?.text).toContain('17/20/27')
})

test('elsewhere one day online and two at the desk stay as they are', () => {
  const { methods } = caseTimes('Nghĩa vụ quân sự', [method('direct', 2), method('online', 1)])
  expect(methods.map(({ times }) => times.length)).toEqual([1, 1])
})
