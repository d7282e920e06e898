import { clean } from '../../kernel/text.ts'
import type { Leaf, Part, Plan } from './plan.ts'
import { at, place, rowsAt } from './value.ts'

/** What a form holds: texts by the name of the field. */
export type Typed = Record<string, string>

const MOST_ROWS = 300
const join = (...parts: Array<string | number>) => parts.filter((part) => part !== '').join('.')

/** How many rows of a part a form has; the number goes along unseen. */
export const countName = (part: Part) => `${part.at}.count`

/** How many rows of a part a form shows. */
export const rowCount = (part: Part, typed: Typed) =>
  Math.min(Math.max(0, Number(typed[countName(part)]) || 0), MOST_ROWS)

/** The fields that a value fills, with `spare` empty rows after those of each list. */
export function toForm(plan: Plan, value: unknown, spare = 1): Typed {
  const typed: Typed = {}
  for (const part of plan.parts) {
    if (!part.rows) {
      for (const leaf of part.leaves) write(typed, join(part.at, leaf.name), leaf, at(value, join(part.at, leaf.name)))
      continue
    }
    const rows = rowsAt(value, part.at)
    typed[countName(part)] = String(rows.length + (part.rows.fixed ? 0 : spare))
    for (const [i, row] of rows.entries())
      for (const leaf of part.leaves) write(typed, join(part.at, i, leaf.name), leaf, at(row, leaf.name))
  }
  return typed
}

function write(typed: Typed, name: string, leaf: Leaf, value: unknown): void {
  const list = Array.isArray(value) ? value.map(String) : []
  if (leaf.as === 'lines') typed[name] = list.join('\n')
  else if (leaf.as === 'days') for (const day of list) typed[`${name}/${day}`] = 'yes'
  else if (leaf.as === 'tick') typed[name] = value === true ? 'yes' : ''
  else typed[name] = value === undefined || value === null ? '' : String(value)
}

/** What was typed, and where in the form each row of the value came from: `hotlines.1` → `hotlines.3`. */
export type Read = { value: Record<string, unknown>; origins: Map<string, string> }

/** The value that a form describes, not yet checked. Rows that are empty or ticked to go are left out. */
export function fromForm(plan: Plan, typed: Typed): Read {
  const value: Record<string, unknown> = {}
  const origins = new Map<string, string>()
  for (const part of plan.parts) {
    if (part.rows) {
      const rows = readRows(part, typed)
      rows.forEach(({ from }, i) => void origins.set(join(part.at, i), join(part.at, from)))
      place(
        value,
        part.at,
        rows.map(({ row }) => row),
      )
      continue
    }
    for (const leaf of part.leaves) {
      const read = readLeaf(leaf, join(part.at, leaf.name), typed)
      if (read !== undefined) place(value, join(part.at, leaf.name), read)
    }
  }
  return { value, origins }
}

function readRows(part: Part, typed: Typed) {
  const count = rowCount(part, typed)
  const kept: Array<{ row: unknown; from: number; place: number }> = []
  for (let i = 0; i < count; i++) {
    const written = part.leaves.some(
      ({ as, name }) => as !== 'tick' && (typed[join(part.at, i, name)] ?? '').trim() !== '',
    )
    if (!written || (typed[join(part.at, i, 'drop')] && !part.rows?.fixed)) continue
    const wanted = Number(typed[join(part.at, i, 'place')])
    kept.push({ row: readRow(part, i, typed), from: i, place: Number.isFinite(wanted) && wanted > 0 ? wanted : i + 1 })
  }
  return part.rows?.order ? kept.sort((a, b) => a.place - b.place || a.from - b.from) : kept
}

function readRow(part: Part, i: number, typed: Typed): unknown {
  const read = part.leaves.map((leaf) => [leaf.name, readLeaf(leaf, join(part.at, i, leaf.name), typed)] as const)
  // a window is a pair
  if (part.leaves.every(({ name }) => /^\d$/.test(name))) return read.map(([, value]) => value)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function readLeaf(leaf: Leaf, name: string, typed: Typed): unknown {
  const raw = typed[name] ?? ''
  if (leaf.as === 'lines') {
    const lines = raw.split(/\r?\n/).map(clean).filter(Boolean)
    return lines.length === 0 && leaf.optional ? undefined : lines
  }
  if (leaf.as === 'days')
    return (leaf.options ?? []).flatMap(({ value }) => (typed[`${name}/${value}`] ? [Number(value)] : []))
  if (leaf.as === 'tick') return raw !== ''
  const text = leaf.as === 'time' ? clockText(clean(raw)) : clean(raw)
  if (leaf.as === 'number') {
    if (text === '') return leaf.optional ? null : undefined
    const number = Number(text.replace(',', '.'))
    return Number.isNaN(number) ? text : number
  }
  return text === '' && leaf.optional ? undefined : text
}

/** `7:30`, `7h30`, `17h` as `07:30`, `07:30`, `17:00`; anything else as it is. */
function clockText(text: string): string {
  const [, hour = '', minute = '00'] = /^(\d{1,2})\s*[:.hg]\s*(\d{2})?$/i.exec(text) ?? []
  return hour === '' ? text : `${hour.padStart(2, '0')}:${minute}`
}
