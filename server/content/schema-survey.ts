import * as z from 'zod'

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
/** `score: null`: the answer counts for nothing ("tôi không để ý"). */
const Option = z.strictObject({
  id: Id,
  label: z.string().min(1),
  score: z.number().nullable().optional(),
  face: z.enum(['very', 'good', 'bad']).optional(),
})
// strict: a comma in an unquoted sentence would else cut it off unnoticed
const Item = z.strictObject({
  id: Id,
  ask: z.string().min(1),
  factor: Id.optional(),
  type: z.enum(['choice', 'text']).default('choice'),
  required: z.boolean().default(true),
  options: z.array(Option).min(2).optional(),
  /** Asked only when each of these items has one of these answers. */
  when: z.record(Id, z.array(z.string()).min(1)).optional(),
})

/** `content/surveys/<id>.yaml`: an instrument (bộ câu hỏi). Changing an item asks for a new version: old answers keep theirs. */
export const Survey = z
  .object({
    id: Id,
    version: z.number().int().min(1),
    title: z.string(),
    intro: z.string(),
    thanks: z.string(),
    kind: z.enum(['nine-indices', 'factors', 'one-question']),
    /** The wording waits for the unit's confirmation; shown with the survey and its figures. */
    draft: z.boolean(),
    enabled: z.boolean(),
    oncePer: z.enum(['dossier', 'case', 'none']),
    source: z.object({ title: z.string(), verified: z.boolean(), note: z.string().optional() }),
    /** Options of every choice that has none of its own. */
    scale: z.array(Option).optional(),
    factors: z.array(z.object({ id: Id, name: z.string(), weight: z.number().positive() })),
    items: z.array(Item).min(1),
    /** Who counts as satisfied: by the answer to one item, or by the mean score of the answers. */
    satisfied: z.object({ item: Id, options: z.array(z.string()).min(1) }).optional(),
    satisfiedScore: z.number().optional(),
  })
  .superRefine((survey, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message })
    const factors = new Set(survey.factors.map(({ id }) => id))
    const seen = new Map<string, Set<string>>()
    for (const item of survey.items) {
      if (seen.has(item.id)) fault(`item ${item.id} stands twice`)
      if (item.factor !== undefined && !factors.has(item.factor)) fault(`item ${item.id}: no factor ${item.factor}`)
      const options = item.options ?? survey.scale ?? []
      if (item.type === 'choice' && options.length < 2) fault(`item ${item.id} has no options`)
      for (const [other, values] of Object.entries(item.when ?? {})) {
        const known = seen.get(other)
        if (!known) fault(`item ${item.id}: condition on ${other}, which does not come before it`)
        else
          for (const value of values) if (!known.has(value)) fault(`item ${item.id}: ${other} has no option ${value}`)
      }
      seen.set(item.id, new Set(item.type === 'choice' ? options.map(({ id }) => id) : []))
    }
    const { satisfied } = survey
    if (satisfied) {
      const known = seen.get(satisfied.item)
      if (!known) fault(`satisfied: no item ${satisfied.item}`)
      else for (const id of satisfied.options) if (!known.has(id)) fault(`satisfied: no option ${id}`)
    } else if (survey.satisfiedScore === undefined) fault('nobody is said to be satisfied')
  })
export type Survey = z.infer<typeof Survey>
export type SurveyItem = Survey['items'][number]
