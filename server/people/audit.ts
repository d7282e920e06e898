import { type Random, secretToken } from '../kernel/ids.ts'
import type { Clock } from '../kernel/time.ts'
import type { Statement } from '../storage/db.ts'
import type { Actor } from './schema.ts'

/** One act. `detail` is flat and never holds personal data of a citizen. */
export type AuditEntry = {
  /** Null: the system itself. */
  actor: Pick<Actor, 'id' | 'unit' | 'name' | 'role'> | null
  /** What was done, `room.verb`: `feedback.close`, `staff.invite`. */
  action: string
  /** On what: a case's code, a person's id. */
  subject: string
  detail?: Record<string, string | number | boolean | null>
  at?: Date
}

/**
 * Makes the statement that records an act: it belongs into the same `db.write` as the change, so that neither is without the
 * other. The table refuses to be changed or emptied.
 */
export function auditor({ clock, random, unit }: { clock: Clock; random: Random; unit: string }) {
  return function audit({ actor, action, subject, detail = {}, at = clock() }: AuditEntry): Statement {
    return {
      sql: `INSERT INTO audit (id, unit, at, actor, actor_name, actor_role, action, subject, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        secretToken(random),
        actor?.unit ?? unit,
        at.toISOString(),
        actor?.id ?? null,
        actor?.name ?? null,
        actor?.role ?? null,
        action,
        subject,
        JSON.stringify(detail),
      ],
    }
  }
}
export type Audit = ReturnType<typeof auditor>
