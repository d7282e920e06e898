import { AsyncLocalStorage } from 'node:async_hooks'
import type { Exclusively } from '../../miniapp/src/outbox/lock.ts'

/** A phone of the test: what it keeps, and its locks. */
export type Phone = { kept: Map<string, string>; locks: Map<string, Promise<unknown>> }
/** A page of it. After so many steps (a look into the storage, a call, an answer) it dies, and does nothing any more. */
export type Life = { phone: Phone; steps: number; dead: boolean; died: Promise<void>; letGo: Set<() => void> }

const current = new AsyncLocalStorage<Life>()
const forever = <T>() => new Promise<T>(() => undefined)

export const newPhone = (): Phone => ({ kept: new Map(), locks: new Map() })
export function newLife(phone: Phone, steps = Number.POSITIVE_INFINITY): Life {
  const letGo = new Set<() => void>()
  const died = new Promise<void>((resolve) => letGo.add(resolve))
  return { phone, steps, dead: false, died, letGo }
}

/** Runs as that page. */
export const living = <T>(life: Life, work: () => Promise<T>): Promise<T> => current.run(life, work)

/** The page that asks, one step older; null when it is dead. The browser gives a dead page's locks back. */
function alive(): Life | null {
  const life = current.getStore()
  if (!life || life.dead) return null
  if (life.steps-- > 0) return life
  life.dead = true
  for (const letGo of life.letGo) letGo()
  return null
}

/** The phone's storage, whichever page asks. */
export const localStorage = {
  getItem: (key: string) => alive()?.phone.kept.get(key) ?? null,
  setItem(key: string, value: string) {
    alive()?.phone.kept.set(key, value)
  },
  removeItem(key: string) {
    alive()?.phone.kept.delete(key)
  },
}

/** `fetch` of a page on that phone, to the server at `root`. */
export const fetchVia =
  (root: string, real: typeof fetch) =>
  async (path: string, init: RequestInit): Promise<Response> => {
    if (!alive()) return forever()
    const answer = await real(root + path, init).catch((error: unknown) => {
      if (!alive()) return forever<Response>()
      throw error
    })
    return alive() ? answer : forever()
  }

/** Web Locks among the pages of a phone. */
export const lock: Exclusively = async (name, work) => {
  const life = alive()
  if (!life) return forever()
  const { locks } = life.phone
  const before = locks.get(name) ?? Promise.resolve()
  let letGo = () => {}
  const mine = new Promise<void>((resolve) => {
    letGo = resolve
  })
  life.letGo.add(letGo)
  locks.set(
    name,
    before.then(() => mine),
  )
  await before
  try {
    return life.dead ? await forever() : await work()
  } finally {
    letGo()
    life.letGo.delete(letGo)
  }
}
