import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { StaffRow } from './staff.ts'

export const Stage = z.enum(['code', 'enrol', 'full'])
export type Stage = z.infer<typeof Stage>

const SessionRow = z.object({
  hash: z.string(),
  id: z.string(),
  staff: z.string(),
  stage: Stage,
  created_at: z.string(),
  seen_at: z.string(),
  expires_at: z.string(),
  device: z.string(),
})
export type SessionRow = z.infer<typeof SessionRow>

/** SQL of sessions. */
export function sessionStore(db: Db, unit: string) {
  return {
    /** A session that is neither over nor idle (`seen_at` after `idleSince`), with its person, unless disabled. */
    async find(hash: string, now: string, idleSince: string): Promise<{ session: SessionRow; staff: StaffRow } | null> {
      const { rows } = await db.execute(
        'SELECT * FROM staff_session WHERE hash = ? AND unit = ? AND expires_at > ? AND seen_at > ?',
        [hash, unit, now, idleSince],
      )
      if (!rows[0]) return null
      const session = SessionRow.parse(rows[0])
      const found = await db.execute('SELECT * FROM staff WHERE unit = ? AND id = ? AND disabled_at IS NULL', [
        unit,
        session.staff,
      ])
      return found.rows[0] ? { session, staff: StaffRow.parse(found.rows[0]) } : null
    },

    insert: (row: SessionRow): Statement => ({
      sql: `INSERT INTO staff_session (hash, id, unit, staff, stage, created_at, seen_at, expires_at, device)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [row.hash, row.id, unit, row.staff, row.stage, row.created_at, row.seen_at, row.expires_at, row.device],
    }),
    async touch(hash: string, at: string): Promise<void> {
      await db.execute('UPDATE staff_session SET seen_at = ? WHERE hash = ?', [at, hash])
    },
    endByHash: (hash: string): Statement => ({
      sql: 'DELETE FROM staff_session WHERE hash = ? AND unit = ?',
      args: [hash, unit],
    }),
    endById: (staff: string, id: string): Statement => ({
      sql: 'DELETE FROM staff_session WHERE unit = ? AND staff = ? AND id = ?',
      args: [unit, staff, id],
    }),
    /** Ends all of a person's sessions, but for one. */
    endAll: (staff: string, except = ''): Statement => ({
      sql: 'DELETE FROM staff_session WHERE unit = ? AND staff = ? AND id <> ?',
      args: [unit, staff, except],
    }),
    /** A person's live sessions, the last used first. */
    async of(staff: string, now: string, idleSince: string): Promise<SessionRow[]> {
      const { rows } = await db.execute(
        `SELECT * FROM staff_session WHERE unit = ? AND staff = ? AND stage = 'full' AND expires_at > ? AND seen_at > ?
         ORDER BY seen_at DESC`,
        [unit, staff, now, idleSince],
      )
      return z.array(SessionRow).parse(rows)
    },
    /** What is over, of every unit, and wrong tries that no longer count. */
    forget: (now: Date): Statement[] => [
      { sql: 'DELETE FROM staff_session WHERE expires_at <= ?', args: [now.toISOString()] },
      {
        sql: 'DELETE FROM staff_try WHERE since <= ? AND locked_until <= ?',
        args: [BigInt(now.getTime() - DAY_MS), BigInt(now.getTime() - DAY_MS)],
      },
    ],
  }
}
const DAY_MS = 86_400_000
export type SessionStore = ReturnType<typeof sessionStore>
