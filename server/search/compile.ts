import type { Content } from '../content/schema.ts'
import { syllables } from '../kernel/text.ts'
import type { NationalName, Procedure } from '../procedures/schema.ts'
import { bm25Rows, LONG, termsOf } from './bm25.ts'
import { gather, type Labelled, plainName } from './examples.ts'
import { featuresOf, weigh } from './features.ts'
import type { SearchFile } from './file.ts'
import { BUCKETS, bucketOf, type Matrix, packMatrix } from './matrix.ts'
import { type Example, generator, train } from './train.ts'
import { classesOf, compileLexicon, createReader, type Reader, type Word } from './words.ts'

/** How the model is trained; changed only with the bench beside it. */
export const TRAINING = { epochs: 4, step: 2, hidden: 0.4 }
/** What is kept: weights from `floor` on, in so many `levels`. Set so that a Worker can carry it and quality stays. */
export const KEPT = {
  model: { floor: 0.7, levels: 32 },
  phrases: { floor: 1, levels: 24 },
  names: { floor: 1, levels: 24, wide: true },
  facets: { floor: 0.2, levels: 48 },
}

/** Trains and packs the search. Deterministic for the same inputs. Takes a minute or two. */
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
  const samples = texts.flatMap((labelled) => variants(labelled, read(labelled.text)))
  const featured = ({ words }: { words: Word[] }) => featuresOf(words, classesOf(words, lexicon))
  const rarity = rarityOf(texts.map(({ text }) => featured({ words: read(text) })))
  const asks = Object.entries(content.sayings.facets).flatMap(([facet, list]) => list.map((text) => ({ facet, text })))
  const facets = Object.keys(content.sayings.facets)
  const matters = content.guides.flatMap(({ title, phrasings }) => [title, ...(phrasings.short ?? [])])
  const asked = asks
    .flatMap(({ facet, text }) =>
      (facet === 'none' ? [text] : [text, about(matters, text, next)]).map((said) => ({ facet, said })),
    )
    .flatMap(({ facet, said }) => variants({ label: facets.indexOf(facet), weight: 1 }, read(said)))
  const main = learn(samples, samples.map(featured), rarity, learned, KEPT.model, onEpoch)
  const side = learn(asked, asked.map(featured), rarity, facets.length, KEPT.facets)
  return {
    made,
    entries,
    learned,
    lexicon,
    rarity,
    model: main,
    phrases: packMatrix(bm25Rows(saidOf(texts, learned, read), LONG.phrases), KEPT.phrases),
    names: packMatrix(
      bm25Rows(
        entries.map(({ name }) => termsOf(foldedOf(read(plainName(name))))),
        LONG.names,
      ),
      KEPT.names,
    ),
    facets: { labels: facets, model: side },
  }
}

/** All that is said of each entry, as one list of terms: a text's pairs of words end with the text. */
function saidOf(texts: Labelled[], learned: number, read: Reader): string[][] {
  const said = Array.from({ length: learned }, (): string[] => [])
  for (const { label, text } of texts) said[label]?.push(...new Set(termsOf(foldedOf(read(text)))))
  return said
}

function foldedOf(words: Word[]): string[] {
  return words.map(({ folded }) => folded)
}

/** How rare each feature is among the texts, by bucket; what one text alone has teaches nothing but that text. */
function rarityOf(found: Array<Map<string, number>>): Uint8Array {
  const counts = new Uint32Array(BUCKETS)
  for (const features of found) {
    for (const name of features.keys()) {
      const bucket = bucketOf(name)
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return Uint8Array.from(counts, (count) => (count > 1 ? Math.round(10 * Math.log(1 + found.length / count)) : 0))
}

/** Trains one model over weighed features and packs it. */
function learn(
  samples: Array<{ label: number; weight: number }>,
  found: Array<Map<string, number>>,
  rarity: Uint8Array,
  labels: number,
  kept: { floor: number; levels: number },
  onEpoch?: (epoch: number, loss: number) => void,
): Matrix {
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
  const weightsOf = (row: number) => heavy(trained.rows.subarray(row * labels, (row + 1) * labels), kept.floor)
  return packMatrix(new Map([...rows].map(([bucket, row]) => [bucket, weightsOf(row)])), kept)
}

/** The weights of a row that are large enough to matter, with their labels. */
function heavy(row: Float32Array, floor: number): Array<[label: number, weight: number]> {
  const kept: Array<[number, number]> = []
  for (const [label, weight] of row.entries()) if (Math.abs(weight) >= floor) kept.push([label, weight])
  return kept
}

/** The text as written and without marks: people do both. */
function variants({ label, weight }: Pick<Labelled, 'label' | 'weight'>, words: Word[]) {
  const bare = words.map(({ folded }) => ({ marked: null, folded }))
  return [
    { label, words, weight },
    { label, words: bare, weight },
  ]
}

/** A question with a matter beside it, mostly before it (*khai sinh cho con mấy bữa có*): what it asks does not hang on the matter. */
function about(matters: string[], question: string, next: () => number): string {
  const matter = matters[Math.floor(next() * matters.length)]
  if (matter === undefined) return question
  return next() < 0.75 ? `${matter} ${question}` : `${question} ${matter}`
}
