import type { Syllables } from '../rules/match.ts'
import { find } from '../rules/phrases.ts'
import type { Words } from '../rules/schema.ts'

/** What is known of a text when it is asked whether it adds to the procedure in mind. */
export type Leaning = {
  said: Syllables
  /** What is left without fillers and without the words of the facet. */
  content: Syllables
  facet: boolean
  /** The best procedure by the words alone, and how probable it is. */
  best: string | null
  sure: number
  mind: string
  /** Pairs of syllables of its name that the procedure in mind does not have were said. */
  named: boolean
}

/** A question that names so little else, and nothing so surely, is about the procedure in mind. */
const NAMES = [
  { words: 8, sure: 0.2 },
  { words: 3, sure: 0.5 },
]
/** Words of a name count from this probability on: anything has some name. *còn vợ là người nước ngoài* leans more than it names. */
const NAMED = { plain: 0.15, leaning: 0.25 }

/** Whether the text adds to the procedure in mind: it leans on it, or asks a facet without naming another procedure. */
export function leansOn(all: Words, { said, content, facet, best, sure, mind, named }: Leaning): boolean {
  if (content.length === 0 || best === mind) return true
  const leaning = all.leaning.some((phrase) => find(phrase, said)?.[0] === 0)
  if (named && sure >= (leaning ? NAMED.leaning : NAMED.plain)) return false
  return (facet || leaning) && NAMES.some((most) => content.length <= most.words && sure < most.sure)
}
