import * as z from 'zod'
import { neverLeft } from './unreached.ts'

/** What a call came to. `broken`: the line broke or the answer can't be read, so it may have had its effect. */
export type BotResult =
  | { kind: 'ok'; result: unknown }
  | { kind: 'refused'; code: number; waitSeconds: number | null }
  | { kind: 'unreached' }
  | { kind: 'broken' }

const TIMEOUT_MS = 15_000

/** `timeoutMs`: how long an answer is waited for. */
type Account = { token: string; apiRoot: string; timeoutMs?: number }

const Answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.coerce.number().optional().catch(undefined),
  parameters: z.object({ retry_after: z.number() }).optional().catch(undefined),
})

/**
 * The API of the Zalo Bot platform (docs.zaloplatforms.com/docs/BOT): POST and JSON; a refusal may come with HTTP 200. Nothing throws,
 * and no failure carries the address, which holds the token.
 */
export function zaloBotClient({ token, apiRoot, timeoutMs = TIMEOUT_MS }: Account) {
  async function call(method: string, body: object, ms = timeoutMs, signal?: AbortSignal): Promise<BotResult> {
    const limit = AbortSignal.timeout(ms)
    try {
      const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      })
      const answer = Answer.safeParse(await response.json().catch(() => null)).data
      if (answer?.ok) return { kind: 'ok', result: answer.result }
      // something between us and Zalo answered, or Zalo itself without saying what it thinks
      const code = answer?.error_code ?? (response.ok ? null : response.status)
      if (code === null) return { kind: 'broken' }
      const asked = Number(response.headers.get('retry-after') ?? Number.NaN)
      const waitSeconds = answer?.parameters?.retry_after ?? (Number.isFinite(asked) ? asked : null)
      return { kind: 'refused', code, waitSeconds }
    } catch (error) {
      return neverLeft(error instanceof Error ? error.cause : error) ? { kind: 'unreached' } : { kind: 'broken' }
    }
  }

  return {
    /** `ms`: how long to wait for the answer. */
    getMe: (ms?: number) => call('getMe', {}, ms),
    setWebhook: (url: string, secret: string) => call('setWebhook', { url, secret_token: secret }),
    deleteWebhook: () => call('deleteWebhook', {}),
    /** One update, or a refusal with 408 when none came in `seconds`. What was given once is not given again. */
    getUpdates: (seconds: number, signal: AbortSignal) =>
      call('getUpdates', { timeout: seconds }, (seconds + 15) * 1000, signal),
    /** At most 2,000 characters. It takes no key against repeats. */
    sendMessage: (chat: string, text: string) => call('sendMessage', { chat_id: chat, text }),
  }
}
export type ZaloBotClient = ReturnType<typeof zaloBotClient>
