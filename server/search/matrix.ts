/**
 * A sparse matrix of small numbers in flat arrays: rows are hashed terms, columns are entries, values one signed byte
 * each. It is made by the build and opened without parsing, because a Worker has 10 ms of processor time.
 */
export type Matrix = { counts: Uint16Array; columns: Uint16Array; values: Int8Array; scale: number }

/** Number of row buckets; a power of two. Collisions of ~100,000 terms are too rare to matter. */
export const BUCKETS = 1 << 18

/** FNV-1a of a term, as a row number. */
export function bucketOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}

/** Packs rows (bucket → column, value); values that round to zero are dropped. */
export function packMatrix(rows: Map<number, Array<[column: number, value: number]>>): Matrix {
  let top = 0
  for (const row of rows.values()) for (const [, value] of row) top = Math.max(top, Math.abs(value))
  const scale = top / 127 || 1
  const counts = new Uint16Array(BUCKETS)
  const columns: number[] = []
  const values: number[] = []
  for (const bucket of [...rows.keys()].sort((a, b) => a - b)) {
    for (const [column, value] of rows.get(bucket) ?? []) {
      const rounded = Math.round(value / scale)
      if (rounded === 0) continue
      columns.push(column)
      values.push(rounded)
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return { counts, columns: Uint16Array.from(columns), values: Int8Array.from(values), scale }
}

/** Makes the function that adds `weight × row` of a term to `scores`. */
export function openMatrix({ counts, columns, values, scale }: Matrix) {
  const starts = new Uint32Array(BUCKETS + 1)
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1] = (starts[bucket] ?? 0) + (counts[bucket] ?? 0)
  return function add(term: string, weight: number, scores: Float32Array): void {
    const bucket = bucketOf(term)
    const unit = weight * scale
    const end = starts[bucket + 1] ?? 0
    for (let at = starts[bucket] ?? 0; at < end; at++) {
      const column = columns[at] ?? 0
      scores[column] = (scores[column] ?? 0) + unit * (values[at] ?? 0)
    }
  }
}
