import { asFailure, type Failure, mayRetry } from '../api.ts'
import { byAge, type Entry, type Fate, type Kind, type NewEntry, type Reason, type Sender } from './entry.ts'
import type { Exclusively } from './lock.ts'
import type { Store } from './store.ts'

export type Outbox = {
  /**
   * Puts something on its way; the same id again is the same thing: what was not tried yet takes the later words, what was tried keeps
   * its own. False when the device will not keep it past this page.
   */
  add(entry: NewEntry): Promise<boolean>
  /** Everything that has not arrived, the oldest first. */
  list(): Promise<Entry[]>
  /** Calls back whenever the list may have changed, also by another page. Returns how to stop. */
  watch(listener: () => void): () => void
  /** Sends all that waits, until the network fails; among all pages one thing at a time. Never throws. */
  syncAll(): Promise<void>
  /** `add`, then sends it before all else; answers as soon as it is known what became of it. */
  send(entry: NewEntry): Promise<Fate>
  /** Tries one again, also a refused one. */
  retry(id: string): Promise<void>
  /** Deletes one for good, with its photos. False when it is being sent at this moment, or has arrived. */
  remove(id: string): Promise<boolean>
  /** Deletes these for good, also what is being sent at this moment (it may arrive all the same). */
  forget(which: (entry: Entry) => boolean): Promise<void>
  /** Takes one off the list to be edited, its photos staying; null when it is being sent at this moment, or has arrived. */
  take(id: string): Promise<Entry | null>
}

export type Parts = {
  store: Store
  lock: Exclusively
  /** The sender of a kind, loaded when there is something of it; null when this build knows none: then it waits. */
  senderOf: (kind: Kind) => Promise<Sender | null>
  now: () => number
  /** Tells other pages; calls back when they tell. */
  others?: { tell: () => void; hear: (listener: () => void) => void } | undefined
}

const NAME = 'outbox'
/** So many things in a row that a server could not take mean that it is ill: later, then. */
const ILL = 3

/** The one outbox of the device: whatever a citizen gives is kept here first, then sent until the commune has it, once. */
export function createOutbox({ store, lock, senderOf, now, others }: Parts): Outbox {
  const listeners = new Set<() => void>()
  const sending = new Set<string>()
  let urgent = ''
  const hear = () => {
    for (const listener of listeners) listener()
  }
  const tell = () => {
    hear()
    others?.tell()
  }
  others?.hear(hear)

  async function list(): Promise<Entry[]> {
    const entries = (await store.all()).sort(byAge)
    return entries.map((entry) => (sending.has(entry.id) ? { ...entry, state: 'sending' } : entry))
  }
  const find = async (id: string) => (await list()).find((entry) => entry.id === id) ?? null
  /** One thing at a time is done with an entry, by whichever page. */
  const alone = <T>(id: string, work: () => Promise<T>) => lock(`${NAME}.${id}`, work)

  async function add({ photos = [], at = now(), ...rest }: NewEntry): Promise<boolean> {
    if (await find(rest.id)) {
      await store.update(rest.id, (known) =>
        known.tries === 0 && known.state === 'waiting' ? { ...known, ...rest, photos } : known,
      )
      return true
    }
    const kept = await store.put({ ...rest, photos, at, tries: 0, state: 'waiting' })
    tell()
    return kept
  }

  /** Sends the next part of an entry; the failure that keeps it waiting, or null: it went on, arrived or was refused. */
  async function attempt(id: string, sender: Sender): Promise<Failure | null> {
    // noted before anything leaves, and read only then: after a crash in the middle it must not look as if never tried
    await store.update(id, (one) => (one.state === 'refused' ? one : { ...one, tries: one.tries + 1 }))
    const entry = await find(id)
    if (!entry || entry.state === 'refused') return null
    sending.add(id)
    tell()
    try {
      const sent = await sender.send(entry)
      if (sent === 'done') await store.remove(id)
      else await store.update(id, (one) => ({ ...one, reached: sent.reached }))
      return null
    } catch (error) {
      const failure = asFailure(error)
      if (comesBack(failure)) return failure
      const reason = reasonOf(failure)
      const left = (await sender.refused?.({ ...entry, reason })) ?? entry
      await store.update(id, ({ tries }) => ({ ...left, tries, state: 'refused', reason }))
      return null
    } finally {
      sending.delete(id)
      tell()
    }
  }

  /** What is most pressing: what somebody waits for, then first parts before photos, then the oldest. */
  const order = (one: Entry, other: Entry) =>
    Number(other.id === urgent) - Number(one.id === urgent) ||
    Number(one.reached !== undefined) - Number(other.reached !== undefined) ||
    byAge(one, other)

  async function sendWaiting(): Promise<void> {
    const failed = new Set<string>()
    const resting = new Set<Kind>()
    for (let ill = 0; ill < ILL; ) {
      const [next] = (await store.all())
        .filter(({ id, kind, state }) => state !== 'refused' && !failed.has(id) && !resting.has(kind))
        .sort(order)
      if (!next) return
      const { id, kind } = next
      const sender = await senderOf(kind)
      const failure = sender && (await alone(id, () => attempt(id, sender)))
      if (failure?.code === 'offline') return
      if (!sender || (failure && isTooMany(failure))) resting.add(kind)
      else if (failure) {
        failed.add(id)
        ill++
      } else ill = 0
    }
  }

  let running: Promise<void> | null = null
  let following: Promise<void> | null = null
  function syncAll(): Promise<void> {
    if (running) {
      // what was added while one runs may come too late for it: one more, for all who ask
      following ??= running.then(() => {
        following = null
        return syncAll()
      })
      return following
    }
    running = run()
      .catch(() => undefined)
      .then(() => {
        running = null
      })
    return running
  }
  async function run(): Promise<void> {
    if ((await store.all()).some(({ state }) => state !== 'refused')) await lock(NAME, sendWaiting)
  }

  const take = (id: string) =>
    sending.has(id)
      ? Promise.resolve(null)
      : alone(id, async () => {
          const entry = await find(id)
          if (entry) await store.remove(id)
          tell()
          return entry
        })

  function watch(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return {
    add,
    list,
    watch,
    syncAll,
    take,
    async send(entry) {
      await add(entry)
      urgent = entry.id
      let look = () => {}
      const known = new Promise<Fate>((resolve) => {
        look = () => void find(entry.id).then((left) => fateOf(left).at !== 'waiting' && resolve(fateOf(left)))
      })
      const unwatch = watch(look)
      const over = syncAll().then(async () => fateOf(await find(entry.id)))
      const fate = await Promise.race([known, over])
      unwatch()
      return fate
    },
    async retry(id) {
      await store.update(id, ({ reason, ...entry }) => ({ ...entry, state: 'waiting' }))
      urgent = id
      tell()
      await syncAll()
    },
    async forget(which) {
      for (const entry of (await list()).filter(which)) {
        await store.remove(entry.id)
        await (await senderOf(entry.kind))?.removed?.(entry)
      }
      tell()
    },
    async remove(id) {
      const entry = await take(id)
      if (entry) await (await senderOf(entry.kind))?.removed?.(entry)
      return entry !== null
    },
  }
}

function fateOf(left: Entry | null): Fate {
  if (!left) return { at: 'sent' }
  if (left.state === 'refused' && left.reason) return { at: 'refused', reason: left.reason }
  return { at: left.reached === undefined ? 'waiting' : 'arrived' }
}

const reasonOf = ({ code, message, field, guidance }: Failure): Reason => ({
  code,
  message,
  ...(field ? { field } : {}),
  ...(guidance.length > 0 ? { guidance } : {}),
})

const isTooMany = ({ code }: Failure) => code.endsWith('.too-many')
/** Whether the same may well be taken later. */
const comesBack = (failure: Failure) => mayRetry(failure) || isTooMany(failure) || failure.code === 'feedback.changed'
