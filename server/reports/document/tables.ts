import type { TableTemplate } from '../../content/schema-reports.ts'
import { decimalText, percentText, wholeText } from '../rules/numbers.ts'
import type { Figure } from '../schema.ts'
import type { Checked } from '../service.ts'
import { type Block, center, left, right } from './model.ts'

/** Counts of one group (lĩnh vực, thủ tục, loại), in the order of the columns. */
export type FieldRow = { group: string; sums: number[] }

/** STT takes 5 of 100; the groups have what the numbers leave. */
const NUMBER_WIDTH = 5
const wide = (columns: number) => (columns > 10 ? 5.5 : columns > 7 ? 7 : 8)

/** A table as `content/reports.yaml` describes it: a row for each group, and their sum. */
export function groupedTable({ caption, first, note, columns }: TableTemplate, rows: readonly FieldRow[]): Block {
  const two = columns.some(({ head }) => head.length > 1)
  const line = (at: number) => ['STT', first, ...columns.map(({ head }) => head[Math.min(at, head.length - 1)] ?? '')]
  const total = columns.map((_, i) => rows.reduce((sum, row) => sum + (row.sums[i] ?? 0), 0))
  const width = wide(columns.length)
  return {
    type: 'table',
    caption,
    head: two ? [line(0), line(1)] : [line(0)],
    widths: [NUMBER_WIDTH, 100 - NUMBER_WIDTH - width * columns.length, ...columns.map(() => width)],
    rows: [
      ...rows.map(({ group, sums }, i) => [
        center(String(i + 1)),
        left(group),
        ...sums.map((n) => right(wholeText(n))),
      ]),
      [center(''), { ...left('Tổng số'), bold: true }, ...total.map((n) => ({ ...right(wholeText(n)), bold: true }))],
    ],
    ...(note ? { note } : {}),
  }
}

/** Kết quả thực hiện chỉ tiêu: each target, what was reached, how far. */
export function targetsTable(figures: readonly Figure[]): Block {
  const aimed = figures.filter(({ target }) => target !== undefined)
  return {
    type: 'table',
    caption: 'KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU',
    head: [['STT', 'Chỉ tiêu', 'Căn cứ', 'Giao', 'Tử số / mẫu số', 'Đạt', 'Đánh giá']],
    widths: [7, 26, 22, 11, 13, 12, 12],
    rows: aimed.map((figure, i) => [
      center(String(i + 1)),
      left(figure.label),
      left(figure.targetSource ?? ''),
      right(`≥ ${percentText(figure.target ?? 0)}`),
      right(
        figure.denominator === undefined ? '' : `${wholeText(figure.numerator ?? 0)}/${wholeText(figure.denominator)}`,
      ),
      right(valueText(figure)),
      center(figure.met === undefined ? 'Chưa tính' : figure.met ? 'Đạt' : 'Chưa đạt'),
    ]),
  }
}

/** All figures of a period in one table, for the annex. */
export function figuresTable(figures: readonly Figure[]): Block {
  return {
    type: 'table',
    caption: 'SỐ LIỆU CHI TIẾT VÀ CÁCH TÍNH',
    head: [['Chỉ số', 'Tử số / mẫu số', 'Giá trị', 'Cách tính']],
    widths: [40, 15, 15, 30],
    rows: figures.map((figure) => [
      left(figure.label),
      right(
        figure.denominator === undefined || figure.numerator === undefined
          ? ''
          : `${wholeText(figure.numerator)}/${wholeText(figure.denominator)}`,
      ),
      right(valueText(figure)),
      left(figure.basis),
    ]),
  }
}

/** Danh sách hồ sơ trễ hạn, oldest first; no names. */
export function overdueTable(
  rows: ReadonlyArray<Record<string, string | number | null>>,
  late: (row: Record<string, string | number | null>) => string,
): Block {
  const day = (value: unknown) => (typeof value === 'string' ? value.slice(0, 10).split('-').reverse().join('/') : '')
  return {
    type: 'table',
    caption: 'DANH SÁCH HỒ SƠ QUÁ HẠN',
    head: [
      [
        'STT',
        'Mã hồ sơ',
        'Thủ tục',
        'Đơn vị xử lý',
        'Tiếp nhận',
        'Hẹn trả',
        'Có kết quả',
        'Trễ (ngày làm việc)',
        'Xin lỗi',
      ],
    ],
    widths: [5, 18, 22, 14, 10, 10, 10, 10, 7],
    rows: rows.map((row, i) => [
      center(String(i + 1)),
      left(String(row.code ?? '')),
      left(String(row.procedure_name ?? '')),
      left(String(row.department ?? '')),
      center(day(row.received_at)),
      center(day(row.due_at)),
      center(day(row.result_at) || 'chưa có'),
      right(late(row)),
      center(row.apology === 1 ? 'Có' : 'Chưa'),
    ]),
    ...(rows.length === 0 ? { note: 'Không có hồ sơ quá hạn.' } : {}),
  }
}

/** Bảng số liệu theo năm: one column a year; what has no data that year says so. */
export function yearTable(
  years: ReadonlyArray<{ year: string; figures: ReadonlyMap<string, Figure> }>,
  keys: readonly string[],
): Block {
  return {
    type: 'table',
    caption: 'SỐ LIỆU QUA CÁC NĂM',
    head: [['Chỉ số', ...years.map(({ year }) => year)]],
    widths: [30, ...years.map(() => 12)],
    rows: keys.map((key) => [
      left(years.flatMap(({ figures }) => figures.get(key)?.label ?? []).at(0) ?? key),
      ...years.map(({ figures }) => {
        const figure = figures.get(key)
        return right(figure && figure.value !== null ? valueText(figure) : 'không có số liệu')
      }),
    ]),
  }
}

const TO_MEND = 'DỮ LIỆU CẦN SOÁT LẠI TRƯỚC KHI KÝ'

/** Whether a block is the list of what should be mended before signing. */
export function isToMend(block: Block): boolean {
  return block.type === 'table' && block.caption === TO_MEND
}

/** What does not add up in the data, as a table to work through; null when everything does. */
export function checksTable({ found, fields, hollow }: Omit<Checked, 'period'>): Block | null {
  const rows = [
    ...found.map(({ label, value, basis }) => [left(label), right(wholeText(value ?? 0)), left(basis)]),
    ...fields.map(({ field, received, parts }) => [
      left(`Lĩnh vực ${field}: các phần không bằng tổng`),
      right(wholeText(Math.abs(received - parts))),
      left(`Tiếp nhận ${wholeText(received)}, các phần cộng lại ${wholeText(parts)}`),
    ]),
    ...hollow.map(({ label, denominator = 0 }) => [
      left(`${label}: quá ít để nói tỷ lệ`),
      right(wholeText(denominator)),
      left('Mẫu số dưới mức tối thiểu, không in tỷ lệ'),
    ]),
  ]
  if (rows.length === 0) return null
  return {
    type: 'table',
    caption: TO_MEND,
    head: [['Nội dung', 'Số dòng', 'Vì sao']],
    widths: [40, 10, 50],
    rows,
  }
}

/** A figure's value with its unit, as printed. */
export function valueText({ value, unit, note }: Figure): string {
  if (value === null) return note ? 'chưa tính' : ''
  if (unit === 'percent') return percentText(value)
  if (unit === 'dong') return `${wholeText(value)} đ`
  if (unit === 'days' || unit === 'score') return decimalText(value)
  return wholeText(value)
}
