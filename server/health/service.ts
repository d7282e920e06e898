import type { Clock } from '../kernel/time.ts'
import type { Unsent } from '../notices/schema.ts'
import type { Db } from '../storage/db.ts'
import { grantState, isStuck } from './rules.ts'
import type { Grant, GrantState, Reach } from './schema.ts'
import { healthStore } from './store.ts'

export type HealthDeps = {
  db: Db
  unit: string
  clock: Clock
  /** The channels that the system knows, and which of them are on. */
  known: ReadonlyArray<{ name: string; title: string }>
  on: ReadonlySet<string>
  /** The grant of the Zalo account; null = the account is off. */
  grant: (() => Promise<Grant | null>) | null
}

const WEEK_MS = 7 * 86_400_000
const count = (rows: ReadonlyArray<{ state: string; n: number }>, state: string) =>
  rows.find((row) => row.state === state)?.n ?? 0

/** How the channels do by which people are written to: for whoever looks after them. */
export function createHealth({ db, unit, clock, known, on, grant }: HealthDeps) {
  const store = healthStore(db, unit)

  async function reach(): Promise<Reach[]> {
    const now = clock()
    const since = new Date(now.getTime() - WEEK_MS)
    const [sent, waiting, heard, failures] = await Promise.all([
      store.sent(since),
      store.waiting(now),
      store.heard(),
      store.failures(since),
    ])
    return known.map(({ name, title }) => {
      const mine = sent.filter(({ channel }) => channel === name)
      const waits = waiting.find(({ channel }) => channel === name)
      const failed = (state: Unsent) => count(mine, state)
      return {
        name,
        title,
        on: on.has(name),
        lastDelivered: mine.find(({ state }) => state === 'delivered')?.last ?? null,
        lastHeard: heard.find(({ channel }) => channel === name)?.last ?? null,
        delivered: count(mine, 'delivered'),
        failed: {
          exhausted: failed('exhausted'),
          permanent: failed('permanent'),
          'window-closed': failed('window-closed'),
          unconfirmed: failed('unconfirmed'),
        },
        waiting: waits?.n ?? 0,
        waitingSince: waits?.since ?? null,
        error: failures.find(({ channel }) => channel === name)?.error ?? null,
      }
    })
  }

  async function account(): Promise<{ grant: Grant | null; state: GrantState } | null> {
    if (!grant) return null
    const found = await grant()
    return { grant: found, state: grantState(found, clock()) }
  }

  return {
    reach,
    /** The Zalo account's grant and what is to be done about it; null = the account is off. */
    account,
    /** How many channels need a person. */
    async ailing(): Promise<number> {
      const [channels, zalo] = await Promise.all([reach(), account()])
      const stuck = channels.filter((one) => isStuck(one, clock())).map(({ name }) => name)
      return new Set([...stuck, ...(zalo && zalo.state !== 'good' ? ['zalo-oa'] : [])]).size
    },
  }
}
export type Health = ReturnType<typeof createHealth>
