import type { Say } from '../content/messages.ts'
import type { Clock } from '../kernel/time.ts'
import type { Notices } from '../notices/service.ts'
import type { Audit } from '../people/audit.ts'
import type { Db } from '../storage/db.ts'
import { passesNight, startOf } from './rules/start.ts'
import type { Broadcast } from './schema.ts'
import type { MessageStore } from './store/messages.ts'
import { messageOf } from './words.ts'

/** Readers of one batch, and of one run of the clock: the outbox sends slower than that anyway. */
const BATCH = 200
const RUN = 3000

export type SendingDeps = {
  db: Db
  clock: Clock
  say: Say
  notices: Pick<Notices, 'news'>
  audit: Audit
  messages: MessageStore
  quiet: { from: string; to: string }
  publicUrl: string | null
  sample: boolean
}

/**
 * What the clock does with approved broadcasts: begins them, makes their messages piece by piece, notes what became of each, ends
 * them. Safe to run at any time, killed anywhere, in several processes at once: a message is known by its broadcast and its reader.
 */
export function createSending(deps: SendingDeps) {
  const { db, clock, notices, audit, messages, quiet } = deps

  async function begin(broadcast: Broadcast): Promise<boolean> {
    const at = clock()
    if (startOf(broadcast, at, quiet) > at) return false
    return changes(() =>
      db.write([
        messages.starting(broadcast.id, at),
        audit({ actor: null, action: 'broadcasts.start', subject: broadcast.id, at }),
      ]),
    )
  }

  /** Makes messages for at most `most` readers; returns for how many. */
  async function expand(broadcast: Broadcast, from: string | null, most: number): Promise<number> {
    const at = clock()
    const { id } = broadcast
    const message = messageOf(broadcast, deps)
    let reachedTo = from
    for (let made = 0; made < most; ) {
      const readers = await messages.readers(broadcast, reachedTo, BATCH)
      const last = readers.at(-1)
      if (!last) {
        await db.write([messages.expanded(id, at)])
        return made
      }
      const writes = await Promise.all(
        readers.map(async (reader) => {
          const news = await notices.news(reader, {
            ...message,
            subject: id,
            at,
            night: passesNight(broadcast),
            guard: messages.sending(id),
          })
          return [...news.writes, messages.adding(id, news.key, reader, at)]
        }),
      )
      reachedTo = `${last.channel} ${last.chat}`
      const results = await db.write([...writes.flat(), messages.reaching(id, reachedTo)])
      made += readers.length
      // stopped meanwhile: nothing was written any more
      if (results.slice(0, -1).every(({ rowsAffected }) => rowsAffected === 0)) return made
    }
    return most
  }

  async function end(broadcast: Broadcast): Promise<void> {
    const { queued, delivered, failed, all } = await messages.progress(broadcast.id)
    if (queued > 0) return
    const at = clock()
    const detail = { all, delivered, failed }
    await changes(() =>
      db.write([
        messages.ending(broadcast.id, at),
        audit({ actor: null, action: 'broadcasts.end', subject: broadcast.id, detail, at }),
      ]),
    )
  }

  return {
    /** One run of the clock. */
    async run(): Promise<void> {
      for (const broadcast of await messages.open()) if (broadcast.state === 'approved') await begin(broadcast)
      let left = RUN
      for (const broadcast of await messages.open()) {
        if (broadcast.state !== 'sending' || broadcast.expandedAt !== null || left <= 0) continue
        left -= await expand(broadcast, broadcast.reachedTo, left)
      }
      await db.write([messages.settling(), messages.unnaming()])
      for (const broadcast of await messages.open())
        if (broadcast.state === 'sending' && broadcast.expandedAt !== null) await end(broadcast)
    },
    settle: () => db.write([messages.settling()]),
  }
}

/** Whether the writes were taken: false when another process was faster. */
async function changes(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (/NOT NULL/.test(String(error))) return false
    throw error
  }
}
