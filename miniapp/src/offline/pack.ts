import type { Pack, PackPage } from '../../../server/procedures/pack.ts'
import { get, type ProcedurePage, type SearchAnswer } from '../api.ts'
import { shelf } from '../shelf.ts'

/** The guides as this device keeps them, and since when they are known to be the last. */
export type KeptPack = Pack & { at: number }
const base = shelf<KeptPack>('pack')
const KEY = 'pack'
let inMemory: KeptPack | null = null

/** The pack of this device, or null. */
export async function readPack(): Promise<KeptPack | null> {
  inMemory ??= await base.get(KEY)
  return inMemory
}

/** Fetches the pack when there is a newer one. False when the device does not keep it. Throws a `Failure`. */
export async function renewPack(): Promise<boolean> {
  const known = await readPack()
  const answer = await get<Pack | { version: string }>('/procedures/pack', known ? { have: known.version } : {})
  const pack = 'guides' in answer ? answer : known
  if (!pack) return false
  inMemory = { ...pack, at: Date.now() }
  return base.put(KEY, inMemory)
}

export async function forgetPack(): Promise<void> {
  inMemory = null
  await base.remove(KEY)
}

/** A procedure of the pack as its page. */
export async function packPage(code: string): Promise<{ answer: ProcedurePage; at: number } | null> {
  const pack = await readPack()
  const page = pack?.guides.find((one) => one.code === code)
  return pack && page ? { answer: page, at: pack.at } : null
}

/** What of the pack fits the words: every word counts, more in a name than in what people say, whole more than begun. */
export async function searchPack(q: string, limit: number): Promise<{ answer: SearchAnswer; at: number } | null> {
  const pack = await readPack()
  if (!pack) return null
  const asked = [...new Set(folded(q))]
  const lines = [
    ...pack.guides.map(({ code, name, field, guide, says }: PackPage) => ({
      ...{ code, name, field },
      named: folded(`${name} ${guide?.title ?? ''}`),
      said: says.split(' '),
    })),
    ...pack.names.map(([code, name, field]) => ({ code, name, field, named: folded(name), said: [] })),
  ]
  const hits = lines
    .map(({ code, name, field, named, said }) => {
      const marks = asked.map((word) => Math.max(mark(word, named), mark(word, said) / 2))
      const missing = marks.filter((one) => one === 0).length
      const sum = marks.reduce((all, one) => all + one, 0)
      // of two that have all the words, the shorter name is nearer; a guide comes before a bare name
      const score = sum / asked.length - named.length / 1000 + (said.length > 0 ? 0.2 : 0)
      return { code, name, field, score, missing }
    })
    .filter(({ missing }) => asked.length > 0 && missing <= Math.floor(asked.length / 3))
    .sort((one, other) => one.missing - other.missing || other.score - one.score)
  const procedures = hits.slice(0, limit).map(({ missing, ...hit }) => hit)
  return { answer: { query: q, total: procedures.length, procedures }, at: pack.at }
}

/** 1 for the word itself, less for one that begins with it (the last is perhaps still being typed), 0 for none. */
function mark(word: string, words: readonly string[]): number {
  if (words.includes(word)) return 1
  return word.length > 1 && words.some((one) => one.startsWith(word)) ? 0.6 : 0
}

/** Lower case without marks, as the server folds: `Đẻ con` → `de`, `con`. */
const folded = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? []
