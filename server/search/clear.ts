import { fold } from '../kernel/text.ts'
import type { Hit } from './schema.ts'

/** From this probability on the first answer is given without asking. */
const SURE = 0.55
/** Less will do when it stands ahead of the next of another name; below `FAINT` nothing does. */
const LIKELY = 0.3
const FAINT = 0.1
/** How far ahead (logarithm of odds); twice as far when it is only faint. */
const AHEAD = 1

/**
 * Whether the first hit is meant without doubt; otherwise the person is asked which. Provinces' own copies of one procedure are
 * one: they share its probability and are no rivals.
 */
export function isClear(hits: Array<Pick<Hit, 'name' | 'score'> & Partial<Pick<Hit, 'sure'>>>): boolean {
  const [first] = hits
  if (!first) return false
  const own = nameOf(first)
  const sure = hits.filter((hit) => nameOf(hit) === own).reduce((sum, hit) => sum + (hit.sure ?? 0), 0)
  const second = hits.find((hit) => nameOf(hit) !== own)
  if (!second) return true
  const ahead = first.score - second.score
  // a procedure known by its name alone has no probability
  const faint = sure >= FAINT || first.sure === 0
  return sure >= SURE || (faint && ahead >= 2 * AHEAD) || (sure >= LIKELY && ahead >= AHEAD)
}

function nameOf({ name }: { name: string }): string {
  return fold(name).replace(/^thu tuc /, '')
}
