import * as z from 'zod'

/** Why a question found no answer. */
export const Reason = z.enum(['no-match', 'out-of-scope', 'unclear', 'rejected'])
export type Reason = z.infer<typeof Reason>

/** A question that editors should write an answer for; `count` tells how often it was asked. */
export const Unanswered = z.object({
  text: z.string(),
  reason: Reason,
  count: z.number().int().positive(),
  firstAt: z.string(),
  lastAt: z.string(),
})
export type Unanswered = z.infer<typeof Unanswered>
