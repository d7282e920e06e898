import type { Content } from '../content/schema.ts'
import { createWorkTime, workingDaysBetween } from '../kernel/calendar.ts'
import { type Clock, dayOf, showMoment } from '../kernel/time.ts'
import { cchc, type Figures } from './document/cchc.ts'
import { readyTables } from './document/grouped.ts'
import { type Block, type Document, para } from './document/model.ts'
import { outreach, TEAM_COLUMNS } from './document/outreach.ts'
import { checksTable, figuresTable, groupedTable, overdueTable, targetsTable, yearTable } from './document/tables.ts'
import { type FigureSheet, MAX_ROWS } from './document/workbook.ts'
import { INDICATORS, indicatorOf } from './indicators/index.ts'
import { countText } from './rules/numbers.ts'
import { briefDay, cumulative, lastYear, readPeriod } from './rules/period.ts'
import type { Figure, Period, PeriodQuery, ReportKind } from './schema.ts'
import type { Reports } from './service.ts'

type Deps = {
  reports: Reports
  clock: Clock
  content: Pick<Content, 'unit' | 'calendar' | 'reports'> & Partial<Pick<Content, 'assist'>>
  procedures: () => Promise<number>
}

const SUBJECTS: Record<ReportKind, (period: Period) => string> = {
  cchc: ({ label }) => `Kết quả thực hiện công tác cải cách hành chính ${label}`,
  tthc: ({ label }) => `Tình hình, kết quả giải quyết thủ tục hành chính ${label}`,
  targets: ({ label }) => `Kết quả thực hiện các chỉ tiêu cải cách hành chính ${label}`,
  overdue: ({ label }) => `Danh sách hồ sơ quá hạn ${label}`,
  outreach: ({ label }) => `Công tác tuyên truyền cải cách hành chính ${label}`,
  years: ({ to }) => `Số liệu cải cách hành chính các năm đến ${to.slice(0, 4)}`,
}

/** What the year table shows, oldest first; ten years as thematic reports ask. */
const YEARS = 10
const YEAR_KEYS = [
  'dossiers.received',
  'dossiers.solved',
  'dossiers.on-time-rate',
  'dossiers.online-rate',
  'dossiers.online-payments',
  'dossiers.digitised-results-rate',
  'feedback.received',
  'feedback.on-time-rate',
  'surveys.answers',
  'surveys.satisfied-rate',
]

/** Builds whole reports from figures. Nothing here counts: it asks `reports`. Throws when a table of the content names no figure. */
export function createComposer({ reports, clock, content, procedures }: Deps) {
  const { settings } = reports
  const tables = readyTables(settings.tables)
  const time = createWorkTime(content.calendar, content.unit.working)
  const unitName = `UBND ${content.unit.name.replace(/\s*\(.*\)\s*$/, '').replace(/^./, (letter) => letter.toLowerCase())}`
  const today = () => dayOf(clock())

  async function told(unit: string, period: Period): Promise<Figures> {
    return byKey(await reports.figures(unit, period))
  }

  const those = (keys: readonly string[]) => keys.flatMap((key) => indicatorOf(key) ?? [])

  /** The tables that the content gives a report; one without rows only where it is always printed. */
  async function grouped(unit: string, kind: 'cchc' | 'tthc', period: Period): Promise<Block[]> {
    const wanted = tables.filter(({ template }) => template.reports.includes(kind))
    const made = await Promise.all(
      wanted.map(async ({ template, figures }) => {
        const rows = await reports.by(unit, period, figures, template.by)
        if (rows.length === 0 && !template.always) return []
        const name = (group: string) =>
          template.by === 'kind' ? (indicatorOf(`feedback.${group}`)?.label ?? group) : group
        return [
          groupedTable(
            template,
            rows.map((row) => ({ ...row, group: name(row.group) })),
          ),
        ]
      }),
    )
    return made.flat()
  }

  async function teamRows(unit: string, period: Period) {
    const rows = await reports.by(unit, period, those(TEAM_COLUMNS), 'team')
    const names = new Map(content.assist?.teams.map(({ id, name }) => [id, name]))
    return rows.map((row) => ({ ...row, group: names.get(row.group) ?? row.group }))
  }

  async function doubts(unit: string, period: Period): Promise<Block[]> {
    const table = checksTable(await reports.checks(unit, period))
    return table ? [table] : []
  }

  async function overdue(unit: string, period: Period): Promise<Block> {
    const late = async (key: string) =>
      (await reports.rows(unit, key, period, 'numerator', { limit: 2000, offset: 0 })).rows
    const rows = [...(await late('dossiers.pending-overdue')), ...(await late('dossiers.solved-late'))]
    const asOf = [period.to, today()].sort()[0] ?? period.to
    const day = (value: unknown) => (typeof value === 'string' ? value.slice(0, 10) : null)
    return overdueTable(rows, (row) =>
      String(
        workingDaysBetween(
          time,
          day(row.due_at) ?? asOf,
          row.class === 'overdue' ? asOf : (day(row.result_at) ?? asOf),
        ),
      ),
    )
  }

  async function years(unit: string, period: Period): Promise<Block> {
    const last = Number(period.to.slice(0, 4))
    const columns = await Promise.all(
      Array.from({ length: YEARS }, (_, i) => String(last - YEARS + 1 + i)).map(async (year) => {
        const whole = readPeriod(year, settings.periods.cutoff)
        if (!whole) return { year, figures: new Map<string, Figure>() }
        // the year of the report goes as far as the report
        if (whole.to <= period.to) return { year, figures: await told(unit, whole) }
        const figures = await told(unit, cumulative(period, settings.periods.cutoff))
        return { year: `${year} (đến ${briefDay(period.to)})`, figures }
      }),
    )
    const seen = columns.filter(({ figures }) => (figures.get('dossiers.received')?.value ?? 0) > 0)
    const known = YEAR_KEYS.filter((key) => columns.some(({ figures }) => figures.has(key)))
    const [first] = seen
    return yearTable(first ? columns.slice(columns.indexOf(first)) : columns.slice(-3), known)
  }

  /** The running text of a report, and the tables after its signature. */
  async function parts(
    unit: string,
    kind: ReportKind,
    period: Period,
    own: ReadonlyMap<string, string>,
  ): Promise<{ blocks: Block[]; annex: Block[] }> {
    const lead = (text: string) => [
      para(`${unitName} báo cáo ${text} ${span(period)}, chi tiết tại Phụ lục kèm theo./.`),
    ]
    switch (kind) {
      case 'cchc': {
        const [now, before, year, forms, toCheck] = await Promise.all([
          told(unit, period),
          told(unit, lastYear(period)),
          told(unit, cumulative(period, settings.periods.cutoff)),
          grouped(unit, kind, period),
          doubts(unit, period),
        ])
        const blocks = cchc({
          period,
          told: { now, before, year },
          procedures: await procedures(),
          unitName,
          asOf: showMoment(clock()),
          provisional: period.to >= today(),
          own,
        })
        return { blocks, annex: [...forms, targetsTable([...now.values()]), ...toCheck] }
      }
      case 'tthc':
        return {
          blocks: lead('tình hình, kết quả giải quyết thủ tục hành chính'),
          annex: [
            ...(await grouped(unit, kind, period)),
            figuresTable(
              (await reports.figures(unit, period)).filter(({ key }) => /^(?:dossiers|feedback)\./.test(key)),
            ),
            ...(await doubts(unit, period)),
          ],
        }
      case 'targets':
        return {
          blocks: [
            para(
              `${unitName} báo cáo kết quả thực hiện các chỉ tiêu cải cách hành chính ${period.label} ${span(period)} như sau:`,
            ),
            targetsTable(await reports.figures(unit, period)),
            para(`${unitName} kính báo cáo./.`),
          ],
          annex: [],
        }
      case 'overdue': {
        const now = await told(unit, period)
        const n = (key: string) => countText(now.get(key)?.value ?? 0)
        const sum = para(
          `${unitName} báo cáo danh sách ${n('dossiers.apologies-due')} hồ sơ quá hạn ${span(period)}: đang giải quyết ${n('dossiers.pending-overdue')} hồ sơ, đã giải quyết ${n('dossiers.solved-late')} hồ sơ; đã có văn bản xin lỗi ${n('dossiers.apologies-sent')} hồ sơ. Chi tiết tại Phụ lục kèm theo./.`,
        )
        return { blocks: [sum], annex: [await overdue(unit, period)] }
      }
      case 'outreach': {
        const [now, topics, channels, teams] = await Promise.all([
          told(unit, period),
          reports.by(unit, period, those(['outreach.questions', 'outreach.unanswered']), 'topic'),
          reports.by(unit, period, those(['outreach.reach']), 'channel'),
          teamRows(unit, period),
        ])
        const hotline = content.unit.hotlines[0]?.phone ?? null
        return { blocks: outreach({ period, now, unitName, hotline, topics, channels, teams, own }), annex: [] }
      }
      case 'years':
        return {
          blocks: [
            para(
              `${unitName} báo cáo số liệu qua các năm, đến ngày ${briefDay(period.to)}, chi tiết tại Phụ lục kèm theo./.`,
            ),
          ],
          annex: [await years(unit, period)],
        }
    }
  }

  return {
    /** The report as content; `own` is what people wrote, by section. */
    async document(
      unit: string,
      kind: ReportKind,
      query: PeriodQuery,
      own: ReadonlyMap<string, string> = new Map(),
    ): Promise<Document> {
      const period = reports.periodOf(query)
      return {
        ...settings.document,
        day: null,
        kind: 'BÁO CÁO',
        subject: SUBJECTS[kind](period),
        ...(await parts(unit, kind, period, own)),
        sample: content.unit.sample,
      }
    },

    /** Every figure of a period with its rows, for the workbook. */
    async sheets(
      unit: string,
      query: PeriodQuery,
    ): Promise<{ period: Period; unitName: string; asOf: string; sheets: FigureSheet[] }> {
      const period = reports.periodOf(query)
      // more rows than a sheet carries are not read
      const page = (rows: number) => ({ limit: rows > MAX_ROWS ? 1 : MAX_ROWS, offset: 0 })
      const figures = byKey(await reports.figures(unit, period))
      const sheets = await Promise.all(
        INDICATORS.map(async (indicator) => {
          const figure = figures.get(indicator.key)
          if (!figure) return []
          const top = await reports.rows(unit, indicator.key, period, 'numerator', page(rowsOf(figure)))
          // the same rows as another figure's stand on that figure's sheet
          const same = INDICATORS.find(
            (other) => other.source === indicator.source && other.of === indicator.per && !other.per,
          )
          const bottom =
            indicator.per === undefined
              ? null
              : same
                ? await reports.rows(unit, same.key, period, 'numerator', page(figure.denominator ?? 0))
                : await reports.rows(unit, indicator.key, period, 'denominator', page(figure.denominator ?? 0))
          return [
            {
              figure,
              top,
              bottom,
              adds: indicator.source.columns.some(({ key }) => key === indicator.sum) ? indicator.sum : undefined,
            },
          ]
        }),
      )
      return { period, unitName, asOf: showMoment(clock()), sheets: sheets.flat() }
    },
  }
}
export type Composer = ReturnType<typeof createComposer>

/** Of which days the figures are. */
function span({ from, to }: Period): string {
  return `(số liệu từ ngày ${briefDay(from)} đến ngày ${briefDay(to)})`
}

/** How many rows a figure stands on. */
function rowsOf({ numerator, denominator, value }: Figure): number {
  return numerator ?? denominator ?? value ?? 0
}

function byKey(figures: readonly Figure[]): Figures {
  return new Map(figures.map((figure) => [figure.key, figure]))
}
