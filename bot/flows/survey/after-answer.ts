import { dayOf } from '../../../server/kernel/time.ts'
import type { Reply, Understanding } from '../../conversation/types.ts'
import type { Desk, Step, Visit } from '../desk.ts'
import { helpQuestion } from './survey.ts'

/** After these nobody is asked how it was, all that day. */
const GRAVE = new Set<Understanding['intent']>(['emergency', 'denunciation', 'complaint'])

/**
 * Asks once a day in a chat whether the answer helped: after the whole answer of a flow, after a second question about the same
 * procedure, or when somebody thanks. `understanding` is that of the turn.
 */
export function withHelpQuestion(desk: Desk, visit: Visit, step: Step, understanding: Understanding): Step {
  const today = dayOf(visit.now)
  const { state } = step
  if (GRAVE.has(understanding.intent)) return { ...step, state: { ...state, askedHelp: today } }
  if (visit.state.askedHelp === today || !isMoment(visit, step, understanding)) return step
  const question = helpQuestion(desk)
  if (!question) return step
  const replies: Reply[] = [...step.replies, question]
  return { ...step, replies, state: { ...state, askedHelp: today } }
}

function isMoment({ state: before }: Visit, { state, answered }: Step, heard: Understanding): boolean {
  if (answered) return true
  if (state.flow !== null || before.flow !== null || before.memory.procedure === null) return false
  if (heard.intent === 'smalltalk') return heard.topic === 'thanks'
  return heard.intent === 'procedure' && heard.facet !== null && before.memory.procedure === state.memory.procedure
}
