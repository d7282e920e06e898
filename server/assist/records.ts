import * as z from 'zod'
import { sha256 } from '../kernel/privacy.ts'
import { type Problem, problem } from '../kernel/problem.ts'
import { dayOf, isoVn } from '../kernel/time.ts'
import { firstFault } from '../kernel/validate.ts'
import type { Actor } from '../people/schema.ts'
import { isDuplicate } from '../storage/db.ts'
import type { Devices } from './devices.ts'
import { createFiling, type FilingDeps } from './filing.ts'
import type { OpenRecord } from './schema/phone.ts'
import { type Filed, type Handover, HelpRecord, KeptHandover, withoutProof } from './schema/record.ts'
import { keyOf, openSealed, placeOf } from './sealed.ts'
import type { DeviceRow } from './store/devices.ts'
import type { RecordRow } from './store/records.ts'

const HOUR_MS = 3_600_000
/** Records that one phone may send in 24 hours; of a phone that was shut out far fewer are even kept. */
const MOST = { live: 300, shut: 50 }
/** Minutes in which the same phone may read a one-time link again, when the answer got lost. */
const AGAIN_MINUTES = 10

/** What every record must have, whatever else is wrong with it. */
const Head = z.looseObject({
  id: z.string(),
  proof: z.string().max(100),
  number: z.number().int().min(1).max(999).nullable().catch(null),
})

export type RecordDeps = FilingDeps & {
  devices: Devices
  /** Somebody of the desk who may act now, else null. */
  actorOf: (id: string) => Promise<Actor | null>
  /**
   * A code by which a chat follows a dossier whose last four digits are right; null when nothing more will be told of it. `by`: the phone
   * against which wrong digits count.
   */
  followCode: (dossier: string, digits: string, by: string) => Promise<string | null>
}

/** Sealed records of help: opened, filed once, or kept with the reason for the lead. */
export function createRecords(deps: RecordDeps) {
  const { db, unit, store, vault, devices, clock, audit } = deps
  const file = createFiling(deps)

  /** Keeps what can't be filed; `words` only when the lead can do something about it. */
  async function refuse(
    { id, body, number, day }: Pick<RecordRow, 'id' | 'body' | 'number' | 'day'>,
    device: DeviceRow,
    why: Problem,
    words: string | null,
  ): Promise<void> {
    const sealed = words === null ? null : await vault.sealText(`record/${id}`, words)
    const row = { id, body, number, day, device: device.id, member: device.member, sealed } as const
    const told = { state: 'refused', reason: why.code, detail: why.message } as const
    try {
      await db.write([store.write({ ...row, ...told, received_at: clock().toISOString() })])
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }

  const stateOf = ({ state }: RecordRow): 'partial' | 'refused' => (state === 'partial' ? state : 'refused')
  const told = ({ state, detail }: RecordRow): Filed => ({ state, ...(detail ? { message: detail } : {}) })

  return {
    /**
     * Takes a sealed record, once by its id. Throws `assist.revoked`, `assist.unreadable`, `assist.key-reused`, `assist.too-many`;
     * what opens but can't be filed is kept for the lead and answered as refused.
     */
    async receive(drop: string | undefined, id: string, sealed: string): Promise<Filed> {
      const device = await devices.ofDrop(drop)
      const body = await sha256(sealed)
      const now = clock()
      const day = dayOf(now)
      const before = await store.find(id)
      if (before && before.body !== body) throw problem('assist.key-reused')
      const actor = await devices.ownerOf(device)
      if (before && before.reason !== 'assist.revoked') return told(before)
      const lately = await store.ofDevice(device.id, new Date(now.getTime() - 24 * HOUR_MS).toISOString())
      if (lately >= (actor ? MOST.live : MOST.shut)) throw problem('assist.too-many', {}, { retryAfterSeconds: 3600 })

      const name = keyOf(sealed)
      const key = name === null ? null : await devices.privateKey(name)
      const text = key && (await openSealed(key, placeOf(unit, id), sealed))
      const value = text ? parsed(text) : null
      const head = Head.safeParse(value)
      const proven = head.success && head.data.id === id && (await sha256(head.data.proof)) === device.token
      if (!text || !proven) {
        if (lately >= MOST.shut) throw problem('assist.too-many', {}, { retryAfterSeconds: 3600 })
        const why = problem('assist.unreadable')
        // under a name of its own: the true record must not be kept out by a forged one
        await refuse({ id: `${id}~${body.slice(0, 12)}`, body, number: null, day }, device, why, null)
        throw why
      }
      const { number } = head.data
      if (!actor) {
        const why = problem('assist.revoked')
        if (!before) await refuse({ id, body, number, day }, device, why, withoutProof(head.data))
        throw why
      }
      if (before) return told(before)
      const read = HelpRecord.safeParse(value)
      if (!read.success) {
        const why = firstFault(read.error.issues[0], 'lượt này')
        await refuse({ id, body, number, day }, device, why, withoutProof(head.data))
        return { state: 'refused', message: why.message }
      }
      try {
        const filing = await file(read.data, { body, device, actor })
        if ('filed' in filing) return filing.filed
        const { why, keep } = filing
        await refuse({ id, body, number, day: dayOf(new Date(read.data.at)) }, device, why, withoutProof(keep))
        return { state: 'refused', message: why.message }
      } catch (error) {
        const other = isDuplicate(error) ? await store.find(id) : null
        if (other) return told(other)
        throw error
      }
    },

    /** What waits for the lead. */
    async open(): Promise<OpenRecord[]> {
      const rows = await store.open()
      const names = new Map<string, string>()
      for (const { member } of rows) {
        if (!names.has(member)) names.set(member, (await deps.actorOf(member))?.name ?? 'Người đã nghỉ')
      }
      return rows.map((row) => ({
        id: row.id,
        memberName: names.get(row.member) ?? '',
        number: row.number,
        day: row.day,
        receivedAt: row.received_at,
        state: stateOf(row),
        reason: row.reason ?? '',
        detail: row.detail ?? '',
      }))
    },
    /** A member's own ones since a day, as numbers. */
    async openOf(member: string, since: string) {
      const rows = await store.open({ member, since })
      return rows.map((row) => ({ number: row.number, day: row.day, state: stateOf(row), message: row.detail ?? '' }))
    },

    /**
     * The lead files a kept record after all; `without` leaves out the parts that are still refused. Throws the problem that holds it
     * back.
     */
    async retry(lead: Actor, id: string, without: boolean): Promise<Filed> {
      const row = await store.find(id)
      if (!row || row.settled_at !== null || row.sealed === null) throw problem('request.not-found')
      const record = HelpRecord.safeParse(parsed((await vault.openText(`record/${id}`, row.sealed)) ?? ''))
      if (!record.success) throw problem('assist.unreadable')
      const [device, actor] = await Promise.all([devices.byId(row.device), deps.actorOf(row.member)])
      if (!device || !actor) throw problem('assist.not-member')
      const filing = await file(record.data, { body: row.body, device, actor, settling: lead, without })
      if ('filed' in filing) return filing.filed
      throw filing.why
    },
    /** The lead has seen it, and nothing more is to be done; its words go. */
    async drop(lead: Actor, id: string): Promise<void> {
      const row = await store.find(id)
      if (!row || row.settled_at !== null) throw problem('request.not-found')
      const at = isoVn(clock())
      await db.write([
        store.settle(id, 'dropped', at),
        audit({ actor: lead, action: 'assist.drop-record', subject: id }),
      ])
    },

    /** What a one-time link leads to; who opens it first has it. Throws `assist.no-handover`. */
    async handover(token: string, claim: string): Promise<Handover> {
      const now = clock()
      const hash = await sha256(token)
      const again = new Date(now.getTime() - AGAIN_MINUTES * 60_000).toISOString()
      const sealed = await store.claim(hash, await sha256(claim), now.toISOString(), again)
      const kept = sealed && (await vault.open(`handover/${hash}`, sealed, KeptHandover))
      if (!kept) throw problem('assist.no-handover')
      const { digits, by, ...given } = kept
      const follow = kept.dossier && digits ? await deps.followCode(kept.dossier, digits, by) : null
      return { ...given, ...(follow ? { follow } : {}) }
    },
  }
}
export type Records = ReturnType<typeof createRecords>

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
