import * as z from 'zod'
import { isDay } from '../kernel/time.ts'

/** A calendar day `yyyy-mm-dd`. */
const Day = z.string().refine(isDay, 'phải là ngày có thật, dạng 2026-09-30')

/** A reporting period (kỳ báo cáo): both days belong to it. */
export const Period = z.object({
  from: Day,
  to: Day,
  /** As a report names it: `quý III năm 2026`. */
  label: z.string(),
})
export type Period = z.infer<typeof Period>

/** `count`: rows · `percent`: 0..100 with two decimals · `dong`: whole đồng · `days`: mean working days · `score`: points. */
export const FigureUnit = z.enum(['count', 'percent', 'dong', 'days', 'score'])
export type FigureUnit = z.infer<typeof FigureUnit>

/** One figure of one period. `value` is null when there is nothing to divide by, or too few rows to say a share. */
export const Figure = z.object({
  key: z.string(),
  label: z.string(),
  unit: FigureUnit,
  /** Name of the rule that counts, so that figures of different meaning are never mixed. */
  rule: z.string(),
  basis: z.string(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  value: z.number().nullable(),
  target: z.number().optional(),
  targetSource: z.string().optional(),
  met: z.boolean().optional(),
  /** Why there is no value although there are rows. */
  note: z.string().optional(),
  drill: z.string(),
  drillDenominator: z.string().optional(),
})
export type Figure = z.infer<typeof Figure>

/** Answer of `GET /api/reports/indicators`. */
export const Indicators = z.object({
  unit: z.string(),
  period: Period,
  /** The moment up to which the data was looked at; figures of an unfinished period are provisional. */
  asOf: z.string(),
  provisional: z.boolean(),
  indicators: z.array(Figure),
})
export type Indicators = z.infer<typeof Indicators>

/** A row behind a figure: cells by column key; nothing that identifies a person. */
export const DrillRows = z.object({
  key: z.string(),
  label: z.string(),
  part: z.enum(['numerator', 'denominator']),
  period: Period,
  total: z.number().int(),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
})
export type DrillRows = z.infer<typeof DrillRows>

/** What a caller asks a period by: two days, or a name such as `2026-Q3`, `2026-6m`, `2026-9m`, `2026`, `2026-07`. */
export const PeriodQuery = z.object({
  unit: z.string().max(20).optional(),
  from: Day.optional(),
  to: Day.optional(),
  period: z.string().max(30).optional(),
})
export type PeriodQuery = z.infer<typeof PeriodQuery>

/** What can be drawn up. */
export const ReportKind = z.enum(['cchc', 'tthc', 'targets', 'overdue', 'years', 'outreach'])
export type ReportKind = z.infer<typeof ReportKind>
