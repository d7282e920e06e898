import * as z from 'zod'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** `content/notices.yaml`: when people are told, and of what. */
export const NoticesContent = z.strictObject({
  quiet: z.strictObject({ from: Clock, to: Clock }), // told afterwards, not lost
  soonDays: z.number().int().min(0).max(30), // working days before the due day
  unfetchedDays: z.number().int().min(1).max(90), // working days that a result waits before its reminder
  apology: z.strictObject({ symbol: z.string(), signer: z.string().optional() }),
})
export type NoticesContent = z.infer<typeof NoticesContent>
