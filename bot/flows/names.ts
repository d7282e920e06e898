import type { ProcedureView } from '../ports.ts'

/** A button shows about this much on a narrow phone. */
const LONGEST = 60

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

/** As much of a label as a button shows, cut at a word. */
export function shorten(label: string): string {
  if (label.length <= LONGEST) return label
  const cut = label.slice(0, LONGEST - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 30))}…`
}

/** Whether a button would have to cut the label. */
export function isLong(label: string): boolean {
  return label.length > LONGEST
}
