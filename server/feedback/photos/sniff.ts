import { ascii, startsWith } from './bytes.ts'

/** What a file is by its first bytes, whatever its name or sender says. */
export type Sniffed = 'jpeg' | 'png' | 'webp' | 'heic' | 'moving' | { other: string }

const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** Names the kind of file; `other` is its name for people. */
export function sniff(bytes: Uint8Array): Sniffed {
  const starts = (text: string, at = 0) => startsWith(bytes, text, at)
  const opening = ascii(bytes.subarray(0, 1024))
  // a PDF may begin anywhere in its first kilobyte, also inside what looks like a picture
  if (opening.includes('%PDF-')) return { other: 'Tệp PDF' }
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('\x89PNG\r\n\x1a\n')) return 'png'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  if (starts('GIF8')) return 'moving'
  if (starts('ftyp', 4)) {
    const brand = ascii(bytes.subarray(8, 12))
    if (HEIC.includes(brand)) return 'heic'
    return { other: brand.startsWith('avi') ? 'Ảnh AVIF' : 'Tệp quay phim' }
  }
  if (/<svg[\s>]/i.test(opening)) return { other: 'Hình vẽ SVG' }
  if (starts('BM')) return { other: 'Ảnh BMP' }
  if (starts('II*\0') || starts('MM\0*')) return { other: 'Ảnh TIFF hoặc ảnh thô' }
  return { other: 'Tệp này' }
}

/** Marks of documents, archives, programs and scripts that are hung onto a picture. */
const FOREIGN = [
  '%pdf-',
  'pk\x03\x04',
  'pk\x05\x06',
  'rar!\x1a',
  '7z\xbc\xaf',
  '<?php',
  '<script',
  '<html',
  '<svg',
  '\x7felf',
]
const WINDOW = 4096

/**
 * Whether what follows the picture is a document, an archive or a script: a file that is two things at once. What phones hang on
 * (a second view, a short film) is none and is merely dropped.
 */
export function carriesForeign(tail: Uint8Array): boolean {
  if (startsWith(tail, 'MZ')) return true
  // an archive is read from its end
  const edges = [tail.subarray(0, WINDOW), tail.subarray(Math.max(WINDOW, tail.length - 65_600))]
  return edges.some((edge) => {
    const text = latin(edge)
    return FOREIGN.some((mark) => text.includes(mark))
  })
}

function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += ascii(bytes.subarray(at, at + 4096)).toLowerCase()
  return text
}
