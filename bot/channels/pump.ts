import { MOST } from './drain.ts'

const PUMP_MS = 2000

export type Pumping = {
  channel: string
  drain(): Promise<number>
  log(line: Record<string, string | number>): void
}

/** Sends what has become due (after a wait, a server error, a crash) every two seconds, until the signal aborts. */
export async function pump({ channel, drain, log }: Pumping, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sent = await drain().catch((error: unknown) => {
      log({ level: 'warn', channel, drain: error instanceof Error ? error.name : typeof error })
      return 0
    })
    if (sent < MOST) await pause(signal, PUMP_MS)
  }
}

/** Waits, or returns at once when the signal aborts. */
export function pause(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}
