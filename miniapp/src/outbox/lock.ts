import { newId } from '../feedback/ids.ts'
import { readKept, writeKept } from '../zalo.ts'

/** Does one thing at a time among all pages of this app; whoever comes later waits. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** By Web Locks, which a crashed page gives back by itself; else by a lease in the device's storage. */
export const exclusively: Exclusively = (name, work) =>
  typeof navigator !== 'undefined' && navigator.locks
    ? navigator.locks.request(name, work)
    : inPage(name, () => leased(name, work))

const turns = new Map<string, Promise<unknown>>()

/** One after the other within this page. */
export function inPage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(name) ?? Promise.resolve()).then(work)
  turns.set(
    name,
    mine.catch(() => undefined),
  )
  return mine
}

const LEASE_MS = 20_000 // a page that died holds the others up for so long
const RENEW_MS = 5_000
const SETTLE_MS = 40 // two that write at once see here whose word stayed
const LOOK_MS = 500

type Lease = { owner: string; until: number }

/** Not as strict as a real lock: two pages may in the worst case send the same, which the server counts once. */
async function leased<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `lease.${name}`
  const owner = newId()
  const hold = () => writeKept(key, JSON.stringify({ owner, until: Date.now() + LEASE_MS } satisfies Lease))
  while (!(await take(key, owner, hold))) await pause(LOOK_MS)
  const renewing = setInterval(() => void hold(), RENEW_MS)
  try {
    return await work()
  } finally {
    clearInterval(renewing)
    if ((await read(key))?.owner === owner) await writeKept(key, null)
  }
}

async function take(key: string, owner: string, hold: () => Promise<boolean>): Promise<boolean> {
  const held = await read(key)
  if (held && held.owner !== owner && held.until > Date.now() && held.until <= Date.now() + LEASE_MS) return false
  if (!(await hold())) return true // a device that keeps nothing shares nothing either
  await pause(SETTLE_MS)
  const now = await read(key)
  return now === null || now.owner === owner
}

async function read(key: string): Promise<Lease | null> {
  try {
    return JSON.parse((await readKept(key)) ?? 'null')
  } catch {
    return null
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
