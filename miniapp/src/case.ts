import type { Guide } from './api.ts'
import type { Answers } from './router.ts'

type When = Record<string, string[]> | undefined
type Question = Guide['questions'][number]

/**
 * *Trường hợp của tôi*: what the answers so far mean. An answer to a question that is no longer asked is kept but does not count, so
 * changing one answer and changing it back loses nothing.
 */
export type Case = {
  asked: { question: Question; answer: string | null }[]
  /** The question to put next; null when all are answered. */
  next: Question | null
  /** Needed whatever the open questions' answers will be. */
  papers: Guide['papers']
  /** Whether more papers hang on questions that are still open. */
  undecided: boolean
  outcomes: Guide['outcomes']
}

export function caseOf(
  { questions, papers, outcomes }: Pick<Guide, 'questions' | 'papers' | 'outcomes'>,
  answers: Answers,
): Case {
  const counted: Answers = {}
  const asked: Case['asked'] = []
  for (const question of questions) {
    if (!holds(question.when, counted)) continue
    const given = answers[question.id]
    const answer = question.options.some(({ id }) => id === given) ? (given ?? null) : null
    if (answer !== null) counted[question.id] = answer
    asked.push({ question, answer })
  }
  const next = asked.find(({ answer }) => answer === null)?.question ?? null
  const needed = papers.filter(({ when }) => holds(when, counted))
  return {
    asked,
    next,
    papers: needed,
    undecided: papers.some(({ when }) => !holds(when, counted) && mayHold(when, counted, asked, questions)),
    outcomes: outcomes.filter(({ when }) => holds(when, counted)),
  }
}

/** Keys are AND, list members are OR. */
function holds(when: When, answers: Answers): boolean {
  return Object.entries(when ?? {}).every(([id, allowed]) => allowed.includes(answers[id] ?? ''))
}

/** Whether an answer still to come can make it hold. A question already answered, or passed over, can not. */
function mayHold(when: When, answers: Answers, asked: Case['asked'], questions: Question[]): boolean {
  return Object.entries(when ?? {}).every(([id, allowed]) => {
    const given = answers[id]
    if (given !== undefined) return allowed.includes(given)
    const question = questions.find((candidate) => candidate.id === id)
    if (!question) return false
    return asked.some((one) => one.question.id === id) || mayHold(question.when, answers, asked, questions)
  })
}
