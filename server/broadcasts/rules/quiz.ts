import type { Question, QuizFigures, QuizResult } from '../schema.ts'

/** Whether the answers name one existing option for each question. */
export function isWhole(quiz: Question[], answers: number[]): boolean {
  return answers.length === quiz.length && quiz.every(({ options }, i) => (answers[i] ?? -1) in options)
}

/** How many are right. */
export function scoreOf(quiz: Question[], answers: number[]): number {
  return quiz.filter(({ right }, i) => answers[i] === right).length
}

/** What is told to somebody who answered; `all` are everybody's answers. */
export function resultOf(quiz: Question[], yours: number[], all: number[][]): QuizResult {
  return {
    right: scoreOf(quiz, yours),
    of: quiz.length,
    n: all.length,
    questions: quiz.map(({ ask, options, right, explain }, i) => ({
      ask,
      options,
      yours: yours[i] ?? 0,
      right,
      explain,
      rightShare: all.length === 0 ? 0 : Math.round((100 * all.filter((one) => one[i] === right).length) / all.length),
    })),
  }
}

/** What the desk sees. */
export function figuresOf(quiz: Question[], all: Array<{ answers: number[]; door: 'app' | 'chat' }>): QuizFigures {
  const n = all.length
  const total = all.reduce((sum, { answers }) => sum + scoreOf(quiz, answers), 0)
  const chat = all.filter(({ door }) => door === 'chat').length
  return {
    n,
    meanRight: n === 0 ? null : Math.round((10 * total) / n) / 10,
    byDoor: { app: n - chat, chat },
    questions: quiz.map(({ ask, options, right }, i) => ({
      ask,
      right,
      options: options.map((label, at) => ({ label, count: all.filter(({ answers }) => answers[i] === at).length })),
    })),
  }
}
