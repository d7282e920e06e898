import * as z from 'zod'
import { isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'
import { Topic, Unsent, type UnsentLine } from '../schema.ts'

const Line = z
  .object({
    seq: z.coerce.string(),
    channel: z.string(),
    topic: Topic,
    subject: z.string(),
    state: Unsent,
    error: z.string().nullable(),
    attempts: z.number(),
    created_at: z.string(),
    settled_at: z.string().nullable(),
    again: z.number().transform((is) => is === 1),
  })
  .transform(
    ({ created_at, settled_at, ...rest }): UnsentLine => ({ ...rest, createdAt: created_at, settledAt: settled_at }),
  )
const Day = z.object({
  day: z.string(),
  channel: z.string(),
  total: z.number(),
  delivered: z.number(),
  quick: z.number(),
  failed: z.number(),
  underway: z.number(),
})
const Known = z.object({ dedupe: z.string() })
const UNSENT = "('exhausted', 'permanent', 'window-closed', 'unconfirmed')"
/** The call list: nobody can be called about news, whose readers have no name here, nor has to be about a survey. */
const TO_CALL = `unit = ? AND seen_at IS NULL AND state IN ${UNSENT} AND class = 'notice' AND topic NOT IN ('news', 'warning', 'survey')`
/** Whether the words and the chat are still there: they go with age, with STOP and with the deletion of one's data. */
const AGAIN = "body <> '' AND chat <> ''"

/** What is read and settled of the outbox besides sending. */
export function deskStore(db: Db, unit: string) {
  return {
    /** Notices that could not be sent and that nobody of the desk has taken care of, the newest first. */
    async unsent(limit: number): Promise<UnsentLine[]> {
      const { rows } = await db.execute(
        `SELECT seq, channel, topic, subject, state, error, attempts, created_at, settled_at, ${AGAIN} AS again FROM outbox
         WHERE ${TO_CALL} ORDER BY created_at DESC, seq DESC LIMIT ?`,
        [unit, BigInt(limit)],
      )
      return rows.map((row) => Line.parse(row))
    },

    async countUnsent(): Promise<number> {
      const { rows } = await db.execute(`SELECT count(*) AS n FROM outbox WHERE ${TO_CALL}`, [unit])
      return z.object({ n: z.number() }).parse(rows[0]).n
    },

    /** Which of these channels have notices that are due. */
    async due(channels: string[], now: Date): Promise<string[]> {
      const { rows } = await db.execute(
        `SELECT value AS channel FROM json_each(?1) WHERE EXISTS (
           SELECT 1 FROM outbox WHERE unit = ?2 AND channel = value AND class = 'notice'
             AND state IN ('created', 'temporary') AND next_at <= ?3)`,
        [JSON.stringify(channels), unit, isoVn(now)],
      )
      return rows.map(({ channel }) => String(channel))
    },

    seeing: (seq: string, at: Date): Statement => ({
      sql: `UPDATE outbox SET seen_at = ?, body = '' WHERE unit = ? AND seq = CAST(? AS INTEGER) AND seen_at IS NULL
            AND class = 'notice' AND state IN ${UNSENT}`,
      args: [isoVn(at), unit, seq],
    }),

    /** Whether there is such a notice, in whatever state. */
    async knows(seq: string): Promise<boolean> {
      const { rows } = await db.execute(
        `SELECT 1 FROM outbox WHERE unit = ? AND seq = CAST(? AS INTEGER) AND class = 'notice'`,
        [unit, seq],
      )
      return rows.length > 0
    },

    /** Puts a notice that could not be sent back into the queue; breaks NOT NULL, and with it the batch, when that is not possible. */
    resending: (seq: string, at: Date): Statement => ({
      sql: `UPDATE outbox SET attempts = 0, claim = NULL, error = NULL, settled_at = NULL, next_at = ?,
              state = CASE WHEN seen_at IS NULL AND state IN ${UNSENT} AND ${AGAIN} THEN 'created' END
            WHERE unit = ? AND seq = CAST(? AS INTEGER) AND class = 'notice'`,
      args: [isoVn(at), unit, seq],
    }),

    /** Counts by channel and the day on which messages might first leave. Ten seconds: the aim of a handover. */
    async days(from: string): Promise<Array<z.infer<typeof Day>>> {
      const { rows } = await db.execute(
        `SELECT substr(coalesce(due_at, created_at), 1, 10) AS day, channel, count(*) AS total,
           sum(state = 'delivered') AS delivered,
           sum(state = 'delivered' AND unixepoch(settled_at) - unixepoch(coalesce(due_at, created_at)) <= 10) AS quick,
           sum(state IN ${UNSENT}) AS failed,
           sum(state IN ('created', 'temporary', 'sending')) AS underway
         FROM outbox WHERE unit = ? AND created_at >= ? AND state <> 'dropped' GROUP BY day, channel ORDER BY day DESC, channel`,
        [unit, from],
      )
      return rows.map((row) => Day.parse(row))
    },

    /** News that did not leave yet is not wanted any more; what is being sent just now is not tried again. */
    droppingNews: (subject: string, at: Date): Statement[] => {
      const its = "unit = ? AND subject = ? AND topic IN ('news', 'warning')"
      return [
        { sql: `UPDATE outbox SET body = '' WHERE ${its} AND state = 'sending'`, args: [unit, subject] },
        {
          sql: `UPDATE outbox SET state = 'dropped', body = '', settled_at = ? WHERE ${its} AND state IN ('created', 'temporary')`,
          args: [isoVn(at), unit, subject],
        },
      ]
    },

    /** Which of these keys were used already. */
    async known(keys: string[]): Promise<Set<string>> {
      const { rows } = await db.execute(
        'SELECT dedupe FROM outbox WHERE unit = ? AND dedupe IN (SELECT value FROM json_each(?))',
        [unit, JSON.stringify(keys)],
      )
      return new Set(rows.map((row) => Known.parse(row).dedupe))
    },

    /** Old notices lose their chat and much later themselves; their keys must outlive what they tell. */
    forgetting: (chatBefore: Date, rowBefore: Date): Statement[] => [
      {
        sql: "UPDATE outbox SET chat = '', body = '' WHERE class = 'notice' AND settled_at < ? AND chat <> ''",
        args: [isoVn(chatBefore)],
      },
      { sql: "DELETE FROM outbox WHERE class = 'notice' AND settled_at < ?", args: [isoVn(rowBefore)] },
      { sql: 'DELETE FROM outbox_pace WHERE free_at < CAST(? AS INTEGER)', args: [BigInt(chatBefore.getTime())] },
    ],

    write: (statements: Statement[]) => db.write(statements),
  }
}
export type DeskStore = ReturnType<typeof deskStore>
