import { sha256 } from '../kernel/privacy.ts'
import type { Db } from '../storage/db.ts'
import { CHECKS } from './check/data.ts'
import { factStore } from './facts-store.ts'
import { GROUPS, type GroupName } from './indicators/groups.ts'
import { INDICATORS, indicatorOf, STANDING } from './indicators/index.ts'
import type { Indicator, Source } from './indicators/types.ts'
import { type Asked, type Counted, counted, counting, type Groups, type Sums, type Wanted } from './store.ts'

/** The most periods that a process remembers. */
const REMEMBERED = 48

/**
 * Adds figures up. A source with a stamp is counted whole, all figures and usual groups in one statement, and the result is kept while the
 * stamp stays: in this process, and for the periods that are asked for year after year as rows made at night.
 */
export function createCounting(db: Db) {
  const facts = factStore(db)
  const known = new Map<string, { stamp: string; counts: Promise<Counted> }>()

  async function whole(source: Source, stamped: string, asked: Asked): Promise<Counted> {
    const { wanted, query } = await planOf(source)
    const key = [query, asked.unit, asked.from, asked.to, asked.asOf].join(' ')
    // read before the rows: what changes in between is counted again at the next look
    const stamp = await facts.stamp(stamped, asked)
    const before = known.get(key)
    known.delete(key)
    const counts =
      before?.stamp === stamp
        ? before.counts
        : facts.find(query, asked, stamp).then((fact) => fact ?? counted(db, source, wanted, asked))
    known.set(key, { stamp, counts })
    counts.catch(() => known.delete(key))
    for (const old of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(old)
    }
    return counts
  }

  return {
    /** What the database adds up for each figure. */
    async figures(asked: Asked, wanted: readonly Indicator[]): Promise<Map<Indicator, Sums>> {
      const bySource = Map.groupBy(wanted, ({ source }) => source)
      const found = await Promise.all(
        [...bySource].map(async ([source, indicators]): Promise<Array<[Indicator, Sums | undefined]>> => {
          const all = source.stamp === undefined ? indicators : (await planOf(source)).wanted.indicators
          const { sums } =
            source.stamp === undefined
              ? await counted(db, source, { indicators, groups: [] }, asked)
              : await whole(source, source.stamp, asked)
          return all.map((one, i) => [one, sums[i]])
        }),
      )
      return new Map(found.flat().flatMap(([one, sums]) => (sums ? [[one, sums]] : [])))
    },

    /** Counts by a group of their source. */
    async by(asked: Asked, indicators: readonly Indicator[], by: GroupName): Promise<Groups> {
      const source = indicators[0]?.source
      if (!source) return []
      const { column, named } = GROUPS[by]
      if (source.stamp !== undefined) {
        const { groups } = (await planOf(source)).wanted
        const at = groups.findIndex(
          (one) => one.column === column && indicators.every((each) => one.indicators.includes(each)),
        )
        const usual = groups[at]
        if (usual) {
          const places = indicators.map((one) => usual.indicators.indexOf(one))
          const all = (await whole(source, source.stamp, asked)).groups[at] ?? []
          return all
            .map(({ group, sums }) => ({ group, sums: places.map((place) => sums[place] ?? 0) }))
            .filter(({ sums }) => sums.some((n) => n !== 0))
        }
      }
      const wanted = { indicators: [], groups: [{ indicators, column, named }] }
      return (await counted(db, source, wanted, asked)).groups[0] ?? []
    },

    /** Counts the first of these periods that is not yet a true row, and keeps it; false when all are. */
    async keep(periods: readonly Asked[], now: string): Promise<boolean> {
      for (const { source, stamp: stamped } of KEPT) {
        const { wanted, query } = await planOf(source)
        for (const asked of periods) {
          const stamp = await facts.stamp(stamped, asked)
          if (await facts.has(query, asked, stamp)) continue
          await facts.keep(query, asked, stamp, await counted(db, source, wanted, asked), now)
          return true
        }
      }
      return false
    },
    forget: facts.forget,
  }
}

const EVERY: readonly Indicator[] = [...INDICATORS, ...CHECKS]
const KEPT = [...new Set(EVERY.map(({ source }) => source))].flatMap((source) =>
  source.stamp === undefined ? [] : [{ source, stamp: source.stamp }],
)

const plans = new Map<Source, Promise<{ wanted: Wanted; query: string }>>()

/** All that is counted over a source, and the name of the statement that does. */
function planOf(source: Source): Promise<{ wanted: Wanted; query: string }> {
  const known = plans.get(source)
  if (known) return known
  const wanted: Wanted = {
    indicators: EVERY.filter((one) => one.source === source),
    groups: STANDING.map(({ keys, by }) => ({
      ...GROUPS[by],
      indicators: keys.flatMap((key) => indicatorOf(key) ?? []),
    })).filter(({ indicators }) => indicators[0]?.source === source),
  }
  const made = sha256(counting(source, wanted)).then((query) => ({ wanted, query }))
  plans.set(source, made)
  return made
}
