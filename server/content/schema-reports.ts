import * as z from 'zod'

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
  document: z.object({
    issuer: z.array(z.string()).min(1), // ỦY BAN NHÂN DÂN / XÃ …
    place: z.string(), // địa danh
    symbol: z.string(), // BC-UBND
    signer: z.object({ authority: z.string(), title: z.string(), name: z.string() }),
    recipients: z.array(z.string()).min(1),
  }),
})
export type ReportSettings = z.infer<typeof ReportSettings>
