import { dayOf, isDay } from '../../kernel/time.ts'

/** The calendar day of an epoch in milliseconds, an ISO text, `dd/mm/yyyy` or `yyyy-mm`; undefined when it is none. */
export function toDay(value: unknown): string | undefined {
  if (typeof value === 'number' && value > 0 && value < 8e12) return dayOf(new Date(value))
  if (typeof value !== 'string') return undefined
  const dmy = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(value.trim())
  const text = dmy ? `${dmy[3]}-${dmy[2]?.padStart(2, '0')}-${dmy[1]?.padStart(2, '0')}` : value.trim().slice(0, 10)
  if (isDay(text)) return text
  // `2026-09/10` = some time in these months: the earliest day promises least
  const month = /^(\d{4}-\d{2})(?:$|\/)/.exec(value.trim())
  return month && isDay(`${month[1]}-01`) ? `${month[1]}-01` : undefined
}

/** The day on which a version 7 UUID was made, in Vietnam: the portal's ids tell when a record was published. */
export function dayOfUuid(text: string): string | undefined {
  const hex = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(text)
  return hex ? toDay(Number.parseInt(`${hex[1]}${hex[2]}`, 16)) : undefined
}
