import * as z from 'zod'
import { Outcome, Place } from '../schema.ts'

const line = (max: number) => z.string().trim().max(max, `không được quá ${max} ký tự`)
const Moment = z.iso.datetime({ offset: true })
const Day = z.iso.date('Ngày hẹn chưa đúng.')

/** A report in somebody's name. The words are the citizen's; whoever is named agreed to it. */
export const HelpFeedback = z.object({
  text: z.string().trim().min(10, 'cần ít nhất 10 ký tự để cán bộ hiểu việc gì').max(4000),
  place: line(300).optional(),
  hamlet: line(100).optional(),
  name: line(100).optional(),
  phone: line(30).optional(),
  address: line(300).optional(),
  publish: z.boolean().default(false),
  contact: z.boolean().default(false),
})

/** Answers to a survey, typed for somebody. */
export const HelpSurvey = z.object({
  id: z.string().max(40),
  version: z.number().int(),
  answers: z.record(z.string().max(40), z.string().max(1000)),
  seconds: z.number().int().min(0).max(86_400).optional(),
})

/** The papers of a guide, as far as the citizen's answers and ticks went. */
export const Checklist = z.object({
  procedure: z.string().max(80),
  answers: z.record(z.string().max(60), z.string().max(60)).default({}),
  ticks: z.array(z.string().max(100)).max(60).default([]),
})
export type Checklist = z.infer<typeof Checklist>

/**
 * One person helped, as the phone seals it. `proof`: the member's own token, which only somebody with the PIN has. Consent was
 * spoken and ticked at a time and place; each further purpose (coming back, watching a dossier) has its own.
 */
export const HelpRecord = z.object({
  v: z.literal(1),
  id: z.string().regex(/^[\w-]{8,100}$/),
  proof: z.string().max(100),
  /** Of the member's day on this phone. */
  number: z.number().int().min(1).max(999),
  at: Moment,
  consent: z.object({ spoken: z.literal(true, 'Cần bà con đồng ý trước khi ghi.'), at: Moment }),
  place: Place,
  hamlet: line(80).optional(),
  kinds: z.array(z.string().max(40)).min(1, 'Xin chọn ít nhất một việc đã giúp.').max(20),
  difficulties: z.array(z.string().max(40)).max(20).default([]),
  outcome: Outcome,
  procedure: z.string().max(80).optional(),
  /** Coming back: on which day, and how to call the person, as they agreed. */
  follow: z.object({ day: Day, nick: line(30).optional() }).optional(),
  /** Watching a dossier's dates for them, as they agreed. */
  watch: z.object({ dossier: line(60), nick: line(30).optional() }).optional(),
  feedback: HelpFeedback.optional(),
  survey: HelpSurvey.optional(),
  /** A one-time link; its token was made on the phone and shown as a QR code. */
  handover: z
    .object({
      token: z.string().regex(/^[\w-]{20,64}$/),
      checklist: Checklist.optional(),
      dossier: line(60).optional(),
      /** The last four digits by which the citizen proved the dossier theirs. */
      digits: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
    })
    .optional(),
})
export type HelpRecord = z.infer<typeof HelpRecord>

/** What became of a record: filed; filed without a part that was refused; or kept for the lead. */
export const Filed = z.object({
  state: z.enum(['filed', 'partial', 'refused']),
  /** Why not all of it was filed, in words that name nobody. */
  message: z.string().optional(),
})
export type Filed = z.infer<typeof Filed>

/** What is behind a one-time link. */
export const Handover = z.object({
  checklist: Checklist.optional(),
  feedback: z.object({ code: z.string(), secret: z.string() }).optional(),
  dossier: z.string().optional(),
  /** A fresh code by which one chat follows the dossier. */
  follow: z.string().optional(),
})
export type Handover = z.infer<typeof Handover>

/**
 * The same as it rests until it is opened: the digits make the code when there is somebody to use it. `by`: the phone they came from,
 * whose wrong ones count against itself.
 */
export const KeptHandover = Handover.omit({ follow: true }).extend({
  digits: z.string().optional(),
  by: z.string().default(''),
})
export type KeptHandover = z.infer<typeof KeptHandover>

/** A record as it may rest for the lead: without the token that proved whose phone it came from. */
export const withoutProof = (value: object) => JSON.stringify({ ...value, proof: '' })
