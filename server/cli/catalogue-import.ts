import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { isDay } from '../kernel/time.ts'
import { CatalogueNotes } from '../procedures/import/notes.ts'
import { reportLines } from '../procedures/import/report.ts'
import { runImport } from '../procedures/import/run.ts'
import { recordsOf } from '../procedures/import/sources.ts'
import { writeCatalogue } from '../procedures/import/write.ts'
import { readCatalogue, readNational } from '../procedures/read.ts'
import { orExit, ROOT, usage } from './command.ts'

const USAGE = `npm run catalogue:import -- FILE… [--source-date yyyy-mm-dd] [--dry-run] [--out THƯ-MỤC]
Nạp dữ kiện thủ tục hành chính từ tệp của Cổng Dịch vụ công quốc gia (JSON hoặc JSONL: bản ghi chi tiết, danh mục,
trang cấp xã, bản biên soạn) vào content/catalogue/. Nạp lại cùng tệp thì không đổi gì.
--source-date  ngày chụp dữ liệu; không ghi thì lấy ngày mới nhất mà chính tệp chứng tỏ
--dry-run      chỉ in ra những gì sẽ đổi`

const { positionals: names, values } = orUsage(() =>
  parseArgs({
    allowPositionals: true,
    options: {
      'source-date': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  }),
)
const sourceDay = values['source-date']
if (names.length === 0 || (sourceDay !== undefined && !isDay(sourceDay))) usage(USAGE)
const folder = values.out ?? join(ROOT, 'content', 'catalogue')

await orExit(async () => {
  const files = names.flatMap((name) => {
    try {
      return [{ name, records: recordsOf(name) }]
    } catch (error) {
      console.error(`Không mở được ${name}: ${error instanceof Error ? error.message : error}`)
      return []
    }
  })
  const notesFile = join(ROOT, 'content', 'catalogue-notes.yaml')
  const result = runImport({
    files,
    existing: readCatalogue(folder),
    national: readNational(folder),
    notes: existsSync(notesFile) ? CatalogueNotes.parse(parse(readFileSync(notesFile, 'utf8'))) : [],
    ...(sourceDay ? { sourceDay } : {}),
    onProgress: (done, total) => console.error(`… đã đọc ${done}/${total} bản ghi`),
  })
  const changed = values['dry-run'] ? [] : writeCatalogue(folder, result.procedures, result.national)
  for (const line of reportLines(result)) console.log(line)
  console.log(values['dry-run'] ? 'Chạy thử: không ghi tệp nào.' : `Ghi ${changed.length} tệp trong ${folder}.`)
  if (result.read === 0 || result.read === result.rejected.length) process.exitCode = 1
})

function orUsage<T>(read: () => T): T {
  try {
    return read()
  } catch {
    return usage(USAGE)
  }
}
