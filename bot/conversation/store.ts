import * as z from 'zod'
import { isoVn } from '../../server/kernel/time.ts'
import type { Db, Statement } from '../../server/storage/db.ts'
import { fresh, readState, State } from './state.ts'
import type { Answer, Inbound } from './types.ts'

/** The key of a chat in every table. */
export type Chat = { unit: string; channel: string; chat: string }
export type Read = { version: number; state: State }

const Row = z.object({ version: z.number(), state: z.string().nullable() })

/** State and version of a chat; version 0 for one that never wrote. Old inbox rows count, so that a version is never used twice. */
export async function read(db: Db, { unit, channel, chat }: Chat): Promise<Read> {
  const found = await db.execute(
    `SELECT MAX(version) AS version, MAX(state) AS state FROM (
       SELECT version, state FROM conversation WHERE unit = ?1 AND channel = ?2 AND chat = ?3
       UNION ALL SELECT MAX(version), NULL FROM inbox WHERE unit = ?1 AND channel = ?2 AND chat = ?3
       UNION ALL SELECT 0, NULL)`,
    [unit, channel, chat],
  )
  const row = Row.parse(found.rows[0])
  return { version: row.version, state: row.state === null ? fresh : readState(row.state) }
}

const Shown = z.object({ choices: z.string() })

/** The choices of a notice that was shown after the conversation's last answer; null when none was. */
export async function shownSince(
  db: Db,
  { unit, channel, chat }: Chat,
  version: number,
): Promise<State['offered'] | null> {
  const found = await db.execute(
    'SELECT choices FROM shown_menu WHERE unit = ? AND channel = ? AND chat = ? AND version = ?',
    [unit, channel, chat, BigInt(version)],
  )
  const row = found.rows[0]
  return row ? State.shape.offered.parse(JSON.parse(Shown.parse(row).choices)) : null
}

/** The answer an update got before; null when it is new, `gone` when it was answered too long ago to repeat. */
export async function answered(
  db: Db,
  { unit, channel }: Chat,
  updateId: string,
): Promise<{ answer: string | null; version: number } | null> {
  const found = await db.execute('SELECT answer, version FROM inbox WHERE unit = ? AND channel = ? AND update_id = ?', [
    unit,
    channel,
    updateId,
  ])
  const row = found.rows[0]
  return row ? z.object({ answer: z.string().nullable(), version: z.number() }).parse(row) : null
}

/**
 * One atomic batch: the inbox row, the state, the outgoing messages and whatever the turn writes. The inbox row comes first and
 * guards the rest: its keys refuse an update that was handled and a version that another update took, and the batch rolls back.
 */
export function turnWrites(
  key: Chat,
  inbound: Inbound,
  next: Read,
  answer: (Answer & { personal: boolean }) | null,
  outgoing: string[],
  more: Statement[],
): Statement[] {
  const { unit, channel, chat } = key
  const at = isoVn(inbound.at)
  const version = BigInt(next.version)
  return [
    {
      sql: 'INSERT INTO inbox (unit, channel, update_id, chat, version, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [unit, channel, inbound.id, chat, version, answer && JSON.stringify(answer), at],
    },
    {
      sql: `INSERT INTO conversation (unit, channel, chat, version, state, updated_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (unit, channel, chat) DO UPDATE SET version = excluded.version, state = excluded.state, updated_at = excluded.updated_at`,
      args: [unit, channel, chat, version, JSON.stringify(next.state), at],
    },
    ...outgoing.map((body) => ({
      sql: 'INSERT INTO outbox (unit, channel, chat, body, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      args: [unit, channel, chat, body, at, at],
    })),
    ...more,
  ]
}
