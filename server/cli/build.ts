import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContent } from '../content/read.ts'
import type { Content } from '../content/schema.ts'
import { sha256 } from '../kernel/privacy.ts'
import { readCatalogue, readNational } from '../procedures/read.ts'
import type { Procedure } from '../procedures/schema.ts'
import { compileSearch, TRAINING } from '../search/compile.ts'
import { gather, type NationalName } from '../search/examples.ts'
import { readSearchFile, type SearchFile, writeSearchFile } from '../search/file.ts'
import { orExit, ROOT } from './command.ts'

const BUILD = join(ROOT, 'build')
/** The search that is kept with the content, so that a fresh clone starts at once. */
export const KEPT_SEARCH = join(ROOT, 'content', 'search.bin')

/** Everything made from `content/`, checked. */
export type Built = { content: Content; catalogue: Procedure[]; search: SearchFile }

/** Reads and checks the content, makes the search when the kept one is out of date, and the mini-app when its sources are newer. */
export async function build(options: { miniapp: boolean; log: (line: string) => void }): Promise<Built> {
  mkdirSync(BUILD, { recursive: true })
  const content = readContent(join(ROOT, 'content'))
  const catalogue = readCatalogue(join(ROOT, 'content', 'catalogue'))
  const national = readNational(join(ROOT, 'content', 'catalogue'))
  writeFileSync(join(BUILD, 'content.json'), JSON.stringify(content))
  const search = await currentSearch(content, catalogue, national, options.log)
  if (options.miniapp) await buildMiniapp(options.log)
  return { content, catalogue, search }
}

/** The search for this content: the kept file, the one made before, or a new one (about a minute). */
async function currentSearch(
  content: Content,
  catalogue: Procedure[],
  national: NationalName[],
  log: (line: string) => void,
) {
  const made = await searchHash(content, catalogue, national)
  const cached = join(BUILD, 'search.bin')
  for (const file of [cached, KEPT_SEARCH]) {
    const found = existsSync(file) ? openFile(file) : null
    if (found?.made === made) {
      if (file !== cached) writeFileSync(cached, readFileSync(file))
      return found
    }
  }
  log('Nội dung đã đổi: đang học lại cách bà con hỏi (khoảng một phút)…')
  const fresh = compileSearch(content, catalogue, national, made, (epoch) =>
    log(`  lượt ${epoch + 1}/${TRAINING.epochs}`),
  )
  writeFileSync(cached, writeSearchFile(fresh))
  return fresh
}

/** What the search depends on, as one hash: its texts, its entries, the vocabulary and how it is trained. */
export async function searchHash(content: Content, catalogue: Procedure[], national: NationalName[]): Promise<string> {
  const { entries, texts } = gather(content, catalogue, national)
  return sha256(JSON.stringify([1, TRAINING, content.vocabulary, entries, texts]))
}

function openFile(file: string): SearchFile | null {
  try {
    const bytes = readFileSync(file)
    return readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  } catch {
    return null // of an older form: made anew
  }
}

/** Builds the mini-app into `build/assets/app` unless the last build is newer than every source. */
async function buildMiniapp(log: (line: string) => void): Promise<void> {
  const target = join(BUILD, 'assets', 'app', 'index.html')
  const newest = Math.max(...walk(join(ROOT, 'miniapp')).map((file) => statSync(file).mtimeMs))
  if (existsSync(target) && statSync(target).mtimeMs > newest) return
  log('Đang dựng ứng dụng mini…')
  const { build: viteBuild } = await import('vite')
  await viteBuild({ configFile: join(ROOT, 'miniapp', 'vite.config.ts'), logLevel: 'warn' })
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

if (import.meta.main) {
  await orExit(async () => {
    const { search } = await build({ miniapp: true, log: console.log })
    if (process.argv.includes('--keep')) {
      writeFileSync(KEPT_SEARCH, writeSearchFile(search))
      console.log(`Đã ghi ${KEPT_SEARCH}`)
    }
    console.log('Xong.')
  })
}
