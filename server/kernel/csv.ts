/**
 * CSV that Excel opens as it is meant: UTF-8 with a mark, comma, quotes where needed, and no cell that a spreadsheet would run
 * as a formula (OWASP "CSV injection").
 */

/** One cell. A text that begins like a formula gets an apostrophe before it; numbers stay numbers. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[\s\u00a0]*[=+\-@＝＋－＠\t\r\n|%]/.test(value) ? `'${value}` : value
  return /[",\r\n;']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** A whole file with its head row. */
export function csvFile(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  const lines = [head, ...rows].map((cells) => cells.map(csvCell).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
