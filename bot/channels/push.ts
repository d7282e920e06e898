import type { Say } from '../../server/content/messages.ts'
import type { Unit } from '../../server/content/schema.ts'
import { cryptoRandom, type Random } from '../../server/kernel/ids.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { type Clock, isoVn } from '../../server/kernel/time.ts'
import type { Carrier, Outcome } from '../../server/notices/schema.ts'
import { createDelivery } from '../../server/notices/service.ts'
import type { Db } from '../../server/storage/db.ts'
import type { Conversation, Outlet } from '../conversation/conversation.ts'
import type { Inbound } from '../conversation/types.ts'
import { frontPhone } from '../flows/desk.ts'
import type { VaultPort } from '../ports.ts'
import type { Background } from './channel.ts'
import { bury } from './dead-letter.ts'
import { drain } from './drain.ts'
import { pump } from './pump.ts'

/** What every channel that is written to needs. */
export type PushDeps = {
  /** Must have the channel's outlet among its outlets. */
  conversation: Conversation
  db: Db
  /** Opens messages that wait sealed. */
  vault: VaultPort
  unit: Unit
  say: Say
  clock: Clock
  /** Hours in which no notice leaves; default none. */
  quiet?: { from: string; to: string }
  random?: Random
  /** Waits for the channel's pace; given by tests. */
  wait?: (ms: number) => Promise<void>
  /** Pictures of news, for channels that show them. */
  pictures?: (news: string) => Promise<Uint8Array | null>
  /** Told about a failure by its kind only. */
  log?: (line: Record<string, string | number>) => void
}

/** What differs between the channels. */
export type Way = {
  carrier: Carrier
  outlet: Outlet
  /** Hands over one message as `outlet` made it. Never throws. */
  send(chat: string, body: string): Promise<Outcome>
}

/** The part that all channels share: an update is handled for good, what waits is sent. */
export function createPush(deps: PushDeps, { carrier, outlet, send }: Way) {
  const { conversation, db, vault, unit, say, clock, random = cryptoRandom, wait, log = () => {} } = deps
  const { channel } = carrier
  const quiet = deps.quiet ?? { from: '00:00', to: '00:00' }
  const notices = createDelivery(
    { db, unit: unit.code, vault, say, quiet, clock, random, ...(wait ? { wait } : {}) },
    carrier,
  )
  const drainAll = () => drain({ channel, send, db, unit: unit.code, vault, clock, notices })

  async function apologise(chat: string): Promise<void> {
    const [body = ''] = outlet([{ type: 'say', text: say('bot.failed', { hotline: frontPhone(unit).phone }) }])
    const at = isoVn(clock())
    await db.execute('INSERT INTO outbox (unit, channel, chat, body, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
      unit.code,
      channel,
      chat,
      body,
      at,
      at,
    ])
  }

  return {
    /**
     * Handles one update for good: stored, refused as a repeat, or buried. Throws when the channel shall bring it again: the database
     * can't be reached, or the chat is busy.
     */
    async hear(inbound: Inbound): Promise<void> {
      try {
        await conversation.handle(inbound)
      } catch (error) {
        if (error instanceof Problem && error.code === 'chat.busy') throw error
        log({ level: 'error', channel, error: error instanceof Error ? error.name : typeof error })
        // a channel repeats a poisoned update for long and holds back the chat's next ones: it ends here
        await bury(db, unit.code, channel, inbound.id, error, clock())
        await apologise(inbound.chat)
      }
    },
    /** Sends what is due now. */
    drain: drainAll,
    /** Sends after the answer to a webhook, which the channel waits for. */
    drainAfter(background: Background): void {
      background(
        drainAll().catch((error: unknown) =>
          log({ level: 'error', channel, drain: error instanceof Error ? error.name : typeof error }),
        ),
      )
    },
    /** Goes on sending until the signal aborts. */
    pump: (signal: AbortSignal) => pump({ channel, drain: drainAll, log }, signal),
  }
}
