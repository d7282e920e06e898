import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import * as z from 'zod'
import { listen, unlisten } from './listen.ts'

/** A small Bot API server over real HTTP, with the limits that matter and the faults that happen. */
export type Sent = {
  chat: string
  text: string
  buttons: string[]
  ids: string[]
  /** Of a picture: how many bytes came along, or the id of one that came before. */
  photo?: number | string
}
type Fault =
  | { kind: 'drop' }
  | { kind: 'drop-after' }
  | { kind: 'delay'; ms: number }
  | { kind: 'status'; code: number }
  | { kind: 'rate'; retryAfter: number }

const Keyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
})
const SendMessage = z.object({
  chat_id: z.coerce.string(),
  text: z.string().default(''),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  reply_markup: Keyboard.optional(),
})
/** A form holds structures as JSON texts. */
const fromForm = (value: string): unknown => (/^[[{]/.test(value) ? JSON.parse(value) : value)

export class TelegramServer {
  readonly token = '123456:TEST-token'
  readonly sent: Sent[] = []
  readonly calls: Array<{ method: string; payload: Record<string, unknown> }> = []
  readonly faults: Fault[] = []
  /** Messages of one chat allowed per second; null = no limit. */
  perSecond: number | null = null
  webhook: { url: string; secret: string } | null = null
  /** Files that `getFile` knows, by their id. */
  readonly files = new Map<string, Uint8Array>()
  /** Takes no picture for one. */
  refusesPictures = false
  /** Answers of the file server before it gives a file. */
  readonly fileFaults: number[] = []
  readonly #pending: Array<{ update_id: number }> = []
  readonly #recent = new Map<string, number[]>()
  #wake: (() => void) | null = null
  #updateId = 1000
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

  /** An update as Telegram would send it, with the next id. */
  text(chat: number, text: string) {
    return {
      update_id: this.#updateId++,
      message: {
        message_id: 1,
        date: 1,
        chat: { id: chat, type: 'private' },
        from: { id: chat, is_bot: false, first_name: 'A' },
        text,
      },
    }
  }
  /** A photo as Telegram sends it, in two sizes, or as a file. */
  photo(chat: number, bytes: Uint8Array, more: { caption?: string; album?: string; asFile?: string } = {}) {
    const { update_id, message } = this.text(chat, '')
    const { text: _, ...bare } = message
    const id = `file-${update_id}`
    this.files.set(id, bytes)
    const picture = more.asFile
      ? { document: { file_id: id, file_unique_id: `u${id}`, mime_type: more.asFile, file_size: bytes.length } }
      : {
          photo: [
            { file_id: `${id}-small`, file_unique_id: 's', width: 90, height: 60, file_size: 900 },
            { file_id: id, file_unique_id: 'l', width: 1280, height: 960, file_size: bytes.length },
          ],
        }
    const caption = more.caption ? { caption: more.caption } : {}
    const group = more.album ? { media_group_id: more.album } : {}
    return { update_id, message: { ...bare, ...picture, ...caption, ...group } }
  }
  place(chat: number, latitude: number, longitude: number) {
    const { update_id, message } = this.text(chat, '')
    const { text: _, ...bare } = message
    return { update_id, message: { ...bare, location: { latitude, longitude } } }
  }
  press(chat: number, data: string) {
    return {
      update_id: this.#updateId++,
      callback_query: {
        id: 'q1',
        from: { id: chat, is_bot: false, first_name: 'A' },
        data,
        message: { message_id: 1, date: 1, chat: { id: chat, type: 'private' } },
      },
    }
  }
  /** Queues an update for `getUpdates`. */
  queue(update: { update_id: number }): void {
    this.#pending.push(update)
    this.#wake?.()
  }
  textsTo(chat: number): string[] {
    return this.sent.filter((one) => one.chat === String(chat)).map(({ text }) => text)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
    })
    const type = request.headers['content-type'] ?? ''
    const form = type.startsWith('multipart/')
      ? await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
      : null
    const body = form ? '' : bytes.toString()
    const file = /^\/file\/bot([^/]+)\/photos\/(.+)$/.exec(request.url ?? '')
    if (file) {
      const bytes = file[1] === this.token ? this.files.get(decodeURIComponent(file[2] ?? '')) : undefined
      const status = this.fileFaults.shift() ?? (bytes ? 200 : 404)
      return void response.writeHead(status).end(status === 200 ? bytes : undefined)
    }
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? []
    const given: unknown = form
      ? Object.fromEntries(
          [...form].map(([name, value]) => [name, typeof value === 'string' ? fromForm(value) : value]),
        )
      : body === ''
        ? {}
        : JSON.parse(body)
    const payload = z.record(z.string(), z.unknown()).catch({}).parse(given)
    this.calls.push({ method, payload })
    const reply = (status: number, value: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    const refuse = (code: number, description: string, parameters?: object) =>
      reply(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })
    if (token !== this.token) return refuse(401, 'Unauthorized')
    const fault = method === 'sendMessage' || method === 'sendPhoto' ? this.faults.shift() : undefined
    if (fault?.kind === 'drop') return void response.destroy()
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'status')
      return refuse(fault.code, fault.code === 403 ? 'Forbidden: bot was blocked by the user' : 'Internal Server Error')
    if (fault?.kind === 'rate')
      return refuse(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter })
    switch (method) {
      case 'getMe':
        return reply(200, { ok: true, result: { id: 123456, is_bot: true, first_name: 'Xã', username: 'xa_bot' } })
      case 'setWebhook':
        this.webhook = z
          .object({ url: z.string(), secret_token: z.string() })
          .transform(({ url, secret_token }) => ({ url, secret: secret_token }))
          .parse(payload)
        return reply(200, { ok: true, result: true })
      case 'getUpdates':
        return reply(200, { ok: true, result: await this.#updates(z.coerce.number().catch(0).parse(payload.offset)) })
      case 'getFile': {
        const id = z.string().catch('').parse(payload.file_id)
        const bytes = this.files.get(id)
        if (!bytes) return refuse(400, 'Bad Request: invalid file_id')
        if (bytes.length > 20_000_000) return refuse(400, 'Bad Request: file is too big')
        const found = { file_id: id, file_unique_id: 'u', file_size: bytes.length, file_path: `photos/${id}` }
        return reply(200, { ok: true, result: found })
      }
      case 'sendMessage': {
        const verdict = this.#send(payload)
        if (fault?.kind === 'drop-after') return void response.destroy()
        return verdict
          ? refuse(...verdict)
          : reply(200, {
              ok: true,
              result: { message_id: this.sent.length, date: 1, chat: { id: 1, type: 'private' } },
            })
      }
      case 'sendPhoto': {
        const attached = form && [...form.values()].find((value) => typeof value !== 'string')
        const size = attached instanceof Blob ? attached.size : 0
        const before = z.string().catch('').parse(payload.photo)
        if (this.refusesPictures) return refuse(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS')
        const verdict = this.#send(payload, size > 0 ? size : before)
        const photo = [{ file_id: `shown-${size || before}`, file_unique_id: 's', width: 1, height: 1 }]
        return verdict ? refuse(...verdict) : reply(200, { ok: true, result: { message_id: 1, date: 1, photo } })
      }
      default:
        return reply(200, { ok: true, result: true })
    }
  }

  #send(payload: unknown, photo?: number | string): [number, string, object?] | null {
    const { chat_id, reply_markup, ...message } = SendMessage.parse(payload)
    const text = photo === undefined ? message.text : (message.caption ?? '')
    if (photo !== undefined && text.length > 1024) return [400, 'Bad Request: message caption is too long']
    const buttons = reply_markup?.inline_keyboard.flat() ?? []
    if (text === '') return [400, 'Bad Request: message text is empty']
    if (text.length > 4096) return [400, 'Bad Request: message is too long']
    if (
      buttons.some(({ callback_data }) => Buffer.byteLength(callback_data) < 1 || Buffer.byteLength(callback_data) > 64)
    )
      return [400, 'Bad Request: BUTTON_DATA_INVALID']
    const now = Date.now()
    const recent = (this.#recent.get(chat_id) ?? []).filter((at) => now - at < 1000)
    if (this.perSecond !== null && recent.length >= this.perSecond)
      return [429, 'Too Many Requests: retry after 1', { retry_after: 1 }]
    this.#recent.set(chat_id, [...recent, now])
    this.sent.push({
      chat: chat_id,
      text,
      buttons: buttons.map((button) => button.text),
      ids: buttons.map((button) => button.callback_data),
      ...(photo === undefined ? {} : { photo }),
    })
    return null
  }

  async #updates(offset: number): Promise<Array<{ update_id: number }>> {
    while (this.#pending[0] && this.#pending[0].update_id < offset) this.#pending.shift()
    if (this.#pending.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000)
        this.#wake = () => resolve(clearTimeout(timer))
      })
    }
    return this.#pending.slice(0, 100)
  }
}
