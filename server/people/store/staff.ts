import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { Role } from '../schema.ts'

/** A row of `staff` as it is kept. */
export const StaffRow = z.object({
  unit: z.string(),
  id: z.string(),
  name: z.string(),
  login: z.string(),
  role: Role,
  department: z.string().nullable(),
  password: z.string().nullable(),
  totp: z.string().nullable(),
  totp_confirmed_at: z.string().nullable(),
  totp_step: z.number().nullable(),
  sample: z.coerce.boolean(),
  created_at: z.string(),
  disabled_at: z.string().nullable(),
  last_seen_day: z.string().nullable(),
})
export type StaffRow = z.infer<typeof StaffRow>

/** SQL of people. What changes is returned as a statement, to be written together with its audit row. */
export function staffStore(db: Db, unit: string) {
  const one = async (where: string, value: string): Promise<StaffRow | null> => {
    const { rows } = await db.execute(`SELECT * FROM staff WHERE unit = ? AND ${where} = ?`, [unit, value])
    return rows[0] ? StaffRow.parse(rows[0]) : null
  }
  const set = (id: string, assignments: string, args: Array<string | bigint | null>): Statement => ({
    sql: `UPDATE staff SET ${assignments} WHERE unit = ? AND id = ?`,
    args: [...args, unit, id],
  })
  return {
    byId: (id: string) => one('id', id),
    byLogin: (login: string) => one('login', login),

    /** Everybody, those who may act first, then by name; with the end of an open invitation. */
    async all(now: Date) {
      const { rows } = await db.execute(
        `SELECT s.*, (SELECT max(i.expires_at) FROM staff_invitation i WHERE i.unit = s.unit AND i.staff = s.id AND i.expires_at > ?
                        AND NOT EXISTS (SELECT 1 FROM staff_invitation_use u WHERE u.hash = i.hash)) AS invited_until
         FROM staff s WHERE s.unit = ? ORDER BY s.disabled_at IS NOT NULL, s.name, s.id`,
        [now.toISOString(), unit],
      )
      return z.array(StaffRow.extend({ invited_until: z.string().nullable() })).parse(rows)
    },

    insert: (
      row: Pick<StaffRow, 'id' | 'name' | 'login' | 'role' | 'department' | 'sample'> & { now: Date },
    ): Statement => ({
      sql: `INSERT INTO staff (unit, id, name, login, role, department, sample, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [unit, row.id, row.name, row.login, row.role, row.department, row.sample ? 1n : 0n, row.now.toISOString()],
    }),
    setPassword: (id: string, hash: string) => set(id, 'password = ?', [hash]),
    setRole: (id: string, role: string, department: string | null) =>
      set(id, 'role = ?, department = ?', [role, department]),
    setDisabled: (id: string, at: string | null) => set(id, 'disabled_at = ?', [at]),
    /** Nothing left to sign in with. */
    clear: (id: string) => set(id, 'password = NULL, totp = NULL, totp_confirmed_at = NULL, totp_step = NULL', []),
    pendTotp: (id: string, sealed: string) => set(id, 'totp = ?, totp_confirmed_at = NULL, totp_step = NULL', [sealed]),
    confirmTotp: (id: string, at: string, step: number) =>
      set(id, 'totp_confirmed_at = ?, totp_step = ?', [at, BigInt(step)]),
    clearTotp: (id: string) => set(id, 'totp = NULL, totp_confirmed_at = NULL, totp_step = NULL', []),
    seen: (id: string, day: string) => set(id, 'last_seen_day = ?', [day]),

    /** Uses up a time step: false when this one or a later one was used before. */
    async useStep(id: string, step: number): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        'UPDATE staff SET totp_step = ? WHERE unit = ? AND id = ? AND (totp_step IS NULL OR totp_step < ?)',
        [BigInt(step), unit, id, BigInt(step)],
      )
      return rowsAffected === 1
    },

    /** Replaces the recovery codes by these. */
    setRecovery: (id: string, hashes: readonly string[]): Statement[] => [
      { sql: 'DELETE FROM staff_recovery WHERE unit = ? AND staff = ?', args: [unit, id] },
      ...hashes.map((hash) => ({
        sql: 'INSERT INTO staff_recovery (unit, staff, hash) VALUES (?, ?, ?)',
        args: [unit, id, hash],
      })),
    ],
    /** Uses up a recovery code: false when there is none such, or it was used. */
    async useRecovery(id: string, hash: string, at: string): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        'UPDATE staff_recovery SET used_at = ? WHERE unit = ? AND staff = ? AND hash = ? AND used_at IS NULL',
        [at, unit, id, hash],
      )
      return rowsAffected === 1
    },
    async recoveryLeft(id: string): Promise<number> {
      const { rows } = await db.execute(
        'SELECT count(*) AS n FROM staff_recovery WHERE unit = ? AND staff = ? AND used_at IS NULL',
        [unit, id],
      )
      return z.object({ n: z.number() }).parse(rows[0]).n
    },
  }
}
export type StaffStore = ReturnType<typeof staffStore>
