import { featuresOf, weigh } from './features.ts'
import { termsOf } from './bm25.ts'
import type { SearchFile } from './file.ts'
import { openMatrix } from './matrix.ts'
import type { EntryKind, Hit } from './schema.ts'
import { createReader } from './words.ts'

/** How much the official name counts beside what was learned (bench: `npm run bench`). */
const NAME_SHARE = 3

/**
 * Finds what a message is about. A learned linear model (people's own words) and BM25 over official names add up;
 * names alone serve the rest of the national catalogue.
 */
export function createSearch(file: SearchFile) {
  const read = createReader(file.lexicon)
  const addLearned = openMatrix(file.model)
  const addNamed = openMatrix(file.names)
  const learned = file.bias.length
  const byCode = new Map(file.entries.map((entry, at) => [entry.key, at]))
  const scores = new Float32Array(file.entries.length)
  const nameScores = new Float32Array(file.entries.length)

  /** Best entries first, at most `limit`, of the kinds asked for (default: procedures of the commune and of the nation). */
  function find(text: string, limit: number, kinds: EntryKind[] = ['procedure', 'national']): Hit[] {
    const coded = /\b(\d\.\d{6})\b/.exec(text)?.[1]
    const words = read(text)
    const features = weigh(featuresOf(words), file.rarity)
    scores.fill(0)
    for (let at = 0; at < learned; at++) scores[at] = file.bias[at] ?? 0
    for (const [feature, weight] of features) addLearned(feature, weight, scores)
    nameScores.fill(0)
    for (const term of new Set(termsOf(words.map(({ folded }) => folded)))) addNamed(term, 1, nameScores)
    const topName = nameScores.reduce((top, score) => Math.max(top, score), 1e-6)
    const total = softTotal(scores, learned)

    const hits: Hit[] = []
    for (const [at, entry] of file.entries.entries()) {
      if (!kinds.includes(entry.kind)) continue
      const named = (nameScores[at] ?? 0) / topName
      if (at >= learned && named < 0.35) continue
      const sure = at < learned ? Math.exp((scores[at] ?? 0) - total) : 0
      const score = (scores[at] ?? 0) + NAME_SHARE * named + entry.prior
      hits.push({ ...entry, score, sure })
    }
    if (features.length === 0 && topName <= 1e-6 && !coded) return []
    hits.sort((a, b) => b.score - a.score)
    const exact = coded === undefined ? undefined : byCode.get(coded)
    const first = exact === undefined ? undefined : file.entries[exact]
    if (!first || !kinds.includes(first.kind)) return hits.slice(0, limit)
    const rest = hits.filter(({ key }) => key !== coded)
    return [{ ...first, score: (hits[0]?.score ?? 0) + 10, sure: 1 }, ...rest].slice(0, limit)
  }

  /** The words that decided for an entry, heaviest first: for editors (`npm run ask`) and development. */
  function why(text: string, key: string, limit = 6): Array<{ words: string; weight: number }> {
    const label = byCode.get(key)
    if (label === undefined || label >= learned) return []
    const single = new Float32Array(learned)
    return weigh(featuresOf(read(text)), file.rarity)
      .filter(([feature]) => !feature.startsWith('c'))
      .map(([feature, weight]) => {
        single[label] = 0
        addLearned(feature, weight, single)
        return { words: feature.slice(1), weight: Math.round((single[label] ?? 0) * 100) / 100 }
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, limit)
  }

  return { find, why, read }
}
export type Search = ReturnType<typeof createSearch>

/** Logarithm of the sum of exponentials over the learned entries. */
function softTotal(scores: Float32Array, learned: number): number {
  let top = Number.NEGATIVE_INFINITY
  for (let at = 0; at < learned; at++) top = Math.max(top, scores[at] ?? 0)
  let sum = 0
  for (let at = 0; at < learned; at++) sum += Math.exp((scores[at] ?? 0) - top)
  return top + Math.log(sum)
}
