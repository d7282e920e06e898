import type { Hit } from '../../../server/search/schema.ts'
import { sharedPairs, withoutFillers } from '../rules/match.ts'
import { isWhole, words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'
import { familySure, type SearchPort } from './judge.ts'

/** Each half must mean its own procedure this surely. */
const SURE = 0.3
/** Two that the whole message means this surely are both meant. */
const STRONG = { each: 0.25, both: 0.8 }
/** Pairs of syllables that near-duplicates have in common (*đăng ký khai sinh*). */
const ALIKE = 3
/** A message with more joints is a story, not a list. */
const JOINTS = 4

/**
 * Two needs in one message ("khai sinh xong rồi nhập khẩu luôn"): the text is parted at each joining word, and the parting counts
 * whose halves most surely mean two different procedures that the whole message means, too. Null when there is one need.
 */
export function needsOf(all: Words, search: SearchPort, text: string, whole: Hit[]): [Hit, Hit] | null {
  let best: { sure: number; needs: [Hit, Hit] } | null = null
  const parts = halves(all, text)
  for (const [left, right] of parts) {
    const first = meant(search, left, whole)
    const second = first && meant(search, right, whole)
    if (!first || !second || first.hit.name === second.hit.name) continue
    // what the whole message means most is one of the two
    if (![first.hit.key, second.hit.key].includes(whole[0]?.key ?? '')) continue
    const sure = Math.min(first.sure, second.sure)
    if (sure >= SURE && sure > (best?.sure ?? 0)) best = { sure, needs: [first.hit, second.hit] }
  }
  return best?.needs ?? (parts.length > 0 ? bothStrong(whole) : null)
}

/** The whole message means two procedures, and hardly anything else. */
function bothStrong([first, ...others]: Hit[]): [Hit, Hit] | null {
  const second = others.find((other) => first && !isAlike(first, other))
  if (!first || !second) return null
  return second.sure >= STRONG.each && first.sure + second.sure >= STRONG.both ? [first, second] : null
}

/** Without a word between them, near-duplicates are one need of which it is not clear which is meant. */
function isAlike(a: Hit, b: Hit): boolean {
  const bare = ({ name }: Hit) => words(name.replace(/^thủ tục /i, ''))
  return a.name === b.name || sharedPairs(bare(a), bare(b)) >= ALIKE
}

/** The text parted at each joining word. Empty when there is none, or too many. */
function halves(all: Words, text: string): Array<[string, string]> {
  const tokens = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const joints = tokens.flatMap((token, at) => {
    return all.joints.some((phrase) => isWhole(phrase, words(token))) ? [at] : []
  })
  if (joints.length > JOINTS) return []
  return joints
    .map((at): [string, string] => [tokens.slice(0, at).join(' '), tokens.slice(at + 1).join(' ')])
    .filter((both) => both.every((half) => withoutFillers(all, words(half)).length >= 2))
}

function meant(search: SearchPort, text: string, whole: Hit[]): { hit: Hit; sure: number } | null {
  const hits = search.find(text, 8, ['procedure'])
  const [hit] = hits
  if (!hit || !whole.some(({ name }) => name === hit.name)) return null
  return { hit, sure: familySure(hits) }
}
