/**
 * A sparse matrix of small numbers in flat arrays: rows are hashed terms, columns are entries, values one signed byte
 * each. It is made by the build and opened without parsing, because a Worker has 10 ms of processor time. A column is kept
 * as its distance from the one before: small numbers are what gzip packs well, and what a Worker may carry is counted gzipped.
 */
export type Matrix = { counts: Uint16Array; steps: Uint8Array | Uint16Array; values: Int8Array; scale: number }

/** Number of row buckets; a power of two. Collisions of ~100,000 terms are too rare to matter. */
export const BUCKETS = 1 << 18

/** FNV-1a of a term, as a row number. */
export function bucketOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}

/**
 * Packs rows (bucket → column, value): values from `floor` on, in so many `levels` a side. `wide`: for many columns; otherwise a distance that does not fit a byte is walked by stations of value 0.
 */
export function packMatrix(
  rows: Map<number, Array<[column: number, value: number]>>,
  { floor = 0, levels = 127, wide = false } = {},
): Matrix {
  let top = 0
  for (const row of rows.values()) for (const [, value] of row) top = Math.max(top, Math.abs(value))
  const scale = top / levels || 1
  const reach = wide ? 0xffff : 0xff
  const counts = new Uint16Array(BUCKETS)
  const steps: number[] = []
  const values: number[] = []
  for (const bucket of [...rows.keys()].sort((a, b) => a - b)) {
    const from = steps.length
    let last = 0
    for (const [column, value] of (rows.get(bucket) ?? []).toSorted(([a], [b]) => a - b)) {
      const rounded = Math.round(value / scale)
      if (rounded === 0 || Math.abs(value) < floor) continue
      for (; column - last > reach; last += reach) {
        steps.push(reach)
        values.push(0)
      }
      steps.push(column - last)
      values.push(rounded)
      last = column
    }
    counts[bucket] = steps.length - from
  }
  const packed = wide ? Uint16Array.from(steps) : Uint8Array.from(steps)
  return { counts, steps: packed, values: Int8Array.from(values), scale }
}

/** Makes the function that adds `weight × row` of a term to `scores`. */
export function openMatrix({ counts, steps, values, scale }: Matrix) {
  const starts = new Uint32Array(BUCKETS + 1)
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1] = (starts[bucket] ?? 0) + (counts[bucket] ?? 0)
  return function add(term: string, weight: number, scores: Float32Array): void {
    const bucket = bucketOf(term)
    const unit = weight * scale
    const end = starts[bucket + 1] ?? 0
    let column = 0
    for (let at = starts[bucket] ?? 0; at < end; at++) {
      column += steps[at] ?? 0
      scores[column] = (scores[column] ?? 0) + unit * (values[at] ?? 0)
    }
  }
}
