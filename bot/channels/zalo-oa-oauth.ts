import * as z from 'zod'
import type { Pair } from './zalo-oa-token-store.ts'

export type OaApp = { appId: string; appSecret: string; oauthRoot: string }

/** What became of a call for tokens. `refused`: Zalo said no, with its code; `unreached`: whether it was heard nobody knows. */
export type Exchange = { kind: 'pair'; pair: Pair } | { kind: 'refused'; code: string } | { kind: 'unreached' }

const TIMEOUT_MS = 15_000
/** `expires_in` is a text of seconds: "90000", 25 hours. */
const Answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(90_000),
})
const Refusal = z.object({ error: z.coerce.string() })

/** Zalo's door for tokens of an Official Account: the app's secret goes in a header, the rest as a form. Never throws. */
export function createOauth({ appId, appSecret, oauthRoot }: OaApp) {
  async function ask(form: Record<string, string>, now: number): Promise<Exchange> {
    const response = await fetch(`${oauthRoot}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ app_id: appId, ...form }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null)
    const body: unknown = await response?.json().catch(() => null)
    const answer = Answer.safeParse(body)
    if (answer.success) {
      const { access_token: access, refresh_token: refresh, expires_in: seconds } = answer.data
      return { kind: 'pair', pair: { access, refresh, expiresAt: now + Math.floor(seconds * 1000) } }
    }
    const refusal = Refusal.safeParse(body)
    return refusal.success ? { kind: 'refused', code: refusal.data.error } : { kind: 'unreached' }
  }

  return {
    /** Changes a refresh token for the next pair. It works once. */
    refresh: (refresh: string, now: number) => ask({ grant_type: 'refresh_token', refresh_token: refresh }, now),
    /** Changes the code that a person's consent gave (ten minutes, once) for the first pair. */
    code: (code: string, verifier: string | null, now: number) =>
      ask({ grant_type: 'authorization_code', code, ...(verifier ? { code_verifier: verifier } : {}) }, now),
  }
}
export type Oauth = ReturnType<typeof createOauth>
