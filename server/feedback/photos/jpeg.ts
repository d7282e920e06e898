import { problem } from '../../kernel/problem.ts'
import { bigBytes, join, type Reader, reader, startsWith } from './bytes.ts'
import { orientationOf, orientationOnly } from './exif.ts'
import type { Stripped } from './types.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
/** Baseline, extended and progressive: what every browser draws. */
const FRAMES = [0xc0, 0xc1, 0xc2]
/** Tables that drawing needs: quantisation, Huffman, restart interval. */
const TABLES = [0xdb, 0xc4, 0xdd]

/**
 * A JPEG (ITU T.81) with its tables and scans alone: no APP data but a fresh JFIF and Adobe mark where there was one (they decide
 * the colours) and how to turn the picture; no comment; nothing after its end. The picture itself is copied byte by byte.
 */
export function stripJpeg(bytes: Uint8Array): Stripped {
  const read = reader(bytes)
  const kept: Uint8Array[] = []
  let jfif = false
  let adobe: number | null = null
  let turned: number | null = null
  let frame: { width: number; height: number } | null = null
  let scans = 0
  for (let at = 2; ; ) {
    const { marker, from } = markerAt(read, at)
    if (marker === EOI) {
      if (!frame || scans === 0) throw problem('photo.broken')
      const head = [[0xff, SOI], ...(jfif ? [JFIF] : []), ...(turned ? [exifOf(turned)] : [])]
      const colours = adobe === null ? [] : [adobeOf(adobe)]
      return { ...frame, bytes: join([...head, ...colours, ...kept, [0xff, EOI]]), tail: bytes.subarray(from) }
    }
    const size = read.big(from, 2)
    if (size < 2) throw problem('photo.broken')
    const body = read.slice(from + 2, from + size)
    at = from + size
    if (FRAMES.includes(marker)) {
      if (frame) throw problem('photo.broken')
      frame = frameOf(body)
      kept.push(read.slice(from - 2, at))
    } else if (marker === SOS) {
      if (!frame) throw problem('photo.broken')
      const end = scanEnd(bytes, at)
      if (end === at) throw problem('photo.broken')
      kept.push(read.slice(from - 2, end))
      scans++
      at = end
    } else if (TABLES.includes(marker)) kept.push(read.slice(from - 2, at))
    else if (marker === 0xe0) jfif ||= startsWith(body, 'JFIF\0')
    else if (marker === 0xe1 && startsWith(body, 'Exif\0\0')) turned ??= orientationOf(body.subarray(6))
    else if (marker === 0xee && startsWith(body, 'Adobe') && body.length >= 12) adobe ??= body[11] ?? 0
    else if (!isDropped(marker)) throw problem('photo.broken')
  }
}

/** APP0–APP15 and comments say nothing of the picture. */
function isDropped(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
}

/** The marker at a place, after its fill bytes, and where it ends. */
function markerAt(read: Reader, at: number): { marker: number; from: number } {
  if (read.byte(at) !== 0xff) throw problem('photo.broken')
  let next = at + 1
  while (read.byte(next) === 0xff) next++
  return { marker: read.byte(next), from: next + 1 }
}

function frameOf(body: Uint8Array): { width: number; height: number } {
  const read = reader(body)
  const parts = read.byte(5)
  if (read.byte(0) !== 8 || ![1, 3, 4].includes(parts) || body.length !== 6 + 3 * parts) throw problem('photo.broken')
  return { width: read.big(3, 2), height: read.big(1, 2) }
}

/** Where the coded picture ends: at the next marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw problem('photo.broken')
}

/** JFIF 1.01 without density and thumbnail. */
const JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]

function adobeOf(transform: number): number[] {
  return [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform]
}

function exifOf(turned: number): Uint8Array {
  const tiff = orientationOnly(turned)
  return join([[0xff, 0xe1], bigBytes(2 + 6 + tiff.length, 2), [0x45, 0x78, 0x69, 0x66, 0, 0], tiff])
}
