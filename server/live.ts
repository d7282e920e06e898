import type { Content } from './content/schema.ts'
import { overlay } from './settings/service.ts'
import { latestSettings } from './settings/store.ts'
import type { Db } from './storage/db.ts'

/** Seconds between two looks at what other processes saved. */
export const LOOK_SECONDS = 15

type Parts<T> = {
  db: Db
  /** The content as in the files. */
  written: Content
  /** Makes what serves, of the content as it holds; `changed` is for whoever saves a setting. */
  make: (content: Content, changed: () => Promise<void>) => T
  log: (line: Record<string, string | number>) => void
}

/** What serves just now. Who asks `current()` for each piece of work goes by the newest settings; work under way ends as it began. */
export type Live<T> = {
  current: () => T
  /** Looks for newer settings now. Throws when the database can't be reached. */
  renew: () => Promise<void>
  /** Goes on looking until the signal aborts. */
  watch: (signal: AbortSignal) => Promise<void>
}

/** Holds a server's services and makes them anew when a setting was saved, here or by another process. No connection is dropped. */
export async function createLive<T>({ db, written, make, log }: Parts<T>): Promise<Live<T>> {
  const unit = written.unit.code
  const look = async () => {
    const latest = await latestSettings(db, unit)
    return { latest, print: latest.map(({ section, version }) => `${section}:${version}`).join(' ') }
  }
  const serve = (latest: Awaited<ReturnType<typeof latestSettings>>) => make(overlay(written, latest), tryRenew)

  // one look after the other, so that an older one never replaces a newer
  let queue: Promise<void> = Promise.resolve()
  function renew(): Promise<void> {
    const turn = queue.then(async () => {
      const { latest, print } = await look()
      if (print !== held.print) held = { print, serving: serve(latest) }
    })
    queue = turn.catch(() => {})
    return turn
  }
  // what is saved is saved: a look that fails now is made good by the next one
  const tryRenew = () =>
    renew().catch((error: unknown) =>
      log({ level: 'warn', settings: error instanceof Error ? error.name : typeof error }),
    )
  const first = await look()
  let held = { print: first.print, serving: serve(first.latest) }

  return {
    current: () => held.serving,
    renew,
    async watch(signal) {
      while (!signal.aborted) {
        await pause(signal)
        if (signal.aborted) return
        await tryRenew()
      }
    },
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LOOK_SECONDS * 1000)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}
