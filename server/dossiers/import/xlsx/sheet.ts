import type { Cell } from '../cells.ts'
import type { Shared } from './workbook.ts'
import { attribute, decode, elements, itemText } from './xml.ts'

/** Cells merged downwards: below the first one of `column`, rows `from`+1 … `to` are blank in the file and mean its value. 1-based rows. */
export type MergeDown = { column: number; from: number; to: number }

const CELL = /<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/
// per cell: made once, not by `attribute`
const REFERENCE = /\sr="([A-Z]+)/
const TYPE = /\st="(\w+)"/
const STYLE = /\ss="(\d+)"/
const MAX_COLUMNS = 1000

/** Streams the rows of a sheet with their numbers; rows that the file leaves out are left out here too. */
export async function* readRows(
  text: AsyncIterable<string>,
  shared: Shared,
): AsyncGenerator<{ row: number; cells: Cell[] }> {
  let row = 0
  for await (const { attributes, content } of elements(text, 'row')) {
    row = Number(attribute(attributes, 'r') ?? row + 1)
    yield { row, cells: readCells(content, shared) }
  }
}

/** The merged ranges that reach over several rows, by the row in which they begin. They stand after the rows in the file. */
export async function readMerges(text: AsyncIterable<string>): Promise<Map<number, MergeDown[]>> {
  const merges = new Map<number, MergeDown[]>()
  for await (const { attributes } of elements(text, 'mergeCell')) {
    const range = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(attribute(attributes, 'ref') ?? '')
    const [, column = '', from, to] = range ?? []
    const merge = { column: columnOf(column), from: Number(from), to: Number(to) }
    if (merge.to > merge.from) merges.set(merge.from, [...(merges.get(merge.from) ?? []), merge])
  }
  return merges
}

function readCells(content: string, shared: Shared): Cell[] {
  const cells: Cell[] = []
  for (const [, attributes = '', inner = ''] of content.matchAll(CELL)) {
    const reference = REFERENCE.exec(attributes)?.[1]
    const column = reference ? columnOf(reference) : cells.length
    if (column >= MAX_COLUMNS) break
    while (cells.length < column) cells.push(null)
    cells[column] = readCell(attributes, inner, shared)
  }
  return cells
}

function readCell(attributes: string, inner: string, { strings, dateStyles, epoch }: Shared): Cell {
  const type = TYPE.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return itemText(inner)
  const value = VALUE.exec(inner)?.[1]
  if (value === undefined || type === 'e') return null
  if (type === 's') return strings[Number(value)] ?? null
  if (type === 'str') return decode(value)
  if (type === 'b') return value === '1'
  if (type === 'd') return decode(value)
  const number = Number(value)
  if (value === '' || Number.isNaN(number)) return null
  const style = STYLE.exec(attributes)?.[1]
  return style !== undefined && dateStyles.has(Number(style))
    ? new Date(Math.round((number - epoch) * 86_400) * 1000)
    : number
}

/** `AB12` or `AB` → 27. */
function columnOf(reference: string): number {
  let index = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    index = index * 26 + value
  }
  return index - 1
}
