import type { AssistContent } from '../content/schema-assist.ts'
import { type Random, readableId } from '../kernel/ids.ts'
import { sha256 } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { type Clock, dayOf, isoVn } from '../kernel/time.ts'
import type { AuditEntry } from '../people/audit.ts'
import type { Actor } from '../people/schema.ts'
import { type Db, isDuplicate, type Statement } from '../storage/db.ts'
import type { Device, Paired, PairInput } from './schema/phone.ts'
import { newPair } from './sealed.ts'
import type { DeviceRow, DeviceStore, KeyRow } from './store/devices.ts'
import type { AssistVault } from './vault.ts'

const HOUR_MS = 3_600_000
/** Hours that a code to let a phone in may wait. */
export const PAIRING_HOURS = 24
/** Days after which a phone has to be let in anew. */
export const DEVICE_DAYS = 90

/** A phone that may act, and for whom. */
export type Caller = { device: DeviceRow; actor: Actor }

export type DeviceDeps = {
  db: Db
  store: DeviceStore
  vault: AssistVault
  clock: Clock
  random: Random
  teams: AssistContent['teams']
  audit: (entry: AuditEntry) => Statement
  /** Somebody of the desk who may act now, else null. */
  actorOf: (id: string) => Promise<Actor | null>
}

/** Which phones may act for which member of the team. */
export function createDevices({ db, store, vault, clock, random, teams, audit, actorOf }: DeviceDeps) {
  const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const privatePlace = (id: string) => `key/${id}`

  /** The key that phones seal to; the commune's first is made when it is first asked for. */
  async function currentKey(): Promise<KeyRow> {
    const known = (await store.keys()).at(-1)
    if (known) return known
    const pair = await newPair()
    const id = readableId(random, 6)
    const sealed = await vault.sealText(privatePlace(id), pair.private)
    await db.write([store.firstKey({ id, public: pair.public, private: sealed }, clock().toISOString())])
    const made = (await store.keys()).at(-1)
    if (!made) throw problem('server.unavailable')
    return made
  }

  /** Whose phone it is, while it may act. */
  async function ownerOf(device: DeviceRow): Promise<Actor | null> {
    if (device.revoked_at !== null || device.expires_at <= clock().toISOString()) return null
    const actor = await actorOf(device.member)
    return actor?.rights.has('assist:record') ? actor : null
  }

  return {
    currentKey,
    ownerOf,
    /** The private part of a key, PKCS#8 in base64url; null when there is no such key. */
    async privateKey(id: string): Promise<string | null> {
      const row = (await store.keys()).find((one) => one.id === id)
      return row ? vault.openText(privatePlace(id), row.private) : null
    },

    /** A code that lets one phone in, once. Throws `assist.not-member` and `request.invalid` naming the field. */
    async invite(lead: Actor, { member, team, label }: { member: string; team: string; label: string }) {
      const actor = await actorOf(member)
      if (!actor?.rights.has('assist:record')) throw problem('assist.not-member', {}, { field: 'member' })
      if (!teams.some(({ id }) => id === team))
        throw problem('request.invalid', { detail: 'tổ này không có trong danh sách' }, { field: 'team' })
      const code = readableId(random, 10)
      const expires = new Date(clock().getTime() + PAIRING_HOURS * HOUR_MS)
      const hash = await sha256(code)
      await db.write([
        store.pairingWrite({ hash, member, team, label, by: lead.id, expires: expires.toISOString() }),
        audit({ actor: lead, action: 'assist.invite-phone', subject: actor.name, detail: { team } }),
      ])
      return { code, expiresAt: isoVn(expires), member: actor.name }
    },

    /** Lets a phone in. The same phone may ask again when the answer got lost. Throws `assist.pairing`. */
    async pair(input: PairInput): Promise<Paired> {
      const hash = await sha256(plain(input.code))
      const pairing = await store.pairing(hash)
      const now = clock()
      const actor = pairing && (await actorOf(pairing.member))
      if (!pairing || !actor?.rights.has('assist:record')) throw problem('assist.pairing')
      const told = (device: DeviceRow): Paired => ({
        id: device.id,
        member: actor.name,
        team: device.team,
        expiresAt: isoVn(new Date(device.expires_at)),
      })
      const same = async () => {
        const device = await store.byToken(input.token)
        const ours = device !== null && device.id === (await store.pairing(hash))?.device
        return ours && device.drop_token === input.drop && device.revoked_at === null ? device : null
      }
      const before = await same()
      if (before) return told(before)
      if (pairing.device !== null || pairing.expires_at <= now.toISOString()) throw problem('assist.pairing')
      const id = readableId(random, 10)
      try {
        await db.write([
          ...store.pair(hash, {
            id,
            member: pairing.member,
            team: pairing.team,
            label: pairing.label,
            token: input.token,
            drop_token: input.drop,
            paired_at: now.toISOString(),
            expires_at: new Date(now.getTime() + DEVICE_DAYS * 24 * HOUR_MS).toISOString(),
          }),
          audit({ actor, action: 'assist.pair-phone', subject: id, detail: { team: pairing.team } }),
        ])
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
      const made = await same()
      if (!made) throw problem('assist.pairing')
      return told(made)
    },

    /** Whose a phone is, by the token that only the PIN opens. Throws `assist.revoked`. */
    async ofToken(token: string | undefined): Promise<Caller> {
      const device = token ? await store.byToken(await sha256(token)) : null
      const actor = device && (await ownerOf(device))
      if (!device || !actor) throw problem('assist.revoked')
      const today = dayOf(clock())
      if (device.last_seen_day !== today) await db.write([store.seen(device.id, today)])
      return { device, actor }
    },
    /** The phone behind a token that only lets records in, whether or not it may act. Throws `auth.required`. */
    async ofDrop(token: string | undefined): Promise<DeviceRow> {
      const device = token ? await store.byDrop(await sha256(token)) : null
      if (!device) throw problem('auth.required')
      return device
    },
    byId: store.byId,

    /** All phones, those that may act first. */
    async list(): Promise<Device[]> {
      const rows = await store.all()
      const names = new Map<string, string>()
      for (const member of new Set(rows.map((row) => row.member))) {
        const actor = await actorOf(member)
        names.set(member, actor?.name ?? 'Người đã nghỉ')
      }
      return rows.map((row) => ({
        id: row.id,
        member: row.member,
        memberName: names.get(row.member) ?? '',
        team: row.team,
        label: row.label,
        pairedAt: row.paired_at,
        expiresAt: row.expires_at,
        lastSeenDay: row.last_seen_day,
        revokedAt: row.revoked_at,
      }))
    },

    /** Shuts a phone out at once. Throws `request.not-found`. */
    async revoke(lead: Actor, id: string): Promise<void> {
      const device = await store.byId(id)
      if (!device) throw problem('request.not-found')
      await db.write([
        store.revoke(id, clock().toISOString()),
        audit({ actor: lead, action: 'assist.revoke-phone', subject: id }),
      ])
    },
  }
}
export type Devices = ReturnType<typeof createDevices>
