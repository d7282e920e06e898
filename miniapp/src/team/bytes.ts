/** URL-safe base64 without padding, as the server writes it. */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  bytes.forEach((byte) => {
    binary += String.fromCharCode(byte)
  })
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
}

export const encode = (text: string) => new TextEncoder().encode(text)
export const decode = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes)

export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** A secret of 192 bits for a token. */
export const newSecret = () => base64(randomBytes(24))

/** SHA-256 in hexadecimal: what the server keeps of a token. */
export async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
