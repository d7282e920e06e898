import type { Content } from '../content/schema.ts'
import { createWorkTime } from '../kernel/calendar.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { Db } from '../storage/db.ts'
import { CHECKS, checkOf } from './check/data.ts'
import { createCounting } from './counting.ts'
import { GROUPS, type GroupName } from './indicators/groups.ts'
import { INDICATORS, indicatorOf } from './indicators/index.ts'
import type { Indicator } from './indicators/types.ts'
import { BALANCE, hollow, type Unbalanced, unbalanced } from './rules/balance.ts'
import { figure } from './rules/figure.ts'
import { custom, lastQuarter, quarterOf, readPeriod, usualPeriods } from './rules/period.ts'
import type { DrillRows, Figure, Indicators, Period, PeriodQuery } from './schema.ts'
import { type Asked, drill } from './store.ts'

export type ReportDeps = {
  db: Db
  clock: Clock
  content: Pick<Content, 'unit' | 'calendar' | 'reports'>
}

const DAY_MS = 86_400_000
/** A fact of this age is made anew: it may belong to a period or an indicator that is no more. */
const KEPT_DAYS = 40

/** Figures of a unit by period, each with the rows behind it. */
export function createReports({ db, clock, content }: ReportDeps) {
  const settings = content.reports
  const time = createWorkTime(content.calendar, content.unit.working)
  const counting = createCounting(db)
  const today = () => dayOf(clock())

  /** The period asked for: two days, a name, or the quarter that ended last. Throws `report.bad-period`. */
  function periodOf({ from, to, period }: PeriodQuery): Period {
    const found =
      from !== undefined || to !== undefined
        ? custom(from ?? '', to ?? '')
        : readPeriod(period ?? lastQuarter(today()), settings.periods.cutoff)
    if (!found) throw problem('report.bad-period', {}, { field: from === undefined ? 'period' : 'from' })
    return found
  }

  /** What lies after today has not happened: an unfinished period is looked at as of today. */
  function asked(unit: string, { from, to }: Period): Asked {
    const now = today()
    return { unit, from, to, asOf: to < now ? to : now }
  }

  async function figures(unit: string, period: Period, wanted = INDICATORS): Promise<Figure[]> {
    const added = await counting.figures(asked(unit, period), wanted)
    return wanted.flatMap((one) => {
      const sum = added.get(one)
      const link = (part: string) =>
        `/api/reports/indicators/${one.key}/rows?unit=${unit}&from=${period.from}&to=${period.to}${part}`
      const links = { drill: link(''), drillDenominator: link('&part=denominator') }
      return sum ? [figure(one, sum, settings, time, links)] : []
    })
  }

  return {
    settings,
    periodOf,
    figures,

    /** This day alone: what is open on it. */
    today: (): Period => ({ from: today(), to: today(), label: 'hôm nay' }),

    /** What somebody sees first who asked for no period: the quarter that ended last, or this one while that one is empty. */
    async opening(unit: string, query: PeriodQuery): Promise<Period> {
      const last = periodOf(query)
      if (query.period !== undefined || query.from !== undefined || query.to !== undefined) return last
      const now = periodOf({ period: quarterOf(today()) })
      const received = indicatorOf('dossiers.received-in-period')
      const one = received ? [received] : []
      const count = async (period: Period) => (await figures(unit, period, one))[0]?.value ?? 0
      return (await count(last)) === 0 && (await count(now)) > 0 ? now : last
    },

    /** Every figure of a period. */
    async indicators(unit: string, query: PeriodQuery): Promise<Indicators> {
      const period = periodOf(query)
      return {
        unit,
        period,
        asOf: isoVn(clock()),
        provisional: period.to >= today(),
        indicators: await figures(unit, period),
      }
    },

    /** What does not add up in the data of a period. */
    async checks(unit: string, query: PeriodQuery): Promise<Checked> {
      const period = periodOf(query)
      const wanted = BALANCE.flatMap((key) => indicatorOf(key) ?? [])
      const [counts, told, fields] = await Promise.all([
        figures(unit, period, CHECKS),
        figures(unit, period),
        counting.by(asked(unit, period), wanted, 'field'),
      ])
      return {
        period,
        found: counts.filter(({ value }) => value !== 0),
        fields: unbalanced(fields),
        hollow: hollow(told),
      }
    },

    /** Counts by a group of the source, for tables by field or procedure. */
    by(unit: string, period: Period, wanted: readonly Indicator[], by: GroupName) {
      return counting.by(asked(unit, period), wanted, by)
    },

    /** The rows behind a figure, or of one of its groups (by the group's name or, where that is none, by what it is called). Throws `report.no-indicator`. */
    async rows(
      unit: string,
      key: string,
      query: PeriodQuery,
      part: 'numerator' | 'denominator',
      page: { limit: number; offset: number },
      only?: { by: GroupName; value: string },
    ): Promise<DrillRows> {
      const indicator = indicatorOf(key) ?? checkOf(key)
      if (!indicator) throw problem('report.no-indicator', { key })
      const period = periodOf(query)
      const condition = part === 'denominator' ? (indicator.per ?? indicator.of) : indicator.of
      const group = only && { ...GROUPS[only.by], value: only.value }
      if (group && group.source !== indicator.source.name) throw problem('report.no-indicator', { key })
      const found = await drill(db, indicator.source, condition, asked(unit, period), page, group)
      const columns = indicator.source.columns.map(({ key: column, label }) => ({ key: column, label }))
      return { key, label: indicator.label, part, period, columns, ...found }
    },

    /**
     * The nightly job: between 1 and 5 o'clock counts one of the periods that are asked for year after year, if it is not yet kept as it
     * is now. One a run, because the database file answers nobody else meanwhile.
     */
    async keep(unit: string): Promise<void> {
      const now = clock()
      const hour = Number(isoVn(now).slice(11, 13))
      if (hour < 1 || hour >= 5) return
      const periods = usualPeriods(today(), settings.periods.cutoff).map((period) => asked(unit, period))
      if (!(await counting.keep(periods, now.toISOString())))
        await counting.forget(new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString(), today())
    },
  }
}
/** Rows to look at by check, fields whose parts are not their total, shares of too few rows. */
export type Checked = { period: Period; found: Figure[]; fields: Unbalanced[]; hollow: Figure[] }
export type Reports = ReturnType<typeof createReports>
