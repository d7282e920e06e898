import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

const RecordRow = z.object({
  id: z.string(),
  body: z.string(),
  device: z.string(),
  member: z.string(),
  number: z.number().int().nullable(),
  day: z.string(),
  received_at: z.string(),
  state: z.enum(['filed', 'partial', 'refused']),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  sealed: z.string().nullable(),
  settled_at: z.string().nullable(),
})
export type RecordRow = z.infer<typeof RecordRow>

/** SQL of what phones sent in, and of the one-time links that came with it. */
export function recordStore(db: Db, unit: string) {
  return {
    async find(id: string): Promise<RecordRow | null> {
      const { rows } = await db.execute('SELECT * FROM assist_record WHERE unit = ? AND id = ?', [unit, id])
      return rows[0] ? RecordRow.parse(rows[0]) : null
    },
    /** What waits for the lead, the oldest first; of one member since a day when given. */
    async open(of?: { member: string; since: string }): Promise<RecordRow[]> {
      const { rows } = await db.execute(
        `SELECT * FROM assist_record WHERE unit = ? AND state <> 'filed' AND settled_at IS NULL
         ${of ? 'AND member = ? AND day >= ?' : ''} ORDER BY received_at, id LIMIT 200`,
        of ? [unit, of.member, of.since] : [unit],
      )
      return z.array(RecordRow).parse(rows)
    },
    async ofDevice(device: string, since: string): Promise<number> {
      const sql = 'SELECT count(*) AS n FROM assist_record WHERE unit = ? AND device = ? AND received_at >= ?'
      const { rows } = await db.execute(sql, [unit, device, since])
      return z.object({ n: z.number() }).parse({ ...rows[0] }).n
    },
    write: (row: Omit<RecordRow, 'settled_at'>): Statement => ({
      sql: `INSERT INTO assist_record (unit, id, body, device, member, number, day, received_at, state, reason, detail, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        unit,
        row.id,
        row.body,
        row.device,
        row.member,
        row.number === null ? null : BigInt(row.number),
        row.day,
        row.received_at,
        row.state,
        row.reason,
        row.detail,
        row.sealed,
      ],
    }),
    settle: (id: string, how: 'filed' | 'dropped', at: string): Statement => ({
      sql: 'UPDATE assist_record SET settled_at = ?, settled = ?, sealed = NULL WHERE unit = ? AND id = ? AND settled_at IS NULL',
      args: [at, how, unit, id],
    }),
    /** What nobody settled loses its words. */
    forgetWords: (before: string): Statement => ({
      sql: 'UPDATE assist_record SET sealed = NULL WHERE unit = ? AND received_at < ? AND sealed IS NOT NULL',
      args: [unit, before],
    }),

    handoverWrite: (hash: string, sealed: string, expires: string): Statement => ({
      sql: 'INSERT INTO assist_handover (unit, hash, sealed, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      args: [unit, hash, sealed, expires],
    }),
    /** Opens a link for whoever claims it first; the same claim reads again until `again`. Null: unknown, over or taken. */
    async claim(hash: string, claim: string, at: string, again: string): Promise<string | null> {
      await db.execute(
        'UPDATE assist_handover SET claim = ?, opened_at = ? WHERE unit = ? AND hash = ? AND claim IS NULL AND expires_at > ?',
        [claim, at, unit, hash, at],
      )
      const { rows } = await db.execute(
        'SELECT sealed FROM assist_handover WHERE unit = ? AND hash = ? AND claim = ? AND opened_at > ?',
        [unit, hash, claim, again],
      )
      return rows[0] ? z.object({ sealed: z.string() }).parse(rows[0]).sealed : null
    },
    forgetHandovers: (before: string): Statement => ({
      sql: 'DELETE FROM assist_handover WHERE unit = ? AND expires_at < ?',
      args: [unit, before],
    }),
  }
}
export type RecordStore = ReturnType<typeof recordStore>
