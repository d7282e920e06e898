import type { Syllables } from '../rules/match.ts'
import { find, words } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'

/** What is known of a text when it is asked whether it adds to the procedure in mind. */
export type Leaning = {
  said: Syllables
  /** What is left without fillers and without the words of the facet. */
  content: Syllables
  facet: boolean
  hits: Array<{ key: string; name: string }>
  mind: string
}

/** Whether the text adds to the procedure in mind: it leans on it, or asks a facet without naming another procedure. */
export function leansOn(all: Words, { said, content, facet, hits, mind }: Leaning): boolean {
  if (content.length === 0 || hits[0]?.key === mind) return true
  const leaning = all.leaning.some((phrase) => find(phrase, said)?.[0] === 0)
  const others = hits.filter(({ key }) => key !== mind).slice(0, 3)
  const named = others.some(({ name }) => sharesPair(content, words(name)))
  return (facet || (leaning && content.length <= 2)) && !named
}

function sharesPair(a: Syllables, b: Syllables): boolean {
  const pairs = new Set(b.slice(1).map((word, at) => `${b[at]?.bare} ${word.bare}`))
  return a.slice(1).some((word, at) => pairs.has(`${a[at]?.bare} ${word.bare}`))
}
