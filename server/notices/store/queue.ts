import * as z from 'zod'
import { isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'
import type { Choice, DossierChange, Topic } from '../schema.ts'

/** A notice in the queue. */
const Row = z.object({
  seq: z.coerce.string(),
  chat: z.string(),
  topic: z.string(),
  subject: z.string(),
  body: z.string(),
  attempts: z.number(),
  due_at: z.string(),
})
export type Row = z.infer<typeof Row>
const Candidate = z.object({ seq: z.coerce.string(), chat: z.string() })

/** A notice to be kept. `body` is sealed; `dueAt` is when it may first leave. */
export type New = {
  channel: string
  chat: string
  topic: Topic
  subject: string
  body: string
  dedupe: string
  at: Date
  dueAt: Date
  guard?: DossierChange['guard'] | undefined
}

/** Where a try ends. */
export type End = 'delivered' | 'exhausted' | 'permanent' | 'window-closed' | 'unconfirmed'

/** Topic of what may leave in quiet hours. */
export const PASSES_NIGHT = 'warning'
/** Seconds that a sender may take; a call to a channel ends well before. */
const LEASE_SECONDS = 120
/** Due notices looked at for one step: more than leave at once, so that chats of several are told in one message. */
const LOOK = 60

/** Adds a notice unless its key was used; joins the batch of the change that causes it. */
export function adding(unit: string, one: New): Statement {
  const { channel, chat, topic, subject, body, dedupe, at, dueAt, guard } = one
  return {
    sql: `INSERT INTO outbox (unit, channel, chat, class, topic, subject, body, dedupe, created_at, due_at, next_at)
          SELECT ?, ?, ?, 'notice', ?, ?, ?, ?, ?, ?, ? WHERE ${guard?.sql ?? 'true'} ON CONFLICT (unit, dedupe) DO NOTHING`,
    args: [
      unit,
      channel,
      chat,
      topic,
      subject,
      body,
      dedupe,
      isoVn(at),
      isoVn(dueAt),
      isoVn(dueAt),
      ...(guard?.args ?? []),
    ],
  }
}

/** The queue of notices of one channel, shared by all processes. Every change is one statement or one atomic batch. */
export function queue(db: Db, unit: string, channel: string) {
  const mine = [unit, channel] as const

  return {
    /**
     * Notices whose sender vanished: whether they arrived nobody knows, so they are not sent again but shown to people.
     * Returns how many.
     */
    async abandon(now: Date): Promise<number> {
      const { rowsAffected } = await db.execute(
        `UPDATE outbox SET state = 'unconfirmed', error = 'sender vanished', settled_at = ?
         WHERE unit = ? AND channel = ? AND class = 'notice' AND state = 'sending' AND next_at < ?`,
        [isoVn(now), ...mine, isoVn(now)],
      )
      return rowsAffected
    },

    /** The channel's next free moment, epoch ms; 0 when it was never used. */
    async freeAt(): Promise<number> {
      const { rows } = await db.execute(
        "SELECT free_at FROM outbox_pace WHERE unit = ? AND channel = ? AND chat = ''",
        [...mine],
      )
      return rows[0] ? z.object({ free_at: z.number() }).parse(rows[0]).free_at : 0
    },

    /**
     * Chats with notices that are due, the longest waiting first, each with the numbers of all its due ones. Replies of a chat go
     * first; a chat that is being written to, or was a moment ago, is left out: `soonest` (epoch ms) is when the next of those is free.
     */
    async due(
      now: Date,
      night = false,
    ): Promise<{ chats: Array<{ chat: string; seqs: string[] }>; soonest: number | null }> {
      const { rows } = await db.execute(
        `SELECT seq, chat FROM outbox AS o
         WHERE unit = ?1 AND channel = ?2 AND class = 'notice' AND state IN ('created', 'temporary') AND next_at <= ?3
           AND (?6 = 0 OR topic = '${PASSES_NIGHT}')
           AND NOT EXISTS (SELECT 1 FROM outbox_pace AS p WHERE p.unit = ?1 AND p.channel = ?2 AND p.chat = o.chat AND p.free_at > ?4)
           AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.unit = ?1 AND e.channel = ?2 AND e.chat = o.chat
                           AND e.state IN ('created', 'temporary', 'sending')
                           AND (e.state = 'sending' OR e.class = 'reply' AND e.next_at <= ?3))
         ORDER BY next_at, seq LIMIT ?5`,
        [...mine, isoVn(now), BigInt(now.getTime()), BigInt(LOOK), BigInt(night)],
      )
      const chats = new Map<string, string[]>()
      for (const row of rows) {
        const { seq, chat } = Candidate.parse(row)
        chats.set(chat, [...(chats.get(chat) ?? []), seq])
      }
      if (chats.size > 0) return { chats: [...chats].map(([chat, seqs]) => ({ chat, seqs })), soonest: null }
      const held = await db.execute(
        `SELECT MIN(p.free_at) AS at FROM outbox_pace AS p JOIN outbox AS o
           ON o.unit = p.unit AND o.channel = p.channel AND o.chat = p.chat
         WHERE p.unit = ?1 AND p.channel = ?2 AND p.chat <> '' AND p.free_at > ?4
           AND o.class = 'notice' AND o.state IN ('created', 'temporary') AND o.next_at <= ?3`,
        [...mine, isoVn(now), BigInt(now.getTime())],
      )
      return { chats: [], soonest: z.object({ at: z.number().nullable() }).parse(held.rows[0]).at }
    },

    /**
     * Takes notices for sending. The claim is written before any call, and only if nobody used the channel since `freeAt` was read:
     * of several processes at once one gets them and the pace is kept over all. Returns what was taken, in order.
     */
    async claim(
      seqs: string[],
      {
        holder,
        freeAt,
        nextFree,
        chatFree,
        now,
      }: { holder: string; freeAt: number; nextFree: number; chatFree: number; now: Date },
    ): Promise<Row[]> {
      const lease = isoVn(new Date(now.getTime() + LEASE_SECONDS * 1000))
      const results = await db.write([
        {
          sql: `INSERT INTO outbox_pace (unit, channel, chat, free_at, holder) VALUES (?, ?, '', ?, ?)
                ON CONFLICT (unit, channel, chat) DO UPDATE SET free_at = excluded.free_at, holder = excluded.holder
                WHERE free_at = CAST(? AS INTEGER)`,
          args: [...mine, BigInt(nextFree), holder, BigInt(freeAt)],
        },
        {
          sql: `UPDATE outbox SET state = 'sending', claim = ?1, attempts = attempts + 1, next_at = ?2
                WHERE seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?3)) AND class = 'notice'
                  AND state IN ('created', 'temporary') AND next_at <= ?4
                  AND EXISTS (SELECT 1 FROM outbox_pace WHERE unit = ?5 AND channel = ?6 AND chat = '' AND holder = ?1)
                  AND NOT EXISTS (SELECT 1 FROM outbox AS s WHERE s.unit = ?5 AND s.channel = ?6 AND s.chat = outbox.chat
                                  AND s.state IN ('created', 'temporary', 'sending') -- names the index
                                  AND s.class = 'notice' AND s.state = 'sending' AND s.claim <> ?1)`,
          args: [holder, lease, JSON.stringify(seqs), isoVn(now), ...mine],
        },
        {
          sql: `INSERT INTO outbox_pace (unit, channel, chat, free_at, holder)
                SELECT DISTINCT unit, channel, chat, CAST(? AS INTEGER), ? FROM outbox WHERE claim = ? AND state = 'sending'
                ON CONFLICT (unit, channel, chat) DO UPDATE SET free_at = excluded.free_at, holder = excluded.holder`,
          args: [BigInt(chatFree), holder, holder],
        },
        {
          sql: `SELECT seq, chat, topic, subject, body, attempts, due_at FROM outbox
                WHERE claim = ? AND state = 'sending' ORDER BY seq`,
          args: [holder],
        },
      ])
      return (results.at(-1)?.rows ?? []).map((row) => Row.parse(row))
    },

    /** The version at which a chat's conversation stands; 0 for one that never wrote. */
    async versionOf(chat: string): Promise<number> {
      const { rows } = await db.execute(
        `SELECT MAX(version) AS version FROM (
           SELECT version FROM conversation WHERE unit = ?1 AND channel = ?2 AND chat = ?3
           UNION ALL SELECT MAX(version) FROM inbox WHERE unit = ?1 AND channel = ?2 AND chat = ?3
           UNION ALL SELECT 0)`,
        [...mine, chat],
      )
      return z.object({ version: z.number() }).parse(rows[0]).version
    },

    /**
     * The write that keeps what a chat was shown to choose from, while its conversation stands at `version`; nothing when the chat has had
     * its name taken off the notice (`seq`) that showed it meanwhile.
     */
    showing: (chat: string, seq: string, version: number, choices: Choice[], now: Date): Statement => ({
      sql: `INSERT INTO shown_menu (unit, channel, chat, version, choices, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6
            WHERE EXISTS (SELECT 1 FROM outbox WHERE seq = CAST(?7 AS INTEGER) AND chat = ?3)
            ON CONFLICT (unit, channel, chat) DO UPDATE
            SET version = excluded.version, choices = excluded.choices, at = excluded.at`,
      args: [...mine, chat, BigInt(version), JSON.stringify(choices), isoVn(now), seq],
    }),

    /**
     * Ends notices of a claim; the words of what arrived are forgotten (the rest the desk may send again). One that was given up
     * meanwhile learns its end all the same. `more` is written with it.
     */
    async end(
      seqs: string[],
      holder: string,
      state: End,
      now: Date,
      error: string | null = null,
      more: Statement[] = [],
    ): Promise<void> {
      const ending = {
        sql: `UPDATE outbox SET state = ?1, error = ?2, settled_at = ?3, next_at = ?3, body = CASE ?1 WHEN 'delivered' THEN '' ELSE body END
         WHERE seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?4)) AND claim = ?5 AND state IN ('sending', 'unconfirmed')`,
        args: [state, error, isoVn(now), JSON.stringify(seqs), holder],
      }
      await db.write([ending, ...more])
    },

    /** Puts notices of a claim back until `next`, but those that lost their words meanwhile: nobody wants them. `uncounted`: the try was none. */
    async later(
      seqs: string[],
      holder: string,
      next: Date,
      { error = null, uncounted = false }: { error?: string | null; uncounted?: boolean } = {},
    ): Promise<void> {
      await db.execute(
        `UPDATE outbox SET
           state = CASE WHEN body = '' THEN 'dropped' WHEN ?1 = 1 AND attempts = 1 THEN 'created' ELSE 'temporary' END,
           settled_at = CASE WHEN body = '' THEN ?2 ELSE settled_at END, attempts = attempts - ?1, claim = NULL, next_at = ?2, error = coalesce(?3, error)
         WHERE seq IN (SELECT CAST(value AS INTEGER) FROM json_each(?4)) AND claim = ?5 AND state = 'sending'`,
        [BigInt(uncounted), roundedUp(next), error, JSON.stringify(seqs), holder],
      )
    },

    /** The channel asked to wait: nothing leaves before `until` (epoch ms). */
    async pause(until: number): Promise<void> {
      await db.execute(
        `INSERT INTO outbox_pace (unit, channel, chat, free_at, holder) VALUES (?, ?, '', ?, 'asked')
         ON CONFLICT (unit, channel, chat) DO UPDATE SET free_at = max(free_at, excluded.free_at), holder = excluded.holder`,
        [...mine, BigInt(until)],
      )
    },
  }
}
export type Queue = ReturnType<typeof queue>

/** Moments of the outbox have whole seconds: nothing leaves before it may. */
function roundedUp(at: Date): string {
  return isoVn(new Date(Math.ceil(at.getTime() / 1000) * 1000))
}
