import { expect, test } from 'vitest'
import { quantitiesIn } from '../../server/content/check/quantities.ts'

test.each([
  ['50.000 đồng, 8.000đ một bản', ['money 50000', 'money 8000']],
  ['khoảng 2 triệu đồng hoặc 30 nghìn', ['money 2000000', 'money 30000']],
  ['Không quá 05 (năm) ngày làm việc', ['working-day 5']],
  ['17/20/27 ngày', ['day 17', 'day 20', 'day 27']],
  ['từ 6 đến dưới 14 tuổi', ['age 6', 'age 14']],
  ['8,5 ngày, trong 24 giờ, 06 tháng, 81%', ['day 8.5', 'hour 24', 'month 6', 'percent 81']],
  ['quá sáu tháng, đủ mười tám tuổi, hai mươi lăm ngày', ['month 6', 'age 18', 'day 25']],
])('%s', (text, expected) => {
  expect(quantitiesIn(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(expected)
})

test.each([
  ['ngày 15 tháng 7 năm 2026'],
  ['theo Nghị định 61/2018/NĐ-CP Đ.18, khoản 2'],
  ['mỗi tháng một lần, mỗi ngày một chuyến'],
  ['mẫu số 01, 2 bộ, 18001096'],
])('%s measures nothing', (text) => {
  expect(quantitiesIn(text)).toEqual([])
})

test('reads what a phone sends decomposed', () => {
  expect(quantitiesIn('5 ngày làm việc'.normalize('NFD'))).toMatchObject([{ kind: 'working-day', value: 5 }])
})
