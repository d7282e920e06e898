import type { Guide } from '../../../server/content/schema.ts'
import { shortKey } from '../../conversation/choices.ts'
import type { Flow } from '../../conversation/replay.ts'

/** What a case needs: the exact papers, and the sentences that only it needs. */
export type Checklist = { papers: Guide['papers']; outcomes: Guide['outcomes'] }

/** "Trường hợp của tôi" as a flow: the guide's questions in their order, each asked only `when` it matters. */
export function caseFlow(guide: Guide): Flow<Checklist> {
  return {
    version: shortKey(JSON.stringify(guide.questions)),
    next(answers) {
      const open = guide.questions.find((question) => !answers.has(question.id) && holds(question.when, answers))
      if (open) return { id: open.id, ask: open.ask, options: open.options, ...(open.help ? { help: open.help } : {}) }
      return {
        result: {
          papers: guide.papers.filter(({ when }) => holds(when, answers)),
          outcomes: guide.outcomes.filter(({ when }) => holds(when, answers)),
        },
      }
    },
  }
}

/** Keys are AND, list members are OR; a question that was not asked answers nothing. */
function holds(when: Record<string, string[]> | undefined, answers: ReadonlyMap<string, string>): boolean {
  return Object.entries(when ?? {}).every(([step, values]) => values.includes(answers.get(step) ?? ''))
}
