import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { readContent } from '../content/read.ts'
import type { Content } from '../content/schema.ts'
import { sha256 } from '../kernel/privacy.ts'
import { readCatalogue, readNational } from '../procedures/read.ts'
import type { NationalName, Procedure } from '../procedures/schema.ts'
import { compileSearch, KEPT, TRAINING } from '../search/compile.ts'
import { gather } from '../search/examples.ts'
import { readSearchFile, type SearchFile, writeSearchFile } from '../search/file.ts'
import { orExit, ROOT } from './command.ts'

const BUILD = join(ROOT, 'build')
/** The search that is kept with the content, so that a fresh clone starts at once. */
export const KEPT_SEARCH = join(ROOT, 'content', 'search.bin')

/** Everything made from `content/`, checked. */
export type Built = { content: Content; catalogue: Procedure[]; national: NationalName[]; search: SearchFile }

/** `edge`: also what the Worker carries; a server of one's own needs none of it. */
export type BuildOptions = { miniapp: boolean; edge?: boolean; train?: boolean; log: (line: string) => void }

/** Reads and checks the content, learns the search when asked or missing, and makes the mini-app when its sources are newer. */
export async function build(options: BuildOptions): Promise<Built> {
  mkdirSync(BUILD, { recursive: true })
  const content = readContent(join(ROOT, 'content'))
  const catalogue = readCatalogue(join(ROOT, 'content', 'catalogue'))
  const national = readNational(join(ROOT, 'content', 'catalogue'))
  const search = await currentSearch(content, catalogue, national, options)
  if (options.edge) {
    writeFileSync(join(BUILD, 'content.bin'), JSON.stringify(forEdge(content)))
    writeFileSync(join(BUILD, 'search.bin'), writeSearchFile(search))
  }
  if (options.miniapp) await buildMiniapp(options.log)
  return { content, catalogue, national, search }
}

/** The content without the texts from which the search was learned: the Worker carries what it learned instead. */
function forEdge(content: Content): Content {
  return {
    ...content,
    guides: content.guides.map((guide) => ({ ...guide, phrasings: {} })),
    topics: content.topics.map((topic) => ({ ...topic, phrasings: [] })),
    phrasings: {},
    sayings: { intents: {}, facets: {} },
    vocabulary: { abbreviations: {}, dialect: {}, synonyms: {}, classes: {} },
  }
}

/**
 * The search for this content, or the last one with a word of warning: learning anew takes minutes and is a command of
 * its own (`npm run search:train`), so that a commune's server starts at once after a small edit.
 */
async function currentSearch(
  content: Content,
  catalogue: Procedure[],
  national: NationalName[],
  options: BuildOptions,
) {
  const made = await searchHash(content, catalogue, national)
  const kept = keptSearch()
  if (kept && !options.train) {
    if (kept.made !== made)
      options.log('Nội dung đã đổi sau lần học trước: chạy `npm run search:train` để tìm kiếm theo kịp.')
    return kept
  }
  options.log('Đang học cách bà con hỏi (vài phút)…')
  const fresh = compileSearch(content, catalogue, national, made, (epoch) =>
    options.log(`  lượt ${epoch + 1}/${TRAINING.epochs}`),
  )
  writeFileSync(KEPT_SEARCH, writeSearchFile(fresh))
  return fresh
}

/** What the search depends on, as one hash: its texts, its entries, the vocabulary and how it is trained. */
export async function searchHash(content: Content, catalogue: Procedure[], national: NationalName[]): Promise<string> {
  const { entries, texts } = gather(content, catalogue, national)
  return sha256(JSON.stringify([2, TRAINING, KEPT, content.vocabulary, entries, texts, content.sayings.facets]))
}

/** The search kept with the content, or null when there is none of this form. */
export function keptSearch(): SearchFile | null {
  return existsSync(KEPT_SEARCH) ? openFile(KEPT_SEARCH) : null
}

function openFile(file: string): SearchFile | null {
  try {
    const bytes = readFileSync(file)
    return readSearchFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  } catch {
    return null // of an older form: made anew
  }
}

/** Builds the mini-app into `build/assets/app`, compressed beside each file, unless the last build is newer than every source. */
async function buildMiniapp(log: (line: string) => void): Promise<void> {
  const target = join(BUILD, 'assets', 'app', 'index.html')
  const newest = Math.max(...walk(join(ROOT, 'miniapp')).map((file) => statSync(file).mtimeMs))
  if (existsSync(target) && statSync(target).mtimeMs > newest) return
  log('Đang dựng ứng dụng mini…')
  const { build: viteBuild } = await import('vite')
  await viteBuild({ configFile: join(ROOT, 'miniapp', 'vite.config.ts'), logLevel: 'warn' })
  if (process.env.VITE_API_ROOT) return // what Zalo is given it compresses itself
  for (const file of walk(dirname(target)).filter((name) => /\.(js|css|html|webmanifest|svg)$/.test(name))) {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(bytes))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

if (import.meta.main) {
  await orExit(() =>
    build({
      miniapp: !process.argv.includes('--train'),
      edge: true,
      train: process.argv.includes('--train'),
      log: console.log,
    }),
  )
  console.log('Xong.')
}
