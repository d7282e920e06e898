import { clean } from '../../kernel/text.ts'

/** A cell as a file gives it. Dates of spreadsheets carry Vietnamese wall-clock time in their UTC parts. */
export type Cell = string | number | boolean | Date | null

/** A row of a file with the number that a spreadsheet shows for it; `line` is its line in a text file. */
export type SheetRow = { row: number; line?: number; sheet?: string; cells: Cell[] }

// most cells are dates, codes and numbers, which need no cleaning
const PLAIN = /^[!-~]+(?: [!-~]+)*$/
const STROKES = /^[-–—.…/\\\s\u200b-\u200d\u2060\ufeff]*$/

/** A cell as clean text: composed letters, single spaces, no line breaks. Empty for null. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof cell !== 'string') return String(cell)
  return PLAIN.test(cell) ? cell : clean(cell)
}

/** Whether the cell holds nothing, or a stroke that stands for nothing. */
export function isBlank(cell: Cell | undefined): boolean {
  return typeof cell === 'string' ? STROKES.test(cell) : textOf(cell) === ''
}
