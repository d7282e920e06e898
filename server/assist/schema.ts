import * as z from 'zod'

/** Where somebody was helped. */
export const Place = z.enum(['home', 'hall', 'desk', 'phone'])
export type Place = z.infer<typeof Place>
/** How far it went. `referred`: sent to the right door. */
export const Outcome = z.enum(['done', 'part', 'referred'])
export type Outcome = z.infer<typeof Outcome>

/** One visit, as a member records it. Consent was spoken and ticked; without it nothing is recorded. */
export const VisitInput = z.object({
  key: z.string().regex(/^[\w-]{8,100}$/),
  consent: z.literal('yes', 'Cần bà con đồng ý trước khi ghi.'),
  team: z.string().min(1, 'Xin chọn tổ.'),
  hamlet: z.string().max(80).optional(),
  place: Place,
  kinds: z.array(z.string()).min(1, 'Xin chọn ít nhất một việc đã giúp.'),
  difficulties: z.array(z.string()).default([]),
  procedure: z.string().max(80).optional(),
  outcome: Outcome,
  follow: z.union([z.iso.date('Ngày hẹn chưa đúng.'), z.literal('')]).optional(),
})
export type VisitInput = z.infer<typeof VisitInput>

/** A visit as kept: nothing of who was helped. */
export const Visit = z.object({
  id: z.string(),
  day: z.string(),
  at: z.string(),
  member: z.string(),
  memberName: z.string(),
  team: z.string(),
  hamlet: z.string().nullable(),
  place: Place,
  kinds: z.array(z.string()),
  difficulties: z.array(z.string()),
  procedure: z.string().nullable(),
  outcome: Outcome,
  follow: z.string().nullable(),
  followedAt: z.string().nullable(),
  /** Of the member's day, when it came from a phone. */
  number: z.number().int().nullable(),
  /** When consent was spoken. */
  consentAt: z.string().nullable(),
  device: z.string().nullable(),
})
export type Visit = z.infer<typeof Visit>

/** Counts of visits by a group, the largest first. */
export type Count = { name: string; visits: number }
export type Summary = {
  visits: number
  byMember: Count[]
  byTeam: Count[]
  byHamlet: Count[]
  byKind: Count[]
  byDifficulty: Count[]
  byOutcome: Count[]
}
