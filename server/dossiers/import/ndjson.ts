import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import * as z from 'zod'
import { problem } from '../../kernel/problem.ts'
import type { Cell } from './cells.ts'
import type { Field } from './fields.ts'
import { type HeaderMap, meaningOf } from './headers.ts'
import type { Encoding } from './sniff.ts'
import type { Source } from './source.ts'
import type { Row } from './table.ts'

const Json = z.record(z.string(), z.unknown())

/**
 * Streams one dossier per line. Nested objects are read by their path (`dossierStatus.name`). A key that is unknown in the first
 * object stops the import like an unknown header; one that appears later is named on its row.
 */
export async function* readNdjson(source: Source, encoding: Encoding, map: HeaderMap): AsyncGenerator<Row> {
  let row = 0
  let first = true
  for await (const line of lines(source, encoding)) {
    row++
    if (line.trim() === '') continue
    const { cells, unknown } = toRow(parse(line, row), map)
    if (first && unknown.length > 0)
      throw problem(
        'import.unknown-headers',
        { headers: unknown.map((name) => `“${name}”`).join(', ') },
        { field: 'map' },
      )
    first = false
    yield { row, line: row, cells, ...(unknown.length > 0 ? { unknown } : {}) }
  }
}

function toRow(object: Record<string, unknown>, map: HeaderMap): { cells: Row['cells']; unknown: string[] } {
  const ranked = new Map<Field, { rank: number; cell: Cell }>()
  const unknown: string[] = []
  for (const [path, cell] of flatten(object, '')) {
    const meaning = meaningOf(path, map)
    if (meaning === 'unknown') unknown.push(path)
    if (typeof meaning !== 'object' || cell === null || cell === '') continue
    const known = ranked.get(meaning.field)
    if (!known || meaning.rank < known.rank) ranked.set(meaning.field, { rank: meaning.rank, cell })
  }
  const cells: Row['cells'] = {}
  for (const [field, { cell }] of ranked) cells[field] = cell
  return { cells, unknown: [...new Set(unknown)].slice(0, 10) }
}

/** Leaves of an object with their path; of a list only the first member counts (translations). */
function* flatten(value: unknown, path: string): Generator<[string, Cell]> {
  if (Array.isArray(value)) yield* flatten(value[0] ?? null, path)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* flatten(inner, path === '' ? key : `${path}.${key}`)
  } else
    yield [path, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null]
}

function parse(line: string, row: number): Record<string, unknown> {
  try {
    return Json.parse(JSON.parse(line.replace(/^\ufeff/, '')))
  } catch {
    throw problem('import.unreadable', { detail: `dòng ${row} không phải một đối tượng JSON` })
  }
}

async function* lines(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  async function* text() {
    for await (const chunk of source.open()) yield decoder.decode(chunk, { stream: true })
  }
  yield* createInterface({ input: Readable.from(text()), crlfDelay: Number.POSITIVE_INFINITY })
}
