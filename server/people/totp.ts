import { Secret, TOTP } from 'otpauth'
import type { Random } from '../kernel/ids.ts'

const PERIOD = 30

function make(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    issuerInLabel: false,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
  })
}

/** A new secret of 160 bits, in base32 as people type it. */
export function newTotp(random: Random): string {
  return new Secret({ buffer: random(new Uint8Array(20)).buffer }).base32
}

/**
 * The address behind the QR code that authenticator apps read. Without marks and cut short, so that it fits into the code:
 * an escaped letter takes three bytes there.
 */
export function totpUri(secret: string, issuer: string, login: string): string {
  const plain = issuer.normalize('NFD').replace(/đ/g, 'd').replace(/Đ/g, 'D')
  let name = login
  while (encodeURIComponent(name).length > 60) name = name.slice(0, -1)
  return make(
    secret,
    plain
      .replace(/[^A-Za-z0-9 .-]/g, '')
      .slice(0, 24)
      .trim(),
    name,
  ).toString()
}

/** The time step that a code belongs to (now, the one before or after, RFC 6238 5.2), or null when it is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.getTime()
  const delta = make(secret).validate({ token, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta
}
