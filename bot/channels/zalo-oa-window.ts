import * as z from 'zod'
import type { Clock } from '../../server/kernel/time.ts'
import { readerOf } from '../../server/notices/schema.ts'
import type { Db, Statement } from '../../server/storage/db.ts'

const HOUR = 3_600_000
/** Since 2026 a message is free this long after a person turned to the account … */
const FREE = 48 * HOUR
/** … then it costs, and after this Zalo refuses it (-230). */
const LONGEST = 7 * 24 * HOUR

/** Whether the account may write first. `unknown`: the person has not turned to it since we listen; Zalo decides. */
export type OaWindow = 'free' | 'billable' | 'closed' | 'unknown'

const Row = z.object({ last_at: z.number(), followed_at: z.number() })

/** When people last turned to the account, by a keyed hash of who they are. Moments are Zalo's, epoch ms. */
export function oaWindows({ db, unit, key, clock }: { db: Db; unit: string; key: CryptoKey; clock: Clock }) {
  const read = async (who: string) => {
    const { rows } = await db.execute('SELECT last_at, followed_at FROM zalo_oa_window WHERE unit = ? AND who = ?', [
      unit,
      who,
    ])
    return rows[0] ? Row.parse(rows[0]) : null
  }

  async function of(chat: string): Promise<OaWindow> {
    const row = await read(await readerOf(key, unit, { channel: 'zalo-oa', chat }))
    if (!row) return 'unknown'
    const age = clock().getTime() - row.last_at
    return age <= FREE ? 'free' : age <= LONGEST ? 'billable' : 'closed'
  }

  return {
    whoOf: (chat: string) => readerOf(key, unit, { channel: 'zalo-oa', chat }),

    /** The write that notes that a person turned to the account; a late event takes nothing back. */
    turning: (who: string, at: number, followed: boolean): Statement => ({
      sql: `INSERT INTO zalo_oa_window (unit, who, last_at, followed_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (unit, who) DO UPDATE SET last_at = max(last_at, excluded.last_at),
              followed_at = max(followed_at, excluded.followed_at)`,
      args: [unit, who, BigInt(at), BigInt(followed ? at : 0)],
    }),

    forgetting: (who: string): Statement => ({
      sql: 'DELETE FROM zalo_oa_window WHERE unit = ? AND who = ?',
      args: [unit, who],
    }),

    /** Whether a person followed the account after this moment. */
    async followedSince(who: string, at: number): Promise<boolean> {
      return ((await read(who))?.followed_at ?? 0) > at
    },

    of,
    /** Whether a message in the chat is worth a call. `billable`: also when it costs. Never throws: what can't be read Zalo decides. */
    async open(chat: string, billable: boolean): Promise<boolean> {
      const window = await of(chat).catch((): OaWindow => 'unknown')
      return window === 'free' || window === 'unknown' || (window === 'billable' && billable)
    },
  }
}
export type OaWindows = ReturnType<typeof oaWindows>
