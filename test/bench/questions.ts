import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** One message of a question set; see `questions/README.md`. */
export const Question = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.string(),
  facet: z.string().nullable(),
  style: z.string(),
  context: z.array(z.object({ role: z.string(), text: z.string() })),
  codes: z.array(z.string()),
})
export type Question = z.infer<typeof Question>

/** The messages of a set, in order. */
export function questions(set: 'dev' | 'heldout'): Question[] {
  const text = readFileSync(join(import.meta.dirname, 'questions', `${set}.jsonl`), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => Question.parse(JSON.parse(line)))
}
