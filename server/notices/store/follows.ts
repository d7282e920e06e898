import * as z from 'zod'
import { isoVn } from '../../kernel/time.ts'
import type { Db, Statement } from '../../storage/db.ts'
import type { ChatRef } from '../schema.ts'

const Follow = z.object({ code: z.string(), channel: z.string(), chat: z.string() })
export type Follow = z.infer<typeof Follow>

/** Out of the queue and not arrived, or not yet. */
const OUT = "('sending', 'exhausted', 'permanent', 'window-closed', 'unconfirmed')"

/** Something agreed to or taken back. `who`: keyed hash of the chat; `subject`: code of the dossier, '' = all. */
export type Consent = {
  who: string
  channel: string
  act: 'given' | 'withdrawn' | 'erased'
  purpose: 'dossier-notices' | 'news' | 'everything'
  subject: string
  wording: string
  at: Date
}

/** SQL of who follows what, and of consents. */
export function followStore(db: Db, unit: string) {
  const of = ({ channel, chat }: ChatRef) => [unit, channel, chat]

  return {
    /** Who follows any of these dossiers. One query for a whole batch of an import. */
    async followers(codes: string[]): Promise<Follow[]> {
      const { rows } = await db.execute(
        'SELECT code, channel, chat FROM follow WHERE unit = ? AND code IN (SELECT value FROM json_each(?)) ORDER BY code, since',
        [unit, JSON.stringify(codes)],
      )
      return rows.map((row) => Follow.parse(row))
    },

    /** The codes of all dossiers that somebody follows. */
    async codes(): Promise<string[]> {
      const { rows } = await db.execute('SELECT DISTINCT code FROM follow WHERE unit = ? ORDER BY code', [unit])
      return rows.map(({ code }) => String(code))
    },

    async ofChat(chat: ChatRef): Promise<string[]> {
      const { rows } = await db.execute(
        'SELECT code FROM follow WHERE unit = ? AND channel = ? AND chat = ? ORDER BY since DESC, code',
        of(chat),
      )
      return rows.map(({ code }) => String(code))
    },

    adding: (code: string, { channel, chat }: ChatRef, at: Date): Statement => ({
      sql: 'INSERT INTO follow (unit, code, channel, chat, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      args: [unit, code, channel, chat, isoVn(at)],
    }),
    removing: (chat: ChatRef, code: string | null): Statement =>
      code === null
        ? { sql: 'DELETE FROM follow WHERE unit = ? AND channel = ? AND chat = ?', args: of(chat) }
        : {
            sql: 'DELETE FROM follow WHERE unit = ? AND channel = ? AND chat = ? AND code = ?',
            args: [...of(chat), code],
          },

    /** The subscription of the commune's news ends with everything else. */
    removingNews: (chat: ChatRef): Statement => ({
      sql: 'DELETE FROM news_subscription WHERE unit = ? AND channel = ? AND chat = ?',
      args: of(chat),
    }),

    /** Nobody follows these any more: they are long over. */
    ending: (codes: string[]): Statement => ({
      sql: 'DELETE FROM follow WHERE unit = ? AND code IN (SELECT value FROM json_each(?))',
      args: [unit, JSON.stringify(codes)],
    }),

    consenting: ({ who, channel, act, purpose, subject, wording, at }: Consent): Statement => ({
      sql: 'INSERT INTO consent (unit, who, channel, act, purpose, subject, wording, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      args: [unit, who, channel, act, purpose, subject, wording, isoVn(at)],
    }),

    /**
     * The notices that wait for a chat are not wanted any more: those about a dossier, or all (null). Replies are. What did not arrive
     * can't be sent again; without its words what is being sent just now is not tried again either.
     */
    dropping: (chat: ChatRef, code: string | null, at: Date): Statement[] => {
      const theirs = `unit = ? AND channel = ? AND chat = ? AND class = 'notice'${code === null ? '' : ' AND subject = ?'}`
      const args = [...of(chat), ...(code === null ? [] : [code])]
      return [
        { sql: `UPDATE outbox SET body = '' WHERE ${theirs} AND state IN ${OUT}`, args },
        {
          sql: `UPDATE outbox SET state = 'dropped', body = '', settled_at = ? WHERE ${theirs} AND state IN ('created', 'temporary')`,
          args: [isoVn(at), ...args],
        },
      ]
    },

    /** News that waits for a chat is not wanted any more. */
    droppingNews: (chat: ChatRef, at: Date): Statement[] => {
      const theirs = "unit = ? AND channel = ? AND chat = ? AND topic IN ('news', 'warning')"
      return [
        { sql: `UPDATE outbox SET body = '' WHERE ${theirs} AND state IN ${OUT}`, args: of(chat) },
        {
          sql: `UPDATE outbox SET state = 'dropped', body = '', settled_at = ? WHERE ${theirs} AND state IN ('created', 'temporary')`,
          args: [isoVn(at), ...of(chat)],
        },
      ]
    },

    /** Takes a chat's name off what was sent to it before; the counts stay. */
    unnaming: ({ channel, chat }: ChatRef): Statement => ({
      sql: `UPDATE outbox SET chat = '', body = '' WHERE unit = ? AND channel = ? AND chat = ?
            AND (state NOT IN ('created', 'temporary', 'sending') OR state = 'sending' AND class = 'notice')`,
      args: [unit, channel, chat],
    }),

    /** When a chat may be written to again. */
    forgettingPace: (chat: ChatRef): Statement => ({
      sql: 'DELETE FROM outbox_pace WHERE unit = ? AND channel = ? AND chat = ?',
      args: of(chat),
    }),

    /** When a chat last turned to the commune's Zalo account; `who` is its keyed hash. */
    forgettingTurn: (who: string): Statement => ({
      sql: 'DELETE FROM zalo_oa_window WHERE unit = ? AND who = ?',
      args: [unit, who],
    }),

    /** What the conversation kept of a chat, but for the update that asks for this (a repeat of it must stay one). */
    forgettingTalk: ({ channel, chat }: ChatRef, update: string): Statement[] => [
      { sql: 'DELETE FROM conversation WHERE unit = ? AND channel = ? AND chat = ?', args: [unit, channel, chat] },
      { sql: 'DELETE FROM shown_menu WHERE unit = ? AND channel = ? AND chat = ?', args: [unit, channel, chat] },
      {
        sql: 'DELETE FROM inbox WHERE unit = ? AND channel = ? AND chat = ? AND update_id <> ?',
        args: [unit, channel, chat, update],
      },
    ],
  }
}
export type FollowStore = ReturnType<typeof followStore>
