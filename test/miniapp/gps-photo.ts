import type { Page } from 'playwright-core'

/** The words that must not survive: Exif's own mark and the camera's name. */
export const TRACES = ['Exif', 'DienThoaiCuaToi']

/** A JPEG of 2400 × 1800 pixels as a phone makes it, with an Exif note of where (15° 7' N, 108° 48' E) and with what. */
export async function gpsPhoto(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    pen.fillStyle = '#468'
    pen.fillRect(0, 0, 2400, 1800)
    pen.fillStyle = '#fc4'
    pen.fillRect(300, 300, 600, 900)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? ''
  })
  const jpeg = Buffer.from(plain, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)])
}

/** An APP1 segment: camera model in the first directory, latitude and longitude in the GPS directory. */
function exif(): Buffer {
  const model = Buffer.from('DienThoaiCuaToi\0', 'latin1')
  const tiff = Buffer.alloc(200)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16BE(tag, at)
    tiff.writeUInt16BE(type, at + 2)
    tiff.writeUInt32BE(count, at + 4)
    tiff.writeUInt32BE(value, at + 8)
  }
  const degrees = (at: number, parts: number[]) =>
    parts.forEach((part, place) => {
      tiff.writeUInt32BE(part, at + place * 8)
      tiff.writeUInt32BE(1, at + place * 8 + 4)
    })
  tiff.writeUInt16BE(2, 8) // two entries: model, where the GPS directory is
  entry(10, 0x0110, 2, model.length, 100)
  entry(22, 0x8825, 4, 1, 40)
  tiff.writeUInt16BE(4, 40)
  entry(42, 1, 2, 2, 0x4e000000) // N
  entry(54, 2, 5, 3, 120)
  entry(66, 3, 2, 2, 0x45000000) // E
  entry(78, 4, 5, 3, 150)
  model.copy(tiff, 100)
  degrees(120, [15, 7, 0])
  degrees(150, [108, 48, 0])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xffe1, 0)
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
