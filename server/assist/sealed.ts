import { base64, unbase64 } from '../kernel/privacy.ts'

/**
 * Records are sealed on the phone so that only the commune reads them: a fresh key pair on P-256 for each, ECDH, HKDF-SHA-256,
 * AES-256-GCM. `h1.<key>.<point>.<nonce>.<body>`, parts base64url. The place (commune, record) is bound in: a record that is moved
 * to another commune or under another id does not open.
 */
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const encoder = new TextEncoder()

/** What a record is bound to. */
export const placeOf = (unit: string, record: string) => `assist.record ${unit} ${record}`

/** A new pair: the public point as it goes to phones, the private part as PKCS#8, both base64url. */
export async function newPair(): Promise<{ public: string; private: string }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const [point, secret] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ])
  return { public: base64(new Uint8Array(point)), private: base64(new Uint8Array(secret)) }
}

/** The name of the key that a text was sealed to; null when it is no sealed text. */
export function keyOf(sealed: string): string | null {
  return /^h1\.([\w-]+)\.[\w-]+\.[\w-]+\.[\w-]+$/.exec(sealed)?.[1] ?? null
}

/** Opens what a phone sealed to this private key (PKCS#8, base64url) for this place; null when it was changed or moved. */
export async function openSealed(privateKey: string, place: string, sealed: string): Promise<string | null> {
  const [, , point = '', nonce = '', body = ''] = sealed.split('.')
  try {
    const mine = await crypto.subtle.importKey('pkcs8', unbase64(privateKey), CURVE, false, ['deriveBits'])
    const theirs = await crypto.subtle.importKey('raw', unbase64(point), CURVE, false, [])
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256)
    const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
    const how = { name: 'HKDF', hash: 'SHA-256', salt: unbase64(point), info: encoder.encode(place) }
    const key = await crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
    const bound = { name: 'AES-GCM', iv: unbase64(nonce), additionalData: encoder.encode(place) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(bound, key, unbase64(body)))
  } catch {
    return null
  }
}
