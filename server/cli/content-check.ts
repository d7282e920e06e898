import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { checkContent, type Findings } from '../content/check/check.ts'
import { type Fault, line } from '../content/check/fault.ts'
import { readFiles } from '../content/check/files.ts'
import { factsHash } from '../content/check/review.ts'
import { dayOf } from '../kernel/time.ts'
import { readCatalogue, readNational } from '../procedures/read.ts'
import { orExit, ROOT, usage } from './command.ts'

const USAGE = `npm run content:check -- [--json] [--content THƯ-MỤC] [--catalogue THƯ-MỤC] [--facts MÃ]
Soát mọi tệp trong content/: mã, câu hỏi, số tiền, thời hạn, giấy tờ, cách hỏi, và ngày hiệu lực. Có lỗi thì thoát với 1.
--json       in kết quả dạng JSON
--content    thư mục khác content/
--catalogue  danh mục khác content/catalogue/
--facts MÃ   in dấu vân tay dữ kiện của một thủ tục, để ghi vào reviewed.facts sau khi rà soát`

z.config(z.locales.vi())
const options = readOptions()
const content = options.content ?? join(ROOT, 'content')
const folder = options.catalogue ?? join(content, 'catalogue')

await orExit(async () => {
  const catalogue = readCatalogue(folder)
  if (options.facts !== undefined) {
    const record = catalogue.find(({ code }) => code === options.facts)
    return record ? console.log(factsHash(record)) : usage(`Danh mục không có thủ tục ${options.facts}.`)
  }
  const findings = checkContent(readFiles(content), catalogue, readNational(folder), dayOf(new Date()))
  console.log(options.json ? JSON.stringify(findings, null, 2) : printed(findings))
  if (findings.faults.some(({ level }) => level === 'error')) process.exitCode = 1
})

function printed({ faults, tally }: Findings): string {
  const part = (title: string, level: Fault['level']) => {
    const lines = faults.filter((fault) => fault.level === level).map((fault) => `  ${line(fault)}`)
    return lines.length > 0 ? [`${title} (${lines.length})`, ...lines, ''] : []
  }
  const width = Math.max(...Object.keys(tally).map((name) => name.length))
  return [
    ...part('LỖI', 'error'),
    ...part('CẢNH BÁO', 'warning'),
    ...part('CẦN RÀ SOÁT', 'review'),
    ...Object.entries(tally).map(([name, count]) => `${name.padEnd(width)}  ${String(count).padStart(5)}`),
  ].join('\n')
}

function readOptions() {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      options: { json: { type: 'boolean', default: false }, content: text, catalogue: text, facts: text },
    }).values
  } catch {
    return usage(USAGE)
  }
}
