import { bucketOf } from './matrix.ts'

const K1 = 1.2
/** How much a long text's terms count less: names are short; all that is said of an entry is long where many wrote. */
export const LONG = { names: 0.4, phrases: 0.75 }

/** Terms of a name: its folded syllables and neighbouring pairs. */
export function termsOf(words: string[]): string[] {
  return [...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]
}

/** BM25 of every term in every text (given as its terms), worked out ahead: the rows that `packMatrix` takes. */
export function bm25Rows(texts: string[][], long: number): Map<number, Array<[number, number]>> {
  const average = texts.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, texts.length)
  const byTerm = new Map<string, Array<[document: number, count: number]>>()
  for (const [document, terms] of texts.entries()) {
    const counts = new Map<string, number>()
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, count] of counts) {
      const list = byTerm.get(term)
      if (list) list.push([document, count])
      else byTerm.set(term, [[document, count]])
    }
  }
  const rows = new Map<number, Array<[number, number]>>()
  for (const [term, list] of byTerm) {
    const rarity = Math.log(1 + (texts.length - list.length + 0.5) / (list.length + 0.5))
    const row = list.map(([document, count]): [number, number] => {
      const norm = K1 * (1 - long + (long * (texts[document]?.length ?? 0)) / average)
      return [document, (rarity * count * (K1 + 1)) / (count + norm)]
    })
    const bucket = bucketOf(term)
    rows.set(bucket, [...(rows.get(bucket) ?? []), ...row])
  }
  return rows
}
