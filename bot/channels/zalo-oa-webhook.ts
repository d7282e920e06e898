import * as z from 'zod'
import { keyedHash } from '../../server/kernel/privacy.ts'
import type { Clock } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'
import type { VaultPort } from '../ports.ts'
import type { OaEvents } from './zalo-oa-events.ts'
import { OaEvent, oaEventKey, oaMeaning } from './zalo-oa-inbound.ts'
import { signedBy } from './zalo-oa-signature.ts'
import type { OaWindows } from './zalo-oa-window.ts'

export type OaWebhookDeps = {
  db: Db
  unit: string
  key: CryptoKey
  vault: VaultPort
  account: { appId: string; oaId: string; secretKey: string }
  events: OaEvents
  windows: OaWindows
  clock: Clock
  log: (line: Record<string, string | number>) => void
}

const DAY_MS = 86_400_000
/** Zalo repeats a call for two hours; an event's key is known for much longer than this (`forgetOaEvents`). */
const STALE_MS = 7 * DAY_MS
/** Smaller numbers are no moment of our time in milliseconds. */
const FIRST_MS = 1e12
const Timed = z.object({ timestamp: z.coerce.string() }).catch({ timestamp: '' })
/** Where an event's words are sealed to. */
export const placeOfEvent = (id: string) => `zalo-oa event ${id}`

/**
 * One call of `POST /zalo/oa/webhook`. Zalo waits two seconds: the event is checked, kept and answered, and worked off afterwards. The
 * empty `{}` that Zalo sends unsigned when the address is saved in its console gets 200 and does nothing; anything else that is not
 * signed gets 401.
 */
export function oaWebhook({ db, unit, key, vault, account, events, windows, clock, log }: OaWebhookDeps) {
  return async function receive(request: Request): Promise<Response> {
    const raw = await request.text()
    const signature = request.headers.get('x-zevent-signature') ?? ''
    if (signature === '' && raw.trim() === '{}') return Response.json({ ok: true })
    const json = parsed(raw)
    const event = OaEvent.safeParse(json).data
    const way = await signedBy(
      {
        raw,
        signature,
        at: Timed.parse(json).timestamp,
        headerAt: request.headers.get('x-zevent-timestamp') ?? '',
      },
      { appId: account.appId, oaId: account.oaId, secret: account.secretKey },
    )
    if (way === null) return new Response(null, { status: 401 })
    const retry = Number(request.headers.get('num_retry') ?? 0)
    if (way !== 'app/body' || retry > 0)
      log({ level: 'info', channel: 'zalo-oa', signed: way, retry: Number.isFinite(retry) ? retry : 0 })
    if (event) await kept(event)
    return Response.json({ ok: true })
  }

  async function kept(event: OaEvent): Promise<void> {
    const meaning = oaMeaning(event)
    // one app may serve several accounts: another's events are none of ours
    if (!meaning || meaning.account !== account.oaId) return
    const now = clock()
    // a call that somebody kept and brings again, when nobody knows any more that it was taken
    if (isStale(event.timestamp, now)) return log({ level: 'warn', channel: 'zalo-oa', event: 'stale' })
    const sentAt = momentOf(event.timestamp, now)
    const who = await windows.whoOf(meaning.person)
    const turning = meaning.turned ? [windows.turning(who, sentAt, meaning.does === 'follow')] : []
    if (meaning.does === 'nothing') return void (await db.write(turning))
    const id = (await keyedHash(key, 'zalo-oa.event', `${unit}\u0000${oaEventKey(event, meaning.person)}`)).slice(0, 32)
    const body = await vault.seal(placeOfEvent(id), JSON.stringify(event))
    await db.write([...turning, events.keeping({ id, who, sentAt, body }, now)])
  }
}

function isStale(timestamp: string | undefined, now: Date): boolean {
  const at = Number(timestamp)
  return at >= FIRST_MS && at < now.getTime() - STALE_MS
}

/** Zalo's moment in epoch ms, when it can be one of the last days; else now. */
function momentOf(timestamp: string | undefined, now: Date): number {
  const at = Number(timestamp)
  return at > now.getTime() - DAY_MS && at <= now.getTime() ? at : now.getTime()
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}
