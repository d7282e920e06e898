import { problem } from '../../kernel/problem.ts'
import { isCode, normaliseCode } from '../rules/code.ts'
import { type Cell, isBlank, type SheetRow, textOf } from './cells.ts'
import type { Field } from './fields.ts'
import type { HeaderMap } from './headers.ts'
import { type Layout, readLayout } from './layout.ts'
import { isBad, readMoment } from './moments.ts'
import { type Preamble, readPreamble } from './preamble.ts'

/** A row that is a dossier, or looks like one: its cells by field. `section` is the field (lĩnh vực) of the section it stands in. */
export type Row = {
  row: number
  line?: number
  sheet?: string
  cells: Partial<Record<Field, Cell>>
  section?: string
  /** A value that no column explains (NDJSON): named to the officer, who decides. */
  unknown?: string[]
}

/** What goes on in a file, in order. `preamble` comes once per table, before its rows. */
export type TableEvent = { kind: 'preamble'; preamble: Preamble } | { kind: 'row'; row: Row } | { kind: 'skipped' }

/** Rows in which a header must appear, else the file is not understood. */
const HEADER_WITHIN = 80

/**
 * Finds the dossiers in the rows of a sheet: skips titles, blanks, group and section rows, page marks, repeated headers, subtotals,
 * totals and signatures. Throws `import.unknown-headers` naming columns that are neither known nor mapped, and `import.no-header`
 * when no row names a code column (unless `quiet`: a sheet among others that is no list).
 */
export async function* readTable(
  rows: AsyncIterable<SheetRow>,
  map: HeaderMap,
  quiet = false,
): AsyncGenerator<TableEvent> {
  const head: SheetRow[] = []
  let layout: Layout | null = null
  let section: string | undefined
  for await (const row of rows) {
    if (layout) {
      const again = rowHasCode(row.cells, layout) ? null : readLayout(null, row.cells, null, map)
      if (again) {
        if (again.key !== layout.key && layout.depth === 0) layout = accept(again)
        yield { kind: 'skipped' }
        continue
      }
      const found = toRow(row, layout, section)
      if (found) yield { kind: 'row', row: found }
      else {
        section = sectionOf(row.cells) ?? section
        yield { kind: 'skipped' }
      }
      continue
    }
    head.push(row)
    // one row behind, so that a second header row below can be seen
    const at = findHeader(head, map)
    if (!at && head.length > HEADER_WITHIN) break
    if (!at || (at.index === head.length - 1 && head.length <= HEADER_WITHIN)) continue
    layout = accept(at.layout)
    const start = begin(head, at.index, layout)
    yield start.preamble
    section = start.section
    for (const left of start.rows) {
      const found = toRow(left, layout, section)
      yield found ? { kind: 'row', row: found } : { kind: 'skipped' }
    }
  }
  if (layout) return
  const at = findHeader(head, map)
  if (at) yield begin(head, at.index, accept(at.layout)).preamble
  else if (!quiet) throw problem('import.no-header', { detail: detailOf(head) })
}

/** Whether a sheet's head has a list's header; throws when that has unknown columns. For checking a file before anything is written. */
export function checkHead(head: SheetRow[], map: HeaderMap): boolean {
  for (let seen = 1; seen <= head.length; seen++) {
    const at = findHeader(head.slice(0, seen), map)
    if (at && (at.index < seen - 1 || seen === head.length)) return accept(at.layout) !== null
  }
  return false
}

function findHeader(head: SheetRow[], map: HeaderMap): { index: number; layout: Layout } | null {
  for (let index = Math.max(0, head.length - 2); index < head.length; index++) {
    const cells = head[index]?.cells
    const layout = cells ? readLayout(head[index - 1]?.cells ?? null, cells, head[index + 1]?.cells ?? null, map) : null
    if (layout) return { index, layout }
  }
  return null
}

function begin(head: SheetRow[], index: number, layout: Layout) {
  const titles = head.slice(0, index).map(({ cells }) =>
    cells
      .map(textOf)
      .filter((text) => text !== '')
      .join(' '),
  )
  const rows = head.slice(index + 1 + layout.depth)
  return { preamble: { kind: 'preamble' as const, preamble: readPreamble(titles) }, rows, section: undefined }
}

function accept(layout: Layout): Layout {
  if (layout.unknown.length === 0) return layout
  const names = layout.unknown.slice(0, 10).map((name) => `“${name.slice(0, 60)}”`)
  throw problem('import.unknown-headers', { headers: names.join(', ') }, { field: 'map' })
}

/** A dossier row has a code in its code cell. A row that has something like a code, or a date of reception, is shown to be rejected. */
function toRow({ row, line, sheet, cells }: SheetRow, layout: Layout, section: string | undefined): Row | null {
  const byField: Partial<Record<Field, Cell>> = {}
  for (const [field, columns] of layout.columns) {
    const column = columns.find((index) => !isBlank(cells[index]))
    if (column !== undefined) byField[field] = cells[column] ?? null
  }
  const code = normaliseCode(textOf(byField.code))
  if (!isCode(code) && !looksLikeDossier(code, byField)) return null
  return {
    row,
    cells: byField,
    ...(line ? { line } : {}),
    ...(sheet ? { sheet } : {}),
    ...(section ? { section } : {}),
  }
}

function looksLikeDossier(code: string, cells: Partial<Record<Field, Cell>>): boolean {
  if (/[A-Z]\d{2}.*\d{4}|\d{6}-\d{3}/.test(code)) return true
  const received = readMoment(cells.receivedAt ?? null, { near: '2026-01-01' })
  const named = !isBlank(cells.procedureName) || !isBlank(cells.applicant) || !isBlank(cells.submitter)
  return received !== null && !isBad(received) && named
}

function rowHasCode(cells: Cell[], layout: Layout): boolean {
  return (layout.columns.get('code') ?? []).some((column) => isCode(normaliseCode(textOf(cells[column]))))
}

/** `II. Lĩnh vực: HỘ TỊCH` → `Hộ tịch`. Other section rows tell nothing that is certain. */
function sectionOf(cells: Cell[]): string | undefined {
  const text = cells
    .map(textOf)
    .filter((value) => value !== '')
    .join(' ')
  const name =
    /^(?:[IVXLC]+|[A-Z]|\d{1,2})?\s*[.):/-]?\s*lĩnh vực\s*[:\-–]?\s*([\p{L}][\p{L}\s,&-]{2,80}?)\s*(?:\(.*\)|[:\d].*)?$/iu.exec(
      text,
    )?.[1]
  if (!name || /^khác$/i.test(name)) return undefined
  const plain = name === name.toUpperCase() ? name.toLowerCase() : name
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

function detailOf(head: SheetRow[]): string {
  const best =
    head.map(({ cells }) => cells.map(textOf).filter((text) => text !== '')).sort((a, b) => b.length - a.length)[0] ??
    []
  if (best.length < 2) return 'Tệp không có bảng nào.'
  const names = best.slice(0, 8).map((name) => `“${name.slice(0, 40)}”`)
  return `Dòng giống tiêu đề nhất có: ${names.join(', ')}. Nếu cột mã hồ sơ có tên khác, xin chỉ rõ, ví dụ {map}Tên cột=code{end}.`
}
