import * as z from 'zod'
import { Kind, Outcome, Rating, Source, State } from './words.ts'

const line = (max: number) => z.string().trim().max(max, `không được quá ${max} ký tự`)

export const Evidence = z.object({
  photos: z.array(z.string()).default([]), // file ids
  document: line(200).optional(), // số, ký hiệu văn bản
  template: z.string().optional(), // id of a reason in content/feedback.yaml
  body: line(200).optional(), // whom it was transferred to, or who is competent
})
export type Evidence = z.infer<typeof Evidence>

/** What happened, append-only. `words` (a question, an answer, a note) are kept sealed beside the payload. */
export const EventKind = z.enum([
  'received',
  'claimed',
  'assigned',
  'transferred', // to another department of the commune
  'asked',
  'more', // from the citizen
  'noted', // internal
  'kind',
  'extended',
  'merged', // into another case
  'absorbed', // another case into this one
  'closed',
  'published',
  'unpublished',
  'reopened',
  'rated',
])
export type EventKind = z.infer<typeof EventKind>
export const By = z.enum(['citizen', 'staff', 'system'])
export type By = z.infer<typeof By>

/** Facts of an event. Moments are ISO-8601 +07:00. Which are there depends on the kind: `rules/replay.ts`. */
export const Payload = z.object({
  kind: Kind.optional(),
  urgent: z.boolean().optional(),
  source: Source.optional(),
  department: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  toName: z.string().optional(),
  due: z.string().optional(),
  transferDue: z.string().nullable().optional(),
  pauses: z.boolean().optional(),
  answers: z.boolean().optional(),
  photos: z.number().int().optional(),
  reason: z.string().optional(),
  days: z.number().int().optional(),
  into: z.string().optional(),
  code: z.string().optional(),
  outcome: Outcome.optional(),
  evidence: Evidence.optional(),
  level: z.number().int().optional(),
  rating: Rating.optional(),
})
export type Payload = z.infer<typeof Payload>
export const CaseEvent = z.object({
  seq: z.number().int(),
  at: z.string(),
  event: EventKind,
  by: By,
  actor: z.string().nullable(), // staff id
  actorName: z.string().nullable(),
  payload: Payload,
  words: z.string().nullable(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

/** What the events add up to; kept in the row so that lists can be sorted. */
export const Facts = z.object({
  revision: z.number().int(), // seq of the last event
  kind: Kind,
  urgent: z.boolean(),
  state: State,
  level: z.number().int(), // 0 handler, 1 leader
  department: z.string(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  receivedAt: z.string(),
  dueAt: z.string(), // while waiting: as it was when the clock stopped
  transferDueAt: z.string().nullable(),
  clockFrom: z.string(), // reception or last reopening
  waitingSince: z.string().nullable(), // asked, and not answered yet
  paused: z.boolean(), // the clock stands still
  asked: z.number().int(),
  pausedDays: z.number().int(), // working days that the clock stood still in this round
  extendedDays: z.number().int(), // working days that a leader gave
  reopened: z.number().int(), // times
  closedAt: z.string().nullable(),
  outcome: Outcome.nullable(),
  publishedAt: z.string().nullable(),
  rating: Rating.nullable(),
  mergedInto: z.string().nullable(),
  updatedAt: z.string(),
})
export type Facts = z.infer<typeof Facts>
