import * as z from 'zod'

/** A table of counts, one row for each group: its columns are figures by their keys, under one or two lines of headings. */
export const TableTemplate = z.strictObject({
  id: z.string(),
  caption: z.string(),
  by: z.enum(['field', 'kind', 'procedure']),
  /** Heading of the groups. */
  first: z.string(),
  /** Reports that carry it, in the order of this list. */
  reports: z.array(z.enum(['cchc', 'tthc'])).min(1),
  /** Printed also when it has no rows. */
  always: z.boolean().optional(),
  note: z.string().optional(),
  /** Whether somebody has held its columns against the form that is in force. */
  verified: z.boolean(),
  columns: z
    .array(z.strictObject({ figure: z.string(), head: z.array(z.string()).min(1).max(2) }))
    .min(1)
    .max(16),
})
export type TableTemplate = z.infer<typeof TableTemplate>

/** `content/reports.yaml`: what a commune sets of its reports. */
export const ReportSettings = z.object({
  periods: z.object({
    /** `calendar`: whole months; `day-15`: from the 15th to the 14th (NĐ 09/2019, as provinces restate it). */
    cutoff: z.enum(['calendar', 'day-15']),
    source: z.string(),
    verified: z.boolean(),
  }),
  /** No share is printed of fewer rows than this. */
  minimum: z.number().int().min(1),
  /** How many answers a survey needs: the rule by its name, and its margin of error, 0..1. */
  sampleSize: z.object({ rule: z.enum(['slovin', 'none']), error: z.number().min(0.01).max(0.2), source: z.string() }),
  targets: z.array(z.object({ indicator: z.string(), atLeast: z.number(), source: z.string(), verified: z.boolean() })),
  tables: z.array(TableTemplate).min(1),
  document: z.object({
    issuer: z.array(z.string()).min(1), // ỦY BAN NHÂN DÂN / XÃ …
    place: z.string(), // địa danh
    symbol: z.string(), // BC-UBND
    signer: z.object({ authority: z.string(), title: z.string(), name: z.string() }),
    recipients: z.array(z.string()).min(1),
  }),
})
export type ReportSettings = z.infer<typeof ReportSettings>
