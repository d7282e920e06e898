/** Ids of the buttons under news and in a quiz, at most 64 bytes. A quiz carries its answers in the button, so nothing is kept of it. */
export const choose = {
  door: () => 'w:door',
  everything: () => 'w:all',
  /** `mark` names a hamlet in a few letters. */
  hamlet: (mark: string) => `w:h:${mark}`,
  stop: () => 'w:stop',
  quiz: (id: string, answers: readonly number[] = []) => `q:${id}:${answers.join('')}`,
}

/** What a button says. */
export type NewsPress =
  | { on: 'door' | 'everything' | 'stop' }
  | { on: 'hamlet'; mark: string }
  | { on: 'quiz'; id: string; answers: number[] }

/** Reads a button's id that begins with `w:` or `q:`; null when it is none of these. */
export function newsPress(id: string): NewsPress | null {
  const [kind = '', act = '', mark = ''] = id.split(':')
  if (kind === 'q')
    return /^[2-9A-Z]{8}$/.test(act) && /^[0-3]{0,5}$/.test(mark)
      ? { on: 'quiz', id: act, answers: [...mark].map(Number) }
      : null
  if (kind !== 'w') return null
  if (act === 'h') return /^[a-z0-9]{1,8}$/.test(mark) ? { on: 'hamlet', mark } : null
  if (act === 'all') return { on: 'everything' }
  return act === 'door' || act === 'stop' ? { on: act } : null
}
