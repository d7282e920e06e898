import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import * as z from 'zod'
import { listen, unlisten } from './listen.ts'

/** What the fake does with a call instead of answering it well. */
export type OaFault =
  | { kind: 'drop' } // the line breaks before anything happened
  | { kind: 'drop-after' } // … after it happened
  | { kind: 'delay'; ms: number }
  | { kind: 'status'; code: number }
  | { kind: 'error'; code: number }

export type OaSent = { way: 'cs' | 'uid' | 'phone'; to: string; text: string; template?: string; data?: unknown }

const Cs = z.object({ recipient: z.object({ user_id: z.string() }), message: z.object({ text: z.string() }) })
const Template = z.object({
  user_id: z.string().optional(),
  phone: z.string().optional(),
  mode: z.string().optional(),
  tracking_id: z.string().optional(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
})
const DAY = 86_400_000

/**
 * A small Zalo: tokens, messages, templates, pictures and the caller of webhooks, over real HTTP, as their pages tell it. Errors come
 * with HTTP 200. A refresh token works once, and the access token before it is dead at that moment.
 */
export class ZaloOaServer {
  readonly appId = '3608465248940903967'
  readonly appSecret = 'app-secret'
  readonly oaId = '388613280878808645'
  readonly oaSecret = 'oa-secret-of-the-webhook-page'
  readonly sent: OaSent[] = []
  readonly calls: string[] = []
  /** What happens to the next messages, and to the next calls for tokens. */
  readonly faults: OaFault[] = []
  readonly tokenFaults: OaFault[] = []
  /** Successful refreshes, and ones with a token that was used before. */
  refreshes = 0
  reused = 0
  /** When a person last turned to the account, epoch ms. */
  readonly turned = new Map<string, number>()
  readonly templates = new Map<string, { params: string[]; enabled: boolean }>()
  readonly pictures = new Map<string, Uint8Array>()
  /** Calls allowed a minute; null = no limit. */
  perMinute: number | null = null
  now: () => number = Date.now
  access = 'access-0'
  refresh = 'refresh-0'
  expiresAt = Number.POSITIVE_INFINITY
  readonly #used = new Set<string>()
  #minute = { at: 0, calls: 0 }
  #n = 0
  #server: Server | null = null
  root = ''

  async start(): Promise<this> {
    const { server, root } = await listen((request, response) => this.#answer(request, response))
    this.#server = server
    this.root = root
    return this
  }

  async stop(): Promise<void> {
    await unlisten(this.#server)
  }

  textsTo(user: string): string[] {
    return this.sent.filter(({ to }) => to === user).map(({ text }) => text)
  }

  // ── the caller of webhooks ──

  /** An event as Zalo words it. */
  event(name: string, user: string, more: Record<string, unknown> = {}, at = this.now()): Record<string, unknown> {
    return {
      app_id: this.appId,
      sender: { id: user },
      recipient: { id: this.oaId },
      user_id_by_app: `9${user}`,
      event_name: name,
      timestamp: String(at),
      ...more,
    }
  }
  say(user: string, text: string, at = this.now()) {
    return this.event('user_send_text', user, { message: { text, msg_id: this.#id() } }, at)
  }
  picture(user: string, bytes: Uint8Array, caption = '', at = this.now()) {
    return this.album(user, [bytes], caption, at)
  }
  album(user: string, pictures: Uint8Array[], caption = '', at = this.now()) {
    const attachments = pictures.map((bytes) => {
      const path = `/jpg/${this.#id()}.jpg`
      this.pictures.set(path, bytes)
      return { type: 'image', payload: { thumbnail: `${this.root}${path}`, url: `${this.root}${path}` } }
    })
    return this.event('user_send_image', user, { message: { text: caption, msg_id: this.#id(), attachments } }, at)
  }
  place(user: string, latitude: number, longitude: number, at = this.now()) {
    const payload = { coordinates: { latitude: String(latitude), longitude: String(longitude) } }
    const message = { text: 'Quán nước đầu làng', msg_id: this.#id(), attachments: [{ type: 'location', payload }] }
    return this.event('user_send_location', user, { message }, at)
  }
  link(user: string, title: string, url: string, at = this.now()) {
    const attachments = [{ type: 'link', payload: { title, url, thumbnail: `${url}/a.jpg`, description: 'Mô tả' } }]
    return this.event('user_send_link', user, { message: { text: url, msg_id: this.#id(), attachments } }, at)
  }
  sticker(user: string, at = this.now()) {
    const attachments = [{ type: 'sticker', payload: { id: '21979', url: `${this.root}/s.png` } }]
    return this.event('user_send_sticker', user, { message: { msg_id: this.#id(), attachments } }, at)
  }
  follow(user: string, name: 'follow' | 'unfollow' = 'follow', at = this.now()): Record<string, unknown> {
    return {
      oa_id: this.oaId,
      follower: { id: user },
      user_id_by_app: `9${user}`,
      event_name: name,
      source: 'oa_profile',
      app_id: this.appId,
      timestamp: String(at),
    }
  }

  /** `mac=…` as Zalo makes it; `first` is what stands first: the app's id. */
  sign(raw: string, timestamp: string, first = this.appId): string {
    return `mac=${createHash('sha256').update(`${first}${raw}${timestamp}${this.oaSecret}`).digest('hex')}`
  }

  /** A webhook call as a request. `retry`: this is the n-th repeat. */
  request(url: string, event: Record<string, unknown>, retry = 0): Request {
    const raw = JSON.stringify(event)
    const at = String(event.timestamp ?? '')
    return new Request(url, {
      method: 'POST',
      body: raw,
      headers: {
        'content-type': 'application/json',
        'x-zevent-signature': this.sign(raw, at),
        ...(retry > 0 ? { num_retry: String(retry) } : {}),
      },
    })
  }

  /** Brings an event to a running server: repeats while it does not get 200 within two seconds, at most five times. */
  async push(url: string, event: Record<string, unknown>): Promise<number> {
    const person = z.object({ sender: z.object({ id: z.string() }) }).safeParse(event)
    if (person.success) this.turned.set(person.data.sender.id, this.now())
    for (let retry = 0; retry <= 5; retry++) {
      const request = new Request(this.request(url, event, retry), { signal: AbortSignal.timeout(2000) })
      const status = await fetch(request).then(
        (response) => response.status,
        () => 0,
      )
      if (status === 200) return retry
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('the webhook is switched off after five repeats')
  }

  // ── the API ──

  #id(): string {
    this.#n += 1
    return `${createHash('sha256').update(`${this.#n}`).digest('hex').slice(0, 20)}`
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const body = Buffer.concat(chunks).toString('utf8')
    const path = (request.url ?? '').split('?')[0] ?? ''
    const picture = this.pictures.get(path)
    if (picture) return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
    this.calls.push(path)
    const fault = path.includes('/message')
      ? this.faults.shift()
      : path.startsWith('/v4')
        ? this.tokenFaults.shift()
        : null
    if (fault?.kind === 'drop') return void response.destroy()
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'status') return void response.writeHead(fault.code).end('<html>Bad Gateway</html>')
    const answer = fault?.kind === 'error' ? failure(fault.code) : this.#do(path, request.headers, body)
    if (fault?.kind === 'drop-after') return void response.destroy()
    const remain = this.perMinute === null ? 4000 : Math.max(0, this.perMinute - this.#minute.calls)
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'x-ratelimit-limit': String(this.perMinute ?? 4000),
        'x-ratelimit-remain': String(remain),
      })
      .end(JSON.stringify(answer))
  }

  #do(path: string, headers: IncomingMessage['headers'], body: string): object {
    if (path === '/v4/oa/access_token') return this.#token(headers, new URLSearchParams(body))
    if (path === '/v2.0/me') return this.#me(String(headers.access_token), String(headers.appsecret_proof))
    if (headers.access_token !== this.access) return failure(-216)
    if (this.now() >= this.expiresAt) return failure(-220)
    const minute = Math.floor(this.now() / 60_000)
    if (this.#minute.at !== minute) this.#minute = { at: minute, calls: 0 }
    if (this.perMinute !== null && this.#minute.calls >= this.perMinute) return failure(-32)
    this.#minute.calls += 1
    switch (path) {
      case '/v2.0/oa/getoa':
        return ok({ oaid: this.oaId, name: 'UBND xã', is_verified: true, package_name: 'Nâng cao', linked_ZCA: '' })
      case '/v3.0/oa/message/cs':
        return this.#consult(body)
      case '/v3.0/oa/message/template':
      case '/message/template':
        return this.#template(path === '/message/template', body)
      default:
        return failure(-209)
    }
  }

  #token(headers: IncomingMessage['headers'], form: URLSearchParams): object {
    if (headers.secret_key !== this.appSecret) return refusal(-14004, 'Invalid secret key')
    if (form.get('app_id') !== this.appId) return refusal(-14002, 'Invalid appId')
    if (form.get('grant_type') === 'authorization_code' && form.get('code') !== 'good-code')
      return refusal(-14019, 'Invalid authorization code')
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? ''
      if (this.#used.has(token)) this.reused += 1
      if (token !== this.refresh) return refusal(-14014, 'Invalid refresh token')
      this.#used.add(token)
      this.refreshes += 1
    }
    const name = randomUUID()
    this.access = `access-${name}`
    this.refresh = `refresh-${name}`
    this.expiresAt = this.now() + 90_000_000
    return { access_token: this.access, refresh_token: this.refresh, expires_in: '90000' }
  }

  /** Who holds a token of the mini-app (`person-<id>`), for whoever proves to know the app's secret. */
  #me(token: string, proof: string): object {
    const proven = createHmac('sha256', this.appSecret).update(token).digest('hex') === proof
    return proven ? { error: 0, message: 'Success', id: token.replace('person-', '') } : failure(-242)
  }

  #consult(body: string): object {
    const { recipient, message } = Cs.parse(JSON.parse(body))
    const to = recipient.user_id
    if (!/^\d+$/.test(to)) return failure(-201, 'user_id is invalid!')
    if (message.text === '' || [...message.text].length > 2000) return failure(-210)
    const last = this.turned.get(to)
    if (last === undefined) return failure(-232)
    if (this.now() - last > 7 * DAY) return failure(-230)
    this.sent.push({ way: 'cs', to, text: message.text })
    return ok({ message_id: this.#id(), user_id: to, quota: { quota_type: 'sub_quota', remain: '∞' } })
  }

  #template(byPhone: boolean, body: string): object {
    const { user_id, phone, template_id: template, template_data: data, tracking_id } = Template.parse(JSON.parse(body))
    const known = this.templates.get(template)
    if (!known) return failure(-109)
    if (!known.enabled) return failure(-131)
    if (known.params.some((name) => !(name in data))) return failure(-1122)
    if (byPhone && !/^84\d{9}$/.test(phone ?? '')) return failure(-108)
    if (byPhone && !tracking_id) return failure(-132)
    const to = (byPhone ? phone : user_id) ?? ''
    this.sent.push({ way: byPhone ? 'phone' : 'uid', to, text: Object.values(data).join(' | '), template, data })
    return ok({ [byPhone ? 'msg_id' : 'message_id']: this.#id(), sent_time: String(this.now()) })
  }
}

function ok(data: object): object {
  return { data, error: 0, message: 'Success' }
}
function failure(error: number, message = 'failed'): object {
  return { error, message }
}
function refusal(error: number, name: string): object {
  return { error, error_name: name, error_reason: '', error_description: '', ref_doc: 'https://developers.zalo.me' }
}
