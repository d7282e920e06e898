import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkContent } from '../../server/content/check/check.ts'
import { line } from '../../server/content/check/fault.ts'
import { readFiles } from '../../server/content/check/files.ts'
import { readCatalogue, readNational } from '../../server/procedures/read.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const CONTENT = join(ROOT, 'content')
const CATALOGUE = join(CONTENT, 'catalogue')
let copy = ''
let small = '' // a catalogue that is read at once

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'content-'))
  small = mkdtempSync(join(tmpdir(), 'catalogue-'))
  cpSync(CONTENT, copy, { recursive: true })
  cpSync(join(CATALOGUE, 'ho-tich.yaml'), join(small, 'ho-tich.yaml'))
})
afterAll(() => {
  for (const folder of [copy, small]) rmSync(folder, { recursive: true })
})

test('the content of this repository has no errors', () => {
  const { faults } = checkContent(readFiles(CONTENT), readCatalogue(CATALOGUE), readNational(CATALOGUE), '2026-11-21')
  expect(faults.filter(({ level }) => level === 'error').map(line)).toEqual([])
})

test('files that cannot be read are named, and the rest is still checked', () => {
  const guide = join(copy, 'guides', '1.001193.md')
  const text = readFileSync(guide, 'utf8')
  writeFileSync(guide, text.replace('desk: one-stop', 'desk: one-stop\ncovers: khong-phai-danh-sach'))
  writeFileSync(join(copy, 'guides', '1.000894.md'), 'không có phần đầu')
  writeFileSync(join(copy, 'phrasings', 'chung-thuc.yaml'), '"2.000815": [một, hai')
  const { faults } = readFiles(copy)
  expect(faults.map(({ level, file, where }) => `${level} ${file} ${where}`).sort()).toEqual([
    'error guides/1.000894.md (tệp)',
    'error guides/1.001193.md covers',
    'error phrasings/chung-thuc.yaml (tệp)',
  ])
})

test('the command prints the figures and exits with 1 only when there are errors', { timeout: 120_000 }, () => {
  expect(run('--content', copy, '--catalogue', small)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('guides/1.001193.md: covers'),
  })
  const { status, stdout } = run('--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ tally: { lỗi: 0 } })
})

test('the command gives the fingerprint for a review', () => {
  expect(run('--facts', '1.001193', '--catalogue', small).stdout).toMatch(/^[0-9a-f]{16}\n$/)
  expect(run('--facts', '9.999999', '--catalogue', small).status).toBe(2)
  expect(run('--unknown').status).toBe(2)
})

function run(...args: string[]) {
  const command = ['--import', 'tsx', join(ROOT, 'server', 'cli', 'content-check.ts'), ...args]
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 })
}
