import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import * as z from 'zod'
import { listen, unlisten } from './listen.ts'

/** A small server of the Zalo Bot platform over real HTTP, with its limits and the faults that happen. */
export type Sent = { chat: string; text: string }
type Fault =
  | { kind: 'drop' }
  | { kind: 'drop-after' }
  | { kind: 'delay'; ms: number }
  /** Refused with this HTTP status and a body that says so. */
  | { kind: 'status'; code: number }
  /** Refused with HTTP 200. */
  | { kind: 'refused'; code: number }
  | { kind: 'rate'; retryAfter: number | null }
  /** Something between answers instead. */
  | { kind: 'page'; status: number }

const SendMessage = z.object({ chat_id: z.string().min(1), text: z.string() }).strict()
const SetWebhook = z.object({ url: z.url({ protocol: /^https$/ }), secret_token: z.string().min(8).max(256) }).strict()

type Message = { chat: { id: string; chat_type: 'PRIVATE' | 'GROUP' }; message_id: string; date: number } & Record<
  string,
  unknown
>
export type ZaloUpdate = { event_name: string; message: Message }

export class ZaloBotServer {
  readonly token = '1234567890:TEST-token'
  readonly sent: Sent[] = []
  readonly calls: Array<{ method: string; payload: unknown }> = []
  readonly faults: Fault[] = []
  webhook: { url: string; secret: string } | null = null
  /** Pictures by their name; `photo` puts them there. */
  readonly files = new Map<string, Uint8Array>()
  readonly #pending: ZaloUpdate[] = []
  #wake: (() => void) | null = null
  #next = 1
  #server: Server | null = null
  root = ''

  async start(): Promise<this> {
    const { server, root } = await listen((request, response) => this.#answer(request, response))
    this.#server = server
    this.root = root
    return this
  }

  async stop(): Promise<void> {
    this.#wake?.()
    await unlisten(this.#server)
  }

  /** An update as Zalo would send it, with the next id. */
  update(chat: string, event: string, more: Record<string, unknown> = {}): ZaloUpdate {
    return {
      event_name: `message.${event}.received`,
      message: {
        from: { id: chat, display_name: 'Bà Tư', is_bot: false },
        chat: { id: chat, chat_type: 'PRIVATE' },
        message_id: `2d758cb5e222177a${String(this.#next++).padStart(4, '0')}`,
        date: 1750316131602,
        ...more,
      },
    }
  }
  text = (chat: string, text: string) => this.update(chat, 'text', { text })
  photo(chat: string, bytes: Uint8Array, caption?: string): ZaloUpdate {
    const name = `p${this.#next}.jpg`
    this.files.set(name, bytes)
    return this.update(chat, 'image', { photo: `${this.root}/photos/${name}`, ...(caption ? { caption } : {}) })
  }
  /** Queues an update for `getUpdates`. */
  queue(update: ZaloUpdate): void {
    this.#pending.push(update)
    this.#wake?.()
  }
  textsTo(chat: string): string[] {
    return this.sent.filter((one) => one.chat === chat).map(({ text }) => text)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const file = /^\/photos\/([\w.]+)$/.exec(request.url ?? '')?.[1]
    if (file) {
      const bytes = this.files.get(file)
      return void response.writeHead(bytes ? 200 : 404).end(bytes)
    }
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    const payload: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}')
    this.calls.push({ method, payload })
    const reply = (value: object, status = 200, headers = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
    const refuse = (code: number, status = code, headers = {}) =>
      reply({ ok: false, description: `error ${code}`, error_code: code }, status, headers)
    if (token !== this.token) return refuse(401, 200)
    const fault = method === 'sendMessage' ? this.faults.shift() : undefined
    if (fault?.kind === 'drop') return void response.destroy()
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'status') return refuse(fault.code)
    if (fault?.kind === 'refused') return refuse(fault.code, 200)
    if (fault?.kind === 'page') return void response.writeHead(fault.status).end('<html>Bad Gateway</html>')
    if (fault?.kind === 'rate')
      return refuse(429, 200, fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) })
    switch (method) {
      case 'getMe':
        return reply({
          ok: true,
          result: { id: '1', account_name: 'bot.VbxXaSo', account_type: 'BASIC', can_join_groups: false },
        })
      case 'setWebhook': {
        const asked = SetWebhook.safeParse(payload).data
        if (!asked) return refuse(400)
        this.webhook = { url: asked.url, secret: asked.secret_token }
        return reply({ ok: true, result: { url: asked.url, updated_at: 1749538250568 } })
      }
      case 'deleteWebhook':
        this.webhook = null
        return reply({ ok: true, result: { url: '', updated_at: 1749538250568 } })
      case 'getUpdates': {
        if (this.webhook) return refuse(400)
        const one = await this.#one()
        return one ? reply({ ok: true, result: one }) : refuse(408, 200)
      }
      case 'sendMessage': {
        const asked = SendMessage.safeParse(payload).data
        const length = asked ? [...asked.text.normalize('NFC')].length : 0
        if (!asked || length < 1 || length > 2000) return refuse(400, 200)
        this.sent.push({ chat: asked.chat_id, text: asked.text })
        if (fault?.kind === 'drop-after') return void response.destroy()
        return reply({ ok: true, result: { message_id: `m${this.sent.length}`, date: 1 } })
      }
      default:
        return refuse(404, 404)
    }
  }

  /** The next update; given once. */
  async #one(): Promise<ZaloUpdate | undefined> {
    if (this.#pending.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000)
        this.#wake = () => resolve(clearTimeout(timer))
      })
    }
    return this.#pending.shift()
  }
}
