import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createPeople } from '../../server/people/service.ts'
import { openDb } from '../../server/storage/node.ts'
import { readOrMakeSecret } from '../../server/storage/secret.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `npm run staff` as the keeper of the server types it, in a data folder of its own. */
function desk() {
  const folder = mkdtempSync(join(tmpdir(), 'staff-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const staff = (...args: string[]) =>
    promisify(execFile)('node', ['--import', 'tsx', 'server/cli/staff.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: folder, PUBLIC_URL: 'https://xa.example.vn' },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    )
  const people = async () => {
    const db = await openDb(`file:${folder}/xa.db`)
    onTestFinished(() => db.close())
    const key = await hashKey(readOrMakeSecret(folder))
    return createPeople({ db, clock: () => new Date(), random: cryptoRandom, unit: '99999', key })
  }
  return { staff, people }
}

describe('npm run staff', () => {
  it('invites the first admin by a link, lists, disables and invites again', { timeout: 240_000 }, async () => {
    const { staff, people } = desk()
    const added = await staff('add', 'Hồ Thị Quản Trị', '--role', 'admin')
    expect(added.stderr).toContain('tri.hothiquan')
    const token = /^https:\/\/xa\.example\.vn\/console\/invite\/([\w-]{32})\n$/.exec(added.stdout)?.[1] ?? ''
    const room = await people()
    expect((await room.invited(token)).role).toBe('admin')
    expect((await staff('list')).stdout).toContain('tri.hothiquan\tHồ Thị Quản Trị\tadmin\tchờ nhận lời mời')
    await room.accept(token, 'nui cao bien rong')

    const last = await staff('disable', 'tri.hothiquan')
    expect([last.code, last.stderr]).toEqual([1, expect.stringContaining('quản trị cuối cùng')])
    const again = await staff('reset', 'tri.hothiquan')
    expect(again.stdout).toContain('/console/invite/')
    expect((await staff('add', 'Lan', '--role', 'officer', '--login', '0912 345 678')).stderr).toContain('0912345678')
    expect((await staff('disable', '0912345678')).code).toBe(0)
    expect((await staff('list')).stdout).toContain('đã khóa')
  })
  it('still makes a machine’s token, and says how it is called', { timeout: 240_000 }, async () => {
    const { staff } = desk()
    expect((await staff('add', 'một cửa', '--role', 'machine')).stdout).toMatch(/^xs_[\w-]{32}\n$/)
    for (const wrong of [[], ['add'], ['add', 'Lan'], ['add', 'Lan', '--role', 'king'], ['reset']])
      expect((await staff(...wrong)).code).toBe(2)
    const nobody = await staff('disable', 'khong.co.ai')
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('Không có tài khoản')])
  })
})
