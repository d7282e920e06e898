import { choose } from './choices.ts'
import type { Choice, Reply } from './types.ts'

export const BACK = choose.global('back')

/**
 * All choices of an answer, each once, in the order in which they are shown and numbered from 1. *Quay lại* stands last: its number
 * is 0 wherever choices have numbers.
 */
export function listed(replies: Reply[]): Choice[] {
  const all = new Map(replies.flatMap(({ choices = [] }) => choices.map((choice) => [choice.id, choice])))
  const back = all.get(BACK)
  all.delete(BACK)
  return back ? [...all.values(), back] : [...all.values()]
}

/** Whether a text asks for the step before by its number. */
export function isZero(text: string): boolean {
  return /^\D{0,2}0\D{0,2}$/.test(text.trim())
}

/** Whether a text is nothing but a number that a list might have. */
export function isNumber(text: string): boolean {
  return /^\D{0,2}\d{1,2}\D{0,2}$/.test(text.trim())
}
