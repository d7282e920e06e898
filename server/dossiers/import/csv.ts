import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import * as z from 'zod'
import { problem } from '../../kernel/problem.ts'
import type { SheetRow } from './cells.ts'
import type { HeaderMap } from './headers.ts'
import { readLayout } from './layout.ts'
import type { Encoding } from './sniff.ts'
import type { Source } from './source.ts'

const DELIMITERS = [',', ';', '\t', '|']
const SAMPLE_CHARS = 200_000
const OPTIONS = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  info: true,
} as const
const Parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/** Streams the rows of a delimited text; row numbers are those a spreadsheet shows, a quoted line break being inside its row. */
export async function* readCsv(source: Source, encoding: Encoding, delimiter: string): AsyncGenerator<SheetRow> {
  const parser = parse({ ...OPTIONS, delimiter })
  const input = Readable.from(decode(source, encoding)).on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  let row = 0
  try {
    for await (const item of parser) {
      const { record, info } = Parsed.parse(item)
      row++
      yield { row, line: info.lines, cells: record }
    }
  } catch (error) {
    throw isCsvError(error)
      ? problem('import.unreadable', { detail: `dòng ${row + 1} có dấu nháy kép mở mà không đóng` })
      : error
  } finally {
    input.destroy()
  }
}

/** The delimiter under which the first rows best make a header; a `sep=;` line decides at once. */
export async function findDelimiter(source: Source, encoding: Encoding, map: HeaderMap): Promise<string> {
  let sample = ''
  for await (const text of decode(source, encoding)) {
    sample += text
    if (sample.length >= SAMPLE_CHARS) break
  }
  const told = /^\ufeff?sep=(.)\r?\n/i.exec(sample)?.[1]
  if (told) return told
  const scores = await Promise.all(DELIMITERS.map((delimiter) => score(sample, delimiter, map)))
  const best = scores.indexOf(Math.max(...scores))
  return DELIMITERS[best] ?? ','
}

async function score(sample: string, delimiter: string, map: HeaderMap): Promise<number> {
  const rows: string[][] = []
  const parser = Readable.from([sample.slice(0, sample.lastIndexOf('\n') + 1) || sample]).pipe(
    parse({ ...OPTIONS, delimiter, to: 60 }),
  )
  try {
    for await (const item of parser) rows.push(Parsed.parse(item).record)
  } catch {
    // a cut quote at the sample's end says nothing against the rows before it
  }
  const headers = rows.map((row, i) => readLayout(rows[i - 1] ?? null, row, rows[i + 1] ?? null, map)?.known ?? 0)
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Math.max(0, ...headers) * 1000 + width
}

async function* decode(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true })
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}
