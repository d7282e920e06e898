import { streamXlsxRows } from 'hucre/xlsx'
import { Problem, problem } from '../../kernel/problem.ts'
import type { Cell, SheetRow } from './cells.ts'
import { type MergeDown, readMerges } from './merges.ts'
import { readAll, type Source } from './source.ts'
import { openZip, type Zip } from './zip.ts'

/** A workbook whose sheets are read row by row; hidden sheets are left out. The only file that knows the spreadsheet library. */
export type Workbook = { sheets: Array<{ name: string; rows: (limit?: number) => AsyncGenerator<SheetRow> }> }

/** Opens an XLSX. The compressed file (at most 50 MB) and its shared strings are held in memory, rows are not. Throws `import.unreadable`. */
export async function openWorkbook(source: Source): Promise<Workbook> {
  const data = await readAll(source)
  const zip = openZip(data)
  const sheets = await listSheets(zip)
  return {
    sheets: sheets.map(({ name, index, path }) => ({
      name,
      rows: (limit) => readRows(data, zip, { index, path, ...(sheets.length > 1 ? { name } : {}) }, limit),
    })),
  }
}

type SheetAt = { index: number; path: string | null; name?: string }

async function* readRows(data: Uint8Array, zip: Zip, at: SheetAt, limit?: number): AsyncGenerator<SheetRow> {
  try {
    const merges = at.path ? await readMerges(zip.text(at.path)) : new Map<number, MergeDown[]>()
    const open: Array<MergeDown & { value: Cell }> = []
    for await (const { index, values } of streamXlsxRows(data, {
      sheet: at.index,
      ...(limit ? { maxRows: limit } : {}),
    })) {
      const cells = values.map(toCell)
      for (const merge of merges.get(index) ?? []) open.push({ ...merge, value: cells[merge.column] ?? null })
      for (let i = open.length - 1; i >= 0; i--) {
        const merge = open[i]
        if (merge && merge.to < index) open.splice(i, 1)
      }
      yield { row: index + 1, cells: fillDown(cells, open, index), ...(at.name ? { sheet: at.name } : {}) }
    }
  } catch (error) {
    if (error instanceof Problem || !(error instanceof Error)) throw error
    throw problem('import.unreadable', { detail: reasonOf(error) })
  }
}

/** Gives a cell merged downwards its value in every row it covers, except in headers' own first row. */
function fillDown(cells: Cell[], open: ReadonlyArray<MergeDown & { value: Cell }>, index: number): Cell[] {
  for (const { column, from, value } of open) {
    if (index === from || (cells[column] ?? null) !== null) continue
    while (cells.length <= column) cells.push(null)
    cells[column] = value
  }
  return cells
}

function toCell(value: unknown): Cell {
  if (value instanceof Date || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  return null
}

function reasonOf(error: Error): string {
  return error.name === 'EncryptedFileError'
    ? 'tệp có mật khẩu, xin bỏ mật khẩu rồi gửi lại'
    : 'tệp XLSX hỏng hoặc chưa tải lên hết'
}

async function listSheets(zip: Zip): Promise<Array<{ name: string; index: number; path: string | null }>> {
  const workbook = await whole(zip, 'xl/workbook.xml')
  const relations = await whole(zip, 'xl/_rels/workbook.xml.rels')
  const targets = new Map(
    [...relations.matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  )
  return [...workbook.matchAll(/<sheet\b[^>]*>/g)]
    .map(([tag], index) => {
      const target = targets.get(attribute(tag, 'r:id'))
      const path = target ? (target.startsWith('/') ? target.slice(1) : `xl/${target}`) : null
      return { name: attribute(tag, 'name'), index, path, hidden: /\bstate="(hidden|veryHidden)"/.test(tag) }
    })
    .filter(({ hidden }) => !hidden)
}

async function whole(zip: Zip, name: string): Promise<string> {
  let text = ''
  for await (const part of zip.text(name)) text += part
  return text
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}
