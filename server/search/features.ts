import { bucketOf } from './matrix.ts'
import type { Word } from './words.ts'

/**
 * What the model sees of a text: folded syllables, neighbouring pairs, the same with marks where marks were typed,
 * pairs with one word between, and letter runs that survive a typo. The first letter of a name tells its kind.
 */
export function featuresOf(words: Word[], classes: Iterable<string> = []): Map<string, number> {
  const found = new Map<string, number>()
  const add = (name: string, weight: number) => {
    if ((found.get(name) ?? 0) < weight) found.set(name, weight)
  }
  let previous: Word | undefined
  let before: Word | undefined
  for (const word of words) {
    add(`u${word.folded}`, 1)
    if (word.marked) add(`m${word.marked}`, 0.7)
    if (previous) {
      add(`b${previous.folded} ${word.folded}`, 1.2)
      if (word.marked || previous.marked)
        add(`n${previous.marked ?? previous.folded} ${word.marked ?? word.folded}`, 0.7)
    }
    if (before) add(`s${before.folded} ${word.folded}`, 0.5)
    before = previous
    previous = word
  }
  for (const name of classes) add(`k${name}`, 3)
  const run = ` ${words.map((word) => word.folded).join(' ')} `
  for (let at = 0; at + 4 <= run.length; at++) add(`c${run.slice(at, at + 4)}`, 0.3)
  return found
}

/**
 * Weighs features by their rarity (tenths, by bucket) and scales the text to length 1, so that long stories and
 * short words compare. Features never seen in training are left out. A `sharpness` above 1 favours the rare ones.
 */
export function weigh(
  found: Map<string, number>,
  rarity: Uint8Array,
  sharpness = 1,
): Array<[feature: string, weight: number]> {
  const weighed: Array<[string, number]> = []
  let square = 0
  for (const [name, weight] of found) {
    const rare = (rarity[bucketOf(name)] ?? 0) / 10
    if (rare === 0) continue
    const value = weight * (sharpness === 1 ? rare : rare ** sharpness)
    weighed.push([name, value])
    square += value * value
  }
  const norm = Math.sqrt(square) || 1
  for (const pair of weighed) pair[1] /= norm
  return weighed
}

/** In a long story most words tell of the family, not of the need: there the rare ones count more. */
export function sharpnessOf(words: number): number {
  return 1 + 0.5 * Math.min(1, Math.max(0, (words - 12) / 18))
}
