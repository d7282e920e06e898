import * as z from 'zod'
import type { Db } from '../../storage/db.ts'
import type { AuditFilter } from '../schema.ts'

const AuditRow = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string().nullable(),
  actor_name: z.string().nullable(),
  actor_role: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>

/** Reads the audit, newest first. */
export async function readAudit(db: Db, unit: string, filter: AuditFilter, limit: number, offset: number) {
  const where: string[] = ['unit = ?']
  const args: string[] = [unit]
  const add = (sql: string, value: string | undefined) => {
    if (value === undefined) return
    where.push(sql)
    args.push(value)
  }
  add('at >= ?', filter.from?.toISOString())
  add('at < ?', filter.before?.toISOString())
  add('actor = ?', filter.actor)
  add("action LIKE ? || '.%'", filter.room)
  add('subject = ?', filter.subject)
  const condition = where.join(' AND ')
  const [count, rows] = await Promise.all([
    db.execute(`SELECT count(*) AS n FROM audit WHERE ${condition}`, args),
    db.execute(`SELECT * FROM audit WHERE ${condition} ORDER BY seq DESC LIMIT ? OFFSET ?`, [
      ...args,
      BigInt(limit),
      BigInt(offset),
    ]),
  ])
  return { total: z.object({ n: z.number() }).parse(count.rows[0]).n, rows: z.array(AuditRow).parse(rows.rows) }
}
