import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { content, KEY, NOW, SCRATCH } from './support/plain.ts'

const KILLS = 100
/** Processes that take reports into one database at the same time. */
const AT_ONCE = 4
/** A life ends up to this long after it began a report, or after it acknowledged one: anywhere in its work. */
const LIFE_MS = { sent: 60, done: 15 }
const ROOT = join(import.meta.dirname, '..', '..')

let folder = ''
let program = ''
let given = ''

// one plain file starts many times faster than the sources
beforeAll(async () => {
  const cache = join(ROOT, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'feedback-kill-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    resolve: { alias: { '@libsql/client': '@libsql/client/sqlite3' } },
    ssr: { noExternal: true, external: ['libsql'] },
    build: {
      ssr: join(import.meta.dirname, 'support', 'intake-child.ts'),
      outDir: folder,
      minify: true,
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  })
  program = join(folder, 'child.mjs')
  given = join(folder, 'given.json')
  const limits = { ...content.feedback.limits, perHour: 1_000_000 }
  writeFileSync(
    given,
    JSON.stringify({ content: { ...content, feedback: { ...content.feedback, limits } }, secret: KEY }),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Log = { sent: Set<string>; done: Map<string, string> }

/** Lets one process take reports and kills it in the middle; what it said before is noted. */
function live(url: string, run: string, again: string, log: Log): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, url, given, run, again], { stdio: ['ignore', 'pipe', 'pipe'] })
    const ends = Math.random() < 0.4 ? 'sent' : 'done'
    let ending = false
    let complaint = ''
    child.stderr.on('data', (text) => {
      complaint += text
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, key = '', code = ''] = line.split(' ')
      if (word === 'sent') log.sent.add(key)
      else log.done.set(key, code)
      if (word !== ends || ending) return
      ending = true
      setTimeout(() => child.kill('SIGKILL'), Math.random() * LIFE_MS[ends])
    })
    child.once('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(complaint || 'ended by itself')),
    )
  })
}

it(`after ${KILLS} deaths in the middle of intake, every acknowledged case is there once`, {
  timeout: 120_000,
}, async () => {
  const memory = mkdtempSync(join(SCRATCH, 'feedback-kill-'))
  onTestFinished(() => rmSync(memory, { recursive: true, force: true }))
  const url = `file:${join(memory, 'xa.db')}`
  const db = await openDb(url)
  await migrate(db, NOW)
  const log: Log = { sent: new Set(), done: new Map() }
  const chain = async (name: number) => {
    for (let life = 0; life < KILLS / AT_ONCE; life++) {
      // what was never acknowledged is sent again, as a phone does
      const [again = ''] = [...log.sent].filter((key) => key.startsWith(`${name}-`) && !log.done.has(key))
      await live(url, `${name}-${life}`, again, log)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => chain(name)))

  const { rows } = await db.execute('SELECT hamlet, code FROM feedback')
  const kept = new Map(rows.map(({ hamlet, code }) => [String(hamlet), String(code)]))
  expect(kept.size).toBe(rows.length) // no key twice
  for (const [key, code] of log.done) expect(kept.get(key)).toBe(code)
  for (const key of kept.keys()) expect(log.sent.has(key)).toBe(true)
  const count = async (table: string) => (await db.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n
  expect(await count('feedback_event')).toBe(rows.length) // and none by half
  expect(await count('feedback_key')).toBe(rows.length)
  expect(log.done.size).toBeGreaterThan(KILLS / 4)
  db.close()
})
