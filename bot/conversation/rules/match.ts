import type { Facet } from '../types.ts'
import { find, isWhole, type Phrase, type words } from './phrases.ts'
import type { Rule, Words } from './schema.ts'

export type Syllables = ReturnType<typeof words>

/** A rule that fits: `by` is the phrase that decided; `whole` when it is all that was said, which leaves no doubt. */
export type Match = { topic: string; by: string; whole: boolean }

/** The first rule that fits. */
export function firstRule(all: Words, rules: Rule[], said: Syllables): Match | null {
  const core = withoutFillers(all, said)
  for (const rule of rules) {
    if (rule.not.some((phrase) => find(phrase, said))) continue
    const whole = rule.whole.find((phrase) => isWhole(phrase, said) || (core.length > 0 && isWhole(phrase, core)))
    const by = whole ?? rule.any.find((phrase) => find(phrase, said))
    if (by) return { topic: rule.topic, by: by.source, whole: whole !== undefined }
  }
  return null
}

/** The facet whose phrase is the longest; the file's order breaks ties. */
export function facetOf(
  { facets }: Words,
  said: Syllables,
): { facet: Facet; by: string; span: [number, number]; length: number } | null {
  let best: { facet: Facet; by: string; span: [number, number]; length: number } | null = null
  for (const { facet, any } of facets) {
    for (const phrase of any) {
      const span = find(phrase, said)
      const length = phrase.parts.length
      if (span && (!best || length > best.length)) best = { facet, by: phrase.source, span, length }
    }
  }
  return best
}

/** The text without words that carry no need. */
export function withoutFillers({ fillers }: { fillers: Phrase[] }, said: Syllables): Syllables {
  return said.filter((word) => !fillers.some((phrase) => isWhole(phrase, [word])))
}
