const two = (n: number) => String(n).padStart(2, '0')

/** `08:05`, of an instant, where the phone is. */
export function timeOf(at: string): string {
  const moment = new Date(at)
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** `2026-11-25` → `25/11/2026`. */
export const showDay = (day: string) => day.split('-').reverse().join('/')
