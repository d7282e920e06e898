import * as scrypt from '@noble/hashes/scrypt.js'
import { describe, expect, it, vi } from 'vitest'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { qrMatrix } from '../../server/kernel/qr.ts'
import { hashPassword, isOutdated, verifyPassword } from '../../server/people/password.ts'
import { deviceOf } from '../../server/people/rules/device.ts'
import { isLogin, loginFrom, loginKey } from '../../server/people/rules/login.ts'
import { weakness } from '../../server/people/rules/password.ts'
import { newTotp, stepOf, totpUri } from '../../server/people/totp.ts'

vi.mock('@noble/hashes/scrypt.js', { spy: true })
const derived = vi.mocked(scrypt.scryptAsync)

const LAN = { name: 'Nguyễn Thị Lan', login: 'lan.nguyenthi' }

describe('passwords', () => {
  it.each([
    ['ngắn', 'short'],
    ['x'.repeat(201), 'long'],
    ['Nguyễn Thị Lan', 'name'],
    ['nguyenthilan1990', 'name'],
    ['lan.nguyenthi', 'name'],
    ['matkhau123456', 'common'],
    ['Password2026!', 'common'],
    ['0987654321', 'common'],
    ['0912 345 678', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcdefghijk', 'common'],
    ['núi cao biển rộng', null],
    ['7 con trâu, 3 con bò', null],
  ])('%s → %s', (password, fault) => {
    expect(weakness(password, LAN)).toBe(fault)
  })

  it('hash and verify, however the letters are composed', { timeout: 30_000 }, async () => {
    const hash = await hashPassword('núi cao biển rộng', cryptoRandom)
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/)
    expect(await verifyPassword('núi cao biển rộng'.normalize('NFD'), hash)).toBe(true)
    expect(await verifyPassword('núi cao biển rông', hash)).toBe(false)
    expect(isOutdated(hash)).toBe(false)
    expect(isOutdated(hash.replace('$5$', '$1$'))).toBe(true)
    expect(await verifyPassword('x', null)).toBe(false)
    expect(await verifyPassword('x', 'not a hash')).toBe(false)
  })

  it('are derived for nobody at the same cost as for somebody', { timeout: 30_000 }, async () => {
    const cost = { N: 2 ** 4, r: 8, p: 5 }
    const hash = await hashPassword('núi cao biển rộng', cryptoRandom, cost)
    const work = async (known: string | null) => {
      derived.mockClear()
      await verifyPassword('đoán bừa một câu', known, cost)
      return derived.mock.calls.map(([password, , options]) => [password, options])
    }
    const somebody = await work(hash)
    expect(somebody).toEqual([['đoán bừa một câu', { ...cost, dkLen: 32 }]])
    expect(await work(null)).toEqual(somebody)
    expect(await work('not a hash')).toEqual(somebody)
  })
})

describe('login names', () => {
  it.each([
    [' Lan.Nguyễn ', 'lan.nguyen'],
    ['+84 912 345 678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['Lan@xa.gov.vn', 'lan@xa.gov.vn'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(loginKey(typed)).toBe(kept)
    expect(isLogin(kept)).toBe(true)
  })
  it('refuses what is none, and makes one from a name', () => {
    for (const wrong of ['', 'ab', '<b>', 'a b c', `${'a'.repeat(65)}`, "x' OR 1=1"]) expect(isLogin(wrong)).toBe(false)
    expect(loginFrom('Nguyễn Thị Lan')).toBe('lan.nguyenthi')
    expect(loginFrom('Đỗ')).toBe('do')
  })
})

describe('one-time codes', () => {
  it('follow RFC 6238, appendix B', () => {
    // the RFC's key 12345678901234567890 in base32; the last six of its eight digits
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [second, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1234567890, '005924'],
    ] as const)
      expect(stepOf(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30))
  })
  it('count for the step before and after, not beyond', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const at = (seconds: number) => stepOf(secret, '287082', new Date(seconds * 1000))
    expect([at(29), at(30), at(60), at(89), at(90), at(0)]).toEqual([1, 1, 1, 1, null, 1])
    expect(stepOf(secret, 'abcdef', new Date(59_000))).toBeNull()
  })
  it('fit into a QR code even with the longest names', () => {
    const uri = totpUri(
      newTotp(cryptoRandom),
      `Xã ${'Đường Hoà '.repeat(20)}`,
      'nguyen.thi.lan.huong+van.phong@xa-binh-minh.dong-nai.gov.vn',
    )
    expect(qrMatrix(uri).length).toBeGreaterThan(20)
  })
})

it('a device is two words, never the whole agent', () => {
  expect(deviceOf('Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/140 Mobile Safari/537')).toBe('Chrome, Android')
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Mobile Safari/604')).toBe('Safari, iPhone/iPad')
  expect(deviceOf(undefined)).toBe('Thiết bị khác')
})
