import type { Content } from '../content/schema.ts'
import { syllables } from '../kernel/text.ts'
import type { NationalName, Procedure } from '../procedures/schema.ts'
import { bm25Rows } from './bm25.ts'
import { gather, type Labelled, plainName } from './examples.ts'
import { featuresOf, weigh } from './features.ts'
import type { SearchFile } from './file.ts'
import { BUCKETS, bucketOf, packMatrix } from './matrix.ts'
import { type Example, generator, train } from './train.ts'
import { classesOf, compileLexicon, createReader, type Word } from './words.ts'

/** How the model is trained; changed only with the bench beside it. */
export const TRAINING = { epochs: 8, step: 2, decay: 0, floor: 0.06, dropShare: 0.25 }

/** Trains and packs the search. Deterministic for the same inputs. Takes about a minute on two cores. */
export function compileSearch(
  content: Content,
  catalogue: Procedure[],
  national: Array<Pick<NationalName, 'code' | 'name' | 'field'>>,
  made: string,
  onEpoch?: (epoch: number, loss: number) => void,
): SearchFile {
  const { entries, texts, learned } = gather(content, catalogue, national)
  const known = new Set([...entries.map(({ name }) => name), ...texts.map(({ text }) => text)].flatMap(syllables))
  const lexicon = compileLexicon(content.vocabulary, known)
  const read = createReader(lexicon)
  const next = generator(11)
  const samples = texts.flatMap((labelled) => variants(labelled, read(labelled.text), next))

  const found = samples.map(({ words }) => featuresOf(words, classesOf(words, lexicon)))
  const counts = new Uint32Array(BUCKETS)
  for (const features of found) {
    for (const name of features.keys()) {
      const bucket = bucketOf(name)
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  const rarity = new Uint16Array(BUCKETS)
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[bucket] ?? 0
    // what one text alone has teaches nothing but that text
    if (count > 1) rarity[bucket] = Math.round(100 * Math.log(1 + samples.length / count))
  }
  const rows = new Map<number, number>() // bucket → row of the weights
  const examples: Example[] = samples.map(({ label, weight }, index) => ({
    label,
    weight,
    features: weigh(found[index] ?? new Map(), rarity).map(([name, value]) => {
      const bucket = bucketOf(name)
      const row = rows.get(bucket) ?? rows.size
      rows.set(bucket, row)
      return [row, value]
    }),
  }))
  const trained = train(
    examples,
    { labels: learned, features: rows.size },
    { ...TRAINING, ...(onEpoch ? { onEpoch } : {}) },
  )
  const weights = new Map(
    [...rows].map(([bucket, row]) => [bucket, heavy(trained.rows.subarray(row * learned, (row + 1) * learned))]),
  )
  return {
    made,
    entries,
    bias: Array.from(trained.bias),
    lexicon,
    rarity,
    model: packMatrix(weights),
    names: packMatrix(bm25Rows(entries.map(({ name }) => read(plainName(name)).map(({ folded }) => folded)))),
  }
}

/** The weights of a row that are large enough to matter, with their labels. */
function heavy(row: Float32Array): Array<[label: number, weight: number]> {
  const kept: Array<[number, number]> = []
  for (let label = 0; label < row.length; label++) {
    const weight = row[label] ?? 0
    if (Math.abs(weight) >= TRAINING.floor) kept.push([label, weight])
  }
  return kept
}

/** The text as written, without marks, and with a quarter of its words missing: people do all three. */
function variants({ label, weight, kind }: Labelled, words: Word[], next: () => number) {
  const bare = words.map(({ folded }) => ({ marked: null, folded }))
  const all = [
    { label, words, weight },
    { label, words: bare, weight },
  ]
  if (kind === 'name' || words.length < 4) return all
  const kept = words.filter(() => next() >= TRAINING.dropShare)
  return kept.length < 2 ? all : [...all, { label, words: kept, weight: weight * 0.7 }]
}
