import type { Message } from '../schema.ts'

/** A notice that waits, opened. */
export type Waiting = { seq: string; topic: string; subject: string; message: Message }

/** A digest: which it tells together, and how. `left` keep waiting. */
export type Digest = { told: Waiting[]; left: Waiting[]; message: Message }

/** A question needs an answer of its own, so it goes alone. */
const ALONE = new Set(['returned'])

/** Room for what tells a choice from others that read alike. */
const BRACKETS = 4

/**
 * Joins what waits for one chat into one message of at most `longest` units, as `weigh` counts them. `heading` says how many there are. Questions go alone;
 * buttons that would read alike are told apart by what they are about.
 */
export function digestOf(
  waiting: Waiting[],
  longest: number,
  heading: (count: number) => string,
  weigh: (message: Message) => number = ({ text }) => text.length,
): Digest | null {
  const [first, ...rest] = waiting
  if (!first) return null
  if (ALONE.has(first.topic)) return { told: [first], left: rest, message: first.message }
  const told = [first]
  let length = heading(99).length + weighed(first, weigh)
  for (const one of rest) {
    const next = length + weighed(one, weigh) + 2
    if (ALONE.has(one.topic) || next > longest) continue
    told.push(one)
    length = next
  }
  const left = waiting.filter((one) => !told.includes(one))
  if (told.length === 1) return { told, left, message: first.message }
  const text = [heading(told.length), ...told.map(({ message }) => message.text)].join('\n\n')
  return { told, left, message: { text, choices: buttons(told) } }
}

function weighed({ message, subject }: Waiting, weigh: (message: Message) => number): number {
  const choices = message.choices.map(({ id, label }) => ({ id, label: label + subject + ' '.repeat(BRACKETS) }))
  return weigh({ ...message, choices })
}

function buttons(told: Waiting[]): Message['choices'] {
  const all = new Map(told.flatMap(({ message, subject }) => message.choices.map((one) => [one.id, { one, subject }])))
  const labels = [...all.values()].map(({ one }) => one.label)
  return [...all.values()].map(({ one, subject }) => {
    const alike = labels.filter((label) => label === one.label).length > 1
    return alike && subject !== '' ? { id: one.id, label: `${one.label} (${subject})` } : one
  })
}
