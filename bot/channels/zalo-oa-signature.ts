import { sameSecret, sha256 } from '../../server/kernel/privacy.ts'

/** Which way of signing matched. Zalo's page says `app/body`; newer and older callers differ, so it is told and logged. */
export type SignedBy = 'app/body' | 'app/header' | 'oa/body' | 'oa/header'

/** What a request says of itself. `raw`: the body as it came, byte by byte; `at`: its field `timestamp`. */
export type Signed = { raw: string; signature: string; at: string; headerAt: string }

/**
 * Which way a webhook's signature fits: `mac=<hex>` of SHA-256 (not HMAC) over app id, raw body, timestamp and the account's secret, put
 * together as text. Null when none does. Community code signs with the account's id in the app's place; who does still knows the secret.
 */
export async function signedBy(
  { raw, signature, at, headerAt }: Signed,
  { appId, oaId, secret }: { appId: string; oaId: string; secret: string },
): Promise<SignedBy | null> {
  const given = signature
    .trim()
    .replace(/^mac\s*=\s*/i, '')
    .toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(given)) return null
  const ways: Array<[SignedBy, string, string]> = [
    ['app/body', appId, at],
    ['app/header', appId, headerAt],
    ['oa/body', oaId, at],
    ['oa/header', oaId, headerAt],
  ]
  for (const [way, id, moment] of ways)
    if (moment !== '' && sameSecret(await sha256(`${id}${raw}${moment}${secret}`), given)) return way
  return null
}
