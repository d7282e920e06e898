import * as z from 'zod'
import { Topic } from '../notices/schema.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What a hole of a form is filled with, `text` or `code:30`: the name and, in characters, the most that the form takes there. */
const Hole = z
  .string()
  .regex(/^(text|code|topic|unit|hotline)(:[1-9]\d{0,2})?$/)
  .transform((hole) => {
    const [from = '', longest = '100'] = hole.split(':')
    return { from: z.enum(['text', 'code', 'topic', 'unit', 'hotline']).parse(from), longest: Number(longest) }
  })

/** Forms that Zalo approved for the commune's account, by what they tell of (`received`, `ready`, …). */
const OaForm = z.strictObject({ id: z.string().min(1), data: z.record(z.string(), Hole) })
export type OaForm = z.infer<typeof OaForm>
const OaTemplates = z.partialRecord(Topic, OaForm)
export type OaTemplates = z.infer<typeof OaTemplates>

/** `content/notices.yaml`: when people are told, and of what. */
export const NoticesContent = z.strictObject({
  quiet: z.strictObject({ from: Clock, to: Clock }), // told afterwards, not lost
  soonDays: z.number().int().min(0).max(30), // working days before the due day
  unfetchedDays: z.number().int().min(1).max(90), // working days that a result waits before its reminder
  zaloTemplates: OaTemplates.default({}),
  apology: z.strictObject({ symbol: z.string(), signer: z.string().optional() }),
})
export type NoticesContent = z.infer<typeof NoticesContent>
