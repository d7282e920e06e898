import type { Say } from '../content/messages.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import type { Clock } from '../kernel/time.ts'
import type { Db, Statement } from '../storage/db.ts'
import { digestOf, type Waiting } from './rules/digest.ts'
import { nextAsked, nextTry } from './rules/ladder.ts'
import { allowance, freeAfter } from './rules/pace.ts'
import { afterQuiet, type Quiet } from './rules/quiet.ts'
import { type Carrier, Message, type Outcome, type Vault } from './schema.ts'
import { PASSES_NIGHT, queue, type Row } from './store/queue.ts'

export type DeliveryDeps = {
  db: Db
  unit: string
  vault: Vault
  say: Say
  quiet: Quiet
  clock: Clock
  random: Random
  /** Waits for the channel's pace; given by tests. */
  wait?: (ms: number) => Promise<void>
}

/** The longest that a drain waits for the pace; whatever is later is found by the next drain. */
const LONGEST_WAIT_MS = 1500
const HOLDER = 12

/** Where a notice's words are sealed to. */
export const placeOf = (channel: string, chat: string) => `notice ${channel} ${chat}`

/**
 * Delivers notices over one channel. What a call leaves behind is written only after it, so between claim and record a notice may or
 * may not have arrived. The promise: none is lost (each ends delivered, or in the call list by name of its reason), and none is sent
 * twice by the system itself, also with several processes at once and with processes killed anywhere.
 */
export function createDelivery(deps: DeliveryDeps, carrier: Carrier) {
  const { db, unit, vault, say, clock, random } = deps
  const { channel, pace } = carrier
  const box = queue(db, unit, channel)
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  /** Nothing has arrived yet, or the line broke since something did. */
  let doubt = true
  const heading = (n: number) => say('notice.digest', { n })

  async function opened(row: Row): Promise<Waiting | null> {
    const text = await vault.unseal(placeOf(channel, row.chat), row.body)
    const message = text === null ? null : Message.safeParse(JSON.parse(text)).data
    return message ? { seq: row.seq, topic: row.topic, subject: row.subject, message } : null
  }

  /** One call for one chat. Returns how many notices it told. */
  async function deliver(holder: string, chat: string, rows: Row[]): Promise<number> {
    const waiting: Waiting[] = []
    for (const row of rows) {
      const one = await opened(row)
      if (one) waiting.push(one)
      else await box.end([row.seq], holder, 'permanent', clock(), 'sealed with another key')
    }
    const alone = waiting.length > 1 && ((await carrier.alone?.(chat)) ?? false)
    const digest = digestOf(alone ? waiting.slice(0, 1) : waiting, carrier.longest, heading, carrier.weigh)
    const [first] = digest?.told ?? []
    if (!digest || !first) return 0
    const left = waiting.filter((one) => !digest.told.includes(one)).map(({ seq }) => seq)
    if (left.length > 0) await box.later(left, holder, clock(), { uncounted: true })
    const told = rows.filter(({ seq }) => digest.told.some((one) => one.seq === seq))
    const { choices } = digest.message
    // before the call: what the conversation answers meanwhile comes after it
    const version = carrier.numbered && choices.length > 0 ? await box.versionOf(chat) : null
    const outcome = await carrier
      .send(chat, digest.message, { topic: first.topic, subject: first.subject })
      .catch((): Outcome => ({ kind: 'unknown', error: 'failed' }))
    doubt = outcome.kind === 'unknown' || outcome.kind === 'temporary'
    await record(
      holder,
      told,
      outcome,
      version === null ? [] : [box.showing(chat, first.seq, version, choices, clock())],
    )
    return outcome.kind === 'delivered' ? told.length : 0
  }

  /** `shown`: what is written if the message arrived. */
  async function record(holder: string, rows: Row[], outcome: Outcome, shown: Statement[]): Promise<void> {
    const now = clock()
    const seqs = rows.map(({ seq }) => seq)
    switch (outcome.kind) {
      case 'delivered':
        return box.end(seqs, holder, 'delivered', now, null, shown)
      case 'permanent':
      case 'window-closed':
        return box.end(seqs, holder, outcome.kind, now, outcome.error)
      case 'unknown':
        return box.end(seqs, holder, 'unconfirmed', now, outcome.error)
      case 'asked-to-wait': {
        // further than the burst reaches
        if (!outcome.alone) await box.pause(now.getTime() + (outcome.seconds + pace.burst / pace.perSecond) * 1000)
        for (const row of rows) {
          const seconds = nextAsked(outcome.seconds, new Date(row.due_at), now, share())
          if (seconds === null) await box.end([row.seq], holder, 'exhausted', now, 'retry_after')
          else
            await box.later([row.seq], holder, later(now, seconds, row.topic), {
              error: 'retry_after',
              uncounted: true,
            })
        }
        return
      }
      case 'temporary':
        for (const row of rows) {
          const seconds = nextTry(row.attempts, share())
          if (seconds === null) await box.end([row.seq], holder, 'exhausted', now, outcome.error)
          else await box.later([row.seq], holder, later(now, seconds, row.topic), { error: outcome.error })
        }
    }
  }

  function later(now: Date, seconds: number, topic: string): Date {
    const at = new Date(now.getTime() + seconds * 1000)
    return topic === PASSES_NIGHT ? at : afterQuiet(at, deps.quiet)
  }
  /** From 0 to below 1. */
  const share = () => (random(new Uint8Array(1))[0] ?? 0) / 256

  return {
    /** Gives up what a vanished sender had; see `queue.abandon`. */
    abandon: () => box.abandon(clock()),

    /**
     * Sends what is due now, as many at once as the channel's pace allows, or waits a moment for it. `false` when nothing is due (any
     * more): the drain may end. Nothing leaves in quiet hours but a warning that a leader let pass, nor while the channel does not answer.
     */
    async step(): Promise<{ sent: number; more: boolean }> {
      const now = clock()
      const night = afterQuiet(now, deps.quiet) > now
      const { chats, soonest } = await box.due(now, night)
      if (chats.length === 0) return { sent: 0, more: soonest !== null && (await paused(now, soonest - now.getTime())) }
      const freeAt = await box.freeAt()
      const { most, waitMs } = allowance(freeAt, now.getTime(), pace)
      if (most === 0) return { sent: 0, more: await paused(now, waitMs) }
      const taken = chats.slice(0, most)
      if (doubt && !(await carrier.answers())) return { sent: 0, more: false }
      const holder = readableId(random, HOLDER)
      const rows = await box.claim(
        taken.flatMap(({ seqs }) => seqs),
        {
          holder,
          freeAt,
          nextFree: freeAfter(freeAt, now.getTime(), taken.length, pace),
          chatFree: now.getTime() + pace.chatMs,
          now,
        },
      )
      const byChat = Map.groupBy(rows, ({ chat }) => chat)
      const told = await Promise.all([...byChat].map(([chat, ofChat]) => deliver(holder, chat, ofChat)))
      return { sent: told.reduce((sum, n) => sum + n, 0), more: true }
    },
  }

  /** Waits for the pace; false when it would take too long, or when time stands still. */
  async function paused(since: Date, ms: number): Promise<boolean> {
    if (ms > LONGEST_WAIT_MS) return false
    await wait(Math.max(ms, 5))
    return clock() > since
  }
}
export type Delivery = ReturnType<typeof createDelivery>
