import * as z from 'zod'
import type { Actor } from '../../people/schema.ts'
import type { Db, Statement } from '../../storage/db.ts'
import type { Seen } from '../rules/changed.ts'

const json = z.string().transform((text): unknown => JSON.parse(text))
const Row = z.object({
  id: z.string(),
  url: z.string(),
  keys: json.pipe(z.array(z.string())),
  made_by_name: z.string(),
  made_at: z.string(),
  seen: json.pipe(z.object({ period: z.string(), values: z.record(z.string(), z.number().nullable()) })),
  version: z.number(),
  answer: z.string().nullable(),
  state: z.string().nullable(),
})
const CallRow = z.object({
  hook: z.string(),
  url: z.string(),
  version: z.number(),
  body: z.string(),
  tries: z.number(),
  next_at: z.string(),
})

export type Hook = {
  id: string
  url: string
  keys: string[]
  by: string
  at: string
  seen: Seen
  version: number
  /** How the last call went; null before the first. */
  last: { state: string; answer: string | null } | null
}
export type Call = { hook: string; url: string; version: number; body: string; tries: number; nextAt: string }

/** SQL of the listeners of a unit and of the calls to them. Moments are UTC ISO-8601. */
export function hookStore(db: Db, unit: string) {
  return {
    async list(): Promise<Hook[]> {
      const { rows } = await db.execute(
        `SELECT h.*, c.answer, c.state FROM report_hook AS h
         LEFT JOIN report_hook_call AS c ON c.unit = h.unit AND c.hook = h.id AND c.version =
           (SELECT max(version) FROM report_hook_call WHERE unit = h.unit AND hook = h.id)
         WHERE h.unit = ? ORDER BY h.made_at, h.id`,
        [unit],
      )
      return rows.map((raw) => {
        const { id, url, keys, made_by_name: by, made_at: at, seen, version, answer, state } = Row.parse(raw)
        return { id, url, keys, by, at, seen, version, last: state === null ? null : { state, answer } }
      })
    },

    adding: (id: string, url: string, keys: readonly string[], by: Actor, at: string): Statement => ({
      sql: `INSERT INTO report_hook (unit, id, url, keys, made_by, made_by_name, made_at, seen, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, '{"period":"","values":{}}', 0)`,
      args: [unit, id, url, JSON.stringify(keys), by.id, by.name, at],
    }),

    removing: (id: string): Statement[] => [
      { sql: 'DELETE FROM report_hook WHERE unit = ? AND id = ?', args: [unit, id] },
      { sql: 'DELETE FROM report_hook_call WHERE unit = ? AND hook = ?', args: [unit, id] },
    ],

    /** The call for a change and what has been told with it; a second server that noticed the same finds the version taken. */
    queueing: (id: string, version: number, body: string, seen: Seen, at: string): Statement[] => [
      {
        sql: `INSERT INTO report_hook_call (unit, hook, version, body, state, tries, next_at, made_at)
              VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?)`,
        args: [unit, id, BigInt(version), body, at, at],
      },
      {
        sql: 'UPDATE report_hook SET seen = ?, version = ? WHERE unit = ? AND id = ?',
        args: [JSON.stringify(seen), BigInt(version), unit, id],
      },
    ],

    async due(at: string): Promise<Call[]> {
      const { rows } = await db.execute(
        `SELECT c.hook, h.url, c.version, c.body, c.tries, c.next_at FROM report_hook_call AS c
         JOIN report_hook AS h ON h.unit = c.unit AND h.id = c.hook
         WHERE c.unit = ? AND c.state = 'waiting' AND c.next_at <= ? ORDER BY c.next_at LIMIT 20`,
        [unit, at],
      )
      return rows.map((row) => {
        const { next_at: nextAt, ...call } = CallRow.parse(row)
        return { ...call, nextAt }
      })
    },

    /** Takes a call until `until`; false when another server has it. */
    async claim({ hook, version, nextAt }: Call, until: string): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        `UPDATE report_hook_call SET next_at = ?, tries = tries + 1
         WHERE unit = ? AND hook = ? AND version = ? AND state = 'waiting' AND next_at = ?`,
        [until, unit, hook, BigInt(version), nextAt],
      )
      return rowsAffected === 1
    },

    async settle({ hook, version }: Call, state: string, nextAt: string, answer: string): Promise<void> {
      await db.execute(
        'UPDATE report_hook_call SET state = ?, next_at = ?, answer = ? WHERE unit = ? AND hook = ? AND version = ?',
        [state, nextAt, answer, unit, hook, BigInt(version)],
      )
    },

    async forget(before: string): Promise<void> {
      await db.execute(`DELETE FROM report_hook_call WHERE unit = ? AND state <> 'waiting' AND made_at < ?`, [
        unit,
        before,
      ])
    },
  }
}
