import * as z from 'zod'
import type { Db } from '../storage/db.ts'
import type { Indicator, Source } from './indicators/types.ts'

/** What every query of figures is asked for. Days are `yyyy-mm-dd`. */
export type Asked = { unit: string; from: string; to: string; asOf: string }

/** What the database adds up for one figure, before rules make a value of it. */
export type Sums = { of: number; per: number | null; sum: number | null; spans: Span[] | null }
/** How many rows went from one day to another. */
export type Span = { from: string; to: string; rows: number }

/** Counts of the groups of a column; the biggest groups first. */
export type Groups = Array<{ group: string; sums: number[] }>
export type Wanted = {
  indicators: readonly Indicator[]
  groups: ReadonlyArray<{ indicators: readonly Indicator[]; column: string; named: string }>
}
/** What one statement over one source added up, in the order of what was wanted. */
export type Counted = { sums: Sums[]; groups: Groups[] }

const Cell = z.union([z.string(), z.number(), z.null()])
const Total = z.object({ n: z.number() })
const Line = z.object({ part: z.number(), a: Cell, b: Cell, n: z.string() })
const Numbers = z.array(z.array(z.number())).transform((parts) => parts.flat())

/** Arguments that a function of the database takes at most, with some to spare. */
const MOST_ARGS = 100

/** The statement of `counted`: the rows are found once, then added up in all the ways that are wanted. */
export function counting(source: Source, { indicators, groups }: Wanted): string {
  const spans = indicators.flatMap(({ of, between }, i) =>
    between
      ? [
          `SELECT ${i + 1} AS part, ${between[0]} AS a, ${between[1]} AS b, ${numbers(['count(*)'])} AS n FROM base WHERE (${of}) GROUP BY 2, 3`,
        ]
      : [],
  )
  const grouped = groups.map(({ indicators: of, column, named }, i) => {
    const counts = of.map((one) => (one.sum === undefined ? count(one.of) : total(one.of, one.sum)))
    return `SELECT ${-1 - i}, COALESCE(${column}, '${named}'), NULL, ${numbers([...counts, 'count(*)'])} FROM base
      WHERE ${of.map((one) => `(${one.of})`).join(' OR ')} GROUP BY 2`
  })
  const all = indicators.flatMap(({ of, per, sum, mean }) => [
    count(of),
    per === undefined ? '0' : count(per),
    sum === undefined && mean === undefined ? '0' : total(of, sum ?? mean ?? '0'),
  ])
  return `${base(source)} ${[`SELECT 0 AS part, NULL AS a, NULL AS b, ${numbers(all)} AS n FROM base`, ...spans, ...grouped].join(' UNION ALL ')}`
}

/** Adds up figures and groups over one source in one statement. */
export async function counted(db: Db, source: Source, wanted: Wanted, asked: Asked): Promise<Counted> {
  const { rows } = await db.execute(counting(source, wanted), args(asked))
  const spans = new Map<number, Span[]>()
  const groups = wanted.groups.map((): Array<{ group: string; sums: number[]; rows: number }> => [])
  let all: number[] = []
  for (const raw of rows) {
    const { part, a, b, n } = Line.parse(raw)
    const told = Numbers.parse(JSON.parse(n))
    if (part === 0) all = told
    else if (part > 0) {
      const known = spans.get(part - 1) ?? []
      known.push({ from: String(a), to: String(b), rows: told[0] ?? 0 })
      spans.set(part - 1, known)
    } else groups[-1 - part]?.push({ group: String(a), sums: told.slice(0, -1), rows: told.at(-1) ?? 0 })
  }
  return {
    sums: wanted.indicators.map(({ per, sum, mean, between }, i) => ({
      of: all[i * 3] ?? 0,
      per: per === undefined ? null : (all[i * 3 + 1] ?? 0),
      sum: sum === undefined && mean === undefined ? null : (all[i * 3 + 2] ?? 0),
      spans: between ? (spans.get(i) ?? []) : null,
    })),
    groups: groups.map((one) =>
      one
        .toSorted((x, y) => y.rows - x.rows || (x.group < y.group ? -1 : 1))
        .map(({ group, sums }) => ({ group, sums })),
    ),
  }
}

const count = (of: string) => `count(CASE WHEN (${of}) THEN 1 END)`
const total = (of: string, column: string) => `total(CASE WHEN (${of}) THEN ${column} END)`

/** Numbers as one text of JSON, in parts that a function takes. */
function numbers(expressions: readonly string[]): string {
  const parts = Array.from({ length: Math.ceil(expressions.length / MOST_ARGS) }, (_, i) =>
    expressions.slice(i * MOST_ARGS, (i + 1) * MOST_ARGS),
  )
  return `json_array(${parts.map((part) => `json_array(${part.join(', ')})`).join(', ')})`
}

/** The rows behind a figure, and how many there are. */
export async function drill(
  db: Db,
  source: Source,
  condition: string,
  asked: Asked,
  page: { limit: number; offset: number },
  group?: { column: string; named: string; value: string } | undefined,
): Promise<{ total: number; rows: Array<Record<string, string | number | null>> }> {
  const columns = source.columns.map(({ key, sql }) => (sql ? `${sql} AS ${key}` : key)).join(', ')
  const only = group ? ` AND COALESCE(${group.column}, '${group.named}') = ?5` : ''
  const hits = `${base(source)}, hit AS MATERIALIZED (SELECT * FROM base WHERE (${condition})${only})`
  const numbered = [...args(asked), ...(group ? [group.value] : [])]
  const { rows } = await db.execute(
    `${hits} SELECT (SELECT count(*) FROM hit) AS n, ${columns} FROM hit AS base ORDER BY ${source.order} LIMIT ?${numbered.length + 1} OFFSET ?${numbered.length + 2}`,
    [...numbered, BigInt(page.limit), BigInt(page.offset)],
  )
  const total =
    rows[0] ??
    (page.offset > 0 ? (await db.execute(`${hits} SELECT count(*) AS n FROM hit`, numbered)).rows[0] : { n: 0 })
  const keys = source.columns.map(({ key }) => key)
  return {
    total: Total.parse(total).n,
    rows: rows.map((row) => Object.fromEntries(keys.map((key) => [key, Cell.parse(row[key])]))),
  }
}

/** `asked` stands in every query, whether the source looks at all of it or not: unused numbers can't be bound. */
function base(source: Source): string {
  return `WITH asked(unit, from_day, to_day, as_of) AS (VALUES (?1, ?2, ?3, ?4)), base AS MATERIALIZED (${source.base})`
}

function args({ unit, from, to, asOf }: Asked): string[] {
  return [unit, from, to, asOf]
}
