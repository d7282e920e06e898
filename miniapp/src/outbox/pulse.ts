import type { Outbox } from './outbox.ts'

/** Seconds between tries while a page is open and something waits; then ever the last. */
const PAUSES = [15, 30, 60, 120, 300]

/**
 * Sends when the network comes back, when the page is looked at again, and from time to time. `random` in [0, 1) spreads the phones
 * that lost their network at the same moment. Call once.
 */
export function startPulse(outbox: Pick<Outbox, 'syncAll' | 'list' | 'watch'>, random: () => number): void {
  let tries = 0
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const beat = async () => {
    clearTimeout(timer)
    timer = undefined
    busy = true
    await outbox.syncAll()
    busy = false
    await rest()
  }
  /** Waits for the next try, if there is anything to try. */
  const rest = async () => {
    const waits = (await outbox.list()).some(({ state }) => state !== 'refused')
    if (!waits || busy || timer !== undefined) return
    const seconds = PAUSES[Math.min(tries++, PAUSES.length - 1)] ?? 300
    timer = setTimeout(() => void beat(), seconds * 1000 * (0.75 + random() / 2))
  }
  const now = () => {
    tries = 0
    void beat()
  }
  outbox.watch(() => void rest())
  window.addEventListener('online', now)
  window.addEventListener('pageshow', now)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now())
  now()
}
