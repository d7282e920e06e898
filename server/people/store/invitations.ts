import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

/** SQL of invitations. */
export function invitationStore(db: Db, unit: string) {
  return {
    /** Whom an open invitation is for; null when unknown, used or over. */
    async open(hash: string, now: string): Promise<string | null> {
      const { rows } = await db.execute(
        `SELECT staff FROM staff_invitation i WHERE hash = ? AND unit = ? AND expires_at > ?
         AND NOT EXISTS (SELECT 1 FROM staff_invitation_use u WHERE u.hash = i.hash)`,
        [hash, unit, now],
      )
      return rows[0] ? z.object({ staff: z.string() }).parse(rows[0]).staff : null
    },
    /** A new invitation; the person's earlier ones are over. */
    replace: (hash: string, staff: string, now: string, expires: string): Statement[] => [
      {
        sql: 'UPDATE staff_invitation SET expires_at = ? WHERE unit = ? AND staff = ? AND expires_at > ?',
        args: [now, unit, staff, now],
      },
      {
        sql: 'INSERT INTO staff_invitation (hash, unit, staff, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
        args: [hash, unit, staff, now, expires],
      },
    ],
    end: (staff: string, now: string): Statement => ({
      sql: 'UPDATE staff_invitation SET expires_at = ? WHERE unit = ? AND staff = ? AND expires_at > ?',
      args: [now, unit, staff, now],
    }),
    /** Uses it up; fails as a duplicate, with its whole batch, when it was used before. */
    use: (hash: string, at: string): Statement => ({
      sql: 'INSERT INTO staff_invitation_use (hash, at) VALUES (?, ?)',
      args: [hash, at],
    }),
  }
}
