import * as z from 'zod'

/** How an answer came in (for figures: who typed it, and where). */
export const Door = z.enum(['web', 'miniapp', 'chat', 'kiosk', 'counter', 'phone', 'helper'])
export type Door = z.infer<typeof Door>

/** Answers by item: an option's id, or free text. */
export const Answers = z.record(z.string().max(40), z.string().max(1000))
export type Answers = z.infer<typeof Answers>

/** What is sent as a response. `dossier`/`case` and `invitation` serve to take one answer only; they are not kept with the answers. */
export const Submission = z.object({
  version: z.number().int().optional(),
  answers: Answers,
  door: Door.default('web'),
  invitation: z.string().max(80).optional(),
  dossier: z.string().max(60).optional(),
  case: z.string().max(20).optional(),
  /** Short code of the QR at a counter: names the counter and the field of procedures. */
  counter: z.string().max(20).optional(),
  /** Somebody else typed for the citizen. */
  assisted: z.boolean().default(false),
  /** Seconds from the first question to sending. */
  seconds: z.number().int().min(0).max(86_400).optional(),
  /** An id that the device made for itself; kept as a hash of the day, to see many answers of one device. */
  device: z.string().max(80).optional(),
  /** Seconds that the answer waited on the device for a network: it counts on the day it was given. At most two weeks. */
  waited: z
    .number()
    .int()
    .min(0)
    .max(14 * 86_400)
    .optional(),
})
export type Submission = z.infer<typeof Submission>

/** A survey in the list of those that are on. */
export const SurveyLine = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  intro: z.string(),
  draft: z.boolean(),
  kind: z.enum(['nine-indices', 'factors', 'one-question']),
})
export type SurveyLine = z.infer<typeof SurveyLine>

const ItemView = z.object({
  id: z.string(),
  ask: z.string(),
  type: z.enum(['choice', 'text']),
  required: z.boolean(),
  options: z.array(
    z.object({ id: z.string(), label: z.string(), face: z.enum(['very', 'good', 'bad']).exactOptional() }),
  ),
  /** Asked only when each of these items has one of these answers. */
  when: z.record(z.string(), z.array(z.string())).exactOptional(),
  factor: z.string().exactOptional(),
})
/** A survey as it is filled in, page by page. */
export const SurveyView = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  intro: z.string(),
  thanks: z.string(),
  draft: z.boolean(),
  source: z.object({ title: z.string(), verified: z.boolean(), note: z.string().optional() }),
  unit: z.string(),
  sample: z.boolean(),
  factors: z.array(z.object({ id: z.string(), name: z.string(), weight: z.number() })),
  pages: z.array(z.array(ItemView)),
})
export type SurveyView = z.infer<typeof SurveyView>

/** Answer of `POST /api/surveys/:id/responses`. */
export const Accepted = z.object({ id: z.string(), survey: z.string(), version: z.number().int(), thanks: z.string() })
export type Accepted = z.infer<typeof Accepted>

/** A kept response: no identity, no dossier, no moment finer than the hour. */
export const Response = z.object({
  id: z.string(),
  survey: z.string(),
  version: z.number().int(),
  day: z.string(),
  hour: z.number().int(),
  door: Door,
  assisted: z.boolean(),
  counter: z.string().nullable(),
  field: z.string().nullable(),
  seconds: z.number().int().nullable(),
  device: z.string().nullable(),
  answers: Answers,
  /** Mean share of the highest score over the scored items, 0..1; null when nothing was scored. */
  score: z.number().nullable(),
  satisfied: z.boolean().nullable(),
  /** Names of suspicious patterns; such answers are kept and shown, with and without. */
  marks: z.array(z.enum(['straight', 'hasty', 'burst', 'same-device', 'after-hours'])),
})
export type Response = z.infer<typeof Response>
export type Mark = Response['marks'][number]

const Count = z.number().int()
/** A share with its parts and its 95 % interval (Wilson), in percent; `value` is null under the minimum. */
export const Share = z.object({
  part: Count,
  n: Count,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Share = z.infer<typeof Share>

/** Figures of a survey over a period. */
export const SurveyFigures = z.object({
  survey: z.string(),
  title: z.string(),
  versions: z.array(Count),
  draft: z.boolean(),
  n: Count,
  eligible: Count.nullable(),
  responseRate: Share.nullable(),
  satisfied: Share,
  /** The same without suspicious answers. */
  satisfiedUnmarked: Share,
  marks: z.array(z.object({ mark: z.string(), label: z.string(), n: Count })),
  assisted: Share,
  byDoor: z.array(z.object({ door: Door, n: Count })),
  items: z.array(
    z.object({
      id: z.string(),
      ask: z.string(),
      n: Count,
      mean: z.number().nullable(),
      options: z.array(z.object({ id: z.string(), label: z.string(), n: Count, share: Share })),
    }),
  ),
  factors: z.array(z.object({ id: z.string(), name: z.string(), n: Count, mean: z.number().nullable(), share: Share })),
  sample: z.object({ rule: z.string(), wanted: Count, have: Count }).nullable(),
})
export type SurveyFigures = z.infer<typeof SurveyFigures>

const Words = (name: string) =>
  z.string().trim().min(10, `Xin viết rõ hơn ${name}.`).max(600, 'Xin viết ngắn hơn, tối đa 600 chữ.')
/** What staff write of a change: what people said, what was done. */
export const ChangeInput = z.object({
  said: Words('điều bà con góp ý'),
  done: Words('việc xã đã làm'),
  published: z.boolean(),
})
export type ChangeInput = z.infer<typeof ChangeInput>
/** A change as its editors see it. */
export type Change = ChangeInput & {
  id: string
  publishedDay: string | null
  revision: number
  changedAt: string
  changedBy: string
}
/** A change as everybody sees it; `day` yyyy-mm-dd. */
export const PublishedChange = z.object({ id: z.string(), said: z.string(), done: z.string(), day: z.string() })
export type PublishedChange = z.infer<typeof PublishedChange>

/** What the code on a counter's poster stands for. */
export const CounterView = z.object({
  name: z.string(),
  survey: z.string(),
  field: z.string().nullable(),
  unit: z.string(),
})
export type CounterView = z.infer<typeof CounterView>
