import { readJson } from '../kept.ts'
import { exclusively } from '../outbox/lock.ts'
import { writeKept } from '../zalo.ts'
import { base64, decode, encode, randomBytes, unbase64 } from './bytes.ts'

/** A member on this phone as they rest here: who, and a box that only their PIN opens. */
export type Member = {
  /** Of the pairing, as the server names it. */
  id: string
  name: string
  team: string
  salt: string
  rounds: number
  nonce: string
  box: string
  /** Wrong tries that are left. */
  left: number
}
/** What is in the box. `key` opens the member's desk on this phone. */
export type Secrets = { token: string; drop: string; key: string }

const KEPT = 'team.members'
const ROUNDS = 300_000
const TRIES = 5
export const PIN_DIGITS = 6

export const readMembers = async () => (await readJson<Member[]>(KEPT)) ?? []
/** Changes the list, one page at a time: none writes over what another has just noted. */
const alone = <T>(work: () => Promise<T>) => exclusively(KEPT, work)
const writeMembers = (members: Member[]) => writeKept(KEPT, members.length > 0 ? JSON.stringify(members) : null)

/** Why a PIN is no good; null when it is. */
export function pinFault(pin: string): 'digits' | 'easy' | null {
  if (!new RegExp(`^\\d{${PIN_DIGITS}}$`).test(pin)) return 'digits'
  const steps = new Set(Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at])))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 9) ? 'easy' : null
}

/** Puts a member's secrets on this phone, under their PIN. False when the phone keeps nothing. */
export async function addMember(
  { id, name, team }: Pick<Member, 'id' | 'name' | 'team'>,
  pin: string,
  secrets: Secrets,
): Promise<boolean> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const key = await keyOf(pin, salt, ROUNDS)
  const box = await sealWith(key, nonce, JSON.stringify(secrets))
  const member = { id, name, team, salt: base64(salt), rounds: ROUNDS, nonce: base64(nonce), box, left: TRIES }
  return alone(async () => writeMembers([...(await readMembers()).filter((one) => one.id !== id), member]))
}

export const removeMember = (id: string) => alone(() => remove(id))

async function remove(id: string): Promise<void> {
  await writeMembers((await readMembers()).filter((one) => one.id !== id))
  await writeKept(deskKey(id), null)
}

/**
 * Tries a PIN, one after the other over all pages. The try is noted before it is judged, so that pulling the battery gives none back;
 * after the last one nothing of the member is left on the phone.
 */
export const unlock = (id: string, pin: string) => alone(() => tried(id, pin))

async function tried(id: string, pin: string): Promise<Secrets | { left: number }> {
  const members = await readMembers()
  const member = members.find((one) => one.id === id)
  if (!member) return { left: 0 }
  const note = (left: number) => writeMembers(members.map((one) => (one.id === id ? { ...one, left } : one)))
  const left = member.left - 1
  await note(left)
  try {
    const key = await keyOf(pin, unbase64(member.salt), member.rounds)
    const secrets: Secrets = JSON.parse(await openWith(key, unbase64(member.nonce), member.box))
    await note(TRIES)
    return secrets
  } catch {
    if (left <= 0) await remove(id)
    return { left: Math.max(0, left) }
  }
}

/** Where a member's desk rests. */
export const deskKey = (id: string) => `team.desk.${id}`

export const newDataKey = () => base64(randomBytes(32))
export const dataKey = (key: string) =>
  crypto.subtle.importKey('raw', unbase64(key), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Seals a text under a key of the phone. */
export async function sealDesk(key: CryptoKey, text: string): Promise<string> {
  const nonce = randomBytes(12)
  return `${base64(nonce)}.${await sealWith(key, nonce, text)}`
}
/** Opens it again; null when it is none of this key. */
export async function openDesk(key: CryptoKey, sealed: string): Promise<string | null> {
  const [nonce = '', body = ''] = sealed.split('.')
  return openWith(key, unbase64(nonce), body).catch(() => null)
}

async function sealWith(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encode(text))))
}
async function openWith(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, body: string): Promise<string> {
  return decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, unbase64(body)))
}

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', encode(pin), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, typed, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
