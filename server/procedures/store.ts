import * as z from 'zod'
import { sha256 } from '../kernel/privacy.ts'
import type { Db, Statement } from '../storage/db.ts'
import { Procedure } from './schema.ts'

/** Statements per atomic write: more of them make requests too large for a database over HTTP. */
const BATCH = 500

const Stamp = z.object({ code: z.string(), hash: z.string() })
const Row = z.object({ json: z.string().transform((text) => Procedure.parse(JSON.parse(text))) })
const Line = z.object({ code: z.string(), name: z.string(), field: z.string() })
export type ProcedureLine = z.infer<typeof Line>

/** Makes the table equal to the catalogue: writes what changed, removes what is gone. Returns how many of each. */
export async function saveCatalogue(db: Db, catalogue: Procedure[]): Promise<{ written: number; removed: number }> {
  const { rows } = await db.execute('SELECT code, hash FROM procedure')
  const known = new Map(rows.map((row) => Stamp.parse(row)).map(({ code, hash }) => [code, hash]))
  const writes: Statement[] = []
  for (const record of catalogue) {
    const json = JSON.stringify(record)
    const hash = await sha256(json)
    if (known.get(record.code) !== hash) {
      writes.push({
        sql: `INSERT INTO procedure (code, field, name, json, hash) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (code) DO UPDATE SET field = excluded.field, name = excluded.name, json = excluded.json, hash = excluded.hash`,
        args: [record.code, record.field, record.name, json, hash],
      })
    }
    known.delete(record.code)
  }
  const removals = [...known.keys()].map((code) => ({ sql: 'DELETE FROM procedure WHERE code = ?', args: [code] }))
  const all: Statement[] = [...writes, ...removals]
  for (let at = 0; at < all.length; at += BATCH) await db.write(all.slice(at, at + BATCH))
  return { written: writes.length, removed: removals.length }
}

/** The record of a code, or null. */
export async function findProcedure(db: Db, code: string): Promise<Procedure | null> {
  const { rows } = await db.execute('SELECT json FROM procedure WHERE code = ?', [code])
  return rows[0] ? Row.parse(rows[0]).json : null
}

/** The records of these codes, in one reading. */
export async function findProcedures(db: Db, codes: readonly string[]): Promise<Map<string, Procedure>> {
  const sql = 'SELECT json FROM procedure WHERE code IN (SELECT value FROM json_each(?))'
  const { rows } = await db.execute(sql, [JSON.stringify(codes)])
  return new Map(rows.map((row) => Row.parse(row).json).map((record) => [record.code, record]))
}

/** Codes and names of those codes that are in the catalogue, in the order asked for. */
export async function findNames(db: Db, codes: string[]): Promise<ProcedureLine[]> {
  if (codes.length === 0) return []
  const marks = codes.map(() => '?').join(', ')
  const { rows } = await db.execute(`SELECT code, name, field FROM procedure WHERE code IN (${marks})`, codes)
  const lines = rows.map((row) => Line.parse(row))
  return codes.flatMap((code) => lines.filter((line) => line.code === code))
}

/** The first procedures by field and code, and how many there are in all. */
export async function listByField(db: Db, limit: number): Promise<{ total: number; lines: ProcedureLine[] }> {
  const [count, list] = await Promise.all([
    db.execute('SELECT count(*) AS total FROM procedure'),
    db.execute('SELECT code, name, field FROM procedure ORDER BY field, code LIMIT ?', [BigInt(limit)]),
  ])
  return {
    total: z.object({ total: z.coerce.number() }).parse(count.rows[0]).total,
    lines: list.rows.map((row) => Line.parse(row)),
  }
}
