import * as z from 'zod'
import { clean } from '../kernel/text.ts'
import { BUCKETS, type Matrix } from './matrix.ts'
import type { Entry, EntryKind } from './schema.ts'
import type { Lexicon } from './words.ts'

/** Everything search needs, made ahead of time by the build. Learned entries come first, in the model's order. */
export type SearchFile = {
  made: string // hash of what it was made from
  entries: Entry[]
  learned: number // how many of the entries were learned
  lexicon: Lexicon
  rarity: Uint8Array // of each feature bucket, tenths of the natural logarithm
  model: Matrix // feature → learned entry
  phrases: Matrix // term of what people say → learned entry
  names: Matrix // term of an official name → entry
  facets: { labels: string[]; model: Matrix } // feature → facet
}

const Head = z.object({
  made: z.string(),
  learned: z.number(),
  lexicon: z.array(z.tuple([z.string(), z.string()])),
  longest: z.number(),
  classes: z.array(z.tuple([z.string(), z.array(z.string())])),
  known: z.string(),
  kinds: z.string(), // one letter an entry
  priors: z.array(z.number()),
  facets: z.array(z.string()),
  scales: z.array(z.number()),
  sizes: z.array(z.number()), // bytes of each section
})
const KINDS: Record<string, EntryKind> = { p: 'procedure', t: 'topic', e: 'elsewhere', n: 'national', i: 'intent' }

/** One binary: length of the head, the head as JSON, then the sections, each at a multiple of 4 bytes. */
export function writeSearchFile(file: SearchFile): Uint8Array {
  const names = new TextEncoder().encode(
    file.entries.map(({ key, name, field, code = '' }) => [key, name, field, code].map(clean).join('\t')).join('\n'),
  )
  const sections = [
    names,
    file.rarity,
    ...matricesOf(file).flatMap(({ counts, steps, values }) => [counts, steps, values]),
  ]
  const head = new TextEncoder().encode(
    JSON.stringify({
      made: file.made,
      learned: file.learned,
      lexicon: [...file.lexicon.entries],
      longest: file.lexicon.longest,
      classes: [...file.lexicon.classes],
      known: [...file.lexicon.known].sort().join(' '),
      kinds: file.entries.map(({ kind }) => kind.charAt(0)).join(''),
      priors: file.entries.map(({ prior }) => prior),
      facets: file.facets.labels,
      scales: matricesOf(file).map(({ scale }) => scale),
      sizes: sections.map(({ byteLength }) => byteLength),
    } satisfies z.infer<typeof Head>),
  )
  const total = sections.reduce((at, { byteLength }) => at + pad(byteLength), 4 + pad(head.byteLength))
  const bytes = new Uint8Array(total)
  new DataView(bytes.buffer).setUint32(0, head.byteLength, true)
  bytes.set(head, 4)
  let at = 4 + pad(head.byteLength)
  for (const section of sections) {
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at)
    at += pad(section.byteLength)
  }
  return bytes
}

/** Opens what `writeSearchFile` made; the arrays are views, nothing is copied but the texts. */
export function readSearchFile(buffer: ArrayBuffer): SearchFile {
  const length = new DataView(buffer).getUint32(0, true)
  const head = Head.parse(JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))))
  let at = 4 + pad(length)
  const next = () => {
    const size = head.sizes.shift() ?? 0
    const from = at
    at += pad(size)
    return { from, size }
  }
  const text = next()
  const lines = new TextDecoder().decode(new Uint8Array(buffer, text.from, text.size)).split('\n')
  const u16 = () => {
    const { from, size } = next()
    return new Uint16Array(buffer, from, size / 2)
  }
  const i8 = () => {
    const { from, size } = next()
    return new Int8Array(buffer, from, size)
  }
  const u8 = () => {
    const { from, size } = next()
    return new Uint8Array(buffer, from, size)
  }
  const matrix = (steps: () => Uint8Array | Uint16Array): Matrix => ({
    counts: u16(),
    steps: steps(),
    values: i8(),
    scale: head.scales.shift() ?? 1,
  })
  const rarity = u8()
  if (rarity.length !== BUCKETS) throw new Error('search file of another version: run npm run build')
  return {
    made: head.made,
    entries: lines.map((line, index) => {
      const [key = '', name = '', field = '', code = ''] = line.split('\t')
      const kind = KINDS[head.kinds.charAt(index)] ?? 'national'
      return { kind, key, name, field, prior: head.priors[index] ?? 0, ...(code ? { code } : {}) }
    }),
    learned: head.learned,
    lexicon: {
      entries: new Map(head.lexicon),
      longest: head.longest,
      known: new Set(head.known.split(' ')),
      classes: new Map(head.classes),
    },
    rarity,
    model: matrix(u8),
    phrases: matrix(u8),
    names: matrix(u16),
    facets: { labels: head.facets, model: matrix(u8) },
  }
}

/** In the order in which they are written. */
function matricesOf({ model, phrases, names, facets }: SearchFile): Matrix[] {
  return [model, phrases, names, facets.model]
}

function pad(size: number): number {
  return (size + 3) & ~3
}
