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
