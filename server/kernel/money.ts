/** Money is whole đồng, as an integer. `50000` → `50.000 đồng`. */
export function showDong(amount: number): string {
  return `${showNumber(amount)} đồng`
}

/** Vietnamese grouping and decimal comma: `1234567.5` → `1.234.567,5`. */
export function showNumber(value: number, digits = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${grouped}${fraction ? `,${fraction}` : ''}`
}
