import { deflateSync } from 'node:zlib'
import { crc } from '../../server/feedback/photos/png.ts'

/** A grey PNG with a text chunk that says where it was taken, as some cameras write it. */
export function picture({ width = 8, height = 8, note = 'GPS 15.12345,108.80000' } = {}): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 128)
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sized = Buffer.alloc(body.length + 8)
  sized.writeUInt32BE(data.length, 0)
  body.copy(sized, 4)
  sized.writeUInt32BE(crc(body), body.length + 4)
  return sized
}
