import * as z from 'zod'
import { MOST } from '../bot/channels/drain.ts'
import type { Services } from './services.ts'

/** What is used of a Cloudflare Queue's binding. */
type Queue = { send(body: Poke): Promise<unknown> }
/** "There is something to send": nothing of what it is. */
const Poke = z.object({ channel: z.string() })
type Poke = z.infer<typeof Poke>
const Batch = z.object({ messages: z.array(z.object({ body: z.unknown() })) })

/**
 * The queue bound to the Worker, by which sending goes on beyond what one call of the edge may take; null without one. A poke carries
 * no message: whatever it brings twice, or too late, finds the outbox as it is.
 */
export function sendQueue(binding: unknown): Queue | null {
  return isQueue(binding) ? binding : null
}

function isQueue(binding: unknown): binding is Queue {
  return typeof binding === 'object' && binding !== null && 'send' in binding && typeof binding.send === 'function'
}

/** Asks for the sending of what is due on any channel: what a request has just caused shall not wait for the minute. */
export async function pokeDue(queue: Queue | null, services: Services): Promise<void> {
  const due = new Set(await services.notices.due())
  for (const channel of services.channels.filter(({ name }) => due.has(name))) {
    if (queue) await queue.send({ channel: channel.name })
    else await channel.drain()
  }
}

/** Takes a batch of pokes: each channel named in it is sent from once. */
export function drainPoked(batch: unknown, queue: Queue | null, services: Services): Promise<void> {
  const { messages } = Batch.parse(batch)
  const named = new Set(messages.flatMap(({ body }) => Poke.safeParse(body).data?.channel ?? []))
  return drainOn(queue, services, ({ name }) => named.has(name))
}

/** Sends what is due on the channels that are meant, and asks for more while there is more than one call sends. */
export async function drainOn(
  queue: Queue | null,
  { channels, log }: Services,
  meant: (channel: { name: string }) => boolean = () => true,
): Promise<void> {
  await Promise.all(
    channels.filter(meant).map(async ({ name, drain }) => {
      const sent = await drain().catch((error: unknown) => {
        // one channel that can't be reached does not hold back the others
        log({ level: 'error', channel: name, drain: error instanceof Error ? error.name : typeof error })
        return 0
      })
      if (sent >= MOST) await queue?.send({ channel: name })
    }),
  )
}
