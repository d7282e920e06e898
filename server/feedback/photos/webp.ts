import { problem } from '../../kernel/problem.ts'
import { join, littleBytes, reader } from './bytes.ts'
import { orientationOf, orientationOnly } from './exif.ts'
import type { Stripped } from './types.ts'

const ALPHA = 0x10
const EXIF = 0x08
const MOVING = 0x02

type Size = { width: number; height: number }

/**
 * A WebP (RFC 9649) with its picture and its alpha alone; how to turn it is kept, profiles, Exif, XMP and unknown chunks go.
 * Moving ones are refused. The flags of the extended header say what is left.
 */
export function stripWebp(bytes: Uint8Array): Stripped {
  const read = reader(bytes)
  const end = 8 + read.little(4, 4)
  const whole = reader(read.slice(0, end))
  let canvas: (Size & { flags: number }) | null = null
  let alpha: Uint8Array | null = null
  let picture: { type: string; body: Uint8Array; size: Size } | null = null
  let turned: number | null = null
  for (let at = 12; at < end; ) {
    const type = whole.text(at, at + 4)
    const length = whole.little(at + 4, 4)
    const body = whole.slice(at + 8, at + 8 + length)
    if (type === 'ANIM' || type === 'ANMF') throw problem('photo.moving')
    if (type === 'VP8X') {
      if (at !== 12) throw problem('photo.broken')
      canvas = canvasOf(body)
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (picture) throw problem('photo.broken')
      picture = { type, body, size: type === 'VP8L' ? losslessOf(body) : lossyOf(body) }
    } else if (type === 'ALPH') {
      if (picture || !canvas) throw problem('photo.broken')
      alpha = body
    } else if (type === 'EXIF') turned ??= orientationOf(withoutName(body))
    // chunks are padded to even length
    at += 8 + length + (length % 2)
  }
  if (!picture) throw problem('photo.broken')
  const { size } = picture
  if (canvas && (canvas.width !== size.width || canvas.height !== size.height)) throw problem('photo.broken')
  const flags = ((canvas?.flags ?? 0) & ALPHA) | (turned ? EXIF : 0)
  const pieces = [
    ...(canvas
      ? [chunk('VP8X', [flags, 0, 0, 0, ...littleBytes(size.width - 1, 3), ...littleBytes(size.height - 1, 3)])]
      : []),
    ...(alpha ? [chunk('ALPH', alpha)] : []),
    chunk(picture.type, picture.body),
    ...(canvas && turned ? [chunk('EXIF', orientationOnly(turned))] : []),
  ]
  const body = join([letters('WEBP'), ...pieces])
  return { ...size, bytes: join([letters('RIFF'), littleBytes(body.length, 4), body]), tail: bytes.subarray(end) }
}

function canvasOf(body: Uint8Array): Size & { flags: number } {
  const read = reader(body)
  const flags = read.byte(0)
  if (flags & MOVING) throw problem('photo.moving')
  return { flags, width: read.little(4, 3) + 1, height: read.little(7, 3) + 1 }
}

/** Size out of a VP8 key frame (RFC 6386, 9.1). */
function lossyOf(body: Uint8Array): Size {
  const read = reader(body)
  const tag = read.little(0, 3)
  if (tag & 1 || read.big(3, 3) !== 0x9d012a || (tag >> 5) + 10 > body.length) throw problem('photo.broken')
  return { width: read.little(6, 2) & 0x3fff, height: read.little(8, 2) & 0x3fff }
}

/** Size out of a lossless picture: a mark, then twice 14 bits. */
function losslessOf(body: Uint8Array): Size {
  const read = reader(body)
  const bits = read.little(1, 4)
  if (read.byte(0) !== 0x2f || bits >= 2 ** 29 || body.length < 6) throw problem('photo.broken')
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Some cameras put JPEG's name before the Exif data. */
function withoutName(body: Uint8Array): Uint8Array {
  return body[0] === 0x45 ? body.subarray(6) : body
}

function chunk(type: string, body: Uint8Array | number[]): Uint8Array {
  return join([letters(type), littleBytes(body.length, 4), body, body.length % 2 ? [0] : []])
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}
