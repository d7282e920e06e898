import type { Figure } from '../schema.ts'

/** The counts that the sum of a field is made of, in this order. */
export const BALANCE = [
  'dossiers.received',
  'dossiers.solved',
  'dossiers.pending',
  'dossiers.waiting',
  'dossiers.withdrawn',
  'dossiers.refused',
] as const

/** A field (lĩnh vực) whose parts are not its total. */
export type Unbalanced = { field: string; received: number; parts: number }

/** Fields where received − solved − waiting − withdrawn − refused is not what is left; counts in the order of `BALANCE`. */
export function unbalanced(rows: ReadonlyArray<{ group: string; sums: readonly number[] }>): Unbalanced[] {
  return rows.flatMap(({ group, sums: [received = 0, ...parts] }) => {
    const sum = parts.reduce((a, b) => a + b, 0)
    return sum === received ? [] : [{ field: group, received, parts: sum }]
  })
}

/** Shares that would read 100 % although they are of fewer rows than a share may be of. */
export function hollow(figures: readonly Figure[]): Figure[] {
  return figures.filter(
    ({ unit, value, numerator, denominator = 0 }) =>
      unit === 'percent' && value === null && denominator > 0 && numerator === denominator,
  )
}
