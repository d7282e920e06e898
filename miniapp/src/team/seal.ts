import { base64, encode, randomBytes, unbase64 } from './bytes.ts'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/** What records are sealed to: the commune, and its public point on P-256. */
export type Addressee = { unit: string; key: { id: string; public: string } }

/**
 * Seals a record so that only the commune opens it, from now on not even this phone. The other half is `server/assist/sealed.ts`;
 * a test holds both together.
 */
export async function sealRecord({ unit, key }: Addressee, record: string, text: string): Promise<string> {
  const place = encode(`assist.record ${unit} ${record}`)
  const theirs = await crypto.subtle.importKey('raw', unbase64(key.public), CURVE, false, [])
  const mine = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256)
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: point, info: place }
  const once = await crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const nonce = randomBytes(12)
  const bound = { name: 'AES-GCM', iv: nonce, additionalData: place }
  const body = new Uint8Array(await crypto.subtle.encrypt(bound, once, encode(text)))
  return `h1.${key.id}.${base64(point)}.${base64(nonce)}.${base64(body)}`
}
