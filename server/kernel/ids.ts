const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Fills the array with random bytes; passed in so that tests are repeatable. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>

/** The platform's cryptographic randomness (Node and Workers alike). */
export const cryptoRandom: Random = (bytes) => crypto.getRandomValues(bytes)

/** A random id of `length` characters that can be read aloud: no 0/O, 1/I/L. 31^length possibilities. */
export function readableId(random: Random, length: number): string {
  let id = ''
  while (id.length < length) {
    for (const byte of random(new Uint8Array(length))) {
      // 248 = 8 × 31: larger bytes would favour the first letters
      if (byte < 248 && id.length < length) id += ALPHABET[byte % 31]
    }
  }
  return id
}

/** A secret for links and tokens: 192 bits, URL-safe. */
export function secretToken(random: Random): string {
  let binary = ''
  for (const byte of random(new Uint8Array(24))) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_')
}
