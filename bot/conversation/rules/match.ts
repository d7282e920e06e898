import type { Facet } from '../types.ts'
import { find, isWhole, type Phrase, words } from './phrases.ts'
import type { Rule, Words } from './schema.ts'

export type Syllables = ReturnType<typeof words>

/** A rule that fits: `by` is the phrase that decided; `whole` when it is all that was said, which leaves no doubt. */
export type Match = { topic: string; by: string; whole: boolean }

/** The first rule that fits; `core` is the text without fillers. */
export function firstRule(rules: Rule[], said: Syllables, core: Syllables): Match | null {
  for (const rule of rules) {
    if (rule.not.some((phrase) => find(phrase, said))) continue
    const whole = rule.whole.find((phrase) => isWhole(phrase, said) || (core.length > 0 && isWhole(phrase, core)))
    const by = whole ?? rule.any.find((phrase) => find(phrase, said))
    if (by) return { topic: rule.topic, by: by.source, whole: whole !== undefined }
  }
  return null
}

/** A part of a procedure that is asked for by a phrase, and where in the text. */
export type AskedFacet = { facet: Facet; by: string; span: [number, number] }

/** The facet whose phrase is the longest, of equal ones the last said. A phrase never spans two clauses. */
export function facetOf({ facets }: Words, text: string): AskedFacet | null {
  let best: (AskedFacet & { length: number }) | null = null
  let before = 0
  for (const clause of text.split(/[,.;:!?\n]+/)) {
    const said = words(clause)
    for (const { facet, any, not, names } of facets) {
      if (not.some((phrase) => find(phrase, said))) continue
      const named = names.flatMap((name) => find(name, said) ?? [])
      for (const phrase of any) {
        const found = findOutside(phrase, said, named)
        const length = phrase.parts.length
        if (!found || (best && (length < best.length || (length === best.length && found[0] + before <= best.span[0]))))
          continue
        best = { facet, by: phrase.source, span: [found[0] + before, found[1] + before], length }
      }
    }
    before += said.length
  }
  return best
}

/** Whether a matter is named that only seems to ask for the facet (*mai táng phí*). */
export function isNamed({ facets }: Words, wanted: Facet | null, said: Syllables): boolean {
  return facets.some(({ facet, names }) => facet === wanted && names.some((name) => find(name, said)))
}

/** The first place of a phrase that does not begin in the name of a matter. `named`: from, to, from, to, … */
function findOutside(phrase: Phrase, said: Syllables, named: number[]): [number, number] | null {
  for (let from = 0; ; ) {
    const found = find(phrase, said, from)
    if (!found) return null
    const inside = named.some((start, at) => at % 2 === 0 && found[0] >= start && found[0] < (named[at + 1] ?? 0))
    if (!inside) return found
    from = found[0] + 1
  }
}

/** A facet by phrases that say little by themselves (*có được … không*). */
export function weakFacetOf({ facets }: Words, said: Syllables): Facet | null {
  return facets.find(({ weak }) => weak.some((phrase) => find(phrase, said)))?.facet ?? null
}

/** The text without words that carry no need. */
export function withoutFillers({ fillers }: { fillers: Phrase[] }, said: Syllables): Syllables {
  return said.filter((word) => !fillers.some((phrase) => isWhole(phrase, [word])))
}

/**
 * How many neighbouring pairs of syllables two texts share: what they have in common beyond single words. Pairs of `without`
 * don't count.
 */
export function sharedPairs(a: Syllables, b: Syllables, without: Syllables = []): number {
  const pairs = (list: Syllables) => new Set(list.slice(1).map((word, at) => `${list[at]?.bare} ${word.bare}`))
  const others = pairs(b)
  const out = pairs(without)
  return [...pairs(a)].filter((pair) => others.has(pair) && !out.has(pair)).length
}
