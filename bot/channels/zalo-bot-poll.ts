import { pause } from './pump.ts'
import type { ZaloBotClient } from './zalo-bot-client.ts'

const WAIT_SECONDS = 25
const PAUSE_MS = 3000
/** Zalo's answer when nothing came. */
const NOTHING = 408

export type ZaloPolling = {
  client: ZaloBotClient
  take(update: unknown): Promise<void>
  drain(): Promise<number>
  log(line: Record<string, string | number>): void
}

/**
 * Fetches updates, for a laptop without a public address. Zalo gives an update once and is not told that it arrived: it is held here
 * until it was stored, but a crash in that moment loses it. A real service has the webhook. Ends when the signal aborts.
 */
export async function pollZaloBot({ client, take, drain, log }: ZaloPolling, signal: AbortSignal): Promise<void> {
  const warn = (poll: string) => log({ level: 'warn', channel: 'zalo-bot', poll })
  let free = false
  while (!signal.aborted) {
    // while a webhook is set, Zalo gives nothing here
    if (!free) free = (await client.deleteWebhook()).kind === 'ok'
    const got = free ? await client.getUpdates(WAIT_SECONDS, signal) : null
    if (signal.aborted) return
    if (got?.kind === 'ok') {
      await keepTrying([got.result].flat(), take, signal, warn)
      await drain().catch((error: unknown) => warn(nameOf(error)))
    } else if (!(got?.kind === 'refused' && got.code === NOTHING)) {
      warn(got?.kind === 'refused' ? String(got.code) : (got?.kind ?? 'webhook'))
      await pause(signal, PAUSE_MS)
    }
  }
}

async function keepTrying(
  updates: unknown[],
  take: ZaloPolling['take'],
  signal: AbortSignal,
  warn: (what: string) => void,
): Promise<void> {
  for (const update of updates) {
    while (!signal.aborted) {
      const failed = await take(update).then(() => null, nameOf)
      if (failed === null) break
      warn(failed)
      await pause(signal, PAUSE_MS)
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
