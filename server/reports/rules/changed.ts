import type { Figure } from '../schema.ts'

/** What a listener was told last: values by indicator, of one period. */
export type Seen = { period: string; values: Record<string, number | null> }
export type Change = { key: string; label: string; unit: Figure['unit']; before: number | null; value: number | null }

/** Figures that are new or other than what was told last; another period starts afresh. */
export function changesOf(
  seen: Seen,
  period: string,
  figures: readonly Figure[],
  keys: readonly string[],
): { changes: Change[]; next: Seen } {
  const wanted = keys.length === 0 ? figures : figures.filter(({ key }) => keys.includes(key))
  const known: Seen['values'] = seen.period === period ? seen.values : {}
  const changes = wanted.flatMap(({ key, label, unit, value }) =>
    key in known && known[key] === value ? [] : [{ key, label, unit, before: known[key] ?? null, value }],
  )
  return { changes, next: { period, values: Object.fromEntries(wanted.map(({ key, value }) => [key, value])) } }
}

/** Minutes before each further try of a call: 1, 5, 30, 2 h, 6 h, 24 h; null when it is given up. */
export function retryMinutes(tries: number): number | null {
  return [1, 5, 30, 120, 360, 1440][tries - 1] ?? null
}
