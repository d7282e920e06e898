import { Problem } from '../../kernel/problem.ts'
import type { Cell, SheetRow } from './cells.ts'
import { readAll, type Source } from './source.ts'
import { type MergeDown, readMerges, readRows } from './xlsx/sheet.ts'
import { listSheets, readShared } from './xlsx/workbook.ts'
import { broken, openZip } from './xlsx/zip.ts'

/** A workbook whose visible sheets are read row by row. */
export type Workbook = { sheets: Array<{ name: string; rows: () => AsyncGenerator<SheetRow> }> }

/**
 * Opens an XLSX. The compressed file (at most 50 MB) and its shared strings are held in memory, rows are not: our own reader,
 * because the spreadsheet library queues rows without bound and needs 30 times the shared strings' size to read them.
 * Throws `import.unreadable`.
 */
export async function openWorkbook(source: Source): Promise<Workbook> {
  const zip = openZip(await readAll(source))
  const { sheets, shared } = await orBroken(async () => ({
    sheets: await listSheets(zip),
    shared: await readShared(zip),
  }))
  return {
    sheets: sheets.map(({ name, part }) => ({
      name,
      async *rows() {
        const merges = await orBroken(() => readMerges(zip.text(part)))
        const rows = fillDown(readRows(zip.text(part), shared), merges)
        for (;;) {
          const next = await orBroken(() => rows.next())
          if (next.done) return
          yield sheets.length > 1 ? { ...next.value, sheet: name } : next.value
        }
      },
    })),
  }
}

/** Gives cells merged downwards their value in every row they cover. */
async function* fillDown(rows: AsyncIterable<SheetRow>, merges: Map<number, MergeDown[]>): AsyncGenerator<SheetRow> {
  let open: Array<MergeDown & { value: Cell }> = []
  for await (const { row, cells } of rows) {
    open = open.filter(({ to }) => to >= row)
    for (const { column, value } of open) {
      while (cells.length <= column) cells.push(null)
      cells[column] ??= value
    }
    for (const merge of merges.get(row) ?? []) open.push({ ...merge, value: cells[merge.column] ?? null })
    yield { row, cells }
  }
}

/** Damaged archives fail in many ways inside the platform's inflater; to an officer they are one. */
async function orBroken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Problem ? error : broken()
  }
}
