import * as z from 'zod'
import { sha256 } from '../kernel/privacy.ts'
import type { Db } from '../storage/db.ts'
import { NationalName, type Procedure } from './schema.ts'

const BATCH = 500
const Row = z.object({ json: z.string().transform((text) => NationalName.parse(JSON.parse(text))) })

/** Makes the table equal to the list when it was made from another one. Safe to repeat after a crash: the version is written last. */
export async function saveNational(db: Db, names: NationalName[]): Promise<void> {
  const hash = await sha256(JSON.stringify(names))
  const { rows } = await db.execute('SELECT list_hash FROM procedure_national_made')
  if (rows[0]?.list_hash === hash) return
  await db.execute('DELETE FROM procedure_national')
  for (let at = 0; at < names.length; at += BATCH) {
    await db.write(
      names.slice(at, at + BATCH).map((name) => ({
        sql: 'INSERT OR REPLACE INTO procedure_national (code, json) VALUES (?, ?)',
        args: [name.code, JSON.stringify(name)],
      })),
    )
  }
  await db.execute(
    'INSERT INTO procedure_national_made VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET list_hash = excluded.list_hash',
    [hash],
  )
}

/** What little is known of a procedure outside the commune's catalogue, as a record; null when the code is nobody's. */
export async function findNational(db: Db, code: string, sourceDate: string): Promise<Procedure | null> {
  const { rows } = await db.execute('SELECT json FROM procedure_national WHERE code = ?', [code])
  if (!rows[0]) return null
  const { name, field, type, by, levels } = Row.parse(rows[0]).json
  return {
    code,
    name,
    field,
    scope: type === 'SPECIFIC' ? { province: by.replace(/^UBND\s+/, '') } : 'national',
    levels,
    desk: 'other',
    applicants: [],
    methods: [],
    papers: [],
    results: [],
    legalBasis: [],
    decision: null,
    status: 'unknown',
    source: { url: 'https://dichvucong.gov.vn', date: sourceDate, completeness: 'name-only', kind: 'catalog' },
  }
}
