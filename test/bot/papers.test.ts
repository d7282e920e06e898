import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { once, paperLines } from '../../bot/flows/card/papers.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'
import { VIEWS } from './records.ts'
import { say, unit } from './world.ts'

const FOLDER = join(import.meta.dirname, '../../content/guides')
const guides = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => Guide.parse(frontMatter(readFileSync(join(FOLDER, name), 'utf8'))))
const [first] = VIEWS
if (!first) throw new Error('no records')
const { record } = first
const lines = (code: string) => {
  const guide = guides.find((one) => one.code === code)
  if (!guide) throw new Error(`no guide ${code}`)
  return paperLines({ say, unit }, { record, guide })
}
const count = (code: string, part: RegExp) => lines(code).filter((line) => part.test(line)).length

test('before the questions a paper of several cases is one line', () => {
  expect(count('1.004222', /CT01/)).toBe(1)
  expect(count('1.014027', /Mẫu số 01/)).toBe(1)
  expect(count('1.013080', /Giấy tờ của chủ xe/)).toBe(1)
  for (const { code } of guides) {
    const names = lines(code).map((line) => line.replace(/ \(.*/, '').toLowerCase())
    const forms = lines(code).map((line) =>
      `${line.replace(/ \(.*/, '')} ${/\(mẫu [^)]*\)/i.exec(line)?.[0] ?? ''}`.toLowerCase(),
    )
    expect(new Set(forms).size, `${code} ${names}`).toBe(forms.length)
  }
})

test('its uses and notes are told together, each once', () => {
  expect(lines('1.013080').find((line) => line.startsWith('Giấy tờ của chủ xe'))).toBe(
    'Giấy tờ của chủ xe (chỉ xuất trình, có khi không phải nộp, tùy trường hợp). Dùng tài khoản định danh mức 2. Ví dụ căn cước.',
  )
  expect(lines('1.001193')[0]).not.toContain('tùy trường hợp')
})

test('a paper that two answers ask for is on the checklist once', () => {
  const paper = { id: 'a', name: 'Giấy tờ của chủ xe', kind: 'show' as const, note: 'Ví dụ căn cước.' }
  expect(once([paper, { ...paper, id: 'b' }])).toEqual([paper])
})

test('a paper that the record names for several cases is one line with all of them', () => {
  const items = [
    { name: 'Phiếu đề nghị', condition: 'cấp lần đầu' },
    { name: 'Phiếu đề nghị', condition: 'cấp lại' },
  ]
  expect(paperLines({ say, unit }, { record: { ...record, papers: [{ items }] }, guide: null })).toEqual([
    'Phiếu đề nghị (cấp lần đầu; cấp lại)',
  ])
})
