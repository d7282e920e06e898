import type { Guide } from './api.ts'
import type { Answers } from './router.ts'

type When = Record<string, string[]> | undefined
type Question = Guide['questions'][number]
/** An outcome that sends to another procedure: told as soon as it holds, before any further question. */
export type Stop = { id: string; text: string; goto: string }
/** The only answer to a stop: to go on all the same. */
export const GO_ON = 'on'

/**
 * *Trường hợp của tôi*: what the answers so far mean. An answer to a question that is no longer asked is kept but does not count, so
 * changing one answer and changing it back loses nothing. The chat has the same rules (`bot/flows/case/flow.ts`); a test holds both
 * to one meaning.
 */
export type Case = {
  asked: { question: Question; answer: string | null }[]
  /** Where the answers so far send to another procedure; nothing is asked until the citizen goes on all the same. */
  stop: Stop | null
  /** The question to put next; null when all are answered, or at a stop. */
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
  const stopAt = () =>
    outcomes
      .flatMap(({ when, text, goto }) => (goto ? [{ id: `goto:${goto}`, when, text, goto }] : []))
      .find(({ id, when }) => answers[id] !== GO_ON && holds(when, counted)) ?? null
  let stop: Stop | null = null
  for (const question of questions) {
    if (stop) break
    if (!holds(question.when, counted)) continue
    const given = answers[question.id]
    const answer = question.options.some(({ id }) => id === given) ? (given ?? null) : null
    if (answer !== null) counted[question.id] = answer
    asked.push({ question, answer })
    if (asked.every((one) => one.answer !== null)) stop = stopAt()
  }
  const next = asked.find(({ answer }) => answer === null)?.question ?? null
  const needed = papers.filter(({ when }) => holds(when, counted))
  return {
    asked,
    stop,
    next: stop ? null : next,
    papers: needed,
    undecided: papers.some(({ when }) => !holds(when, counted) && mayHold(when, counted, asked, questions)),
    outcomes: outcomes.filter(({ when }) => holds(when, counted)),
  }
}

/** Each paper once: two reasons to bring the same one are told together. */
export function once(papers: Guide['papers']): Guide['papers'] {
  return papers
    .filter((paper, at) => papers.findIndex((one) => isSame(one, paper)) === at)
    .map((paper) => {
      const notes = papers.filter((one) => isSame(one, paper)).flatMap(({ note }) => (note ? [note] : []))
      return notes.length > 0 ? { ...paper, note: [...new Set(notes)].join(' ') } : paper
    })
}

function isSame(one: Guide['papers'][number], other: Guide['papers'][number]): boolean {
  return one.kind === other.kind && one.name.toLowerCase() === other.name.toLowerCase()
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
