import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkText } from '../../server/reports/check/check.ts'

const SEEDS = join(import.meta.dirname, '../../../shared/seeds')
const problems = (text: string) => checkText(text).map(({ problem }) => problem)

describe('what does not add up in a written report', () => {
  it.each([
    ['Tiếp nhận tổng số 200, có 150 hồ sơ số hóa, đạt tỷ lệ 74,00%.', '150/200 là 75%, không phải 74,00%.'],
    ['Thu 120.000.000 đồng/100.000.000 đồng, đạt 110,00%.', '120.000.000/100.000.000 là 120%, không phải 110,00%.'],
    ['Chi đạt 95,5% (955.000đ/1.0000.000đ).', 'Số 1.0000.000 viết sai nhóm ba chữ số.'],
    ['Số hộ tăng từ 40 hộ lên 50 hộ, tăng 20%.', 'Từ 40 thành 50 là tăng 25%, không phải 20%.'],
    [
      'hộ đăng ký mới tăng 50% so với cùng kỳ (năm 2021 có 40 hộ; năm 2022 có 50 hộ)',
      'Từ 40 thành 50 là tăng 25%, không phải 50%.',
    ],
    [
      'Đã giải quyết: 90 hồ sơ (trước hạn 60 hồ sơ, đúng hạn 20 hồ sơ, trễ hạn 5 hồ sơ).',
      'Trước hạn, đúng hạn, quá hạn cộng lại là 85, không bằng số đã giải quyết 90.',
    ],
    [
      'Đã tiếp nhận: 100 hồ sơ, đã giải quyết: 90 hồ sơ, đang giải quyết 15 hồ sơ.',
      'Đã giải quyết, đang giải quyết, rút, từ chối cộng lại là 105, không bằng số tiếp nhận 100.',
    ],
    ['Đã tiếp nhận: 100 hồ sơ.\nTổng số hồ sơ tiếp nhận 98.', 'Cùng một báo cáo có 2 số tiếp nhận khác nhau: 100, 98.'],
  ])('%s', (text, said) => expect(problems(text)).toEqual([said]))

  it.each([
    'Tiếp nhận tổng số 316, có 276 hồ sơ số hóa, đạt tỷ lệ 87,34%.',
    'Đã giải quyết: 321 hồ sơ (trước hạn 300 hồ sơ, đúng hạn 21 hồ sơ, trễ hạn 0 hồ sơ), đạt 100%.',
    'Thu 864.151.000 đồng/473.000.000 đồng, đạt 182,70%.',
    'Quyết định số 795/QĐ-UBND ngày 30/12/2022; Kế hoạch 05/KH-UBND ngày 11 tháng 01 năm 2023, đạt 83%.',
    'Tỷ lệ hài lòng trên 80%, phấn đấu năm 2025 đạt 95%.',
    'Từ 100 hồ sơ lên 150 hồ sơ, tăng 50%.',
  ])('leaves alone: %s', (text) => expect(problems(text)).toEqual([]))

  it.skipIf(!existsSync(SEEDS))('finds the known faults of a real quarterly report, and none in the others', () => {
    const read = (start: string) =>
      readFileSync(join(SEEDS, readdirSync(SEEDS).find((name) => name.startsWith(start)) ?? ''), 'utf8')
    const found = problems(read('001'))
    expect(found).toContain('276/316 là 87,34%, không phải 85,44%.')
    expect(found).toContain('Cùng một báo cáo có 2 số tiếp nhận khác nhau: 327, 316.')
    expect(found.some((text) => text.startsWith('218/321 (số đã giải quyết) là 67,91%'))).toBe(true)
    expect(found.some((text) => text.includes('105/327') && text.includes('32,11%'))).toBe(true)
    expect(found).toHaveLength(6)
    expect(problems(read('000'))).toEqual(['Từ 24 thành 49 là tăng 104,17%, không phải 100%.'])
    for (const other of ['002', '003', '004']) expect(problems(read(other))).toEqual([])
  })
})
