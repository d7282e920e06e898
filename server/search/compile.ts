import type { Content } from '../content/schema.ts'
import { syllables } from '../kernel/text.ts'
import type { NationalName, Procedure } from '../procedures/schema.ts'
import { bm25Rows } from './bm25.ts'
import { gather, type Labelled, plainName } from './examples.ts'
import { featuresOf, weigh } from './features.ts'
import type { SearchFile } from './file.ts'
import { BUCKETS, bucketOf, type Matrix, packMatrix } from './matrix.ts'
import { type Example, generator, train } from './train.ts'
import { classesOf, compileLexicon, createReader, type Word } from './words.ts'

/** How the model is trained; changed only with the bench beside it. */
export const TRAINING = { epochs: 6, step: 2, decay: 0, floor: 0.2, dropShare: 0.25 }

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
  const rarity = rarityOf(found)
  const asks = Object.entries(content.sayings.facets).flatMap(([facet, list]) => list.map((text) => ({ facet, text })))
  const facets = Object.keys(content.sayings.facets)
  const matters = content.guides.flatMap(({ title, phrasings }) => [title, ...(phrasings.short ?? [])])
  const asked = asks
    .flatMap(({ facet, text }) =>
      (facet === 'none' ? [text] : [text, about(matters, text, next)]).map((said) => ({ facet, said })),
    )
    .flatMap(({ facet, said }) =>
      variants({ label: facets.indexOf(facet), text: said, weight: 1, kind: 'name' }, read(said), next),
    )
  const main = learn(samples, found, rarity, learned, onEpoch)
  const side = learn(
    asked,
    asked.map(({ words }) => featuresOf(words, classesOf(words, lexicon))),
    rarity,
    facets.length,
  )
  return {
    made,
    entries,
    bias: main.bias,
    lexicon,
    rarity,
    model: main.model,
    names: packMatrix(bm25Rows(entries.map(({ name }) => read(plainName(name)).map(({ folded }) => folded)))),
    facets: { labels: facets, bias: side.bias, model: side.model },
  }
}

/** How rare each feature is among the samples, by bucket; what one sample alone has teaches nothing but that sample. */
function rarityOf(found: Array<Map<string, number>>): Uint16Array {
  const counts = new Uint32Array(BUCKETS)
  for (const features of found) {
    for (const name of features.keys()) {
      const bucket = bucketOf(name)
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return Uint16Array.from(counts, (count) => (count > 1 ? Math.round(100 * Math.log(1 + found.length / count)) : 0))
}

/** Trains one model over weighed features and packs it. */
function learn(
  samples: Array<{ label: number; weight: number }>,
  found: Array<Map<string, number>>,
  rarity: Uint16Array,
  labels: number,
  onEpoch?: (epoch: number, loss: number) => void,
): { bias: number[]; model: Matrix } {
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
  const trained = train(examples, { labels, features: rows.size }, { ...TRAINING, ...(onEpoch ? { onEpoch } : {}) })
  const heavyRow = (row: number) => heavy(trained.rows.subarray(row * labels, (row + 1) * labels))
  return {
    bias: Array.from(trained.bias),
    model: packMatrix(new Map([...rows].map(([bucket, row]) => [bucket, heavyRow(row)]))),
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

/** A question with a matter beside it, mostly before it (*khai sinh cho con mấy bữa có*): what it asks does not hang on the matter. */
function about(matters: string[], question: string, next: () => number): string {
  const matter = matters[Math.floor(next() * matters.length)]
  if (matter === undefined) return question
  return next() < 0.75 ? `${matter} ${question}` : `${question} ${matter}`
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
