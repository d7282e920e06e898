/** What may be shown or kept of a person. Identity stands apart: hashes for look-up, masks for the eye. */

/** `Nguyễn Thị Lan Hương` → `N*** T** L** H****`: initials and lengths only, so that the owner recognises it and nobody else learns it. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => {
      const letters = [...word]
      return `${letters[0] ?? ''}${'*'.repeat(Math.max(letters.length - 1, 1))}`
    })
    .join(' ')
}

/** Digits of a Vietnamese phone number in national form `0xxxxxxxxx`, or null when it can't be one. */
export function phoneDigits(raw: string): string | null {
  const digits = raw
    .replace(/[^\d+]/g, '')
    .replace(/^\+?84(?=\d{8,10}$)/, '0')
    .replace(/^\+/, '')
  if (/^0\d{8,10}$/.test(digits)) return digits
  return /^[1-9]\d{8}$/.test(digits) ? `0${digits}` : null
}

/** The last four digits, by which a citizen proves that a dossier is theirs. */
export function lastFour(phone: string): string {
  return phone.slice(-4)
}

/** Removes what identifies people from a text that will be kept for editors: phones, CCCD/CMND, e-mails, dossier codes, long numbers. */
export function redact(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '[email]')
    .replace(/\b[a-z]?\d{0,3}(?:\.\d{1,3})*\.?[a-z]\d{2}(?:\.\d{1,3})*\s*-\s*\d{6}\s*-\s*\d{3,7}\b/gi, '[mã hồ sơ]')
    .replace(/(?:\+?84|0)(?:[\s.-]?\d){8,10}\b/g, '[điện thoại]')
    .replace(/\b\d(?:[\s.]?\d){8,14}\b/g, '[số giấy tờ]')
    .replace(/\b\d{5,}\b/g, '[số]')
}

const encoder = new TextEncoder()

/** Keyed hash (HMAC-SHA-256, hex) of an identifier, for look-up without keeping the identifier. `purpose` separates uses. */
export async function keyedHash(key: CryptoKey, purpose: string, value: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\u0000${value}`))
  return hex(mac)
}

/** Imports the installation's secret for `keyedHash`. */
export function hashKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** Lower-case hexadecimal of bytes. */
export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** SHA-256 in hex, for tokens that are themselves long and random. */
export async function sha256(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

/** Compares two secrets without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const x = encoder.encode(a)
  const y = encoder.encode(b)
  let diff = x.length ^ y.length
  for (let i = 0; i < x.length; i++) diff |= (x[i] ?? 0) ^ (y[i % Math.max(y.length, 1)] ?? 0)
  return diff === 0
}

/** The key under which words and identities rest sealed (AES-256-GCM), derived from the installation's secret. */
export async function sealingKey(key: CryptoKey): Promise<CryptoKey> {
  const raw = await crypto.subtle.sign('HMAC', key, encoder.encode('seal'))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/**
 * Seals a text so that only this installation reads it. `place` (table, row) is bound in: a sealed text moved elsewhere does
 * not open. `nonce` is 12 fresh random bytes.
 */
export async function seal(
  key: CryptoKey,
  place: string,
  text: string,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const bound = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(place) }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(bound, key, encoder.encode(text)))
  return `s1.${base64(nonce)}.${base64(sealed)}`
}

/** Opens what `seal` made for the same place; null when it was made with another key, for another place, or changed. */
export async function unseal(key: CryptoKey, place: string, sealed: string): Promise<string | null> {
  const [version, nonce, body] = sealed.split('.')
  if (version !== 's1' || !nonce || !body) return null
  try {
    const bound = { name: 'AES-GCM', iv: unbase64(nonce), additionalData: encoder.encode(place) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(bound, key, unbase64(body)))
  } catch {
    return null
  }
}

/** URL-safe base64 without padding. */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** The bytes of URL-safe base64. Throws when it is none. */
export function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
}

/** A secret of 160 bits that belongs to a name and need not be kept: it is made again from the installation's secret. */
export async function derivedSecret(key: CryptoKey, purpose: string, name: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\u0000${name}`))
  return base64(new Uint8Array(mac).subarray(0, 20))
}
