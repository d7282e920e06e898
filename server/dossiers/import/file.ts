import { createHash } from 'node:crypto'
import { problem } from '../../kernel/problem.ts'
import type { SheetRow } from './cells.ts'
import { findDelimiter, readCsv } from './csv.ts'
import type { HeaderMap } from './headers.ts'
import { readNdjson } from './ndjson.ts'
import { sniff } from './sniff.ts'
import { peek, type Source } from './source.ts'
import { checkHead, readTable, type TableEvent } from './table.ts'
import { openWorkbook, type Workbook } from './xlsx.ts'

/** Rows at the head of a sheet that are looked at before anything is imported. */
const HEAD_ROWS = 90

/** What a file holds, as events, whatever its type. Throws before the first dossier when headers are missing or unknown. */
export async function* readFile(source: Source, map: HeaderMap): AsyncGenerator<TableEvent> {
  const type = sniff(await peek(source, 8192))
  if (type.kind === 'ndjson') {
    yield { kind: 'preamble', preamble: { period: null, exportedAt: null } }
    for await (const row of readNdjson(source, type.encoding, map)) yield { kind: 'row', row }
  } else if (type.kind === 'csv') {
    yield* readTable(readCsv(source, type.encoding, await findDelimiter(source, type.encoding, map)), map)
  } else yield* readSheets(await openWorkbook(source), map)
}

/** Every sheet with a list in it, one after the other; all heads are checked first, so that nothing is imported by halves. */
async function* readSheets({ sheets }: Workbook, map: HeaderMap): AsyncGenerator<TableEvent> {
  const lists: typeof sheets = []
  for (const sheet of sheets) {
    const head: SheetRow[] = []
    for await (const row of sheet.rows()) {
      head.push(row)
      if (head.length >= HEAD_ROWS) break
    }
    if (checkHead(head, map)) lists.push(sheet)
  }
  const only = lists[0] ?? sheets[0]
  if (!only) throw problem('import.no-header', { detail: 'Tệp không có trang tính nào.' })
  if (lists.length === 0) yield* readTable(only.rows(), map)
  for (const sheet of lists) yield* readTable(sheet.rows(), map, true)
}

/** The file's identity: 32 hex digits of the SHA-256 of its bytes. */
export async function fileId(source: Source): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of source.open()) hash.update(chunk)
  return hash.digest('hex').slice(0, 32)
}
