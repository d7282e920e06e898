import type { Pack } from '../../../server/procedures/pack.ts'
import { get, type ProcedurePage, type SearchAnswer } from '../api.ts'
import { shelf } from '../shelf.ts'
import { rank } from './rank.ts'

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

/** What of the pack fits the words, best first. */
export async function searchPack(q: string, limit: number): Promise<{ answer: SearchAnswer; at: number } | null> {
  const pack = await readPack()
  if (!pack) return null
  const procedures = rank(pack, q, limit)
  return { answer: { query: q, total: procedures.length, procedures }, at: pack.at }
}
