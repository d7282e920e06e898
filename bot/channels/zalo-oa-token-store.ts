import * as z from 'zod'
import type { Db, Statement } from '../../server/storage/db.ts'
import type { VaultPort } from '../ports.ts'

/** Both tokens of a grant. `expiresAt`: of the access token, epoch ms. */
export type Pair = { access: string; refresh: string; expiresAt: number }

/** The grant as it rests. Moments are epoch ms. */
export type Grant = {
  appId: string
  version: number
  expiresAt: number
  grantedAt: number
  rotatedAt: number
  leaseUntil: number
  failure: { why: string; at: number } | null
}

const Row = z
  .object({
    app_id: z.string(),
    version: z.number(),
    sealed: z.string(),
    expires_at: z.number(),
    granted_at: z.number(),
    rotated_at: z.number(),
    lease_until: z.number(),
    failure: z.string().nullable(),
    failed_at: z.number().nullable(),
  })
  .transform((row) => ({
    sealed: row.sealed,
    grant: {
      appId: row.app_id,
      version: row.version,
      expiresAt: row.expires_at,
      grantedAt: row.granted_at,
      rotatedAt: row.rotated_at,
      leaseUntil: row.lease_until,
      failure: row.failure === null ? null : { why: row.failure, at: row.failed_at ?? 0 },
    } satisfies Grant,
  }))
const Sealed = z.object({ access: z.string(), refresh: z.string() })
const PLACE = 'zalo-oa token'

/** SQL of the account's one grant. The tokens rest sealed. */
export function tokenStore(db: Db, unit: string, vault: VaultPort) {
  const sealed = ({ access, refresh }: Pair) => vault.seal(PLACE, JSON.stringify({ access, refresh }))

  return {
    /** The grant and its tokens; null when nobody gave one, `tokens` null when another installation sealed it. */
    async read(): Promise<{ grant: Grant; tokens: z.infer<typeof Sealed> | null } | null> {
      const { rows } = await db.execute('SELECT * FROM zalo_oa_token WHERE unit = ?', [unit])
      if (!rows[0]) return null
      const row = Row.parse(rows[0])
      const text = await vault.unseal(PLACE, row.sealed)
      return { grant: row.grant, tokens: text === null ? null : Sealed.parse(JSON.parse(text)) }
    },

    /** A pair that a person brought; it takes the place of whatever was there. `more` is written with it. */
    async grant(appId: string, pair: Pair, now: number, more: Statement[] = []): Promise<void> {
      const sql = `INSERT INTO zalo_oa_token (unit, app_id, version, sealed, expires_at, granted_at, rotated_at) VALUES (?, ?, 1, ?, ?, ?, ?)
         ON CONFLICT (unit) DO UPDATE SET app_id = excluded.app_id, version = version + 1, sealed = excluded.sealed,
           expires_at = excluded.expires_at, granted_at = excluded.granted_at, rotated_at = excluded.rotated_at,
           holder = NULL, lease_until = 0, failure = NULL, failed_at = NULL`
      const args = [unit, appId, await sealed(pair), BigInt(pair.expiresAt), BigInt(now), BigInt(now)]
      await db.write([...more, { sql, args }])
    },

    /** Takes the right to refresh this version; false when another process has it, or was faster. */
    async claim(version: number, holder: string, now: number, leaseUntil: number): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        `UPDATE zalo_oa_token SET holder = ?, lease_until = ?
         WHERE unit = ? AND version = CAST(? AS INTEGER) AND lease_until <= CAST(? AS INTEGER)`,
        [holder, BigInt(leaseUntil), unit, BigInt(version), BigInt(now)],
      )
      return rowsAffected === 1
    },

    /**
     * Keeps the pair that follows a version, before anybody uses it. Whoever got it from Zalo has the only one that works, also when
     * its lease has passed; false when a later pair is there already.
     */
    async rotate(version: number, pair: Pair, now: number): Promise<boolean> {
      const { rowsAffected } = await db.execute(
        `UPDATE zalo_oa_token SET version = version + 1, sealed = ?, expires_at = ?, rotated_at = ?, holder = NULL, lease_until = 0,
           failure = NULL, failed_at = NULL WHERE unit = ? AND version = CAST(? AS INTEGER)`,
        [await sealed(pair), BigInt(pair.expiresAt), BigInt(now), unit, BigInt(version)],
      )
      return rowsAffected === 1
    },

    /** Notes why a refresh did not work and gives the right to it back. */
    async failed(version: number, why: string, now: number): Promise<void> {
      await db.execute(
        `UPDATE zalo_oa_token SET failure = ?, failed_at = ?, holder = NULL, lease_until = 0
         WHERE unit = ? AND version = CAST(? AS INTEGER)`,
        [why, BigInt(now), unit, BigInt(version)],
      )
    },
  }
}
export type TokenStore = ReturnType<typeof tokenStore>
