import { type Random, readableId } from '../../kernel/ids.ts'
import { derivedSecret, hex } from '../../kernel/privacy.ts'
import { problem } from '../../kernel/problem.ts'
import { type Clock, dayOf, isoVn } from '../../kernel/time.ts'
import type { AuditEntry } from '../../people/audit.ts'
import type { Actor } from '../../people/schema.ts'
import { type Db, isDuplicate, type Statement } from '../../storage/db.ts'
import { indicatorOf } from '../indicators/index.ts'
import { addressFault, isPublicAddress } from '../rules/address.ts'
import { changesOf, retryMinutes } from '../rules/changed.ts'
import { quarterOf } from '../rules/period.ts'
import type { Reports } from '../service.ts'
import { type Call, hookStore } from './store.ts'

/** Makes one call and tells its answer's status. Rejects when it could not be made. Follows no redirect: it could lead inside. */
export type Send = (
  url: string,
  init: { body: string; headers: Record<string, string>; signal: AbortSignal },
) => Promise<number>

type Deps = {
  db: Db
  unit: string
  clock: Clock
  random: Random
  /** The installation's secret: what signs a call is derived from it. */
  key: CryptoKey
  reports: Reports
  audit: (entry: AuditEntry) => Statement
  /** Where a connection can be held to an address that was looked at, it is (Node); else the platform's own `fetch`. */
  send?: Send | undefined
  /** Addresses of a host name, for a `send` that can't look itself: names that lead inside are refused before the call. */
  resolve?: ((host: string) => Promise<string[]>) | undefined
}

const INNER = 'địa chỉ nội bộ'
const UNKNOWN = 'không tra được tên máy'
const MOST = 20
const TIMEOUT_MS = 10_000
/** A call that was claimed and never settled is tried again after this. */
const LEASE_MS = 120_000
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Tells other systems when figures of the current quarter are new or changed: one signed call a change, tried again for two days. */
export function createHooks({ db, unit, clock, random, key, reports, audit, send = fetched, resolve }: Deps) {
  const store = hookStore(db, unit)
  const secretOf = (id: string) => derivedSecret(key, 'report.hook', `${unit}/${id}`)

  /** Throws `report.bad-hook`. */
  function checked(url: string, keys: readonly string[]): void {
    const fault = addressFault(url)
    if (fault) throw problem('report.bad-hook', { detail: fault }, { field: 'url' })
    const unknown = keys.find((one) => !indicatorOf(one))
    if (unknown) throw problem('report.bad-hook', { detail: `Không có chỉ số ${unknown}.` }, { field: 'keys' })
  }

  /** One call, and how it went in few words. */
  async function call(
    id: string,
    url: string,
    body: string,
    version: number,
  ): Promise<{ ok: boolean; answer: string }> {
    try {
      if (addressFault(url)) return { ok: false, answer: INNER }
      const addresses = await resolve?.(new URL(url).hostname)
      if (addresses?.length === 0) return { ok: false, answer: UNKNOWN }
      if (addresses && !addresses.every(isPublicAddress)) return { ok: false, answer: INNER }
      const status = await send(url, {
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-hook-id': id,
          'x-hook-version': String(version),
          'x-hook-signature': `sha256=${await signature(await secretOf(id), body)}`,
        },
      })
      return { ok: status >= 200 && status < 300, answer: String(status) }
    } catch (error) {
      const name = error instanceof Error ? error.name : 'lỗi'
      return { ok: false, answer: { 'inner-address': INNER, 'unknown-name': UNKNOWN }[name] ?? name }
    }
  }

  /** Queues a call for every listener whose figures changed. */
  async function notice(): Promise<void> {
    const hooks = await store.list()
    if (hooks.length === 0) return
    const now = clock()
    const today = dayOf(now)
    const period = reports.periodOf({ period: quarterOf(today) })
    const figures = await reports.figures(unit, period)
    for (const hook of hooks) {
      const { changes, next } = changesOf(hook.seen, `${period.from}..${period.to}`, figures, hook.keys)
      if (changes.length === 0) continue
      const version = hook.version + 1
      const body = JSON.stringify({ type: 'figures.changed', unit, period, at: isoVn(now), version, changes })
      try {
        await db.write(store.queueing(hook.id, version, body, next, now.toISOString()))
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    }
  }

  async function deliver(due: Call): Promise<void> {
    const now = clock()
    const later = (ms: number) => new Date(now.getTime() + ms).toISOString()
    if (!(await store.claim(due, later(LEASE_MS)))) return
    const { ok, answer } = await call(due.hook, due.url, due.body, due.version)
    const wait = ok ? null : retryMinutes(due.tries + 1)
    const state = ok ? 'sent' : wait === null ? 'failed' : 'waiting'
    await store.settle(due, state, later((wait ?? 0) * 60_000), answer)
  }

  return {
    list: store.list,

    /** Adds a listener; its secret is told this once. Throws `report.bad-hook`. */
    async add(actor: Actor, url: string, keys: readonly string[]): Promise<{ id: string; secret: string }> {
      checked(url, keys)
      if ((await store.list()).length >= MOST)
        throw problem('report.bad-hook', { detail: `Nhiều nhất ${MOST} địa chỉ.` }, { field: 'url' })
      const id = readableId(random, 10)
      await db.write([
        store.adding(id, url, keys, actor, clock().toISOString()),
        audit({ actor, action: 'report.hook-add', subject: id, detail: { host: new URL(url).hostname } }),
      ])
      return { id, secret: await secretOf(id) }
    },

    async remove(actor: Actor, id: string): Promise<void> {
      if (!(await store.list()).some((one) => one.id === id)) throw problem('request.not-found')
      await db.write([...store.removing(id), audit({ actor, action: 'report.hook-remove', subject: id })])
    },

    /** Calls a listener now with an empty change. */
    async test(actor: Actor, id: string): Promise<{ ok: boolean; answer: string }> {
      const hook = (await store.list()).find((one) => one.id === id)
      if (!hook) throw problem('request.not-found')
      await db.write([audit({ actor, action: 'report.hook-test', subject: id })])
      const at = isoVn(clock())
      const body = JSON.stringify({ type: 'ping', unit, at, version: hook.version, changes: [] })
      return call(id, hook.url, body, hook.version)
    },

    /** The job: notices changes, makes the calls that are due, forgets old ones. */
    async run(): Promise<void> {
      await notice()
      const due = await store.due(clock().toISOString())
      await Promise.all(due.map(deliver))
      await store.forget(new Date(clock().getTime() - KEPT_DAYS * DAY_MS).toISOString())
    },
  }
}
export type Hooks = ReturnType<typeof createHooks>

/** The platform's own call. It asks the name server itself, so an address looked at before is not held to. */
const fetched: Send = async (url, init) => {
  const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual' })
  await response.body?.cancel()
  return response.status
}

/** HMAC-SHA256 of a body in hex, as the listener computes it too. */
export async function signature(secret: string, body: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(body)))
}
