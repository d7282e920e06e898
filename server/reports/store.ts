import * as z from 'zod'
import type { Db } from '../storage/db.ts'
import type { Indicator, Source } from './indicators/types.ts'

/** What every query of figures is asked for. Days are `yyyy-mm-dd`. */
export type Asked = { unit: string; from: string; to: string; asOf: string }

/** What the database adds up for one figure, before rules make a value of it. */
export type Sums = { of: number; per: number | null; sum: number | null; spans: Span[] | null }
/** How many rows went from one day to another. */
export type Span = { from: string; to: string; rows: number }

const Cell = z.union([z.string(), z.number(), z.null()])
const Total = z.object({ n: z.number() })
const SpanRow = z.object({ i: z.number(), from_day: z.string(), to_day: z.string(), n: z.number() })

/** All figures over one source in one pass over its rows, and one more for the means of working days. */
export async function sums(db: Db, source: Source, indicators: readonly Indicator[], asked: Asked): Promise<Sums[]> {
  const columns = indicators.flatMap(({ of, per, sum, mean }, i) => [
    `count(CASE WHEN (${of}) THEN 1 END) AS of${i}`,
    ...(per === undefined ? [] : [`count(CASE WHEN (${per}) THEN 1 END) AS per${i}`]),
    ...[sum ?? mean ?? []].flat().map((column) => `total(CASE WHEN (${of}) THEN ${column} END) AS sum${i}`),
  ])
  const { rows } = await db.execute(`${base(source)} SELECT ${columns.join(', ')} FROM base`, args(asked))
  const row = z.record(z.string(), z.number()).parse({ ...rows[0] })
  const days = await spans(db, source, indicators, asked)
  return indicators.map(({ per, sum, mean, between }, i) => ({
    of: row[`of${i}`] ?? 0,
    per: per === undefined ? null : (row[`per${i}`] ?? 0),
    sum: sum === undefined && mean === undefined ? null : (row[`sum${i}`] ?? 0),
    spans: between ? (days.get(i) ?? []) : null,
  }))
}

/** The same counts by a column of the source (field, procedure, hamlet, …); the biggest groups first. */
export async function sumsBy(
  db: Db,
  source: Source,
  indicators: readonly Indicator[],
  by: { column: string; named: string },
  asked: Asked,
): Promise<Array<{ group: string; sums: number[] }>> {
  const columns = indicators.map(({ of, sum }, i) =>
    sum === undefined
      ? `count(CASE WHEN (${of}) THEN 1 END) AS of${i}`
      : `total(CASE WHEN (${of}) THEN ${sum} END) AS of${i}`,
  )
  const { rows } = await db.execute(
    `${base(source)} SELECT COALESCE(${by.column}, '${by.named}') AS grp, ${columns.join(', ')}
     FROM base GROUP BY 1 ORDER BY count(*) DESC, 1`,
    args(asked),
  )
  return rows.map((raw) => {
    const row = z.record(z.string(), Cell).parse({ ...raw })
    return { group: String(row.grp), sums: indicators.map((_, i) => Number(row[`of${i}`] ?? 0)) }
  })
}

/** The rows behind a figure, and how many there are. */
export async function drill(
  db: Db,
  source: Source,
  condition: string,
  asked: Asked,
  page: { limit: number; offset: number },
): Promise<{ total: number; rows: Array<Record<string, string | number | null>> }> {
  const columns = source.columns.map(({ key, sql }) => (sql ? `${sql} AS ${key}` : key)).join(', ')
  const where = `FROM base WHERE (${condition})`
  const [count, found] = await Promise.all([
    db.execute(`${base(source)} SELECT count(*) AS n ${where}`, args(asked)),
    db.execute(`${base(source)} SELECT ${columns} ${where} ORDER BY ${source.order} LIMIT ?5 OFFSET ?6`, [
      ...args(asked),
      BigInt(page.limit),
      BigInt(page.offset),
    ]),
  ])
  const keys = source.columns.map(({ key }) => key)
  return {
    total: Total.parse(count.rows[0]).n,
    rows: found.rows.map((row) => Object.fromEntries(keys.map((key) => [key, Cell.parse(row[key])]))),
  }
}

/** From which day to which how many rows went, for each indicator that is a mean of working days; one statement for all of them. */
async function spans(
  db: Db,
  source: Source,
  indicators: readonly Indicator[],
  asked: Asked,
): Promise<Map<number, Span[]>> {
  const parts = indicators.flatMap(({ of, between }, i) =>
    between
      ? [
          `SELECT ${i} AS i, ${between[0]} AS from_day, ${between[1]} AS to_day, count(*) AS n FROM base WHERE (${of}) GROUP BY 2, 3`,
        ]
      : [],
  )
  const found = new Map<number, Span[]>()
  if (parts.length === 0) return found
  const { rows } = await db.execute(`${base(source)} ${parts.join(' UNION ALL ')}`, args(asked))
  for (const row of rows) {
    const { i, from_day: from, to_day: to, n } = SpanRow.parse(row)
    found.set(i, [...(found.get(i) ?? []), { from, to, rows: n }])
  }
  return found
}

/** `asked` stands in every query, whether the source looks at all of it or not: unused numbers can't be bound. */
function base(source: Source): string {
  return `WITH asked(unit, from_day, to_day, as_of) AS (VALUES (?1, ?2, ?3, ?4)), base AS MATERIALIZED (${source.base})`
}

function args({ unit, from, to, asOf }: Asked): string[] {
  return [unit, from, to, asOf]
}
