import { type Cell, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import type { DrillRows, Figure, Period } from '../schema.ts'

/** A figure with the rows behind it; `rows` are null when there are too many to carry. */
export type FigureSheet = { figure: Figure; top: DrillRows; bottom: DrillRows | null; adds?: string | undefined }

/** The most rows that a sheet of a figure carries; beyond it the number stands alone and says so. */
export const MAX_ROWS = 20_000

/**
 * The workbook of a period: a sheet of figures whose numbers are formulas over the sheets of rows, so that whoever doubts one can open it,
 * strike a row out and see it change. Text that looks like a formula stays text.
 */
export async function toXlsx(
  sheets: readonly FigureSheet[],
  { period, unitName, asOf }: { period: Period; unitName: string; asOf: string },
): Promise<Uint8Array> {
  const rowsOf = new Map<string, { name: string; drill: DrillRows }>()
  const place = (drill: DrillRows) => {
    const id = `${drill.key} ${drill.part}`
    const known = rowsOf.get(id)
    if (known) return known
    const made = { name: `S${String(rowsOf.size + 1).padStart(2, '0')}`, drill }
    rowsOf.set(id, made)
    return made
  }

  const lines: CellValue[][] = [
    [`${unitName}: số liệu ${period.label} (từ ${vn(period.from)} đến ${vn(period.to)})`],
    [`Lấy số liệu lúc ${asOf}. Tử số, mẫu số đếm từ các trang bên cạnh; tỷ lệ là công thức.`],
    [],
    ['Mã chỉ số', 'Chỉ số', 'Tử số', 'Mẫu số', 'Giá trị', 'Đơn vị', 'Chỉ tiêu', 'Đạt', 'Cách tính', 'Trang dữ liệu'],
  ]
  const cells = new Map<string, Partial<Cell>>()
  for (const { figure, top, bottom, adds } of sheets) {
    const row = lines.length
    const line = row + 1
    const topSheet = place(top)
    const bottomSheet = bottom && place(bottom)
    const shares = figure.denominator !== undefined && figure.numerator !== undefined
    lines.push([
      figure.key,
      figure.label,
      shares ? (figure.numerator ?? null) : null,
      figure.denominator ?? null,
      figure.value,
      UNITS[figure.unit],
      figure.target ?? null,
      null,
      figure.basis,
      [topSheet.name, bottomSheet?.name].filter((name) => name !== undefined).join(', '),
    ])
    const formula = (column: number, text: string, result: CellValue) =>
      cells.set(`${row},${column}`, { value: result, type: 'formula', formula: text, formulaResult: result })
    if (shares) {
      if (isWhole(top)) formula(2, counted(topSheet.name), figure.numerator ?? null)
      if (bottomSheet && isWhole(bottomSheet.drill)) formula(3, counted(bottomSheet.name), figure.denominator ?? null)
      if (figure.value !== null) formula(4, `ROUND(C${line}/D${line}*100,2)`, figure.value)
    } else if (figure.unit === 'count' && adds === undefined && isWhole(top))
      formula(4, counted(topSheet.name), figure.value)
    else if (adds !== undefined && isWhole(top) && figure.value !== null) {
      const at = top.columns.findIndex(({ key }) => key === adds)
      if (at >= 0)
        formula(4, `SUM('${topSheet.name}'!${letter(at)}4:${letter(at)}${top.rows.length + 3})`, figure.value)
    }
    if (figure.target !== undefined && figure.value !== null)
      formula(7, `IF(E${line}>=G${line},"Đạt","Chưa đạt")`, figure.met ? 'Đạt' : 'Chưa đạt')
  }

  const first: WriteSheet = {
    name: 'Chỉ số',
    rows: lines,
    cells,
    columns: [32, 60, 10, 10, 14, 10, 10, 10, 50, 14].map((width) => ({ width })),
    freezePane: { rows: 4 },
  }
  return writeXlsx({
    sheets: [first, ...[...rowsOf.values()].map(({ name, drill }) => rowsSheet(name, drill))],
    defaultFont: { name: 'Times New Roman', size: 12 },
  })
}

const UNITS: Record<Figure['unit'], string> = {
  count: 'số lượng',
  percent: '%',
  dong: 'đồng',
  days: 'ngày làm việc',
  score: 'điểm',
}

function rowsSheet(name: string, { label, part, columns, rows, total }: DrillRows): WriteSheet {
  const cut = total > rows.length ? ` (quá ${MAX_ROWS} dòng, không chép vào đây; mở ở trang báo cáo)` : ''
  return {
    name,
    rows: [
      [`${label}${part === 'denominator' ? ' – mẫu số' : ''}: ${total} dòng${cut}`],
      [],
      columns.map((column) => column.label),
      ...(cut ? [] : rows.map((row) => columns.map(({ key }) => row[key] ?? null))),
    ],
    columns: columns.map(({ key }) => ({ width: key === 'procedure_name' ? 50 : 20 })),
    freezePane: { rows: 3 },
  }
}

/** Rows of a sheet are counted by its first column, which is never empty. */
function counted(name: string): string {
  return `COUNTA('${name}'!A4:A${MAX_ROWS + 3})`
}

function isWhole({ rows, total }: DrillRows): boolean {
  return rows.length === total
}

function letter(column: number): string {
  return String.fromCharCode(65 + column)
}

function vn(day: string): string {
  return day.split('-').reverse().join('/')
}
