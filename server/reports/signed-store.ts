import * as z from 'zod'
import type { Db, Statement } from '../storage/db.ts'
import type { Document } from './document/model.ts'
import { FrozenDocument } from './document/schema.ts'
import { Figure, type Period, ReportKind } from './schema.ts'

const json = z.string().transform((text): unknown => JSON.parse(text))
const Head = z.object({
  id: z.string(),
  kind: ReportKind,
  from_day: z.string(),
  to_day: z.string(),
  label: z.string(),
  by_name: z.string(),
  at: z.string(),
})
const Row = Head.extend({ document: json.pipe(FrozenDocument), figures: json.pipe(z.array(Figure)) })
const Text = z.object({
  section: z.string(),
  version: z.number(),
  text: z.string(),
  by_name: z.string(),
  at: z.string(),
})

const Later = z.object({
  room: z.enum(['dossiers', 'feedback']),
  code: z.string(),
  fresh: z.number(),
  kinds: z.string().nullable(),
  at: z.string(),
})
/** A dossier or a case of a period that was added (`fresh`) or changed since a moment; `kinds`: what events say so. */
export type Later = { room: 'dossiers' | 'feedback'; code: string; fresh: boolean; kinds: string[]; at: string }

export type SignedHead = { id: string; kind: ReportKind; period: Period; by: string; at: string }
export type Signed = SignedHead & { document: Document; figures: Figure[] }
export type OwnText = { text: string; version: number; by: string; at: string }
type Author = { id: string; name: string }

/** SQL of what people wrote into reports, and of the signed ones. */
export function signedStore(db: Db) {
  return {
    /** The last version of each section. */
    async texts(unit: string, kind: ReportKind, { from, to }: Period): Promise<Map<string, OwnText>> {
      const { rows } = await db.execute(
        `SELECT section, version, text, by_name, at FROM report_text AS t WHERE unit = ?1 AND kind = ?2 AND period = ?3
           AND version = (SELECT max(version) FROM report_text WHERE unit = ?1 AND kind = ?2 AND period = ?3 AND section = t.section)`,
        [unit, kind, `${from}..${to}`],
      )
      return new Map(
        rows.map((raw) => {
          const { section, text, version, by_name: by, at } = Text.parse(raw)
          return [section, { text, version, by, at }]
        }),
      )
    },

    /** Every signed report, the newest first. */
    async list(unit: string): Promise<SignedHead[]> {
      const sql =
        'SELECT id, kind, from_day, to_day, label, by_name, at FROM report_signed WHERE unit = ? ORDER BY at DESC LIMIT 200'
      const { rows } = await db.execute(sql, [unit])
      return rows.map((row) => headOf(Head.parse(row)))
    },

    /** What was added to a period or changed in it since a moment, the latest first; at most 500 of each room. */
    async later(unit: string, { to }: Period, since: string): Promise<Later[]> {
      const sql = `SELECT * FROM (SELECT 'dossiers' AS room, code, first_seen > ?3 AS fresh, updated_at AS at,
            (SELECT group_concat(DISTINCT kind) FROM dossier_event AS e
               WHERE e.unit = d.unit AND e.code = d.code AND e.recorded_at > ?3) AS kinds
          FROM dossier AS d WHERE unit = ?1 AND received_at < ?2 || 'U' AND updated_at > ?3 ORDER BY updated_at DESC LIMIT 500)
        UNION ALL SELECT * FROM (SELECT 'feedback', code, 0, updated_at, NULL FROM feedback
          WHERE unit = ?1 AND received_at < ?2 || 'U' AND updated_at > ?3 ORDER BY updated_at DESC LIMIT 500)`
      const { rows } = await db.execute(sql, [unit, to, since])
      return rows.map((raw) => {
        const { fresh, kinds, ...rest } = Later.parse({ ...raw })
        return { ...rest, fresh: fresh === 1, kinds: kinds?.split(',') ?? [] }
      })
    },

    async find(unit: string, id: string): Promise<Signed | null> {
      const { rows } = await db.execute('SELECT * FROM report_signed WHERE unit = ? AND id = ?', [unit, id])
      if (!rows[0]) return null
      const row = Row.parse(rows[0])
      return { ...headOf(row), document: row.document, figures: row.figures }
    },
  }
}

/** The write of one section; its version is the guard: of two authors one finds it taken. */
export function textWrite(
  unit: string,
  kind: ReportKind,
  { from, to }: Period,
  section: string,
  text: string,
  version: number,
  by: Author,
  at: string,
): Statement {
  return {
    sql: 'INSERT INTO report_text (unit, kind, period, section, version, text, by_id, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    args: [unit, kind, `${from}..${to}`, section, BigInt(version), text, by.id, by.name, at],
  }
}

/** The write that freezes a report. */
export function signedWrite(unit: string, signed: Signed, by: Author): Statement {
  const { id, kind, period, document, figures, at } = signed
  return {
    sql: `INSERT INTO report_signed (unit, id, kind, from_day, to_day, label, document, figures, by_id, by_name, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      unit,
      id,
      kind,
      period.from,
      period.to,
      period.label,
      JSON.stringify(document),
      JSON.stringify(figures),
      by.id,
      by.name,
      at,
    ],
  }
}

function headOf({ id, kind, from_day, to_day, label, by_name, at }: z.infer<typeof Head>): SignedHead {
  return { id, kind, period: { from: from_day, to: to_day, label }, by: by_name, at }
}
