import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { qrMatrix } from '../../server/kernel/qr.ts'

const ADDRESS = 'https://xa.example.vn/app/#/feedback/PA-7K3M9Q?secret='
const draw = (code: boolean[][]) => code.map((line) => line.map(Number).join('')).join('')

// an independent encoder draws the same modules for these texts
test.each([
  [5, 21, '3c62e9b11bca892e'],
  [60, 33, 'efebda86eb485848'],
  [110, 45, '032a7c79693275b8'],
  [200, 57, '54b22401f850fe79'],
])('an address of %i characters', (length, size, hash) => {
  const code = qrMatrix(ADDRESS.padEnd(length, 'x').slice(0, length))
  expect(code).toHaveLength(size)
  expect(createHash('sha256').update(draw(code)).digest('hex').slice(0, 16)).toBe(hash)
})

test('what does not fit is refused', () => {
  expect(() => qrMatrix('x'.repeat(213))).not.toThrow()
  expect(() => qrMatrix('x'.repeat(214))).toThrow(RangeError)
})
