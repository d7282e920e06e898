import type { Content } from '../content/schema.ts'
import type { NationalName, Procedure } from '../procedures/schema.ts'
import type { Entry } from './schema.ts'

/** A text that stands for an entry, and how much it counts in training. */
export type Labelled = { label: number; text: string; weight: number; kind: 'name' | 'phrase' }

/** Other provinces' own procedures stay findable but never come before a national one of the same name. */
const OTHER_PROVINCE = -1.5
const NATIONAL_ONLY = -3

/** Lists what can be found, learned entries first, and the texts from which each is learned. */
export function gather(
  content: Pick<Content, 'guides' | 'phrasings' | 'topics' | 'elsewhere' | 'sayings' | 'unit'>,
  catalogue: Procedure[],
  national: Array<Pick<NationalName, 'code' | 'name' | 'field'>>,
): { entries: Entry[]; texts: Labelled[]; learned: number } {
  const entries: Entry[] = []
  const texts: Labelled[] = []
  const guideOf = new Map(content.guides.map((guide) => [guide.code, guide]))

  for (const { code, name, field, scope, status } of catalogue) {
    const foreign = scope !== 'national' && scope.province !== content.unit.province
    const prior = (foreign ? OTHER_PROVINCE : 0) + (status === 'replaced' ? -1 : 0)
    const label = entries.push({ kind: 'procedure', key: code, name, field, prior }) - 1
    texts.push({ label, text: plainName(name), weight: foreign ? 0.3 : 1, kind: 'name' })
    const guide = guideOf.get(code)
    if (guide) texts.push({ label, text: guide.title, weight: 1, kind: 'phrase' })
    const phrases = [...Object.values(guide?.phrasings ?? {}).flat(), ...(content.phrasings[code] ?? [])]
    for (const text of phrases) texts.push({ label, text, weight: 1, kind: 'phrase' })
  }
  for (const topic of content.topics) {
    const label = entries.push({ kind: 'topic', key: topic.slug, name: topic.title, field: '', prior: 0 }) - 1
    const phrases = Array.isArray(topic.phrasings) ? topic.phrasings : Object.values(topic.phrasings).flat()
    for (const text of [topic.title, ...phrases]) texts.push({ label, text, weight: 1, kind: 'phrase' })
  }
  for (const { id: key, name, body: field, code, phrasings } of content.elsewhere) {
    const entry: Entry = { kind: 'elsewhere', key, name, field, prior: 0, ...(code ? { code } : {}) }
    const label = entries.push(entry) - 1
    for (const text of [name, ...phrasings]) texts.push({ label, text, weight: 1, kind: 'phrase' })
  }
  for (const [key, sayings] of Object.entries(content.sayings.intents)) {
    const label = entries.push({ kind: 'intent', key, name: '', field: '', prior: 0 }) - 1
    for (const text of sayings) texts.push({ label, text, weight: 1, kind: 'phrase' })
  }
  const learned = entries.length
  const local = new Set(catalogue.map(({ code }) => code))
  for (const { code, name, field } of national) {
    if (!local.has(code)) entries.push({ kind: 'national', key: code, name, field, prior: NATIONAL_ONLY })
  }
  return { entries, texts, learned }
}

/** A name without what every name has: the word *thủ tục*, brackets, endless enumerations. */
export function plainName(name: string): string {
  return name
    .replace(/^\s*thủ tục\s+/iu, '')
    .replace(/\([^)]*\)/g, ' ')
    .slice(0, 200)
}
