import { scryptAsync } from '@noble/hashes/scrypt.js'
import type { Random } from '../kernel/ids.ts'
import { base64, sameSecret } from '../kernel/privacy.ts'

/** Cost of scrypt: memory 128·N·r bytes, work N·r·p. */
export type Cost = { N: number; r: number; p: number }

/** OWASP's equal of N=2^17, p=1 with 16 MB instead of 128: it must fit into a Worker too. */
export const COST: Cost = { N: 2 ** 14, r: 8, p: 5 }

/** Hash of a password with its parameters and salt: `scrypt$16384$8$5$salt$hash`. */
export async function hashPassword(password: string, random: Random, cost: Cost = COST): Promise<string> {
  const salt = base64(random(new Uint8Array(16)))
  return [`scrypt`, cost.N, cost.r, cost.p, salt, await derive(password, salt, cost)].join('$')
}

/** Whether the password is the hashed one. Takes as long with no hash at all, so that nobody learns by time who has an account. */
export async function verifyPassword(password: string, hash: string | null, cost: Cost = COST): Promise<boolean> {
  const parts = hash === null ? null : read(hash)
  const derived = await derive(password, parts?.salt ?? 'nobody', parts?.cost ?? cost)
  return parts !== null && sameSecret(derived, parts.derived)
}

/** Whether a hash was made with another cost than today's. */
export function isOutdated(hash: string, cost: Cost = COST): boolean {
  const made = read(hash)?.cost
  return made?.N !== cost.N || made.r !== cost.r || made.p !== cost.p
}

function read(hash: string): { cost: Cost; salt: string; derived: string } | null {
  const [kind, N, r, p, salt, derived] = hash.split('$')
  if (kind !== 'scrypt' || !salt || !derived) return null
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, salt, derived }
}

async function derive(password: string, salt: string, cost: Cost): Promise<string> {
  // the same password typed on another phone may come decomposed
  return base64(await scryptAsync(password.normalize('NFKC'), salt, { ...cost, dkLen: 32 }))
}
