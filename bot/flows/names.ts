import type { ProcedureView } from '../ports.ts'

/** A button shows about this much in two lines of a narrow phone. */
const LONGEST = 68

/** The name people use: the guide's title, else the official name without its first word "Thủ tục". */
export function shortName({ record, guide }: ProcedureView): string {
  // a guide that only covers this code is named after another
  return guide?.code === record.code ? guide.title : plain(record.name)
}

/** An official name without its first word "Thủ tục". */
export function plain(name: string): string {
  const bare = name.replace(/^thủ tục\s+/i, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

/**
 * A label short enough for a button, in whole words and without "…": its first sentence, else as much as ends at a comma or a joining
 * word. What cannot be shortened so stays whole.
 */
export function shorten(label: string): string {
  if (!isLong(label)) return label
  const first = label.indexOf('? ') + 1
  if (first >= SHORTEST) return label.slice(0, first)
  const ends = [...label.matchAll(BREAK)].map(({ index }) => index).filter((at) => at >= SHORTEST && at < LONGEST)
  const cut = label.slice(0, ends.at(-1) ?? label.length)
  return cut !== label && label.endsWith('?') ? `${cut.replace(/[?,.;:]$/, '')}?` : cut
}
const SHORTEST = 20
/** Before what may be left out. */
const BREAK = /[,.;:(]\s?| (?=(?:và|hoặc|hay|chứ|mà|nhưng|đối với|thuộc|theo|trong|tại|của|do|cho) )/g

/** Whether a button would have to shorten the label. */
export function isLong(label: string): boolean {
  return label.length > LONGEST
}
