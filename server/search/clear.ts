import type { Hit } from './schema.ts'

/** From this probability on the first answer is given without asking. */
const SURE = 0.55
/** The first must also stand this far before the second (logarithm of odds). */
const AHEAD = 1

/** Whether the first hit is meant without doubt; otherwise the person is asked which. */
export function isClear(hits: Array<Pick<Hit, 'score'> & Partial<Pick<Hit, 'sure'>>>): boolean {
  const [first, second] = hits
  if (!first) return false
  if (!second) return true
  return (
    (first.sure ?? 0) >= SURE ||
    first.score - second.score >= 2 * AHEAD ||
    ((first.sure ?? 0) >= 0.3 && first.score - second.score >= AHEAD)
  )
}
