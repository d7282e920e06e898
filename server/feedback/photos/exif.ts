import { bigBytes, startsWith } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** How the picture must be turned, 2–8, out of Exif data (TIFF 6.0, Exif 2.3); 1, unknown or unreadable is null. */
export function orientationOf(tiff: Uint8Array): number | null {
  const little = startsWith(tiff, 'II*\0')
  if (!little && !startsWith(tiff, 'MM\0*')) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const u16 = (at: number) => (at >= 0 && at + 2 <= tiff.length ? view.getUint16(at, little) : 0)
  const first = tiff.length >= 8 ? view.getUint32(4, little) : tiff.length
  const entries = u16(first)
  for (let entry = 0; entry < entries && first + 2 + entry * 12 < tiff.length; entry++) {
    const at = first + 2 + entry * 12
    if (u16(at) !== ORIENTATION) continue
    const turned = u16(at + 8)
    return u16(at + 2) === SHORT && turned >= 2 && turned <= 8 ? turned : null
  }
  return null
}

/** Exif data that says how to turn the picture and nothing else: 26 bytes. */
export function orientationOnly(turned: number): Uint8Array {
  return new Uint8Array([
    ...[0x4d, 0x4d, 0, 0x2a, ...bigBytes(8, 4)], // MM*, the first directory follows at once
    ...bigBytes(1, 2),
    ...[...bigBytes(ORIENTATION, 2), ...bigBytes(SHORT, 2), ...bigBytes(1, 4), ...bigBytes(turned, 2), 0, 0],
    ...bigBytes(0, 4),
  ])
}
