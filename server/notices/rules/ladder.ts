/** Seconds before each try of a notice: at once, 30 s, 2 min, 10 min, 1 h, 6 h, 24 h. */
export const LADDER = [0, 30, 120, 600, 3600, 21_600, 86_400] as const

/** The most that jitter adds to a wait, as a share of it. */
const JITTER = 0.2
/** Hours after which a channel that only asks to wait is believed no longer. */
const PATIENCE_HOURS = 72

/**
 * Seconds until the next try after `failed` tries (1 = the first failed), with up to a fifth more so that many do not come back at
 * once; null when the ladder ends. `random` is a number from 0 to below 1.
 */
export function nextTry(failed: number, random: number): number | null {
  const wait = LADDER[failed]
  return wait === undefined ? null : Math.ceil(wait * (1 + JITTER * random))
}

/** Seconds until a channel may be asked again that said `retry_after`, never fewer; null when it has been saying so for days. */
export function nextAsked(seconds: number, since: Date, now: Date, random: number): number | null {
  if (now.getTime() - since.getTime() > PATIENCE_HOURS * 3_600_000) return null
  return Math.ceil(seconds + random)
}
