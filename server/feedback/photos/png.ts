import { problem } from '../../kernel/problem.ts'
import { bigBytes, join, reader } from './bytes.ts'
import { orientationOf, orientationOnly } from './exif.ts'
import type { Stripped } from './types.ts'

/** What the picture is drawn from; the rest (texts, times, Exif, profiles) goes. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND']
const SIGNATURE = 8

/**
 * A PNG (W3C, third edition) with its drawing chunks alone, each with a right checksum; how to turn it is kept. Moving ones are
 * refused, and so is every critical chunk that is unknown.
 */
export function stripPng(bytes: Uint8Array): Stripped {
  const read = reader(bytes)
  const kept: Array<Uint8Array | number[]> = [read.slice(0, SIGNATURE)]
  const seen: string[] = []
  let size: { width: number; height: number } | null = null
  let turned: number | null = null
  for (let at = SIGNATURE; ; ) {
    const length = read.big(at, 4)
    const type = read.text(at + 4, at + 8)
    const body = read.slice(at + 8, at + 8 + length)
    const end = at + 12 + length
    if (read.big(end - 4, 4) !== crc(read.slice(at + 4, end - 4))) throw problem('photo.broken')
    if (['acTL', 'fcTL', 'fdAT'].includes(type)) throw problem('photo.moving')
    if ((type === 'IHDR') !== (at === SIGNATURE)) throw problem('photo.broken')
    if (type === 'IHDR') size = headerOf(body)
    if (type === 'eXIf') turned ??= orientationOf(body)
    if (KEPT.includes(type)) {
      if (type === 'IDAT' && seen.includes('IDAT') && seen.at(-1) !== 'IDAT') throw problem('photo.broken')
      // how to turn it stands before the picture
      if (type === 'IDAT' && turned && seen.at(-1) !== 'IDAT') kept.push(chunk('eXIf', orientationOnly(turned)))
      kept.push(read.slice(at, end))
    } else if (/^[A-Z]/.test(type) || !/^[A-Za-z]{4}$/.test(type)) throw problem('photo.broken')
    seen.push(type)
    at = end
    if (type !== 'IEND') continue
    if (!size || length !== 0 || !seen.includes('IDAT')) throw problem('photo.broken')
    return { ...size, bytes: join(kept), tail: bytes.subarray(end) }
  }
}

/** Bit depths that each colour type may have. */
const DEPTHS: Record<number, number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] }

function headerOf(body: Uint8Array): { width: number; height: number } {
  const read = reader(body)
  const known = DEPTHS[read.byte(9)]?.includes(read.byte(8))
  if (body.length !== 13 || !known || read.big(10, 2) !== 0 || read.byte(12) > 1) throw problem('photo.broken')
  return { width: read.big(0, 4), height: read.big(4, 4) }
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = join([[...type].map((letter) => letter.charCodeAt(0)), body])
  return join([bigBytes(body.length, 4), named, bigBytes(crc(named), 4)])
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** CRC-32 as PNG wants it. */
export function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
