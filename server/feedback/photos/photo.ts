import { problem } from '../../kernel/problem.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { carriesForeign, sniff } from './sniff.ts'
import type { CleanPhoto, PhotoType, Stripped } from './types.ts'
import { stripWebp } from './webp.ts'

export type { CleanPhoto, PhotoType } from './types.ts'

/** Limits of a photo: bytes, pixels a side, pixels. */
export const PHOTO_LIMITS = { bytes: 8_000_000, side: 12_000, pixels: 50_000_000 } as const

/**
 * Checks a photo by its content and strips everything but the picture (GPS, camera, texts, thumbnails, what hangs behind),
 * without drawing it anew; how it must be turned stays. Throws only a `Problem` `photo.*` whose sentence says what to do.
 */
export function cleanPhoto(bytes: Uint8Array): CleanPhoto {
  if (bytes.length > PHOTO_LIMITS.bytes) throw problem('photo.too-large', { max: PHOTO_LIMITS.bytes / 1e6 })
  const { type, strip } = formatOf(bytes)
  const { tail, ...clean } = strip(bytes)
  const { width, height } = clean
  if (width === 0 || height === 0) throw problem('photo.broken')
  if (Math.max(width, height) > PHOTO_LIMITS.side || width * height > PHOTO_LIMITS.pixels)
    throw problem('photo.too-big', { size: `${width} × ${height}` })
  if (carriesForeign(tail)) throw problem('photo.type', { found: 'Tệp ghép ảnh với nội dung khác' })
  return { type, ...clean }
}

function formatOf(bytes: Uint8Array): { type: PhotoType; strip: (bytes: Uint8Array) => Stripped } {
  const found = sniff(bytes)
  if (found === 'jpeg') return { type: 'image/jpeg', strip: stripJpeg }
  if (found === 'png') return { type: 'image/png', strip: stripPng }
  if (found === 'webp') return { type: 'image/webp', strip: stripWebp }
  if (found === 'heic') throw problem('photo.heic')
  if (found === 'moving') throw problem('photo.moving')
  throw problem('photo.type', { found: found.other })
}
