import { readKept, writeKept } from '../zalo.ts'

/** An id that no other device makes: 128 random bits, hexadecimal. `crypto.randomUUID` is missing in older webviews. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A random name for this device, made when it is first needed: so that following a case twice counts once. */
export async function deviceId(): Promise<string> {
  const known = await readKept('device')
  if (known) return known
  const id = newId()
  await writeKept('device', id)
  return id
}
