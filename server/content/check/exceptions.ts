import * as z from 'zod'

/** `content/check.yaml`: what an editor has looked at and lets stand, each with the reason. Optional. */
export const Exceptions = z.strictObject({
  /** Codes that exist though neither the catalogue nor the national list has them (khiếu nại, tố cáo). */
  codes: z.record(z.string(), z.string()).default({}),
  /** Guides that send people to another desk than the record names. */
  desks: z.record(z.string(), z.string()).default({}),
  /** Sentences that truly ask for two things; both get them. */
  shared: z.array(z.strictObject({ text: z.string(), of: z.array(z.string()).min(2), why: z.string() })).default([]),
})
export type Exceptions = z.infer<typeof Exceptions>
