/** Numbers as Vietnamese reports write them: `1.234`, `85,44%`. */

const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 })
const two = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** `1.234`; counts under ten carry a leading zero in running text (`06 hồ sơ`). */
export function countText(n: number): string {
  return n > 0 && n < 10 ? `0${n}` : whole.format(n)
}

/** `8.199.000`. */
export function wholeText(n: number): string {
  return whole.format(n)
}

/** `87,34%`; whole shares stay whole: `100%`. */
export function percentText(value: number): string {
  return `${Number.isInteger(value) ? whole.format(value) : two.format(value)}%`
}

/** `3,25`. */
export function decimalText(value: number): string {
  return two.format(value)
}

/**
 * A share in percent, rounded half up to two decimals, exactly (no binary fractions in between). Null over zero.
 * Throws a RangeError when the part exceeds the whole: such a figure must never be printed.
 */
export function percent(part: number, total: number): number | null {
  if (part > total) throw new RangeError(`Tử số ${part} lớn hơn mẫu số ${total}`)
  return total === 0 ? null : ratio(part * 100, total)
}

/** `part / total` rounded half up to two decimals, for whole numbers ≥ 0. */
export function ratio(part: number, total: number): number {
  const hundredths = (BigInt(part) * 200n + BigInt(total)) / (BigInt(total) * 2n)
  return Number(hundredths) / 100
}

/** Change against an earlier figure in percent: 24 → 49 is +104,17. Null when there was nothing before. */
export function change(now: number, before: number): number | null {
  if (before === 0) return null
  const size = ratio(Math.abs(now - before) * 100, before)
  return now < before ? -size : size
}
