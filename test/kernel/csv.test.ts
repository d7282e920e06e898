import { describe, expect, it } from 'vitest'
import { csvCell, csvFile } from '../../server/kernel/csv.ts'

describe('CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+84912345678', `"'+84912345678"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =cmd', `"'  =cmd"`],
    ['＝1', `"'＝1"`],
    ['=A1,"x"', `"'=A1,""x"""`],
    ['Đường, ngõ "3"', '"Đường, ngõ ""3"""'],
    ['hai\ndòng', '"hai\ndòng"'],
    ['thường', 'thường'],
    ['', ''],
  ])('writes %j as %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
  it('leaves numbers as numbers, nothing as nothing', () => {
    expect(csvFile(['a', 'b'], [[-1, null]])).toBe('\ufeffa,b\r\n-1,\r\n')
  })
})
