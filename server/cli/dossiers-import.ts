import { createReadStream, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createVault } from '../../bot/vault.ts'
import { speaker } from '../content/messages.ts'
import type { Source } from '../dossiers/import/source.ts'
import type { ImportResult } from '../dossiers/schema.ts'
import { createDossiers } from '../dossiers/service.ts'
import { PUSHED } from '../kernel/channels.ts'
import { cryptoRandom as random } from '../kernel/ids.ts'
import { hashKey } from '../kernel/privacy.ts'
import { problem } from '../kernel/problem.ts'
import { createNotices } from '../notices/service.ts'
import { auditor } from '../people/audit.ts'
import { readOrMakeSecret } from '../storage/secret.ts'
import { keptSearch } from './build.ts'
import { openCommand, orExit, usage } from './command.ts'

const USAGE = `npm run dossiers:import -- TỆP [--unit MÃ] [--map "Tên cột=trường"]… [--as-of NGÀY] [--dry-run] [--json]
Nạp hồ sơ từ tệp CSV, XLSX hoặc NDJSON của phần mềm một cửa. Cùng một tệp nạp hai lần không đổi gì.
--map "Tên cột=code" chỉ rõ một cột, --map "Tên cột=-" bỏ qua một cột, --map "*=-" bỏ qua mọi cột lạ.
--as-of: ngày, giờ của số liệu khi tệp không ghi. --dry-run: đọc và báo, không ghi. --json: chỉ in kết quả dạng JSON.`
const SHOWN = 20

const { positionals, values } = readArguments()
const [path, ...more] = positionals
if (!path || more.length > 0) usage(USAGE)

const { config, db, content, clock } = await openCommand()
await orExit(async () => {
  const source = openFile(path)
  const key = await hashKey(config.dataKey ?? readOrMakeSecret(config.dataDir))
  const fields = new Map(keptSearch()?.entries.map(({ key: code, field }) => [code, field]))
  const unit = values.unit ?? content.unit.code
  const dossiers = createDossiers({
    db,
    clock,
    key,
    content,
    unit,
    fieldOf: (code) => fields.get(code) ?? null,
    tell: (changes, at) => notices.changed(changes, at),
  })
  // followers are told by the running server; here their notices are only written
  const notices = createNotices({
    db,
    clock,
    key,
    vault: createVault({ key, random, unit }),
    say: speaker(content.messages),
    content: { ...content, unit: { ...content.unit, code: unit } },
    channels: PUSHED,
    dossiers,
    audit: auditor({ clock, random, unit }),
  })
  const progress = showProgress(source.share)
  const result = await dossiers.importFile(source, {
    map: values.map,
    asOf: values['as-of'],
    dryRun: values['dry-run'],
    onProgress: progress.rows,
  })
  progress.end()
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else report(result)
})
db.close()

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        unit: { type: 'string' },
        map: { type: 'string', multiple: true },
        'as-of': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch {
    return usage(USAGE)
  }
}

/** The file as a source; `share` is how much of it the last opening has read, 0..1. */
function openFile(file: string): Source & { share: () => number } {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw problem('import.unreadable', { detail: `không có tệp ${file}` })
  const { size } = stat
  let read = 0
  function open(): ReadableStream<Uint8Array> {
    const chunks = createReadStream(file, { highWaterMark: 256 * 1024 })
    const bytes = chunks[Symbol.asyncIterator]()
    read = 0
    return new ReadableStream({
      async pull(controller) {
        const next = await bytes.next()
        if (next.done) return controller.close()
        const part = new Uint8Array(next.value)
        read += part.length
        controller.enqueue(part)
      },
      cancel: () => void chunks.destroy(),
    })
  }
  return { size, open, share: () => (size > 0 ? read / size : 1) }
}

/** A bar on a terminal, plain lines otherwise; on standard error, so that standard output stays the result's. */
function showProgress(share: () => number) {
  const terminal = process.stderr.isTTY
  const from = performance.now()
  let told = 0
  return {
    rows(rows: number) {
      const speed = Math.round(rows / Math.max((performance.now() - from) / 1000, 0.001))
      const line = `Đã đọc ${rows} hồ sơ, ${speed} dòng/giây`
      const full = Math.round(share() * 30)
      if (terminal) process.stderr.write(`\r\u001b[K[${'█'.repeat(full)}${'·'.repeat(30 - full)}] ${line}`)
      else if (rows - told >= 10_000) {
        told = rows
        console.error(line)
      }
    },
    end() {
      if (terminal) process.stderr.write('\r\u001b[K')
    },
  }
}

function report(result: ImportResult): void {
  const { read, created, updated, unchanged, rejected, warnings, duplicates, dryRun } = result
  console.log(
    `${dryRun ? 'Thử, chưa ghi gì. ' : ''}Đọc ${read} dòng hồ sơ: ${created} mới, ${updated} thay đổi, ${unchanged} giữ nguyên, ${rejected.length} bị từ chối.`,
  )
  if (duplicates > 0) console.log(`${duplicates} dòng lặp lại một hồ sơ đã có trong tệp.`)
  for (const [title, list] of [
    ['Bị từ chối', rejected],
    ['Lưu ý', warnings],
  ] as const) {
    if (list.length > 0) console.log(`${title}:`)
    for (const { row, sheet, message } of list.slice(0, SHOWN))
      console.log(`  ${sheet ? `${sheet}, ` : ''}dòng ${row}: ${message}`)
    if (list.length > SHOWN) console.log(`  … và ${list.length - SHOWN} dòng nữa (xem hết bằng --json)`)
  }
}
