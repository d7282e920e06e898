/** An id that no other device makes: 128 random bits, hexadecimal. `crypto.randomUUID` is missing in older webviews. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
