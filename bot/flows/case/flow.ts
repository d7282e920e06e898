import type { Guide } from '../../../server/content/schema.ts'
import { shortKey } from '../../conversation/choices.ts'
import type { Flow } from '../../conversation/replay.ts'

/** What a case needs: the exact papers, and the sentences that only it needs. */
export type Checklist = { papers: Guide['papers']; outcomes: Guide['outcomes'] }
/** An outcome that sends to another procedure: it is told as soon as it holds, before any further question. */
export type Stop = { id: string; text: string; goto: string }
/** The only answer to a stop: to go on all the same. */
export const GO_ON = 'on'

/**
 * "Trường hợp của tôi" as a flow: the guide's questions in their order, each asked only `when` it matters. The mini-app has the same
 * rules (`miniapp/src/case.ts`); a test holds both to one meaning.
 */
export function caseFlow(guide: Guide, goOn = ''): Flow<Checklist> {
  const stops = stopsOf(guide)
  return {
    version: shortKey(JSON.stringify(guide.questions)),
    next(answers) {
      const stop = stops.find(({ id, when }) => !answers.has(id) && holds(when, answers))
      if (stop) return { id: stop.id, ask: stop.text, options: [{ id: GO_ON, label: goOn }] }
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

/** The places where a guide's case stops. */
export function stopsOf(guide: Guide): Array<Stop & Pick<Guide['outcomes'][number], 'when'>> {
  return guide.outcomes.flatMap(({ when, text, goto }) => (goto ? [{ id: `goto:${goto}`, when, text, goto }] : []))
}

/** Keys are AND, list members are OR; a question that was not asked answers nothing. */
function holds(when: Record<string, string[]> | undefined, answers: ReadonlyMap<string, string>): boolean {
  return Object.entries(when ?? {}).every(([step, values]) => values.includes(answers.get(step) ?? ''))
}
