import * as z from 'zod'

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const Choice = z.object({ id: Id, label: z.string().min(1) })

/** `content/assist.yaml`: teams, what they help with, what people stumble over, training cards. */
export const AssistContent = z.object({
  teams: z.array(z.object({ id: Id, name: z.string().min(1), hamlets: z.array(z.string()).default([]) })).min(1),
  kinds: z.array(Choice).min(1),
  difficulties: z.array(Choice).min(1),
  cards: z.array(z.object({ title: z.string(), lines: z.array(z.string()).min(1) })).default([]),
})
export type AssistContent = z.infer<typeof AssistContent>
