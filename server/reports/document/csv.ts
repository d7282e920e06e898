import { csvFile } from '../../kernel/csv.ts'
import type { Figure } from '../schema.ts'

/** All figures of a period as a table for a spreadsheet. */
export function figuresCsv(figures: readonly Figure[]): string {
  return csvFile(
    ['Mã', 'Chỉ số', 'Tử số', 'Mẫu số', 'Giá trị', 'Đơn vị', 'Chỉ tiêu', 'Quy tắc', 'Căn cứ'],
    figures.map(({ key, label, numerator, denominator, value, unit, target, rule, basis }) => [
      key,
      label,
      numerator ?? null,
      denominator ?? null,
      value,
      unit,
      target ?? null,
      rule,
      basis,
    ]),
  )
}
