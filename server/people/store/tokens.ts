import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { Scope } from '../schema.ts'

const Row = z.object({
  unit: z.string(),
  name: z.string(),
  scopes: z.string().transform((text) => z.array(Scope).parse(text.split(' '))),
  expires_at: z.string(),
  last_used_day: z.string().nullable(),
})

/** The live token with this hash, or null when unknown or revoked. */
export async function findToken(db: Db, hash: string) {
  const { rows } = await db.execute('SELECT * FROM machine_token WHERE hash = ? AND revoked_at IS NULL', [hash])
  return rows[0] ? Row.parse(rows[0]) : null
}

/** Inserts a token; a live one of the same name is revoked in the same write, so that renewing is one command. */
export function replaceToken(
  db: Db,
  token: { hash: string; unit: string; name: string; scopes: Scope[]; now: Date; expires: Date },
) {
  const now = token.now.toISOString()
  const statements: Statement[] = [
    {
      sql: 'UPDATE machine_token SET revoked_at = ? WHERE unit = ? AND name = ? AND revoked_at IS NULL',
      args: [now, token.unit, token.name],
    },
    {
      sql: `INSERT INTO machine_token (hash, unit, name, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
      args: [token.hash, token.unit, token.name, token.scopes.join(' '), now, token.expires.toISOString()],
    },
  ]
  return db.write(statements)
}

/** Notes the day on which a token was last used, so that forgotten ones can be found. */
export async function touchToken(db: Db, hash: string, day: string) {
  await db.execute('UPDATE machine_token SET last_used_day = ? WHERE hash = ?', [day, hash])
}

const Listed = Row.omit({ unit: true }).extend({ hash: z.string(), created_at: z.string() })

/** Live tokens of a unit, by name. */
export async function listTokens(db: Db, unit: string) {
  const { rows } = await db.execute('SELECT * FROM machine_token WHERE unit = ? AND revoked_at IS NULL ORDER BY name', [
    unit,
  ])
  return z.array(Listed).parse(rows)
}

/** Ends a unit's token. */
export function revokeToken(unit: string, hash: string, now: Date): Statement {
  return {
    sql: 'UPDATE machine_token SET revoked_at = ? WHERE unit = ? AND hash = ? AND revoked_at IS NULL',
    args: [now.toISOString(), unit, hash],
  }
}
