import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp } from '../../server/api.ts'
import { readContent } from '../../server/content/read.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { readSearchFile } from '../../server/search/file.ts'
import { createSearch, type Search } from '../../server/search/search.ts'
import { createServices, type Deps } from '../../server/services.ts'
import { diskFiles } from '../../server/storage/files-disk.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

const CONTENT = join(import.meta.dirname, '../../content')
let kept: { content: ReturnType<typeof readContent>; search: Search } | null = null

/** The project's own content and what its search has learned, read once a file of tests. */
export function sources() {
  if (kept) return kept
  const bytes = readFileSync(join(CONTENT, 'search.bin'))
  const search = createSearch(readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)))
  kept = { content: readContent(CONTENT), search }
  return kept
}

/** The whole application over a fresh file database, with a clock that can be set. Everything is real. `whenDone`: `afterAll` for a whole file; `more`: what else the front door gives. */
export async function openServices(
  now = new Date('2026-11-20T09:00:00+07:00'),
  whenDone = onTestFinished,
  more: Partial<Deps> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const db = await openDb(`file:${join(folder, 'xa.db')}`)
  whenDone(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await migrate(db, now)
  const state = { now }
  const lines: Array<Record<string, string | number>> = []
  const log = (line: Record<string, string | number>) => void lines.push(line)
  const services = createServices({
    db,
    files: diskFiles(join(folder, 'files')),
    clock: () => state.now,
    random: cryptoRandom,
    key: await hashKey('khóa chỉ dùng để kiểm thử, đủ dài'),
    ...sources(),
    telegram: null,
    passwordCost: { N: 2, r: 1, p: 1 },
    log,
    ...more,
  })
  const app = createApp(services, { clientIp: () => '10.0.0.1', log })
  return { app, services, db, state, folder, lines }
}
