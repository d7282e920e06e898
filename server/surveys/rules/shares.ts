import type { Share } from '../schema.ts'

/** 95 %: the two-sided quantile of the normal distribution. */
const Z = 1.959964

/**
 * A share with its Wilson interval, in percent with two decimals. Under `minimum` answers no percentage is said at all; the parts still are.
 */
export function share(part: number, n: number, minimum: number): Share {
  if (n < Math.max(1, minimum)) return { part, n, value: null, low: null, high: null }
  const p = part / n
  const spread = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))
  const middle = p + (Z * Z) / (2 * n)
  const scale = 1 + (Z * Z) / n
  return {
    part,
    n,
    value: two(p * 100),
    low: two(Math.max(0, ((middle - spread) / scale) * 100)),
    high: two(Math.min(100, ((middle + spread) / scale) * 100)),
  }
}

/** Slovin's n = N / (1 + N·e²): common practice, not an official method. `error` 0.05 by default. */
export function slovin(population: number, error = 0.05): number {
  return Math.ceil(population / (1 + population * error * error))
}

/** Mean with two decimals, or null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : two(values.reduce((a, b) => a + b, 0) / values.length)
}

function two(value: number): number {
  return Math.round(value * 100) / 100
}
