import * as z from 'zod'
import { Kind, Outcome } from '../feedback/schema.ts'

const Days = z.number().int().min(0).max(60) // working days

/** A clock of one kind, with the law or the unit's own rule, as people read it. `verified: false` = configuration. */
const Clock = z.strictObject({
  answer: Days.min(1),
  transfer: Days.nullable(),
  source: z.string().min(1),
  verified: z.boolean(),
})

/** A department or body that handles cases; `kinds` it gets by itself. */
const Department = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  phone: z.string().optional(), // else the first hotline of the commune
  kinds: z.array(Kind).default([]),
})

/** A text to start an answer from, bound to an outcome. {holes} in the text are for the officer. */
const Template = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  outcome: Outcome,
  title: z.string().min(1),
  text: z.string().min(1),
  source: z.string().optional(),
})

const Evidence = z.enum(['photo', 'document', 'template', 'body'])

/** `content/feedback.yaml`: clocks, departments, templates and limits of the hotline. */
export const FeedbackContent = z
  .strictObject({
    clocks: z.record(Kind, Clock),
    ask: z.strictObject({ within: Days, pauses: z.boolean(), times: z.number().int().min(0), answerWithin: Days }),
    extension: z.strictObject({
      days: Days,
      reasons: z.array(z.strictObject({ id: z.string(), text: z.string() })).min(1),
    }),
    reopen: z.strictObject({
      within: Days,
      times: z.number().int().min(0),
      share: z.number().gt(0).max(1), // of the first clock
      least: Days,
      source: z.string().min(1),
    }),
    publish: z.strictObject({ within: Days, source: z.string() }),
    refusal: z.strictObject({ within: Days, source: z.string() }),
    soon: Days, // due soon
    gate: z.strictObject({
      answer: z.number().int().min(1), // characters
      evidence: z.record(Outcome, z.array(z.array(Evidence).min(1))), // each group: one of
      free: z.array(Kind), // kinds whose resolved answer is its own evidence
    }),
    nearby: z.strictObject({ metres: z.number().positive(), days: z.number().int().positive() }),
    limits: z.strictObject({
      perHour: z.number().int().positive(), // intakes of one caller
      photosPerHour: z.number().int().positive(), // photos of one caller that are kept before anything is sent
      misses: z.number().int().positive(), // wrong secrets of one caller in 15 minutes
      keepKeysDays: z.number().int().positive(),
    }),
    departments: z.array(Department).min(1),
    templates: z.array(Template),
  })
  .refine(
    ({ departments }) =>
      Kind.options.every((kind) => departments.filter(({ kinds }) => kinds.includes(kind)).length === 1),
    'mỗi loại phải có đúng một bộ phận trong departments[].kinds',
  )
export type FeedbackContent = z.infer<typeof FeedbackContent>
