import type { Context, Hono } from 'hono'

/** Keeps work alive after the answer: `ctx.waitUntil` on Workers, nothing on Node. */
export type Background = (work: Promise<unknown>) => void

/** A channel that is written to: updates come by webhook or are fetched, messages leave from the outbox. */
export type Channel = {
  /** As in every table: `telegram`, `zalo-bot`, `zalo-oa`. */
  name: string
  /** Its name for people. */
  title: string
  /** Where its routes are mounted; `POST <path>/webhook` takes updates. */
  path: string
  routes: Hono
  /** Tells the channel where we are. Returns our name there. Throws when it can't be reached or refuses us. */
  setUp(publicUrl: string | null): Promise<string>
  /** Sends what is due now; returns how many messages left. */
  drain(): Promise<number>
  /** Node: goes on sending what becomes due later, until the signal aborts. Workers call `drain` from their cron instead. */
  pump(signal: AbortSignal): Promise<void>
  /** Handles one update that was fetched. */
  take(update: unknown): Promise<void>
  /** Node without a public address: fetches updates until the signal aborts and gives them to `hand`. Null where that is not offered. */
  poll: ((signal: AbortSignal, hand: (update: unknown) => Promise<void>) => Promise<void>) | null
}

/** What keeps work alive after the answer to this request. */
export function backgroundOf(c: Context): Background {
  return (work) => {
    try {
      c.executionCtx.waitUntil(work)
    } catch {
      // Node has no execution context: the promise runs on by itself
    }
  }
}
