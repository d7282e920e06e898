import { fold } from '../kernel/text.ts'
import { termsOf } from './bm25.ts'
import { featuresOf, sharpnessOf, weigh } from './features.ts'
import type { SearchFile } from './file.ts'
import { openMatrix } from './matrix.ts'
import type { Entry, EntryKind, Hit } from './schema.ts'
import { isSyllable, repair } from './syllable.ts'
import { classesOf, createReader, rawWords } from './words.ts'

/** How much the official name counts beside what was learned: all of it for a few words, nothing in a long story. */
const NAME_SHARE = { most: 3, fullUpTo: 8, noneFrom: 30 }
/** From which share on a local name rivals the best name of the country, and what the latter gains when none does. */
const OUTSIDE = { rival: 0.5, bonus: 8 }
/** What is known by name only must share this much of the best name's score to be shown. */
const NAMED_ENOUGH = 0.35
const CODE = /(?<![\d.])(\d\.\d{6})(?!\d)/

/**
 * Finds what a message is about. A learned linear model (people's own words) and BM25 over official names add up;
 * names alone serve the rest of the national catalogue.
 */
export function createSearch(file: SearchFile) {
  const { entries, bias } = file
  const read = createReader(file.lexicon)
  const addLearned = openMatrix(file.model)
  const addNamed = openMatrix(file.names)
  const addFacet = openMatrix(file.facets.model)
  const at = new Map(entries.map((entry, index) => [entry.key, index]))
  const learnedBias = Float32Array.from(bias)
  const priors = Float32Array.from(entries, ({ prior }) => prior)
  const learned = new Float32Array(bias.length)
  const named = new Float32Array(entries.length)

  /** Best entries first, at most `limit`, of the kinds asked for (default: procedures of the commune and of the nation). */
  function find(text: string, limit: number, kinds: EntryKind[] = ['procedure', 'national']): Hit[] {
    const words = read(text)
    const features = weigh(featuresOf(words, classesOf(words, file.lexicon)), file.rarity, sharpnessOf(words.length))
    learned.set(learnedBias)
    for (const [feature, weight] of features) addLearned(feature, weight, learned)
    named.fill(0)
    for (const term of new Set(termsOf(words.map(({ folded }) => folded)))) addNamed(term, 1, named)
    const best = highest(named, named.length)

    const code = CODE.exec(text)?.[1]
    const coded = code === undefined ? undefined : at.get(code)
    if (features.length === 0 && best === 0 && coded === undefined) return []
    const share = best === 0 ? 0 : nameShare(words.length) / best
    // a name of another level that fits far better than any of ours is what was meant
    const outside = highest(named, learned.length) < best * OUTSIDE.rival ? OUTSIDE.bonus / best : 0
    const floor = best * NAMED_ENOUGH
    const wanted = new Set(kinds)
    const top = new Top(limit)
    for (let index = 0; index < entries.length; index++) {
      const name = named[index] ?? 0
      const known = index < learned.length
      if (!known && index !== coded && name <= floor) continue
      const score = (priors[index] ?? 0) + share * name + (known ? (learned[index] ?? 0) : outside * name)
      if (index !== coded && !top.takes(score)) continue
      if (isWanted(entries[index], wanted)) top.offer(index, index === coded ? score + 100 : score)
    }
    const total = logSumExp(learned)
    const seen = new Set<string>()
    return top.items.flatMap(({ index, score }) => {
      const entry = standIn(entries[index], wanted)
      if (!entry || seen.has(entry.key)) return []
      seen.add(entry.key)
      const sure = index === coded ? 1 : index < learned.length ? Math.exp((learned[index] ?? 0) - total) : 0
      return [{ ...entry, score: Math.round(score * 1000) / 1000, sure }]
    })
  }

  /** A matter of another body stands for its own procedure where only procedures are wanted. */
  function standIn(entry: Entry | undefined, wanted: Set<EntryKind>): Entry | undefined {
    if (!entry?.code || wanted.has(entry.kind)) return entry
    return entries[at.get(entry.code) ?? -1] ?? entry
  }

  /** What is asked about a procedure: a facet, or `none` when it is asked for in general. */
  function facet(text: string): { facet: string; sure: number } {
    const words = read(text)
    const scores = Float32Array.from(file.facets.bias)
    for (const [feature, weight] of weigh(featuresOf(words, classesOf(words, file.lexicon)), file.rarity)) {
      addFacet(feature, weight, scores)
    }
    let best = 0
    for (let index = 1; index < scores.length; index++) if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index
    return { facet: file.facets.labels[best] ?? 'none', sure: Math.exp((scores[best] ?? 0) - logSumExp(scores)) }
  }

  /**
   * Which share of the words can be Vietnamese or is in the vocabulary, 0–1; 1 when there is none. A word that had to be mended and
   * parted (*register* → *re gi te*) counts less; a word or two that our texts know (*passport*) are fine in any language.
   */
  function vietnamese(text: string): number {
    const { known, entries: terms, classes } = file.lexicon
    const words = rawWords(text).filter((word) => /\p{L}/u.test(word))
    if (words.length === 0 || (words.length <= 2 && words.every((word) => known.has(fold(word))))) return 1
    const shares = words.map((word): number => {
      const folded = fold(word)
      if (isSyllable(folded) || terms.has(word) || classes.has(folded)) return 1
      const mended = repair(folded, (part) => known.has(part))
      if (!mended.every(isSyllable)) return 0
      return mended.length === 1 || mended.join('') === folded ? 1 : 0.4
    })
    return shares.reduce((sum, share) => sum + share, 0) / words.length
  }

  /** The words that decided for an entry, heaviest first: for editors (`npm run ask`) and development. */
  function why(text: string, key: string, limit = 6): Array<{ words: string; weight: number }> {
    const label = at.get(key)
    if (label === undefined || label >= learned.length) return []
    const single = new Float32Array(learned.length)
    const words = read(text)
    return weigh(featuresOf(words, classesOf(words, file.lexicon)), file.rarity)
      .filter(([feature]) => !feature.startsWith('c'))
      .map(([feature, weight]) => {
        single[label] = 0
        addLearned(feature, weight, single)
        return { words: feature.slice(1), weight: Math.round((single[label] ?? 0) * 100) / 100 }
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit)
  }

  /** Whether any word of the text stands in our own texts or names; gibberish has none. */
  function knows(text: string): boolean {
    return read(text).some(({ folded }) => file.lexicon.known.has(folded))
  }

  /** The field (lĩnh vực) of a procedure, or null when the code is not known. */
  function fieldOf(code: string): string | null {
    return entries[at.get(code) ?? -1]?.field ?? null
  }

  return { find, facet, vietnamese, why, read, knows, fieldOf }
}
export type Search = ReturnType<typeof createSearch>

function isWanted(entry: Entry | undefined, wanted: Set<EntryKind>): boolean {
  if (!entry) return false
  return wanted.has(entry.kind) || (entry.code !== undefined && wanted.has('national'))
}

function nameShare(words: number): number {
  const { most, fullUpTo, noneFrom } = NAME_SHARE
  return most * Math.min(1, Math.max(0, (noneFrom - words) / (noneFrom - fullUpTo)))
}

/** The best `limit` of a stream, best first. */
class Top {
  readonly items: Array<{ index: number; score: number }> = []
  constructor(private readonly limit: number) {}
  takes(score: number): boolean {
    const last = this.items.at(-1)
    return this.items.length < this.limit || !last || score > last.score
  }
  offer(index: number, score: number): void {
    if (!this.takes(score)) return
    let place = this.items.length
    while (place > 0 && (this.items[place - 1]?.score ?? 0) < score) place--
    this.items.splice(place, 0, { index, score })
    if (this.items.length > this.limit) this.items.pop()
  }
}

function logSumExp(scores: Float32Array): number {
  const top = highest(scores, scores.length)
  let sum = 0
  for (const score of scores) sum += Math.exp(score - top)
  return top + Math.log(sum)
}

/** The highest of the first `count` numbers; 0 when there is none. */
function highest(numbers: Float32Array, count: number): number {
  let top = count === 0 ? 0 : Number.NEGATIVE_INFINITY
  for (let at = 0; at < count; at++) top = Math.max(top, numbers[at] ?? top)
  return top
}
