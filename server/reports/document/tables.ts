import { FIELD_COLUMNS } from '../indicators/dossiers.ts'
import { decimalText, percentText, wholeText } from '../rules/numbers.ts'
import type { Figure } from '../schema.ts'
import type { Checked } from '../service.ts'
import { type Block, type Cell, center, left, right } from './model.ts'

/** Counts by field (lĩnh vực), in the order of `FIELD_COLUMNS`. */
export type FieldRow = { group: string; sums: number[] }

/**
 * Tình hình, kết quả giải quyết TTHC (the columns of Biểu 06a). Waiting, withdrawn and refused have no column in the form; they stand at the
 * right, so that received = solved + left + those, and nobody has to hide them.
 */
export function resultsTable(rows: readonly FieldRow[]): Block {
  const total = FIELD_COLUMNS.map((_, i) => rows.reduce((sum, row) => sum + (row.sums[i] ?? 0), 0))
  const numbers = (sums: readonly number[], bold = false): Cell[] => sums.map((n) => ({ ...right(wholeText(n)), bold }))
  return {
    type: 'table',
    caption: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
    head: [
      [
        'STT',
        'Lĩnh vực',
        ...Array.from({ length: 4 }, () => 'Số hồ sơ tiếp nhận'),
        ...Array.from({ length: 4 }, () => 'Số hồ sơ đã giải quyết'),
        ...Array.from({ length: 3 }, () => 'Số hồ sơ đang giải quyết'),
        ...Array.from({ length: 3 }, () => 'Ngoài biểu'),
      ],
      [
        'STT',
        'Lĩnh vực',
        'Tổng số',
        'Trực tuyến',
        'Trực tiếp, bưu chính',
        'Từ kỳ trước',
        'Tổng số',
        'Trước hạn',
        'Đúng hạn',
        'Quá hạn',
        'Tổng số',
        'Trong hạn',
        'Quá hạn',
        'Chờ bổ sung',
        'Rút',
        'Từ chối, dừng',
      ],
    ],
    widths: [5, 12, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 5],
    rows: [
      ...rows.map((row, i) => [center(String(i + 1)), left(row.group), ...numbers(row.sums)]),
      [center(''), { ...left('Tổng số'), bold: true }, ...numbers(total, true)],
    ],
    note: 'Tiếp nhận = đã giải quyết + đang giải quyết + chờ bổ sung + rút + từ chối, dừng. Biểu theo cột của Biểu 06a; mẫu mới theo TT 09/2026/TT-BTP chưa đối chiếu.',
  }
}

/** The figures of each procedure in the annex. */
export const PROCEDURE_COLUMNS = [
  'dossiers.received',
  'dossiers.solved',
  'dossiers.solved-early',
  'dossiers.solved-on-time',
  'dossiers.solved-late',
  'dossiers.pending',
  'dossiers.pending-overdue',
] as const

/** What was received and solved of each procedure, the most asked for first. */
export function proceduresTable(rows: readonly FieldRow[]): Block {
  return {
    type: 'table',
    caption: 'KẾT QUẢ GIẢI QUYẾT THEO THỦ TỤC',
    head: [
      [
        'STT',
        'Thủ tục',
        'Tiếp nhận',
        'Đã giải quyết',
        'Trước hạn',
        'Đúng hạn',
        'Quá hạn',
        'Đang giải quyết',
        'Đang quá hạn',
      ],
    ],
    widths: [5, 39, 8, 8, 8, 8, 8, 8, 8],
    rows: rows.map(({ group, sums }, i) => [
      center(String(i + 1)),
      left(group),
      ...sums.map((n) => right(wholeText(n))),
    ]),
  }
}

/** The figures of the table on phản ánh, kiến nghị, by key of the indicator. */
export const CASE_COLUMNS = [
  'feedback.handled',
  'feedback.carried-over',
  'feedback.received',
  'feedback.closed',
  'feedback.closed-on-time',
  'feedback.closed-late',
  'feedback.outcome-transferred',
  'feedback.open',
  'feedback.open-late',
  'feedback.published',
] as const

/** Kết quả tiếp nhận, xử lý phản ánh, kiến nghị by kind. Its columns follow the old Biểu II.05a as far as it is known. */
export function casesTable(rows: readonly FieldRow[]): Block {
  const total = CASE_COLUMNS.map((_, i) => rows.reduce((sum, row) => sum + (row.sums[i] ?? 0), 0))
  const top = ['Số phải xử lý', 'Số phải xử lý', 'Số phải xử lý']
  const done = Array.from({ length: 4 }, () => 'Đã xử lý')
  const left_ = Array.from({ length: 2 }, () => 'Đang xử lý')
  return {
    type: 'table',
    caption: 'KẾT QUẢ TIẾP NHẬN, XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ',
    head: [
      ['STT', 'Loại', ...top, ...done, ...left_, 'Đã công khai'],
      [
        'STT',
        'Loại',
        'Tổng số',
        'Từ kỳ trước',
        'Mới trong kỳ',
        'Tổng số',
        'Đúng hạn',
        'Quá hạn',
        'Chuyển cơ quan khác',
        'Tổng số',
        'Quá hạn',
        'Đã công khai',
      ],
    ],
    widths: [5, 25, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
    rows: [
      ...rows.map(({ group, sums }, i) => [
        center(String(i + 1)),
        left(group),
        ...sums.map((n) => right(wholeText(n))),
      ]),
      [center(''), { ...left('Tổng số'), bold: true }, ...total.map((n) => ({ ...right(wholeText(n)), bold: true }))],
    ],
    note: 'Không gồm khiếu nại, tố cáo: người gửi được hướng dẫn tới đúng nơi nhận. Mẫu mới theo TT 09/2026/TT-BTP chưa đối chiếu.',
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
