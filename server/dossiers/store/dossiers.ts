import * as z from 'zod'
import type { Db, Statement } from '../../storage/db.ts'
import { codeKey } from '../rules/code.ts'
import { type Dossier, DossierEvent } from '../schema.ts'
import { toDossier } from './columns.ts'

const Count = z.object({ n: z.number() })

/** A LIKE pattern of a text that may stand anywhere. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** A new version of a dossier and what happened to it. */
export type Change = { dossier: Dossier; events: DossierEvent[]; source: string }

/** SQL of dossiers and their history. */
export function dossierStore(db: Db) {
  return {
    /** The dossier with this code, or null. */
    async find(unit: string, code: string): Promise<Dossier | null> {
      const { rows } = await db.execute('SELECT * FROM dossier WHERE unit = ? AND code = ?', [unit, code])
      return rows[0] ? toDossier(rows[0]) : null
    },

    /** Up to two dossiers whose code has these letters and digits: two mean that the spelling is ambiguous. */
    async findByKey(unit: string, key: string): Promise<Dossier[]> {
      const { rows } = await db.execute('SELECT * FROM dossier WHERE unit = ? AND code_key = ? LIMIT 2', [unit, key])
      return rows.map(toDossier)
    },

    /** The known ones among these codes. */
    async findMany(unit: string, codes: string[]): Promise<Map<string, Dossier>> {
      const sql = 'SELECT * FROM dossier WHERE unit = ? AND code IN (SELECT value FROM json_each(?))'
      const { rows } = await db.execute(sql, [unit, JSON.stringify(codes)])
      return new Map(rows.map(toDossier).map((dossier) => [dossier.code, dossier]))
    },

    /** Every dossier of the unit, page by page in order of code; for figures. */
    async *all(unit: string, page = 2000): AsyncGenerator<Dossier> {
      for (let after = ''; ; ) {
        const sql = 'SELECT * FROM dossier WHERE unit = ? AND code > ? ORDER BY code LIMIT ?'
        const { rows } = await db.execute(sql, [unit, after, BigInt(page)])
        const dossiers = rows.map(toDossier)
        yield* dossiers
        const last = dossiers.at(-1)
        if (!last || dossiers.length < page) return
        after = last.code
      }
    },

    /** A page of dossiers, the newest first. `q` is part of a code or of a procedure's name. */
    async search(
      unit: string,
      { q, state, field, limit, offset }: { q: string; state: string; field: string; limit: number; offset: number },
    ): Promise<{ total: number; dossiers: Dossier[] }> {
      const conditions = ['unit = ?']
      const args: Array<string | bigint> = [unit]
      if (q !== '') {
        conditions.push(`(code_key LIKE ? ESCAPE '\\' OR procedure_name LIKE ? ESCAPE '\\' OR procedure_code = ?)`)
        args.push(like(codeKey(q) || q), like(q), q)
      }
      if (state !== '') {
        conditions.push('state = ?')
        args.push(state)
      }
      if (field !== '') {
        conditions.push('field = ?')
        args.push(field)
      }
      const where = conditions.join(' AND ')
      const [count, page] = await Promise.all([
        db.execute(`SELECT count(*) AS n FROM dossier WHERE ${where}`, args),
        db.execute(`SELECT * FROM dossier WHERE ${where} ORDER BY received_at DESC, code DESC LIMIT ? OFFSET ?`, [
          ...args,
          BigInt(limit),
          BigInt(offset),
        ]),
      ])
      return { total: Count.parse(count.rows[0]).n, dossiers: page.rows.map(toDossier) }
    },

    /** The fields (lĩnh vực) that dossiers have. */
    async fields(unit: string): Promise<string[]> {
      const sql = 'SELECT DISTINCT field FROM dossier WHERE unit = ? AND field IS NOT NULL ORDER BY field'
      const { rows } = await db.execute(sql, [unit])
      return rows.map((row) => String(row.field))
    },

    /** Open dossiers whose due day has passed, the longest first; `today` is a day. Waiting for the citizen is not late. */
    async late(unit: string, today: string): Promise<Dossier[]> {
      const sql = `SELECT * FROM dossier WHERE unit = ? AND finished_at IS NULL AND returned_at IS NULL AND due_at < ?
        AND state IN ('submitted', 'received', 'processing', 'paying') ORDER BY due_at, code LIMIT 500`
      const { rows } = await db.execute(sql, [unit, today])
      return rows.map(toDossier)
    },

    async events(unit: string, code: string): Promise<DossierEvent[]> {
      const sql =
        'SELECT at, timed, kind, payload FROM dossier_event WHERE unit = ? AND code = ? ORDER BY revision, seq'
      const { rows } = await db.execute(sql, [unit, code])
      return rows.map((row) => DossierEvent.parse({ ...EventRow.parse(row) }))
    },

    /**
     * Writes new versions in one atomic batch and returns how many were taken. Fewer than given means that another import changed
     * some in between (their revision moved): read again and repeat. Events are written only with their own revision; `more` joins
     * the batch after them.
     */
    async save(changes: Change[], writer: string, now: string, more: Statement[] = []): Promise<number> {
      const rows = changes.map(({ dossier }) => toArgs(dossier, writer))
      const events = changes.flatMap(({ dossier, events, source }) =>
        events.map((event, seq) => eventArgs(dossier, event, seq, source, now, writer)),
      )
      const upserts = inGroups(rows, upsert)
      const results = await db.write([...upserts, { sql: ADD_EVENTS, args: [JSON.stringify(events)] }, ...more])
      return results.slice(0, upserts.length).reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
    },

    async count(unit: string): Promise<number> {
      const { rows } = await db.execute('SELECT count(*) AS n FROM dossier WHERE unit = ?', [unit])
      return z.object({ n: z.number() }).parse(rows[0]).n
    },
  }
}
export type DossierStore = ReturnType<typeof dossierStore>

const EventRow = z.object({
  at: z.string(),
  timed: z.number().transform((value) => value === 1),
  kind: z.string(),
  payload: z.string().transform((value): unknown => JSON.parse(value)),
})

const COLUMNS = [
  'unit',
  'code',
  'code_key',
  'procedure_code',
  'procedure_name',
  'field',
  'department',
  'applicant',
  'applicant_hash',
  'phone_hash',
  'state',
  'received_at',
  'received_timed',
  'due_at',
  'due_timed',
  'finished_at',
  'finished_timed',
  'returned_at',
  'returned_timed',
  'channel',
  'fee',
  'paid_online',
  'paid_amount',
  'digitised',
  'digitised_result',
  'apology',
  'sample',
  'source_file',
  'source_row',
  'source_order',
  'revision',
  'writer',
  'first_seen',
  'updated_at',
]
const KEPT = new Set(['unit', 'code', 'code_key', 'first_seen'])

/** Rows of one statement. Measured: 50 rows a statement write twice as fast as one, and as fast as any larger number. */
const GROUP = 50

function inGroups(rows: Values[], sql: (count: number) => string): Statement[] {
  const statements: Statement[] = []
  for (let i = 0; i < rows.length; i += GROUP) {
    const group = rows.slice(i, i + GROUP)
    statements.push({ sql: sql(group.length), args: group.flat() })
  }
  return statements
}

const marks = (columns: number, count: number) =>
  Array.from({ length: count }, () => `(${Array.from({ length: columns }, () => '?').join(',')})`).join(',')

const upsert = (count: number) => `INSERT INTO dossier (${COLUMNS.join(', ')}) VALUES ${marks(COLUMNS.length, count)}
ON CONFLICT (unit, code) DO UPDATE SET ${COLUMNS.filter((column) => !KEPT.has(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}
WHERE dossier.revision = excluded.revision - 1`

/** The condition, inside the batch of `save`, that this version of a dossier was taken. */
export function taken({ unit, code, revision }: Dossier, writer: string) {
  const sql = 'EXISTS (SELECT 1 FROM dossier WHERE unit = ? AND code = ? AND revision = ? AND writer = ?)'
  return { sql, args: [unit, code, BigInt(revision), writer] }
}

/** One JSON argument for all events of a batch: for narrow rows this is the fastest, because nothing long has to be prepared. */
const ADD_EVENTS = `INSERT INTO dossier_event (unit, code, revision, seq, at, timed, kind, payload, source, recorded_at)
SELECT ${Array.from({ length: 10 }, (_, i) => `e.value ->> '$[${i}]'`).join(', ')} FROM json_each(?) AS e
JOIN dossier AS d ON d.unit = e.value ->> '$[0]' AND d.code = e.value ->> '$[1]'
WHERE d.revision = e.value ->> '$[2]' AND d.writer = e.value ->> '$[10]'`

type Values = Array<string | number | null>

function eventArgs(d: Dossier, event: DossierEvent, seq: number, source: string, now: string, writer: string): Values {
  const { at, timed, kind, payload } = event
  return [d.unit, d.code, d.revision, seq, at, Number(timed), kind, JSON.stringify(payload), source, now, writer]
}

/** In the order of COLUMNS. */
function toArgs(d: Dossier, writer: string): Values {
  const flag = (value: boolean | null) => (value === null ? null : Number(value))
  return [
    d.unit,
    d.code,
    codeKey(d.code),
    d.procedureCode,
    d.procedureName,
    d.field,
    d.department,
    d.applicant,
    d.applicantHash,
    d.phoneHash,
    d.state,
    d.received.at,
    Number(d.received.timed),
    d.due?.at ?? null,
    Number(d.due?.timed ?? false),
    d.finished?.at ?? null,
    Number(d.finished?.timed ?? false),
    d.returned?.at ?? null,
    Number(d.returned?.timed ?? false),
    d.channel,
    d.fee,
    flag(d.paidOnline),
    d.paidAmount,
    d.digitised,
    flag(d.digitisedResult),
    flag(d.apology),
    Number(d.sample),
    d.origin.file,
    d.origin.row,
    d.origin.order,
    d.revision,
    writer,
    d.firstSeen,
    d.updatedAt,
  ]
}
