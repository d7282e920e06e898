import { type Cell, isBlank, textOf } from './cells.ts'
import type { Field } from './fields.ts'
import { type HeaderMap, headerKey, meaningOf } from './headers.ts'

/** Which column holds which field; a field may have several columns, best first. `depth` = header rows below the first one. */
export type Layout = {
  columns: Map<Field, number[]>
  unknown: string[]
  known: number
  fields: number
  depth: number
  key: string
}

/**
 * Tries to read a row as the header: alone, with the row above it (a two-tier header whose code column stands below) or with the
 * row below it (whose code column stands above, merged downwards). Null when it has no code column or fewer than three known columns.
 */
export function readLayout(above: Cell[] | null, row: Cell[], below: Cell[] | null, map: HeaderMap): Layout | null {
  const alone = build(
    row.map((cell) => [textOf(cell)]),
    map,
  )
  const tiers: Layout[] = []
  if (below && isSubHeader(row, below)) tiers.push({ ...build(combine(row, below), map), depth: 1 })
  if (above && isSubHeader(above, row)) tiers.push(build(combine(above, row), map))
  // sorting is stable: a second tier is believed only when it names more fields
  return [alone, ...tiers].filter(usable).sort((a, b) => b.fields - a.fields)[0] ?? null
}

function usable(layout: Layout): boolean {
  return layout.columns.has('code') && layout.known >= 3
}

/** A second header row names something below a blank or merged cell and carries neither numbers nor dates. */
function isSubHeader(upper: Cell[], lower: Cell[]): boolean {
  const named = lower.filter((cell) => !isBlank(cell))
  const groups = upper.filter((cell) => !isBlank(cell))
  if (groups.some((cell) => typeof cell !== 'string' || /:|\d{3}/.test(cell))) return false
  return (
    groups.length >= 2 &&
    named.length >= 1 &&
    named.every((cell) => typeof cell === 'string' && !/\d{3}|\d[/.]\d/.test(cell))
  )
}

/** Labels per column, most telling first: group and part together, then the part alone. A merged group reaches right over its parts. */
function combine(upper: Cell[], lower: Cell[]): string[][] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const own = textOf(upper[i])
    const part = textOf(lower[i])
    if (own !== '') group = own
    else if (part === '') group = ''
    if (part === '') return [own]
    return group === '' || group === part ? [part] : [`${group} ${part}`, part]
  })
}

function build(labels: string[][], map: HeaderMap): Layout {
  const found: Array<{ field: Field; rank: number; column: number }> = []
  const unknown: string[] = []
  let ignored = 0
  labels.forEach((variants, column) => {
    if (variants.every((label) => isBlank(label) || headerKey(label) === '')) return
    const meanings = variants.map((label) => meaningOf(label, map))
    const field = meanings.find((meaning) => typeof meaning === 'object')
    if (typeof field === 'object') found.push({ ...field, column })
    else if (meanings.includes('ignored')) ignored++
    else unknown.push(variants[0] ?? '')
  })
  const columns = new Map<Field, number[]>()
  for (const { field, column } of found.sort((a, b) => a.rank - b.rank))
    columns.set(field, [...(columns.get(field) ?? []), column])
  return {
    columns,
    unknown,
    known: found.length + ignored,
    fields: found.length,
    depth: 0,
    key: labels.map(([label]) => headerKey(label ?? '')).join('|'),
  }
}
