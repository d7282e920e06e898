import type { Receipt } from '../../../server/feedback/schema.ts'
import { keepCase, readJson } from '../kept.ts'
import { writeKept } from '../zalo.ts'

/** The last receipt, so that a reload shows it again. `saved`: the case stands under *Phản ánh của tôi*. */
export type KeptReceipt = { receipt: Receipt; older: boolean; saved: boolean }

const KEPT = 'receipt'
let last: KeptReceipt | null = null

export async function keepReceipt(receipt: Receipt, older: boolean): Promise<void> {
  const { code, secret, kindText, dueAt } = receipt
  const saved = await keepCase({ code, secret, kindText, status: 'new', statusText: '', dueAt })
  last = { receipt, older, saved }
  // that part of it was a complaint or a denunciation is nobody's business who picks up this phone later
  const { separate, ...rest } = receipt
  await writeKept(KEPT, JSON.stringify({ ...last, receipt: rest }))
}

/** The receipt of a code, or null when another came later. */
export async function readReceipt(code: string): Promise<KeptReceipt | null> {
  const kept = last ?? (await readJson<KeptReceipt>(KEPT))
  return kept?.receipt.code === code ? kept : null
}

export async function forgetReceipt(): Promise<void> {
  last = null
  await writeKept(KEPT, null)
}
