import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Statement } from '../../server/storage/db.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { content, noticeWorld, SECRET } from './world.ts'

/** `NOTICES=10000` runs as many at Telegram's real pace (some minutes); the default is fewer, in a quicker time. */
const MANY = Number(process.env.NOTICES ?? 2000)
const REAL = process.env.NOTICES !== undefined
const ROOT = join(import.meta.dirname, '..', '..')

let folder = ''
// one plain file starts many times faster than the sources
beforeAll(async () => {
  const cache = join(ROOT, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'notices-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    resolve: { alias: { '@libsql/client': '@libsql/client/sqlite3' } },
    ssr: { noExternal: true, external: ['libsql', 'grammy'] },
    build: {
      ssr: join(import.meta.dirname, 'drain-child.ts'),
      outDir: folder,
      minify: true,
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type World = Awaited<ReturnType<typeof noticeWorld>>

/** `count` notices in few batches, each with a mark of its own; every tenth chat has two. */
async function fill(w: World, count: number): Promise<void> {
  w.at('2026-11-20T08:00:00+07:00')
  for (let n = 0; n < count; ) {
    const batch: Statement[] = []
    for (; batch.length < 250 && n < count; n++) {
      const chat = String(1000 + (n % Math.ceil(count * 0.9)))
      batch.push(...(await w.notices.aboutCase({ channel: 'telegram', chat }, `tin #${n}#`, w.state.now, `PA-${n}`)))
    }
    await w.db.write(batch)
  }
}

/** How often the fake has seen each mark. */
function seen(server: TelegramServer): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of server.sent)
    for (const [, mark = ''] of text.matchAll(/#(\d+)#/g)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return counts
}

const starter = (w: World, server: TelegramServer, speed: number) => {
  const began = Date.now()
  return () =>
    spawn(
      process.execPath,
      [
        join(folder, 'child.mjs'),
        w.url,
        server.root,
        server.token,
        SECRET,
        JSON.stringify(content.unit),
        String(began),
        String(speed),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
}
const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()))
const open = async (w: World) =>
  Number(
    (await w.db.execute("SELECT count(*) AS n FROM outbox WHERE state IN ('created', 'temporary', 'sending')")).rows[0]
      ?.n,
  )

describe('through a Telegram that limits, fails and breaks off', () => {
  test(`${MANY} notices, senders killed in between: none lost, none doubled`, {
    timeout: REAL ? 3_600_000 : 120_000,
  }, async () => {
    const w = await noticeWorld()
    await fill(w, MANY)
    const server = await new TelegramServer().start()
    let broken = 0
    const every = (n: number, i: number) => i % n === n - 1
    for (let i = 0; i < MANY * 2; i++) {
      if (every(211, i)) server.faults.push({ kind: 'rate', retryAfter: 2 })
      else if (every(37, i)) server.faults.push({ kind: 'status', code: i % 2 === 0 ? 500 : 502 })
      else if (every(101, i)) {
        server.faults.push({ kind: every(202, i) ? 'drop-after' : 'drop' })
        broken++
      } else server.faults.push({ kind: 'delay', ms: every(53, i) ? 150 : 0 })
    }
    const start = starter(w, server, REAL ? 1 : 40)
    let kills = 0
    let running = true
    const sender = async () => {
      while (running) {
        const child = start()
        const dies = kills < 14 && setTimeout(() => child.kill('SIGKILL'), (REAL ? 10_000 : 300) + Math.random() * 500)
        if (dies) kills++
        const until = setInterval(() => running || child.kill('SIGKILL'), 50)
        await ended(child)
        clearInterval(until)
        if (dies) clearTimeout(dies)
      }
    }
    const senders = [sender(), sender()]
    await expect.poll(() => open(w), { timeout: REAL ? 3_000_000 : 110_000, interval: 200 }).toBe(0)
    running = false
    await Promise.all(senders)
    await server.stop()

    const counts = seen(server)
    const states = new Map<string, number>()
    for (const row of await w.rows()) {
      const state = String(row.state)
      states.set(state, (states.get(state) ?? 0) + 1)
      const times = counts.get(String(row.subject).slice(3)) ?? 0
      // delivered: seen exactly once; of what broke off nobody knows, but it never came twice
      if (state === 'delivered') expect(times).toBe(1)
      else expect({ state, twice: times > 1 }).toEqual({ state: 'unconfirmed', twice: false })
    }
    expect((states.get('delivered') ?? 0) + (states.get('unconfirmed') ?? 0)).toBe(MANY)
    // each death leaves at most what was under way; two for a line that broke under a digest
    expect(states.get('unconfirmed') ?? 0).toBeLessThanOrEqual(2 * (kills * 5 + broken))
    expect(kills).toBeGreaterThan(5)
    // every one that did not surely arrive stands in the call list
    expect(await w.notices.countUnsent()).toBe(states.get('unconfirmed') ?? 0)
    console.info(
      `${MANY} tin: ${states.get('delivered')} đã giao, ${states.get('unconfirmed') ?? 0} không rõ, ${kills} lần bị giết`,
    )
  })

  test('two senders in real time keep within Telegram’s limits together', { timeout: 60_000 }, async () => {
    const w = await noticeWorld()
    await fill(w, 80)
    const server = await new TelegramServer().start()
    server.perSecond = 1
    const times: number[] = []
    const push = server.sent.push.bind(server.sent)
    server.sent.push = (...items) => {
      times.push(performance.now())
      return push(...items)
    }
    const start = starter(w, server, 1)
    const children = [start(), start()]
    await expect.poll(() => open(w), { timeout: 50_000, interval: 200 }).toBe(0)
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(children.map(ended))
    await server.stop()
    expect([...seen(server).values()]).toEqual(Array.from({ length: 80 }, () => 1))
    // what left within a second may arrive within a little less
    const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))
    expect(busiest).toBeLessThanOrEqual(33)
    const calls = server.calls.filter(({ method }) => method === 'sendMessage').length
    expect(calls).toBe(server.sent.length) // nothing was refused
  })
})
