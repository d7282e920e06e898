import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ImportResult } from '../../server/dossiers/schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'dossiers-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '' }
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli/dossiers-import.ts', ...args],
      { cwd: ROOT, env },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err })
      },
    )
  })
}

describe('npm run dossiers:import', () => {
  const file = join(folder, 'a.csv')
  writeFileSync(
    file,
    'Mã hồ sơ,Tên TTHC,Ngày nhận,Lạ\nH99.99.99-261102-0018,KS,02/11/2026,1\nH99.99.99-261102-0019,KS,32/11/2026,1\n',
  )

  it('says what it did, or why not, and --json prints the result alone', { timeout: 60_000 }, async () => {
    const asked = await run(file)
    expect([asked.status, asked.out]).toEqual([1, ''])
    expect(asked.err).toContain('“Lạ”')
    expect(asked.err).toContain('--map "Số HS=code"')
    const json = await run(file, '--map', 'Lạ=-', '--json')
    expect(json.status).toBe(0)
    expect(ImportResult.parse(JSON.parse(json.out))).toMatchObject({ read: 2, created: 1, rejected: [{ row: 3 }] })
    const told = await run(file, '--map', 'Lạ=-', '--dry-run')
    expect(told.out).toContain('Đọc 2 dòng hồ sơ: 0 mới, 0 thay đổi, 1 giữ nguyên, 1 bị từ chối.')
    expect(told.out).toContain('dòng 3: Ngày tiếp nhận “32/11/2026” là ngày không có thật.')
    expect((await run()).status).toBe(2)
    expect(await run(join(folder, 'không có.csv'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('không có tệp'),
    })
  })
})
