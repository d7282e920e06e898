import type { Receipt } from '../../../server/feedback/schema.ts'
import { keepCase, readJson } from '../kept.ts'
import { writeKept } from '../zalo.ts'

/**
 * A receipt, so that a reload shows it again. `key`: of the draft that it answers. `saved`: the case stands under *Phản ánh của tôi*.
 * `seen`: it was opened.
 */
export type KeptReceipt = { key: string; receipt: Receipt; older: boolean; saved: boolean; seen: boolean }

const KEPT = 'receipts'
const MOST = 10
/** Whole, also on a device that keeps nothing. */
const inMemory = new Map<string, KeptReceipt>()

/** Keeps what the commune said to a report, which may have gone out long after it was written. */
export async function keepReceipt(key: string, receipt: Receipt, older: boolean): Promise<void> {
  const { code, secret, kindText, dueAt } = receipt
  const saved = await keepCase({ code, secret, kindText, status: 'new', statusText: '', dueAt })
  const before = (await readReceipts()).filter((kept) => kept.receipt.code !== code)
  const kept = { key, receipt, older, saved, seen: false }
  inMemory.set(code, kept)
  await write([kept, ...before.filter(({ seen }) => !seen)])
}

/** The receipt of a code, or null when others came later. */
export async function readReceipt(code: string): Promise<KeptReceipt | null> {
  return inMemory.get(code) ?? (await readReceipts()).find(({ receipt }) => receipt.code === code) ?? null
}

/** Code and secret of the case that a draft became, or null. */
export async function receiptOf(key: string): Promise<{ code: string; secret: string } | null> {
  const kept = [...inMemory.values(), ...(await readReceipts())].find((one) => one.key === key)
  return kept ? { code: kept.receipt.code, secret: kept.receipt.secret } : null
}

/** Of reports that went out by themselves, those whose receipt nobody has looked at. */
export const unseenReceipts = async () => (await readReceipts()).filter(({ seen }) => !seen)

export const sawReceipt = async (code: string) =>
  write((await readReceipts()).map((kept) => (kept.receipt.code === code ? { ...kept, seen: true } : kept)))

/** Without a code all of them. */
export async function forgetReceipt(code?: string): Promise<void> {
  if (code === undefined) inMemory.clear()
  else inMemory.delete(code)
  await write(code === undefined ? [] : (await readReceipts()).filter(({ receipt }) => receipt.code !== code))
}

const readReceipts = async () => (await readJson<KeptReceipt[]>(KEPT)) ?? []

async function write(receipts: KeptReceipt[]): Promise<void> {
  // that part of it was a complaint or a denunciation is nobody's business who picks up this phone later
  const plain = receipts.slice(0, MOST).map(({ receipt: { separate, ...receipt }, ...kept }) => ({ ...kept, receipt }))
  await writeKept(KEPT, plain.length > 0 ? JSON.stringify(plain) : null)
}
