import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'

const Pairing = z.object({
  hash: z.string(),
  member: z.string(),
  team: z.string(),
  label: z.string(),
  expires_at: z.string(),
  device: z.string().nullable(),
})
const DeviceRow = z.object({
  id: z.string(),
  member: z.string(),
  team: z.string(),
  label: z.string(),
  token: z.string(),
  drop_token: z.string(),
  paired_at: z.string(),
  expires_at: z.string(),
  last_seen_day: z.string().nullable(),
  revoked_at: z.string().nullable(),
})
export type DeviceRow = z.infer<typeof DeviceRow>
const KeyRow = z.object({ id: z.string(), public: z.string(), private: z.string() })
export type KeyRow = z.infer<typeof KeyRow>

/** SQL of the commune's keys, of codes that let phones in, and of phones. Tokens and codes are hashes. */
export function deviceStore(db: Db, unit: string) {
  const device = async (column: 'id' | 'token' | 'drop_token', value: string): Promise<DeviceRow | null> => {
    const { rows } = await db.execute(`SELECT * FROM assist_device WHERE unit = ? AND ${column} = ?`, [unit, value])
    return rows[0] ? DeviceRow.parse(rows[0]) : null
  }
  return {
    async keys(): Promise<KeyRow[]> {
      const { rows } = await db.execute('SELECT * FROM assist_key WHERE unit = ? ORDER BY made_at, id', [unit])
      return z.array(KeyRow).parse(rows)
    },
    /** Only the first key of a commune: two servers that start at once keep one. */
    firstKey: ({ id, public: point, private: secret }: KeyRow, at: string): Statement => ({
      sql: `INSERT INTO assist_key (unit, id, public, private, made_at) SELECT ?, ?, ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM assist_key WHERE unit = ?)`,
      args: [unit, id, point, secret, at, unit],
    }),

    async pairing(hash: string): Promise<z.infer<typeof Pairing> | null> {
      const { rows } = await db.execute('SELECT * FROM assist_pairing WHERE unit = ? AND hash = ?', [unit, hash])
      return rows[0] ? Pairing.parse(rows[0]) : null
    },
    pairingWrite: (row: {
      hash: string
      member: string
      team: string
      label: string
      by: string
      expires: string
    }) => ({
      sql: `INSERT INTO assist_pairing (unit, hash, member, team, label, made_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      args: [unit, row.hash, row.member, row.team, row.label, row.by, row.expires],
    }),
    /** Uses a code up for a phone, and lets the phone in only when this was the use. */
    pair: (hash: string, row: Omit<DeviceRow, 'last_seen_day' | 'revoked_at'>): Statement[] => [
      {
        sql: 'UPDATE assist_pairing SET device = ? WHERE unit = ? AND hash = ? AND device IS NULL',
        args: [row.id, unit, hash],
      },
      {
        sql: `INSERT INTO assist_device (unit, id, member, team, label, token, drop_token, paired_at, expires_at)
              SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM assist_pairing WHERE unit = ? AND hash = ? AND device = ?)`,
        args: [
          unit,
          row.id,
          row.member,
          row.team,
          row.label,
          row.token,
          row.drop_token,
          row.paired_at,
          row.expires_at,
          unit,
          hash,
          row.id,
        ],
      },
    ],

    byId: (id: string) => device('id', id),
    byToken: (hash: string) => device('token', hash),
    byDrop: (hash: string) => device('drop_token', hash),
    async all(): Promise<DeviceRow[]> {
      const { rows } = await db.execute(
        'SELECT * FROM assist_device WHERE unit = ? ORDER BY revoked_at IS NOT NULL, paired_at DESC, id',
        [unit],
      )
      return z.array(DeviceRow).parse(rows)
    },
    seen: (id: string, day: string): Statement => ({
      sql: 'UPDATE assist_device SET last_seen_day = ? WHERE unit = ? AND id = ?',
      args: [day, unit, id],
    }),
    revoke: (id: string, at: string): Statement => ({
      sql: 'UPDATE assist_device SET revoked_at = ? WHERE unit = ? AND id = ? AND revoked_at IS NULL',
      args: [at, unit, id],
    }),
    forgetCodes: (before: string): Statement => ({
      sql: 'DELETE FROM assist_pairing WHERE unit = ? AND expires_at < ?',
      args: [unit, before],
    }),
  }
}
export type DeviceStore = ReturnType<typeof deviceStore>
