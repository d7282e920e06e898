import { problem } from '../kernel/problem.ts'
import { clean, fold } from '../kernel/text.ts'
import { isoVn } from '../kernel/time.ts'
import type { Statement } from '../storage/db.ts'
import type { Room } from './room.ts'
import { type Intake, Receipt } from './schema.ts'

/** Without a key, the same words at the same place from the same caller within ten minutes are the same case. */
const SAME_MS = 10 * 60_000

/** Under which keys a sending may be known already, the one to keep it under first; hashes. */
export type Keys = { names: string[]; explicit: boolean; body: string }

/** The keys of a sending: the caller's own, or what it is by its content. `photos`: what tells them apart. */
export async function keysOf(
  { vault }: Room,
  intake: Intake,
  { key, caller, at, photos }: { key: string | null; caller: string; at: Date; photos: string[] },
): Promise<Keys> {
  const body = await vault.hash('body', JSON.stringify([intake, photos]))
  if (key !== null) return { names: [await vault.hash('key', key)], explicit: true, body }
  const { text, place } = intake
  const same = JSON.stringify([caller, fold(clean(text)), place ?? null])
  const slot = Math.floor(at.getTime() / SAME_MS)
  const names = await Promise.all([slot, slot - 1].map((one) => vault.hash('same', `${one}\u0000${same}`)))
  return { names, explicit: false, body }
}

/** The receipt that these keys got before, or null. Throws `feedback.key-reused` when the key came with another body. */
export async function repeated(room: Room, { names, explicit, body }: Keys, at: Date): Promise<Receipt | null> {
  for (const name of names) {
    const kept = await room.store.keys.find(room.unit, name)
    if (!kept) continue
    if (explicit && kept.body !== body) throw problem('feedback.key-reused')
    if (!explicit && kept.at < isoVn(new Date(at.getTime() - SAME_MS))) continue
    const receipt = await room.vault.open(`key/${name}`, kept.receipt, Receipt)
    if (receipt) return receipt
  }
  return null
}

/** The write that remembers a receipt under the key; the table's key refuses a second one. */
export async function remembering(room: Room, { names, body }: Keys, receipt: Receipt, at: Date): Promise<Statement> {
  const [name = ''] = names
  const sealed = await room.vault.seal(`key/${name}`, receipt)
  return room.store.keys.adding(room.unit, name, { body, code: receipt.code, receipt: sealed, at: isoVn(at) })
}
