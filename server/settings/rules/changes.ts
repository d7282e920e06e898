import { isDay, showDay } from '../../kernel/time.ts'
import type { Leaf, Part, Plan } from './plan.ts'
import { at, rowsAt } from './value.ts'

/** One difference, in the words of the form. `from` null = new, `to` null = taken away. */
export type Change = { what: string; from: string | null; to: string | null }

const NOTHING = '(trống)'

/** What differs between two values of a section, in the order of its form. */
export function changesOf(plan: Plan, before: unknown, after: unknown): Change[] {
  return plan.parts.flatMap((part) => {
    if (part.rows) return rowChanges(part, part.rows, rowsAt(before, part.at), rowsAt(after, part.at))
    const prefix = plan.parts.length > 1 && part.at !== '' ? `${part.title} · ` : ''
    return leafChanges(part, prefix, at(before, part.at), at(after, part.at))
  })
}

function leafChanges(part: Part, prefix: string, before: unknown, after: unknown): Change[] {
  return part.leaves.flatMap((leaf) => {
    const [from, to] = [show(leaf, at(before, leaf.name)), show(leaf, at(after, leaf.name))]
    return from === to ? [] : [{ what: `${prefix}${leaf.label}`, from, to }]
  })
}

function rowChanges(part: Part, { key, one, order }: NonNullable<Part['rows']>, before: unknown[], after: unknown[]) {
  const named = (row: unknown, i: number) => (key === null ? String(i + 1) : String(at(row, key) ?? ''))
  const old = new Map(before.map((row, i) => [named(row, i), row]))
  const fresh = new Map(after.map((row, i) => [named(row, i), row]))
  const changes: Change[] = []
  for (const [name, row] of old)
    if (!fresh.has(name)) changes.push({ what: `Bỏ: ${one.toLowerCase()}`, from: rowText(part, row), to: null })
  for (const [name, row] of fresh) {
    const was = old.get(name)
    if (was === undefined) changes.push({ what: `Thêm: ${one.toLowerCase()}`, from: null, to: rowText(part, row) })
    else if (key === null) {
      const [from, to] = [rowText(part, was), rowText(part, row)]
      if (from !== to) changes.push({ what: `${one} ${name}`, from, to })
    } else changes.push(...leafChanges(part, `${titleOf(part, row)} · `, was, row))
  }
  const kept = (names: Iterable<string>, others: Map<string, unknown>) => [...names].filter((name) => others.has(name))
  const [from, to] = [kept(old.keys(), fresh).join(', '), kept(fresh.keys(), old).join(', ')]
  if (order && from !== to) changes.push({ what: `${part.title} · Thứ tự`, from, to })
  return changes
}

/** The name of a row for people: the first thing that is seen of it. */
export function titleOf(part: Part, row: unknown): string {
  const leaf = part.leaves.find(({ as }) => as !== 'hidden')
  return leaf ? show(leaf, at(row, leaf.name)) : ''
}

/** A row in one line: all of it, or only the leaves named. */
export function rowText(part: Part, row: unknown, only?: readonly string[]): string {
  if (part.rows?.key === null) return part.leaves.map((leaf) => show(leaf, at(row, leaf.name))).join('–')
  return part.leaves
    .filter(({ as, name }) => (only ? only.includes(name) : as !== 'hidden' && as !== 'tick'))
    .map(
      (leaf) => `${only && /^(tick|number)$/.test(leaf.as) ? `${leaf.label}: ` : ''}${show(leaf, at(row, leaf.name))}`,
    )
    .filter((text) => text !== NOTHING)
    .join(' · ')
}

/** A value as people read it. */
export function show(leaf: Leaf, value: unknown): string {
  if (leaf.as === 'tick') return value === true ? 'có' : 'chưa'
  if (Array.isArray(value)) {
    if (value.length === 0) return NOTHING
    const label = (one: unknown) => leaf.options?.find((option) => option.value === String(one))?.label ?? String(one)
    // weekdays are told in the week's order, however they are stored
    if (leaf.as === 'days')
      return (leaf.options ?? []).flatMap((o) => (value.map(String).includes(o.value) ? [o.label] : [])).join(', ')
    return value.map(label).join('\n')
  }
  if (value === undefined || value === null || value === '') return NOTHING
  const text = String(value)
  if (leaf.as === 'choice') return leaf.options?.find((option) => option.value === text)?.label ?? text
  return leaf.as === 'day' && isDay(text) ? showDay(text) : text
}
