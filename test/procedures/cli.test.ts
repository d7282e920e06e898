import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCatalogue, readNational } from '../../server/procedures/read.ts'
import { detail, page, row } from './fixtures/portal.ts'

const ROOT = join(import.meta.dirname, '..', '..')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', join(ROOT, 'server/cli/catalogue-import.ts'), ...args]
    execFile(process.execPath, command, { cwd: ROOT }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const lines = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

test('imports, twice with the same bytes, and names an unreadable line', async () => {
  const input = file(
    'a.jsonl',
    `${lines([detail('1.000001'), row('1.000001'), row('1.000777')])}\n{đứt\n${lines([page('1.000002')])}`,
  )
  const out = join(folder, 'out')
  const first = await run(input, '--out', out)
  expect(first.code).toBe(0)
  expect(first.out).toContain('2 thủ tục mới')
  expect(first.out).toContain('a.jsonl:4')
  const bytes = () => readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')])
  const before = bytes()
  const second = await run(input, '--out', out)
  expect(second.out).toContain('0 thủ tục mới, 0 cập nhật, 2 không đổi')
  expect(second.out).toContain('Ghi 0 tệp')
  expect(bytes()).toEqual(before)
  expect(readCatalogue(out).map(({ code }) => code)).toEqual(['1.000001', '1.000002'])
  expect(readNational(out).map(({ code }) => code)).toEqual(['1.000001', '1.000777'])
}, 30_000)

test('a dry run writes nothing; a JSON array and one pretty-printed object are read too', async () => {
  const array = file('b.json', JSON.stringify([detail('1.000005')]))
  const object = file('c.json', JSON.stringify(detail('1.000006'), null, 2))
  const out = join(folder, 'dry')
  const { code, out: said } = await run(array, object, '--out', out, '--dry-run')
  expect(code).toBe(0)
  expect(said).toContain('2 thủ tục mới')
  expect(readCatalogue(out)).toEqual([])
}, 30_000)

test('wrong usage and nothing readable exit with a failure', async () => {
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('catalogue:import') })
  expect((await run('x.json', '--source-date', 'hôm qua')).code).toBe(2)
  const missing = await run(join(folder, 'none.json'), '--out', join(folder, 'none'))
  expect(missing.code).toBe(1)
  expect(missing.err).toContain('none.json')
}, 30_000)
