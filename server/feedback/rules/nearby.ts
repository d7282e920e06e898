/** An open case, or a report to be, as far as it says where and what. */
export type Placed = { text: string; hamlet?: string | null; lat?: number | null; lng?: number | null }

/** An open case that may be the same matter. `distance` in metres, null when either has no coordinates. */
export type Near<T> = { open: T; distance: number | null; alike: number }

/** Open cases that may be the same matter, likeliest first: near enough, or the same hamlet, and alike in words. */
export function similarCases<T extends Placed>(
  _report: Placed,
  _open: T[],
  _options: { radius: number; least?: number },
): Array<Near<T>> {
  return []
}
