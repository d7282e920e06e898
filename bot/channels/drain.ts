import type { Clock } from '../../server/kernel/time.ts'
import type { Outcome } from '../../server/notices/schema.ts'
import type { Delivery } from '../../server/notices/service.ts'
import type { Db } from '../../server/storage/db.ts'
import { openBody } from '../conversation/sealed-body.ts'
import type { VaultPort } from '../ports.ts'
import { outbox, type Taken } from './outbox.ts'

const AT_ONCE = 20
/** Messages of one drain, so that it ends within what the edge allows; the next goes on. */
export const MOST = 300

export type DrainDeps = {
  channel: string
  /** Hands one reply over as the channel's outlet made it. */
  send(chat: string, body: string): Promise<Outcome>
  db: Db
  unit: string
  vault: VaultPort
  clock: Clock
  notices: Delivery
}

/**
 * Sends what waits for a channel: replies first, then notices. Of replies different chats leave in parallel, one chat in order; a
 * channel that asks to wait is obeyed to the second; a server error or a broken line is tried again later, a refusal (blocked, chat
 * gone) is final. Notices: see `createDelivery`. Returns how many were sent.
 */
export async function drain({ channel, send, db, unit, vault, clock, notices }: DrainDeps): Promise<number> {
  const box = outbox(db, unit, channel)
  let sent = 0

  async function reply(message: Taken): Promise<void> {
    if (!(await box.take(message, clock()))) return
    const body = await openBody(vault, { channel, chat: message.chat }, message.body)
    if (body === null) return void (await box.failed(message, clock(), 'sealed with another key'))
    const outcome = await send(message.chat, body)
    switch (outcome.kind) {
      case 'delivered':
        await box.sent(message, clock())
        sent += 1
        return
      case 'asked-to-wait':
        return box.later(message, clock(), outcome.seconds, 'retry_after', true)
      case 'permanent':
      case 'window-closed':
        return void (await box.failed(message, clock(), outcome.error))
      case 'temporary':
      case 'unknown':
        return box.later(message, clock(), 2 ** Math.min(message.attempts, 6), outcome.error)
    }
  }

  await notices.abandon()
  for (;;) {
    for (;;) {
      const due = await box.due(clock(), AT_ONCE)
      if (due.length === 0) break
      await Promise.all(due.map(reply))
    }
    const step = await notices.step()
    sent += step.sent
    if (!step.more || sent >= MOST) return sent
  }
}
