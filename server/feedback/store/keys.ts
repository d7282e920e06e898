import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

const Row = z.object({ body: z.string(), code: z.string(), receipt: z.string(), at: z.string() })
export type KeptKey = z.infer<typeof Row>

/** SQL of the keys under which something was sent; key and body are hashes, the receipt is sealed. */
export function keyStore(db: Db) {
  return {
    async find(unit: string, key: string): Promise<KeptKey | null> {
      const sql = 'SELECT body, code, receipt, at FROM feedback_key WHERE unit = ? AND key = ?'
      const { rows } = await db.execute(sql, [unit, key])
      return rows[0] ? Row.parse({ ...rows[0] }) : null
    },
    adding: (unit: string, key: string, { body, code, receipt, at }: KeptKey): Statement => ({
      sql: 'INSERT INTO feedback_key (unit, key, body, code, receipt, at) VALUES (?, ?, ?, ?, ?, ?)',
      args: [unit, key, body, code, receipt, at],
    }),
    forgetting: (before: string): Statement => ({ sql: 'DELETE FROM feedback_key WHERE at < ?', args: [before] }),
  }
}
export type KeyStore = ReturnType<typeof keyStore>
