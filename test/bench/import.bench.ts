import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parse } from 'yaml'
import { CalendarFile, Messages, Unit } from '../../server/content/schema.ts'
import { textSource } from '../../server/dossiers/import/source.ts'
import { createDossiers } from '../../server/dossiers/service.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { addDays } from '../../server/kernel/time.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

/** Rows per second of an import, of the same file again, and of bare inserts of the very same rows; `share` = import / bare. */
export type ImportBench = {
  rows: number
  importPerSecond: number
  againPerSecond: number
  barePerSecond: number
  share: number
  peakRssMb: number
}

/** Measures the import of a generated export against bare batch inserts (500 rows each) of the rows it made, in one run. */
export async function benchImport(rows = 100_000): Promise<ImportBench> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
  const now = new Date('2026-11-21T09:00:00+07:00')
  const open = async (name: string) => {
    const db = await openDb(`file:${folder}/${name}.db`)
    await migrate(db, now)
    return db
  }
  try {
    const content = readContentHere()
    const db = await open('import')
    const dossiers = createDossiers({
      db,
      clock: () => now,
      key: await hashKey('b'.repeat(40)),
      content,
      unit: content.unit.code,
    })
    const source = textSource(generateExport(rows))
    let peak = 0
    const onProgress = () => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }
    const importPerSecond = await perSecond(rows, () => dossiers.importFile(source, { onProgress }))
    const againPerSecond = await perSecond(rows, () => dossiers.importFile(source, { onProgress }))
    const bare = await open('bare')
    const barePerSecond = await copyBare(db, bare, rows)
    db.close()
    bare.close()
    return {
      rows,
      importPerSecond,
      againPerSecond,
      barePerSecond,
      share: Math.round((importPerSecond / barePerSecond) * 100) / 100,
      peakRssMb: Math.round(peak / 1024 / 1024),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An export as a province's software writes it, with `rows` dossiers; the same for the same number. */
export function generateExport(rows: number): string {
  const header =
    'STT;Mã hồ sơ;Tên TTHC;Mã TTHC;Chủ hồ sơ;SĐT;Ngày tiếp nhận;Ngày hẹn trả;Ngày hoàn thành;Trạng thái;Hình thức nộp;Lệ phí'
  const lines = [header]
  for (let i = 0; i < rows; i++) {
    const day = addDays('2025-01-01', i % 600)
    const [y = '', m, d] = day.split('-')
    const due = addDays(day, 5).split('-').reverse().join('/')
    const done =
      i % 4 === 0
        ? ''
        : addDays(day, i % 7)
            .split('-')
            .reverse()
            .join('/')
    const code = `H99.99.99-${y.slice(2)}${m}${d}-${String(Math.floor(i / 600) + 1).padStart(4, '0')}`
    lines.push(
      `${i + 1};${code};Thủ tục đăng ký khai sinh;1.001193;Nguyễn Văn ${String.fromCharCode(65 + (i % 26))};090${String(i).padStart(7, '0')};` +
        `${d}/${m}/${y} 08:${String(i % 60).padStart(2, '0')};${due};${done};${done ? 'Đã trả kết quả' : 'Đang xử lý'};Trực tuyến;50.000đ`,
    )
  }
  return lines.join('\n')
}

async function copyBare(from: Db, to: Db, rows: number): Promise<number> {
  let ms = 0
  for (let at = 0; at < rows; at += 500) {
    const page = await from.execute('SELECT * FROM dossier ORDER BY rowid LIMIT 500 OFFSET ?', [BigInt(at)])
    const sql = `INSERT INTO dossier (${page.columns.join(', ')}) VALUES (${page.columns.map(() => '?').join(', ')})`
    const statements = page.rows.map((row) => ({ sql, args: page.columns.map((_, i) => plain(row[i])) }))
    const start = performance.now()
    await to.write(statements)
    ms += performance.now() - start
  }
  return Math.round(rows / (ms / 1000))
}

function plain(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

async function perSecond(rows: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(rows / ((performance.now() - start) / 1000))
}

function readContentHere() {
  const read = (file: string): unknown => parse(readFileSync(join(import.meta.dirname, '../../content', file), 'utf8'))
  return {
    unit: Unit.parse(read('unit.yaml')),
    calendar: CalendarFile.parse(read('calendar.yaml')).days,
    messages: Messages.parse(read('messages.yaml')),
  }
}
