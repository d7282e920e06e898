import { problem } from '../../kernel/problem.ts'

/** Reads numbers of a picture. What lies beyond the end is a broken picture, never a wrong number. */
export function reader(bytes: Uint8Array) {
  const byte = (at: number): number => {
    const value = bytes[at]
    if (value === undefined) throw problem('photo.broken')
    return value
  }
  const big = (at: number, size: number): number => {
    let value = 0
    for (let next = 0; next < size; next++) value = value * 256 + byte(at + next)
    return value
  }
  const little = (at: number, size: number): number => {
    let value = 0
    for (let next = size - 1; next >= 0; next--) value = value * 256 + byte(at + next)
    return value
  }
  /** The bytes from one place to another, both inside. */
  const slice = (from: number, to: number): Uint8Array => {
    if (from < 0 || to < from || to > bytes.length) throw problem('photo.broken')
    return bytes.subarray(from, to)
  }
  return { length: bytes.length, byte, big, little, slice, text: (from: number, to: number) => ascii(slice(from, to)) }
}
export type Reader = ReturnType<typeof reader>

/** Bytes as Latin letters, one each. */
export function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

/** Whether the bytes stand there. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  return bytes.length >= at + text.length && ascii(bytes.subarray(at, at + text.length)) === text
}

/** The pieces in one array of its own. */
export function join(pieces: Array<Uint8Array | number[]>): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** A whole number in `size` bytes, the highest first. */
export function bigBytes(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) % 256)
}

/** A whole number in `size` bytes, the lowest first. */
export function littleBytes(value: number, size: number): number[] {
  return bigBytes(value, size).reverse()
}
