import * as z from 'zod'

const Phrases = z.array(z.string().min(1))

/** Words that make a clause one kind. `because` ends the sentence that is told as the reason. */
const TriageRule = z.strictObject({
  because: z.string().min(1),
  any: Phrases.min(1),
  /** Names of lists; the sentence (or whom the report concerns) must hold a phrase of each. */
  with: z.array(z.string()).default([]),
  /** Phrases, or names of lists, that must not stand in the clause. */
  not: Phrases.default([]),
  /** How much it tells beside other kinds. */
  weight: z.number().positive().default(1),
  /** A hazard that can't wait. */
  urgent: z.boolean().default(false),
})
export type TriageRule = z.infer<typeof TriageRule>

const rules = z.array(TriageRule)

/** `content/triage.yaml`: by which words a report is told from a complaint, a denunciation and danger. */
export const TriageFile = z
  .strictObject({
    /** Sentences for people; holes `{words}`, `{because}`, `{kind}`. */
    says: z.strictObject({
      quoted: z.string(),
      heard: z.string(),
      loose: z.string(),
      claimed: z.string(),
      doubt: z.string(),
      chosen: z.string(),
      outweighed: z.string(),
      apart: z.string(),
      unknown: z.string(),
    }),
    names: z.strictObject({
      emergency: z.string(),
      denunciation: z.string(),
      complaint: z.string(),
      conduct: z.string(),
      regulation: z.string(),
      field: z.string(),
      suggestion: z.string(),
      question: z.string(),
      praise: z.string(),
    }),
    /** Words that people use loosely; they decide only when nothing else does. */
    claims: z.strictObject({ denunciation: Phrases, complaint: Phrases }),
    /** Words that begin another matter: anywhere, or only at the beginning of a clause. */
    turns: z.strictObject({ anywhere: Phrases, atStart: Phrases }),
    /** Words at which a sentence is parted without another matter beginning. */
    joints: Phrases,
    /** Phrases by name; `office` and `officer` also tell what a text is about when no word decides. */
    lists: z.record(z.string(), Phrases),
    kinds: z.strictObject({
      emergency: rules,
      denunciation: rules,
      complaint: rules,
      conduct: rules,
      regulation: rules,
      field: rules,
      suggestion: rules,
      question: rules,
      praise: rules,
    }),
  })
  .superRefine(({ lists, kinds }, context) => {
    for (const [kind, all] of Object.entries(kinds)) {
      all.forEach((rule, at) => {
        for (const name of rule.with.filter((name) => !(name in lists)))
          context.addIssue({ code: 'custom', path: ['kinds', kind, at, 'with'], message: `không có danh sách ${name}` })
      })
    }
  })
export type TriageFile = z.infer<typeof TriageFile>
