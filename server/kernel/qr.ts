/** Numbers of the QR standard (ISO/IEC 18004) for error level M, by version 1–10: check bytes of a block, number of blocks, data bytes. */
const VERSIONS = [
  [10, 1, 16],
  [16, 1, 28],
  [26, 1, 44],
  [18, 2, 64],
  [24, 2, 86],
  [16, 4, 108],
  [18, 4, 124],
  [22, 4, 154],
  [22, 5, 182],
  [26, 5, 216],
] as const
/** Where the small squares for alignment stand, by version. */
const ALIGNMENT = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]]
const MASKS: ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
]

/**
 * A text as a QR code: rows of modules, true = dark, without the quiet margin of four modules that has to stand around it.
 * UTF-8, error level M. Throws a RangeError for more than 213 bytes.
 */
export function qrMatrix(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text)
  const version = VERSIONS.findIndex(([, , room], at) => bytes.length + (at < 9 ? 2 : 3) <= room) + 1
  const layout = VERSIONS[version - 1]
  if (!layout) throw new RangeError(`${bytes.length} bytes are too many for a QR code of ours`)
  const stream = interleave(dataBytes(bytes, version, layout[2]), layout[1], layout[0])
  const codes = MASKS.map((_, mask) => draw(version, stream, mask))
  return codes.reduce((best, code) => (penalty(code) < penalty(best) ? code : best))
}

/** Byte mode, its length, the bytes, then padding. */
function dataBytes(bytes: Uint8Array, version: number, room: number): number[] {
  const bits: number[] = []
  const put = (value: number, count: number) => {
    for (let at = count - 1; at >= 0; at--) bits.push((value >> at) & 1)
  }
  put(0b0100, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  put(0, Math.min(4, room * 8 - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < room * 8; pad ^= 0xec ^ 0x11) put(pad, 8)
  return Array.from({ length: room }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0))
}

/** Cuts into blocks (the later ones a byte longer), adds each block's check bytes and weaves them together. */
function interleave(data: number[], count: number, checks: number): number[] {
  const short = Math.floor(data.length / count)
  const longFrom = count - (data.length % count)
  let from = 0
  const blocks = Array.from({ length: count }, (_, at) => {
    const block = data.slice(from, from + short + (at >= longFrom ? 1 : 0))
    from += block.length
    return block
  })
  const weave = (parts: number[][]) =>
    Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, at) =>
      parts.flatMap((part) => part.slice(at, at + 1)),
    ).flat()
  const divisor = generator(checks)
  return [...weave(blocks), ...weave(blocks.map((block) => remainder(block, divisor)))]
}

/** Product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0
  for (let at = 7; at >= 0; at--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> at) & 1) * a
  }
  return product
}

function generator(degree: number): number[] {
  let root = 1
  let poly = [1]
  for (let at = 0; at < degree; at++) {
    const shifted = [...poly, 0]
    poly = shifted.map((value, place) => value ^ times(poly[place - 1] ?? 0, root))
    root = times(root, 2)
  }
  return poly.slice(1)
}

function remainder(block: number[], divisor: number[]): number[] {
  let rest = divisor.map(() => 0)
  for (const byte of block) {
    const factor = byte ^ (rest[0] ?? 0)
    rest = divisor.map((value, at) => (rest[at + 1] ?? 0) ^ times(value, factor))
  }
  return rest
}

function draw(version: number, stream: number[], mask: number): boolean[][] {
  const size = version * 4 + 17
  const grid: (boolean | null)[][] = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null))
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row]
    if (line && column >= 0 && column < size) line[column] = dark
  }
  fixed(version, size, set)
  format(mask, size, set)
  if (version >= 7) versionMarks(version, size, set)
  fill(grid, stream, MASKS[mask] ?? (() => false))
  return grid.map((line) => line.map((dark) => dark === true))
}
type Set = (row: number, column: number, dark: boolean) => void

/** What every code has: three eyes, the dotted lines between them, the squares for alignment. */
function fixed(version: number, size: number, set: Set): void {
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  const square = (row: number, column: number, reach: number, dark: (ring: number) => boolean) => {
    for (let r = -reach; r <= reach; r++)
      for (let c = -reach; c <= reach; c++) set(row + r, column + c, dark(Math.max(Math.abs(r), Math.abs(c))))
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    square(row, column, 4, (ring) => ring !== 2 && ring !== 4)
  const places = ALIGNMENT[version - 1] ?? []
  const last = places[places.length - 1]
  for (const row of places)
    for (const column of places) {
      const atEye = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6)
      if (!atEye) square(row, column, 2, (ring) => ring !== 1)
    }
}

/** Level M and the mask, with their check bits, twice. */
function format(mask: number, size: number, set: Set): void {
  const bits = ((mask << 10) | checkBits(mask, 10, 0x537)) ^ 0x5412
  for (let at = 0; at < 15; at++) {
    const dark = ((bits >> at) & 1) === 1
    set(at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, 8, dark)
    set(8, at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at, dark)
  }
  set(size - 8, 8, true)
}

function versionMarks(version: number, size: number, set: Set): void {
  const bits = (version << 12) | checkBits(version, 12, 0x1f25)
  for (let at = 0; at < 18; at++) {
    const dark = ((bits >> at) & 1) === 1
    set(size - 11 + (at % 3), Math.floor(at / 3), dark)
    set(Math.floor(at / 3), size - 11 + (at % 3), dark)
  }
}

function checkBits(value: number, count: number, divisor: number): number {
  let rest = value
  for (let at = 0; at < count; at++) rest = (rest << 1) ^ ((rest >> (count - 1)) * divisor)
  return rest
}

/** The stream goes up and down in double columns from the right, through what is still empty; the mask turns some modules over. */
function fill(grid: (boolean | null)[][], stream: number[], mask: (row: number, column: number) => boolean): void {
  const size = grid.length
  let at = 0
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const up = ((right + 1) & 2) === 0
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step
      for (const column of [right, right - 1]) {
        const line = grid[row]
        if (!line || line[column] !== null) continue
        const dark = (((stream[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1
        at++
        line[column] = dark !== mask(row, column)
      }
    }
  }
}

/** How hard a code is to read: long runs, blocks, false eyes, too much of one colour. The mask with the least is taken. */
function penalty(code: boolean[][]): number {
  const size = code.length
  const lines = [...code, ...code.map((_, at) => code.map((line) => line[at] ?? false))].map((line) =>
    line.map((dark) => (dark ? '1' : '0')).join(''),
  )
  let sum = 0
  for (const line of lines) {
    for (const run of line.match(/1{5,}|0{5,}/g) ?? []) sum += run.length - 2
    sum += 40 * (line.match(/(?=10111010000|00001011101)/g) ?? []).length
  }
  for (let r = 0; r < size - 1; r++)
    for (let c = 0; c < size - 1; c++) {
      const here = code[r]?.[c]
      if (here === code[r]?.[c + 1] && here === code[r + 1]?.[c] && here === code[r + 1]?.[c + 1]) sum += 3
    }
  const dark = code.flat().filter(Boolean).length
  return sum + 10 * Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5)
}
