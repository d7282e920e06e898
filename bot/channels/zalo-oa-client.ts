import * as z from 'zod'
import { neverLeft } from './unreached.ts'
import type { NoAccess, OaTokens } from './zalo-oa-tokens.ts'

export type OaRoots = {
  /** Of messages in the chat. */
  apiRoot: string
  /** Of templates sent to a phone number. */
  zbsRoot: string
}

/**
 * What became of a call. `error`: Zalo's own code, which comes with HTTP 200. `status`: an answer that is none of Zalo's. `unreached`:
 * there was no connection; `broken`: the line broke after the call went out. `no-access`: there is no token to call with.
 */
export type Result =
  | { kind: 'ok'; data: unknown }
  | { kind: 'error'; code: number }
  | { kind: 'status'; status: number }
  | { kind: 'unreached' }
  | { kind: 'broken' }
  | { kind: 'no-access'; why: NoAccess }

const TIMEOUT_MS = 10_000
const TOKEN_OVER = new Set([-216, -220, -124])
const Answer = z.object({ error: z.coerce.number(), data: z.unknown().optional() })

/** Messages of an Official Account by Zalo's OpenAPI. Nothing throws; a token that is over is changed once and the call repeated. */
export function createOaClient({ apiRoot, zbsRoot, tokens }: OaRoots & { tokens: OaTokens }) {
  async function once(method: 'GET' | 'POST', url: string, token: string, body: unknown): Promise<Result> {
    try {
      const response = await fetch(url, {
        method,
        // a bare header, never `Authorization: Bearer`
        headers: { access_token: token, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const answer = Answer.safeParse(await response.json().catch(() => null))
      if (!answer.success) return { kind: 'status', status: response.status }
      const { error: code, data } = answer.data
      return code === 0 ? { kind: 'ok', data } : { kind: 'error', code }
    } catch (error) {
      return neverLeft(error instanceof Error ? error.cause : null) ? { kind: 'unreached' } : { kind: 'broken' }
    }
  }

  async function call(method: 'GET' | 'POST', url: string, body: unknown = null): Promise<Result> {
    const first = await tokens.access()
    if (typeof first === 'string') return { kind: 'no-access', why: first }
    const result = await once(method, url, first.token, body)
    if (result.kind !== 'error' || !TOKEN_OVER.has(result.code)) return result
    const next = await tokens.access(first.version)
    if (typeof next === 'string') return { kind: 'no-access', why: next }
    return once(method, url, next.token, body)
  }

  return {
    /** A message of the consultation kind (tin tư vấn): only to who turned to the account in the last seven days. ≤ 2,000 characters. */
    text: (user: string, text: string) =>
      call('POST', `${apiRoot}/v3.0/oa/message/cs`, {
        recipient: { user_id: user },
        message: { text: text.normalize('NFC') },
      }),
    /** An approved form by the person's id: no window. It takes no key against repeats. */
    templateTo: (user: string, template: string, data: Record<string, string>) =>
      call('POST', `${apiRoot}/v3.0/oa/message/template`, {
        user_id: user,
        template_id: template,
        template_data: composed(data),
      }),
    /** An approved form by phone number (`0…` or `84…`); `tracking` ≤ 48 characters. `development`: only to the app's own people. */
    templateToPhone: (
      phone: string,
      template: string,
      data: Record<string, string>,
      { tracking, development = false }: { tracking: string; development?: boolean },
    ) =>
      call('POST', `${zbsRoot}/message/template`, {
        ...(development ? { mode: 'development' } : {}),
        phone: phone.replace(/\D/g, '').replace(/^0/, '84'),
        template_id: template,
        template_data: composed(data),
        tracking_id: tracking,
      }),
    /** The account itself: the cheapest call that shows whether all is well. */
    account: () => call('GET', `${apiRoot}/v2.0/oa/getoa`),
  }
}
export type OaClient = ReturnType<typeof createOaClient>

/** Zalo measures what it gets: letters and marks are put together first. */
function composed(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.normalize('NFC')]))
}
