import { join } from 'node:path'
import { expect } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { readCatalogue } from '../../server/procedures/read.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { openServices } from '../support/services.ts'
import type { ZaloBotServer, ZaloUpdate } from '../support/zalo-bot-server.ts'

export const SECRET = 'webhook-secret'
export const DOSSIER = 'H48.21.15-261102-0018'

const CATALOGUE = join(import.meta.dirname, '../../content/catalogue')
/** Civil status (hộ tịch): enough to talk about. */
const procedures = readCatalogue(CATALOGUE).filter(({ field }) => field === 'Hộ tịch')

/** The whole server with a bot on Zalo, and somebody whose dossier is in process (last digits 1234). */
export async function zaloTown(zalo: ZaloBotServer, more: Parameters<typeof openServices>[2] = {}) {
  const town = await openServices(undefined, undefined, {
    zaloBot: { token: zalo.token, apiRoot: zalo.root, webhookSecret: SECRET },
    zaloPhotoRoots: [zalo.root],
    publicUrl: 'https://xa.example.vn',
    ...more,
  })
  const { state, services, app } = town
  await saveCatalogue(town.db, procedures)
  const channel = services.channels.find(({ name }) => name === 'zalo-bot')
  if (!channel) throw new Error('no bot on Zalo')

  const post = (body: unknown, secret: string | null = SECRET) =>
    app.request('/zalo/bot/webhook', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(secret ? { 'x-bot-api-secret-token': secret } : {}) },
    })
  /** Delivers an update and sends what it leads to. */
  async function deliver(update: ZaloUpdate, wrapped = true): Promise<void> {
    state.now = new Date(state.now.getTime() + 2000)
    expect((await post(wrapped ? { ok: true, result: update } : update)).status).toBe(200)
    await settled()
  }
  /** Waits for the sending that goes on after the answer to the webhook. */
  async function settled(): Promise<void> {
    await channel?.drain()
    const open = "SELECT count(*) AS n FROM outbox WHERE state = 'created' OR state = 'sending'"
    await expect.poll(async () => (await town.db.execute(open)).rows[0]?.n, { timeout: 15_000 }).toBe(0)
  }
  const bring = (row: Record<string, string> = {}) =>
    services.dossiers.importFile(
      textSource(
        JSON.stringify({
          code: DOSSIER,
          procedureName: 'Đăng ký khai sinh',
          phone: '0900001234',
          status: 'Đang xử lý',
          receivedDate: '2026-11-16T08:00:00+07:00',
          dueDate: '2026-11-25T17:00:00+07:00',
          ...row,
        }),
      ),
    )
  return {
    ...town,
    channel,
    post,
    deliver,
    settled,
    bring,
    say: (text: string, chat = 'ba-tu') => deliver(zalo.text(chat, text)),
    last: (chat = 'ba-tu') => zalo.textsTo(chat).at(-1) ?? '',
    at(moment: string) {
      state.now = new Date(moment)
    },
  }
}

/** The number under which a choice stands in a message. */
export function numberOf(text: string, label: string): string {
  const line = text.split('\n').find((one) => /^\d+\. /.test(one) && one.includes(label))
  if (!line) throw new Error(`no choice ${label} in: ${text}`)
  return line.split('.')[0] ?? ''
}
