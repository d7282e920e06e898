import type { Fate, NewEntry } from './entry.ts'
import { exclusively } from './lock.ts'
import { setMark } from './mark.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { startPulse } from './pulse.ts'
import { senderOf } from './senders.ts'
import { deviceStore } from './store.ts'

export type { Entry, Fate, Kind, NewEntry, Reason, Sender } from './entry.ts'

const box = createOutbox({ store: deviceStore(), lock: exclusively, senderOf, now: Date.now, others: otherPages() })

/** The outbox of this device. Whoever puts something in also starts what sends it. */
export const outbox: Outbox = {
  ...box,
  async add(entry: NewEntry): Promise<boolean> {
    await setMark(true)
    start()
    return box.add(entry)
  },
  async send(entry: NewEntry): Promise<Fate> {
    await setMark(true)
    start()
    return box.send(entry)
  },
}

/** Deletes everything that its owner put in; a helper's records belong to the people helped, and stay until they are sent. */
export const forgetMine = () => box.forget(({ kind }) => kind !== 'help')

let started = false
/** Begins to send what waits, now and whenever there is a network. However often it is called, once. */
export function start(): void {
  if (started) return
  started = true
  // asked without a question to the reader only where the browser decides by itself
  if (!/firefox/i.test(navigator.userAgent)) void navigator.storage?.persist?.().catch(() => undefined)
  startPulse(outbox, Math.random)
}

function otherPages() {
  if (typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel('outbox')
  return {
    tell: () => channel.postMessage(''),
    hear: (listener: () => void) => channel.addEventListener('message', listener),
  }
}
