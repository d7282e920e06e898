import { problem } from '../../kernel/problem.ts'

/** Limits of a photo: bytes, pixels a side, pixels. */
export const PHOTO_LIMITS = { bytes: 8_000_000, side: 12_000, pixels: 50_000_000 } as const

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A photo that tells nothing but its picture: no place, no camera, no text. */
export type CleanPhoto = { type: PhotoType; bytes: Uint8Array<ArrayBuffer>; width: number; height: number }

/** Checks a photo by its content and strips everything but the picture. Throws only a `Problem` whose sentence says what to do. */
export function cleanPhoto(bytes: Uint8Array): CleanPhoto {
  if (bytes.length > PHOTO_LIMITS.bytes) throw problem('photo.too-large', { max: PHOTO_LIMITS.bytes / 1e6 })
  throw problem('photo.broken')
}
