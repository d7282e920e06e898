import type { Api } from 'grammy'
import { pause } from './pump.ts'

const WAIT_SECONDS = 25
const PAUSE_MS = 3000

export type Polling = {
  api: Api
  take(update: unknown): Promise<void>
  drain(): Promise<number>
  log(line: Record<string, string | number>): void
}

/**
 * Long polling, for a laptop without a public address. An update is confirmed only after it was stored, so a crash repeats it and
 * the inbox drops the repeat. Ends when the signal aborts.
 */
export async function pollTelegram({ api, take, drain, log }: Polling, signal: AbortSignal): Promise<void> {
  // the request itself can't be aborted with the platform's signal; leaving it behind is harmless, its updates stay unconfirmed
  const ended = new Promise<[]>((resolve) => signal.addEventListener('abort', () => resolve([]), { once: true }))
  let offset = 0
  let free = false
  while (!signal.aborted) {
    try {
      // Telegram may be out of reach at the start, and for days: it is asked until it answers
      if (!free) free = await api.deleteWebhook()
      const updates = await Promise.race([
        api.getUpdates({ offset, timeout: WAIT_SECONDS, allowed_updates: ['message', 'callback_query'] }),
        ended,
      ])
      for (const update of updates) {
        await take(update)
        offset = update.update_id + 1
      }
      await drain()
    } catch (error) {
      if (signal.aborted) return
      log({ level: 'warn', channel: 'telegram', poll: error instanceof Error ? error.name : typeof error })
      await pause(signal, PAUSE_MS)
    }
  }
}
