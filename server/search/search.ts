import { fold } from '../kernel/text.ts'
import { termsOf } from './bm25.ts'
import { featuresOf, sharpnessOf, weigh } from './features.ts'
import type { SearchFile } from './file.ts'
import { openMatrix } from './matrix.ts'
import type { Entry, EntryKind, Hit } from './schema.ts'
import { isSyllable, repair } from './syllable.ts'
import { classesOf, createReader, rawWords, type Word } from './words.ts'

/**
 * What BM25 over people's phrasings (`said`) weighs beside the model, and how sharp the sum is as a logarithm of odds: among
 * procedures and among all kinds of things. Found by holding phrasings out, and on the development questions.
 */
const AMONG = { procedures: { said: 0.27, sharp: 0.7 }, all: { said: 0.1, sharp: 0.8 } }
/** How much the official name counts beside what was learned: all of it for a few words, nothing in a long story. */
const NAME_SHARE = { most: 3, fullUpTo: 8, noneFrom: 30 }
/**
 * From which share on a local name rivals the best name of the country, and what the latter gains when none does. Nobody has said
 * anything of a procedure known by name alone: its name weighs so much for it (`said`).
 */
const OUTSIDE = { rival: 0.5, bonus: 8, said: 0.3 }
/** What is known by name only must share this much of the best name's score to be shown. */
const NAMED_ENOUGH = 0.35
const CODE = /(?<![\d.])(\d\.\d{6})(?!\d)/

/** One text as it was scored: against what was learned, what people say and what things are officially called. */
type Scored = {
  text: string
  words: Word[]
  empty: boolean
  learned: Float32Array
  named: Float32Array
  sure: Float32Array
}

/**
 * Finds what a message is about. A learned linear model and BM25 over people's own words and over official names add up; names
 * alone serve the rest of the national catalogue. `without`: first letters of features left out, for the bench. The last text is remembered, so that all that is asked of it costs one pass.
 */
export function createSearch(file: SearchFile, without = '') {
  const { entries } = file
  const read = createReader(file.lexicon)
  const addLearned = openMatrix(file.model)
  const addSaid = openMatrix(file.phrases)
  const addNamed = openMatrix(file.names)
  const addFacet = openMatrix(file.facets.model)
  const at = new Map(entries.map((entry, index) => [entry.key, index]))
  const priors = Float32Array.from(entries, ({ prior }) => prior)
  const isProcedure = Uint8Array.from(entries.slice(0, file.learned), ({ kind }) => (kind === 'procedure' ? 1 : 0))
  const unsaid = file.phrases.values.length > 0 ? OUTSIDE.said : 0
  let last: Scored | null = null

  function scored(text: string): Scored {
    if (last?.text === text) return last
    const words = read(text)
    const features = weigh(featuresOf(words, classesOf(words, file.lexicon)), file.rarity, sharpnessOf(words.length))
    const model = new Float32Array(file.learned)
    for (const [feature, weight] of features) {
      if (!without.includes(feature.charAt(0))) addLearned(feature, weight, model)
    }
    const said = new Float32Array(file.learned)
    const named = new Float32Array(entries.length)
    for (const term of new Set(termsOf(words.map(({ folded }) => folded)))) {
      addSaid(term, 1, said)
      addNamed(term, 1, named)
    }
    const sum = (weight: number) => model.map((score, index) => score + weight * (said[index] ?? 0))
    const learned = sum(AMONG.procedures.said)
    const sure = amongProcedures(shares(sum(AMONG.all.said), AMONG.all.sharp), learned)
    last = { text, words, empty: features.length === 0, learned, named, sure }
    return last
  }

  /** The probability that a procedure is meant at all, given out among procedures by what is known of them. */
  function amongProcedures(all: Float32Array, learned: Float32Array): Float32Array {
    const mass = all.reduce((sum, share, index) => sum + (isProcedure[index] ? share : 0), 0)
    const own = shares(
      learned.map((score, index) => (isProcedure[index] ? score : Number.NEGATIVE_INFINITY)),
      AMONG.procedures.sharp,
    )
    return all.map((share, index) => (isProcedure[index] ? mass * (own[index] ?? 0) : share))
  }

  /** Best entries first, at most `limit`, of the kinds asked for (default: procedures of the commune and of the nation). */
  function find(text: string, limit: number, kinds: EntryKind[] = ['procedure', 'national']): Hit[] {
    const { words, empty, learned, named, sure } = scored(text)
    const best = highest(named, named.length)
    const code = CODE.exec(text)?.[1]
    const coded = code === undefined ? undefined : at.get(code)
    if (empty && best === 0 && coded === undefined) return []
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
      const score = (priors[index] ?? 0) + share * name + (known ? (learned[index] ?? 0) : (outside + unsaid) * name)
      if (index !== coded && !top.takes(score)) continue
      if (isWanted(entries[index], wanted)) top.offer(index, index === coded ? score + 100 : score)
    }
    const seen = new Set<string>()
    return top.items.flatMap(({ index, score }) => {
      const entry = standIn(entries[index], wanted)
      if (!entry || seen.has(entry.key)) return []
      seen.add(entry.key)
      return [{ ...entry, score: Math.round(score * 1000) / 1000, sure: index === coded ? 1 : (sure[index] ?? 0) }]
    })
  }

  /** A matter of another body stands for its own procedure where only procedures are wanted. */
  function standIn(entry: Entry | undefined, wanted: Set<EntryKind>): Entry | undefined {
    if (!entry?.code || wanted.has(entry.kind)) return entry
    return entries[at.get(entry.code) ?? -1] ?? entry
  }

  /** What is asked about a procedure: a facet, or `none` when it is asked for in general. */
  function facet(text: string): { facet: string; sure: number } {
    const { words } = scored(text)
    const scores = new Float32Array(file.facets.labels.length)
    for (const [feature, weight] of weigh(featuresOf(words, classesOf(words, file.lexicon)), file.rarity)) {
      addFacet(feature, weight, scores)
    }
    let best = 0
    for (let index = 1; index < scores.length; index++) if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index
    return { facet: file.facets.labels[best] ?? 'none', sure: shares(scores, 1)[best] ?? 0 }
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
    if (label === undefined || label >= file.learned) return []
    const single = new Float32Array(file.learned)
    const { words } = scored(text)
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

/** Scores as shares of 1. */
function shares(scores: Float32Array, sharpness: number): Float32Array {
  const top = highest(scores, scores.length)
  const parts = scores.map((score) => Math.exp(sharpness * (score - top)))
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.map((part) => part / sum)
}

/** The highest of the first `count` numbers; 0 when there is none. */
function highest(numbers: Float32Array, count: number): number {
  let top = count === 0 ? 0 : Number.NEGATIVE_INFINITY
  for (let at = 0; at < count; at++) top = Math.max(top, numbers[at] ?? top)
  return top
}
