import * as z from 'zod'
import { Evidence, Kind, Outcome, PhotoRef } from './schema.ts'

const words = (max: number) => z.string().trim().max(max)
const said = (max: number) => words(max).min(1, 'cần ghi nội dung')

/** What each act of staff takes. */
export const DeskInput = {
  assign: z.object({ to: z.string().min(1), toName: z.string().min(1), department: z.string().optional() }),
  transfer: z.object({ department: z.string().min(1), reason: said(1000) }),
  ask: z.object({ question: said(2000) }),
  hear: z.object({ text: said(4000) }),
  note: z.object({ text: said(4000) }),
  correctKind: z.object({ kind: Kind, reason: words(500).optional() }),
  extend: z.object({ days: z.coerce.number().int().min(1), reason: z.string().min(1) }),
  merge: z.object({ into: z.string().min(1), reason: words(500).optional() }),
  close: z.object({
    outcome: Outcome.optional(),
    answer: words(6000).default(''),
    evidence: Evidence.omit({ photos: true }).default({}),
    photos: z.array(PhotoRef).default([]),
  }),
  publish: z.object({ text: words(4000).optional(), answer: words(6000).optional() }),
  unpublish: z.object({ reason: words(500).optional() }),
}
/** What an act takes, as it is sent. */
export type Input<A extends keyof typeof DeskInput> = z.input<(typeof DeskInput)[A]>
