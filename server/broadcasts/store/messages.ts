import * as z from 'zod'
import { dayOf, isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'
import type { Broadcast, Progress } from '../schema.ts'
import { toBroadcast } from './rows.ts'

const Reader = z.object({ channel: z.string(), chat: z.string(), hamlet: z.string().nullable() })
export type Reader = z.infer<typeof Reader>
const Subscribed = z.object({ hamlet: z.string().nullable(), since: z.string() })
const Count = z.object({ channel: z.string(), n: z.number() })
const Sums = z.object({ queued: z.number(), delivered: z.number(), failed: z.number(), dropped: z.number() })
type Audience = Pick<Broadcast, 'hamlets' | 'channels'>

/** Who is meant: by channel, and of chosen hamlets also those who asked for everything. */
const MEANT = `unit = ?1 AND channel IN (SELECT value FROM json_each(?2))
  AND (?3 = '[]' OR hamlet IS NULL OR hamlet IN (SELECT value FROM json_each(?3)))`

/** SQL of who wants news, and of the messages made for them. */
export function messageStore(db: Db, unit: string) {
  const meant = ({ hamlets, channels }: Audience) => [unit, JSON.stringify(channels), JSON.stringify(hamlets)]
  /** Written only while it is being sent. */
  const sending = (id: string) => ({
    sql: "EXISTS (SELECT 1 FROM broadcast WHERE unit = ? AND id = ? AND state = 'sending')",
    args: [unit, id],
  })

  return {
    sending,

    async subscription(channel: string, chat: string) {
      const { rows } = await db.execute(
        'SELECT hamlet, since FROM news_subscription WHERE unit = ? AND channel = ? AND chat = ?',
        [unit, channel, chat],
      )
      return rows[0] ? Subscribed.parse(rows[0]) : null
    },
    subscribing: (channel: string, chat: string, hamlet: string | null, at: Date): Statement => ({
      sql: `INSERT INTO news_subscription (unit, channel, chat, hamlet, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (unit, channel, chat) DO UPDATE SET hamlet = excluded.hamlet`,
      args: [unit, channel, chat, hamlet, isoVn(at)],
    }),
    stopping: (channel: string, chat: string): Statement => ({
      sql: 'DELETE FROM news_subscription WHERE unit = ? AND channel = ? AND chat = ?',
      args: [unit, channel, chat],
    }),

    /** How many would get it now, by channel. */
    async audience(audience: Audience): Promise<Record<string, number>> {
      const { rows } = await db.execute(
        `SELECT channel, count(*) AS n FROM news_subscription WHERE ${MEANT} GROUP BY channel`,
        meant(audience),
      )
      return Object.fromEntries(rows.map((row) => Count.parse(row)).map(({ channel, n }) => [channel, n]))
    },

    /** The next readers after `reachedTo` ("channel chat"), in a fixed order. */
    async readers(audience: Audience, reachedTo: string | null, limit: number): Promise<Reader[]> {
      const { rows } = await db.execute(
        `SELECT channel, chat, hamlet FROM news_subscription WHERE ${MEANT} AND channel || ' ' || chat > ?4
         ORDER BY channel || ' ' || chat LIMIT ?5`,
        [...meant(audience), reachedTo ?? '', BigInt(limit)],
      )
      return rows.map((row) => Reader.parse(row))
    },

    /** A message was put into the outbox; the same key again is the same message. */
    adding: (id: string, key: string, { channel, hamlet }: Reader, at: Date): Statement => ({
      sql: `INSERT INTO broadcast_message (unit, broadcast, key, channel, hamlet, day) SELECT ?, ?, ?, ?, ?, ?
            WHERE ${sending(id).sql} ON CONFLICT DO NOTHING`,
      args: [unit, id, key, channel, hamlet, dayOf(at), ...sending(id).args],
    }),
    reaching: (id: string, reachedTo: string): Statement => ({
      sql: "UPDATE broadcast SET reached_to = max(coalesce(reached_to, ''), ?) WHERE unit = ? AND id = ?",
      args: [reachedTo, unit, id],
    }),
    /** Where messages are made no more, nobody needs to know who was the last reader. */
    unnaming: (): Statement => ({
      sql: `UPDATE broadcast SET reached_to = NULL WHERE unit = ? AND reached_to IS NOT NULL
            AND (expanded_at IS NOT NULL OR state NOT IN ('approved', 'sending'))`,
      args: [unit],
    }),
    expanded: (id: string, at: Date): Statement => ({
      sql: 'UPDATE broadcast SET expanded_at = coalesce(expanded_at, ?) WHERE unit = ? AND id = ?',
      args: [isoVn(at), unit, id],
    }),

    /** Begins the sending; a process that comes second breaks NOT NULL, and with it the batch. */
    starting: (id: string, at: Date): Statement => ({
      sql: `UPDATE broadcast SET revision = CASE WHEN state = 'approved' THEN revision END, state = 'sending', started_at = ?
            WHERE unit = ? AND id = ?`,
      args: [isoVn(at), unit, id],
    }),
    /** Ends the sending, if nothing is under way any more; refused like `starting` when it was ended meanwhile. */
    ending: (id: string, at: Date): Statement => ({
      sql: `UPDATE broadcast SET revision = CASE WHEN state = 'sending' THEN revision END, state = 'sent', ended_at = ?
            WHERE unit = ? AND id = ?`,
      args: [isoVn(at), unit, id],
    }),

    async open(): Promise<Array<Broadcast & { reachedTo: string | null }>> {
      const { rows } = await db.execute(
        "SELECT * FROM broadcast WHERE unit = ? AND state IN ('approved', 'sending') ORDER BY approved_at, id",
        [unit],
      )
      return rows.map(toBroadcast)
    },

    /** Takes over from the outbox what became of messages that were under way. */
    settling: (): Statement => ({
      sql: `UPDATE broadcast_message SET day = substr(o.settled_at, 1, 10),
              state = CASE o.state WHEN 'delivered' THEN 'delivered' WHEN 'dropped' THEN 'dropped' ELSE 'failed' END
            FROM outbox AS o WHERE broadcast_message.unit = ? AND broadcast_message.state = 'queued'
              AND o.unit = broadcast_message.unit AND o.dedupe = broadcast_message.key AND o.settled_at IS NOT NULL
              AND o.state IN ('delivered', 'dropped', 'exhausted', 'permanent', 'window-closed', 'unconfirmed')`,
      args: [unit],
    }),

    async progress(id: string): Promise<Progress> {
      const { rows } = await db.execute(
        `SELECT total(state = 'queued') AS queued, total(state = 'delivered') AS delivered, total(state = 'failed') AS failed,
           total(state = 'dropped') AS dropped FROM broadcast_message WHERE unit = ? AND broadcast = ?`,
        [unit, id],
      )
      const sums = Sums.parse(rows[0])
      return { ...sums, all: sums.queued + sums.delivered + sums.failed + sums.dropped }
    },
  }
}
export type MessageStore = ReturnType<typeof messageStore>
