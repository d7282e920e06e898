/**
 * The national code in whatever a person or another system writes: `1.001193.000.00.00.H48` (a province's copy),
 * `1.001193.01` (a case of it), ` 1.001193 `, `Mã TTHC: 1.001193`. Null when there is none.
 */
export function baseCode(text: string): string | null {
  return /(?<![\d.])(\d\.\d{6})(?!\d)/.exec(text.replace(/\s+/g, ''))?.[1] ?? null
}
