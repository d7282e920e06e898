import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanPhoto, PHOTO_LIMITS } from '../../server/feedback/photos/photo.ts'
import { crc } from '../../server/feedback/photos/png.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { openBrowser } from '../support/browser.ts'

/** Real pictures by Chromium's own encoders; what a phone would add is put in by hand. */
let browser: Browser
let page: Page
const made: Record<'jpeg' | 'png' | 'webp' | 'lossless', Uint8Array> = {
  jpeg: new Uint8Array(),
  png: new Uint8Array(),
  webp: new Uint8Array(),
  lossless: new Uint8Array(),
}
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
  made.jpeg = await draw('image/jpeg', 0.8)
  made.png = await draw('image/png')
  made.webp = await draw('image/webp', 0.8)
  made.lossless = await draw('image/webp', 1)
})
afterAll(() => browser?.close())

/** A picture of 90 × 60 with four coloured corners, half see-through when the format can. */
async function draw(type: string, quality?: number): Promise<Uint8Array> {
  const encoded = await page.evaluate(
    async ({ type, quality }) => {
      const canvas = document.createElement('canvas')
      canvas.width = 90
      canvas.height = 60
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no canvas')
      const corners = [
        ['red', 0, 0],
        ['lime', 45, 0],
        ['blue', 0, 30],
        ['rgba(255,255,0,0.5)', 45, 30],
      ] as const
      for (const [colour, x, y] of corners) {
        pen.fillStyle = colour
        pen.fillRect(x, y, 45, 30)
      }
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality))
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
    },
    { type, quality },
  )
  return new Uint8Array(encoded)
}

/** What Chromium draws of the bytes: size after turning, and the colour of the top left corner. */
function shown(bytes: Uint8Array, type: string) {
  return page.evaluate(
    async ({ bytes, type }) => {
      const image = new Image()
      image.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      const pen = canvas.getContext('2d')
      pen?.drawImage(image, 0, 0)
      const corner = pen?.getImageData(5, 5, 1, 1).data ?? []
      const names = { red: corner[0] ?? 0, lime: corner[1] ?? 0, blue: corner[2] ?? 0 }
      const [first] = Object.entries(names).sort((a, b) => b[1] - a[1])
      return { width: image.naturalWidth, height: image.naturalHeight, corner: first?.[0] }
    },
    { bytes: [...bytes], type },
  )
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const big = (value: number, size: number) =>
  [...Array(size).keys()].map((at) => (value >>> (8 * (size - 1 - at))) & 255)
const little = (value: number, size: number) => big(value, size).reverse()
const joined = (...pieces: Array<Uint8Array | number[]>) => new Uint8Array(pieces.flatMap((piece) => [...piece]))
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(Buffer.from(text, 'latin1'))

/** Exif as a phone writes it: maker, orientation, a GPS directory with a place. */
function phoneExif(turned: number, order: 'II' | 'MM' = 'II'): number[] {
  const number = order === 'II' ? little : big
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...number(tag, 2),
    ...number(type, 2),
    ...number(count, 4),
    ...value,
  ]
  const maker = 8 + 2 + 3 * 12 + 4
  const gps = maker + 12
  return [
    ...letters(order),
    ...number(42, 2),
    ...number(8, 4),
    ...number(3, 2),
    ...entry(0x010f, 2, 12, number(maker, 4)),
    ...entry(0x0112, 3, 1, [...number(turned, 2), 0, 0]),
    ...entry(0x8825, 4, 1, number(gps, 4)),
    ...number(0, 4),
    ...letters('SAMSUNG-S24\0'),
    ...number(1, 2),
    ...entry(0x001d, 2, 11, number(gps + 18, 4)),
    ...number(0, 4),
    ...letters('GPSPLACE-15.1202\0'),
  ]
}
const segment = (marker: number, body: number[]) => [0xff, marker, ...big(body.length + 2, 2), ...body]
const pngChunk = (type: string, body: number[]) => {
  const named = new Uint8Array([...letters(type), ...body])
  return [...big(body.length, 4), ...named, ...big(crc(named), 4)]
}
const webpChunk = (type: string, body: number[]) => [
  ...letters(type),
  ...little(body.length, 4),
  ...body,
  ...(body.length % 2 ? [0] : []),
]
const XMP = letters('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSPLACE-xmp</x:xmpmeta>')
const SECRETS = ['SAMSUNG', 'GPSPLACE', 'Exif\0\0II', 'xmp', 'iCCP', 'ICCP', 'note to self', 'ftypmp42']

/** A JPEG as phones send it: Exif, XMP, a colour profile, a maker's own data, a comment, and a film behind it. */
function phoneJpeg(turned: number, order: 'II' | 'MM' = 'II') {
  const extra = [
    segment(0xe1, [...letters('Exif\0\0'), ...phoneExif(turned, order)]),
    segment(0xe1, XMP),
    segment(0xe2, letters('ICC_PROFILE\0\x01\x01GPSPLACE-icc')),
    segment(0xed, letters('Photoshop 3.0\0GPSPLACE-iptc')),
    segment(0xfe, letters('note to self')),
  ]
  return joined(made.jpeg.subarray(0, 2), ...extra, made.jpeg.subarray(2), letters('\0\0\0\x18ftypmp42GPSPLACE-film'))
}
function phonePng(turned: number) {
  const header = made.png.subarray(0, 33)
  const extra = [
    pngChunk('tEXt', letters('Comment\0note to self')),
    pngChunk('iCCP', letters('GPSPLACE-icc\0\0')),
    pngChunk('tIME', [7, 234, 11, 21, 1, 2, 3]),
    pngChunk('eXIf', phoneExif(turned)),
  ]
  return joined(header, ...extra, made.png.subarray(33), letters('GPSPLACE behind'))
}
/** The picture chunk of a WebP in the extended form, with everything that may stand beside it. */
function phoneWebp(turned: number, picture = made.webp, flags = 0x3c) {
  const first = String.fromCharCode(...picture.subarray(12, 16))
  const rest = first === 'VP8X' ? picture.subarray(30) : picture.subarray(12)
  const body = joined(
    letters('WEBP'),
    webpChunk('VP8X', [flags, 0, 0, 0, ...little(89, 3), ...little(59, 3)]),
    webpChunk('ICCP', letters('GPSPLACE-icc')),
    rest,
    webpChunk('EXIF', phoneExif(turned)),
    webpChunk('XMP ', XMP),
    webpChunk('note', letters('note to self')),
  )
  return joined(letters('RIFF'), little(body.length, 4), body, letters('GPSPLACE behind'))
}

const code = (bytes: Uint8Array) => {
  try {
    return cleanPhoto(bytes).type
  } catch (error) {
    return error instanceof Problem ? error.code : error
  }
}

describe('a photo keeps its picture and nothing else', () => {
  it.each(['jpeg', 'png', 'webp', 'lossless'] as const)('%s out of Chromium stays what it shows', async (kind) => {
    const clean = cleanPhoto(made[kind])
    expect(clean).toMatchObject({ width: 90, height: 60 })
    expect(await shown(clean.bytes, clean.type)).toEqual({ width: 90, height: 60, corner: 'red' })
    // clean is clean: a second time changes nothing
    expect(cleanPhoto(clean.bytes)).toEqual(clean)
  })

  it.each([
    ['jpeg', phoneJpeg, true],
    ['png', phonePng, true],
    // Chromium does not turn these; others may
    ['webp', phoneWebp, false],
    ['lossless webp', (turned: number) => phoneWebp(turned, made.lossless), false],
  ] as const)('%s of a phone loses place, camera, texts and what hangs behind', async (_, make, turns) => {
    const dirty = make(6)
    expect(has(dirty, 'GPSPLACE')).toBe(true)
    const clean = cleanPhoto(dirty)
    for (const secret of SECRETS) expect([secret, has(clean.bytes, secret)]).toEqual([secret, false])
    const turned = await shown(clean.bytes, clean.type)
    expect(turned).toEqual(await shown(dirty, clean.type))
    // a quarter turn to the right: the corner below left comes up
    if (turns) expect(turned).toEqual({ width: 60, height: 90, corner: 'blue' })
    expect(has(clean.bytes, 'MM\0*')).toBe(true)
    expect(cleanPhoto(clean.bytes)).toEqual(clean)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turning %d is kept, in either byte order', async (turned) => {
    for (const order of ['II', 'MM'] as const) {
      const dirty = phoneJpeg(turned, order)
      const { bytes, type } = cleanPhoto(dirty)
      expect(await shown(bytes, type)).toEqual(await shown(dirty, type))
      expect(has(bytes, 'Exif')).toBe(turned !== 1)
    }
  })

  it('a senseless turning or directory is dropped, not believed', () => {
    for (const exif of [
      phoneExif(0),
      phoneExif(9),
      letters('MM\0*'),
      letters('II*\0\xff\xff\xff\x7f'),
      letters('??'),
    ]) {
      const dirty = joined(
        made.jpeg.subarray(0, 2),
        segment(0xe1, [...letters('Exif\0\0'), ...exif]),
        made.jpeg.subarray(2),
      )
      expect(has(cleanPhoto(dirty).bytes, 'Exif')).toBe(false)
    }
  })

  it('progressive pictures and Adobe colours stay drawable', async () => {
    const adobe = segment(0xee, [...letters('Adobe'), 0, 100, 0, 0, 0, 0, 1, ...letters('GPSPLACE')])
    const clean = cleanPhoto(joined(made.jpeg.subarray(0, 2), adobe, made.jpeg.subarray(2)))
    expect([has(clean.bytes, 'Adobe'), has(clean.bytes, 'GPSPLACE')]).toEqual([true, false])
    expect(await shown(clean.bytes, clean.type)).toMatchObject({ width: 90, height: 60, corner: 'red' })
  })
})

describe('what is no photo is refused with what to do', () => {
  const box = (brand: string) => joined([0, 0, 0, 24], letters(`ftyp${brand}`), Array(40).fill(0))
  it.each([
    ['HEIC', () => box('heic'), 'photo.heic', /Tương thích nhất/],
    ['AVIF', () => box('avif'), 'photo.type', /AVIF.*JPEG, PNG hoặc WebP/],
    ['a film', () => box('mp42'), 'photo.type', /quay phim/],
    ['GIF', () => joined(letters('GIF89a'), Array(40).fill(0)), 'photo.moving', /chụp màn hình/],
    ['SVG', () => joined(letters('<?xml version="1.0"?><svg onload="x()">')), 'photo.type', /SVG/],
    ['PDF', () => joined(letters('%PDF-1.7')), 'photo.type', /PDF/],
    ['HTML', () => joined(letters('<!doctype html><script>')), 'photo.type', /JPEG/],
    ['nothing', () => new Uint8Array(), 'photo.type', /JPEG/],
    [
      'a PDF inside a JPEG',
      () => joined(made.jpeg.subarray(0, 2), segment(0xfe, letters('%PDF-1.4')), made.jpeg.subarray(2)),
      'photo.type',
      /PDF/,
    ],
    [
      'a zip behind a JPEG',
      () =>
        joined(
          made.jpeg,
          Array(9000).fill(7),
          letters('PK\x03\x04'),
          Array(90).fill(1),
          letters('PK\x05\x06'),
          Array(18).fill(0),
        ),
      'photo.type',
      /ghép/,
    ],
    ['a script behind a PNG', () => joined(made.png, letters('\n<SCRIPT>alert(1)</SCRIPT>')), 'photo.type', /ghép/],
    ['a program behind a WebP', () => joined(made.webp, letters('MZ\x90\0')), 'photo.type', /ghép/],
    ['a moving WebP', () => phoneWebp(1, made.webp, 0x02), 'photo.moving', /động/],
    [
      'a moving PNG',
      () => joined(made.png.subarray(0, 33), pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]), made.png.subarray(33)),
      'photo.moving',
      /động/,
    ],
    [
      'an unknown critical chunk',
      () => joined(made.png.subarray(0, 33), pngChunk('EVIL', [1]), made.png.subarray(33)),
      'photo.broken',
      /gửi lại/,
    ],
  ])('%s', (_, make, expected, sentence) => {
    expect(code(make())).toBe(expected)
    expect(() => cleanPhoto(make())).toThrow(sentence)
  })

  it('too heavy, too wide, too many pixels', () => {
    expect(code(new Uint8Array(PHOTO_LIMITS.bytes + 1))).toBe('photo.too-large')
    const sized = (width: number, height: number) => {
      const header = pngChunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0])
      return joined(made.png.subarray(0, 8), header, made.png.subarray(33))
    }
    expect(code(sized(12_000, 4_000))).toBe('image/png')
    expect(code(sized(12_001, 10))).toBe('photo.too-big')
    expect(code(sized(8_000, 8_000))).toBe('photo.too-big')
    expect(code(sized(2 ** 31, 2 ** 31))).toBe('photo.too-big')
    expect(code(sized(0, 10))).toBe('photo.broken')
  })

  it('a changed byte of a PNG is found', () => {
    const bent = new Uint8Array(made.png)
    bent[60] = (bent[60] ?? 0) ^ 1
    expect(code(bent)).toBe('photo.broken')
  })
})

describe('whatever is sent, a sentence comes back and no crash', () => {
  const whole = fc.constantFrom(phoneJpeg, phonePng, phoneWebp)
  it('cut off anywhere', () => {
    fc.assert(
      fc.property(whole, fc.double({ min: 0, max: 1, noNaN: true }), (make, share) => {
        const bytes = make(3)
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        const answer = code(cut)
        expect(answer).toMatch(/^(photo\.|image\/)/)
        // cut inside the picture it is broken; only what hangs behind may go unnoticed
        const clean = cleanPhoto(bytes)
        if (cut.length < clean.bytes.length - 400) expect(answer).toMatch(/^photo\./)
      }),
      { numRuns: 400 },
    )
  })
  it('every cut of a bare picture is refused', () => {
    for (const bytes of [made.jpeg, made.png, made.webp]) {
      for (let end = 0; end < bytes.length; end++)
        expect([end, code(bytes.subarray(0, end))]).toEqual([end, expect.stringMatching(/^photo\./)])
    }
  })
  it('bytes changed anywhere, or noise behind a right beginning', () => {
    const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(whole, change, (make, changes) => {
        const bytes = make(6)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        expect(code(bytes)).toMatch(/^(photo\.|image\/)/)
      }),
      { numRuns: 400 },
    )
    const heads = fc.constantFrom('\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF\xff\0\0\0WEBPVP8X', 'RIFF\x30\0\0\0WEBP')
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 300 }), (head, noise) => {
        expect(code(joined(letters(head), noise))).toMatch(/^(photo\.|image\/)/)
      }),
      { numRuns: 400 },
    )
  })
})
