import * as z from 'zod'
import { clean } from '../kernel/text.ts'
import { BUCKETS, type Matrix } from './matrix.ts'
import type { Entry, EntryKind } from './schema.ts'
import type { Lexicon } from './words.ts'

/** Everything search needs, made ahead of time by the build. Learned entries come first, in the model's order. */
export type SearchFile = {
  made: string // hash of what it was made from
  entries: Entry[]
  bias: number[] // one number a learned entry
  lexicon: Lexicon
  rarity: Uint16Array // of each feature bucket, hundredths of the natural logarithm
  model: Matrix // feature → learned entry
  names: Matrix // term of an official name → entry
  facets: { labels: string[]; bias: number[]; model: Matrix } // feature → facet
}

const Head = z.object({
  made: z.string(),
  bias: z.array(z.number()),
  lexicon: z.array(z.tuple([z.string(), z.string()])),
  longest: z.number(),
  classes: z.array(z.tuple([z.string(), z.array(z.string())])),
  known: z.string(),
  kinds: z.string(), // one letter an entry
  priors: z.array(z.number()),
  facets: z.array(z.object({ label: z.string(), bias: z.number() })),
  scales: z.tuple([z.number(), z.number(), z.number()]),
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
    file.model.counts,
    file.model.columns,
    file.model.values,
    file.names.counts,
    file.names.columns,
    file.names.values,
    file.facets.model.counts,
    file.facets.model.columns,
    file.facets.model.values,
  ]
  const head = new TextEncoder().encode(
    JSON.stringify({
      made: file.made,
      bias: file.bias.map((value) => Math.round(value * 1000) / 1000),
      lexicon: [...file.lexicon.entries],
      longest: file.lexicon.longest,
      classes: [...file.lexicon.classes],
      known: [...file.lexicon.known].sort().join(' '),
      kinds: file.entries.map(({ kind }) => kind.charAt(0)).join(''),
      priors: file.entries.map(({ prior }) => prior),
      facets: file.facets.labels.map((label, index) => ({ label, bias: file.facets.bias[index] ?? 0 })),
      scales: [file.model.scale, file.names.scale, file.facets.model.scale],
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
  const rarity = u16()
  if (rarity.length !== BUCKETS) throw new Error('search file of another version: run npm run build')
  return {
    made: head.made,
    entries: lines.map((line, index) => {
      const [key = '', name = '', field = '', code = ''] = line.split('\t')
      const kind = KINDS[head.kinds.charAt(index)] ?? 'national'
      return { kind, key, name, field, prior: head.priors[index] ?? 0, ...(code ? { code } : {}) }
    }),
    bias: head.bias,
    lexicon: {
      entries: new Map(head.lexicon),
      longest: head.longest,
      known: new Set(head.known.split(' ')),
      classes: new Map(head.classes),
    },
    rarity,
    model: { counts: u16(), columns: u16(), values: i8(), scale: head.scales[0] },
    names: { counts: u16(), columns: u16(), values: i8(), scale: head.scales[1] },
    facets: {
      labels: head.facets.map(({ label }) => label),
      bias: head.facets.map(({ bias }) => bias),
      model: { counts: u16(), columns: u16(), values: i8(), scale: head.scales[2] },
    },
  }
}

function pad(size: number): number {
  return (size + 3) & ~3
}
