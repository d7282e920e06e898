import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { feeLines, timeLines } from '../../bot/flows/card/facts.ts'
import { feesOf, type Told, timesOf } from '../../miniapp/src/facts.ts'
import { frontMatter } from '../../server/content/read.ts'
import { Guide } from '../../server/content/schema.ts'
import { Procedure } from '../../server/procedures/schema.ts'
import { say, unit } from '../bot/world.ts'

/** The real catalogue and guides: what a card says must not contradict itself, and chat and mini-app must say the same. */
const CONTENT = join(import.meta.dirname, '../../content')
const read = (file: string) => readFileSync(join(CONTENT, file), 'utf8')
const files = (folder: string, end: string) => readdirSync(join(CONTENT, folder)).filter((name) => name.endsWith(end))
const guides = files('guides', '.md').map((name) => Guide.parse(frontMatter(read(`guides/${name}`))))
const codes = new Set(guides.map(({ code }) => code))
const records = files('catalogue', '.yaml').flatMap((name) => {
  const lines: { code: string }[] = parse(read(`catalogue/${name}`))
  return lines.filter(({ code }) => codes.has(code)).map((line) => Procedure.parse(line))
})
const views = guides.flatMap((guide) => {
  const record = records.find(({ code }) => code === guide.code)
  return record ? [{ record, guide }] : []
})
const voice = { say, unit }
const view = (code: string) => {
  const found = views.find(({ record }) => record.code === code)
  if (!found) throw new Error(`no guide with a record: ${code}`)
  return found
}

test.each(['1.001193', '1.004873', '1.000656', '1.000894'])(
  '%s says nothing twice and denies nothing it tells',
  (code) => {
    const lines = [...timeLines(voice, view(code)), ...feeLines(voice, view(code))].join('\n')
    expect(lines).not.toContain('không ghi đơn vị')
    expect(lines).not.toContain('Cổng không ghi mức tiền')
    expect(lines).not.toContain('Cổng chưa công bố')
    expect(lines).not.toMatch(/lệ phí: miễn/i)
  },
)

test('what stands for the record names its source', () => {
  expect(timeLines(voice, view('1.001193')).join('\n')).toContain(
    'Theo: Bản ghi Cổng 1.001193, phần trình tự thực hiện.',
  )
  expect(feeLines(voice, view('1.001193')).join('\n')).toContain('Thông tư 281/2016/TT-BTC')
})

test('an amount of the record that the guide does not tell stays', () => {
  const bare = { ...view('1.001193').guide, fee: ['Xin thêm bản sao thì nộp 8.000 đồng một bản.'] }
  const { record } = view('1.004222')
  expect(feeLines(voice, { record, guide: bare }).join('\n')).toContain('Nộp trực tiếp: Lệ phí: 20.000 đồng')
})

test('every guide: no line twice, and the mini-app tells the same facts as the chat', () => {
  const kinds = (lines: string[]) => lines.filter((line) => !/xin hỏi|Theo: /.test(line))
  const flat = ({ official, plain }: Told) => [...official, ...plain]
  for (const { record, guide } of views) {
    const page = { ...record, guide }
    for (const [chat, app, own] of [
      [timeLines(voice, { record, guide }), timesOf(page, 'quầy'), guide.time],
      [feeLines(voice, { record, guide }), feesOf(page, 'quầy'), guide.fee],
    ] as const) {
      expect(new Set(chat).size, guide.code).toBe(chat.length)
      expect(chat.join('\n').includes('không ghi đơn vị') && own.length > 0, guide.code).toBe(false)
      expect(kinds(flat(app)).length, guide.code).toBe(kinds(chat).length)
    }
  }
})
