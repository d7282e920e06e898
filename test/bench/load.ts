import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { parse } from 'yaml'
import * as z from 'zod'
import { openBrowser } from '../support/browser.ts'

/**
 * How long a poor phone on a poor network waits for the first screen, of our build and, beside it, of any other folder of static files:
 *
 *   node --import tsx test/bench/load.ts [FOLDER] [--base /zapps/123/] [--runs 5]
 *
 * 400 kbit/s each way, 400 ms there and back, a processor four times slower than this one; nothing cached, everything gzipped, median of
 * the runs. Measures this machine, too: compare only what was measured in one go on a quiet one.
 */
const NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 } // bytes a second
const CPU = 4
const QUIET_MS = 5_000
const MOST_MS = 90_000
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }

const ROOT = join(import.meta.dirname, '..', '..')
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
/** What is packed already gains nothing. */
const PACKED = /\.(png|jpe?g|webp|gif|woff2?)$/

/** A folder at its base, each file gzipped; the unit's contacts, and nothing else of the API. */
async function serveFolder(folder: string, base: string): Promise<{ url: string; stop: () => void }> {
  const unit: unknown = parse(readFileSync(join(ROOT, 'content/unit.yaml'), 'utf8'))
  const packed = new Map<string, Buffer>()
  const server = createServer((call, answer) => {
    const path = decodeURIComponent((call.url ?? '/').split('?')[0] ?? '/')
    if (path === '/api/unit') return answer.setHeader('content-type', TYPES['.json'] ?? '').end(JSON.stringify(unit))
    const inside = path.startsWith(base) ? path.slice(base.length) : path.slice(1)
    const file = resolve(folder, inside === '' ? 'index.html' : inside)
    if (!file.startsWith(folder) || !existsSync(file)) return answer.writeHead(404).end()
    answer.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    if (PACKED.test(file)) return answer.end(readFileSync(file))
    const bytes = packed.get(file) ?? gzipSync(readFileSync(file), { level: 9 })
    packed.set(file, bytes)
    return answer.setHeader('content-encoding', 'gzip').end(bytes)
  })
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}${base}`, stop: () => void server.close() }
}

/** Kept from the first moment on: when something was painted, and every task that kept the page from answering. */
const WATCH = `
  window.seen = { paint: 0, largest: 0, tasks: [] }
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime })).observe({ type: 'paint', buffered: true })
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.largest = entry.startTime })).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.tasks.push([entry.startTime, entry.startTime + entry.duration]))).observe({ type: 'longtask', buffered: true })
`
const Seen = z.object({ paint: z.number(), largest: z.number(), tasks: z.array(z.tuple([z.number(), z.number()])) })

/** Milliseconds since the address was entered, and bytes over the wire until then. */
type Load = { paint: number; largest: number; interactive: number; script: number; all: number; requests: number }

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
  try {
    const page = await context.newPage()
    await page.addInitScript(WATCH)
    const client = await context.newCDPSession(page)
    await client.send('Network.enable')
    await client.send('Network.setCacheDisabled', { cacheDisabled: true })
    await client.send('Network.emulateNetworkConditions', NETWORK)
    await client.send('Emulation.setCPUThrottlingRate', { rate: CPU })
    const scripts = new Set<string>()
    const open = new Map<string, number>()
    const spans: [number, number][] = [] // of requests, in milliseconds of this process
    const bytes: { at: number; size: number; script: boolean }[] = []
    client.on('Network.requestWillBeSent', ({ requestId }) => void open.set(requestId, performance.now()))
    client.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
    const over = (requestId: string, size: number) => {
      const now = performance.now()
      const from = open.get(requestId)
      if (from !== undefined) spans.push([from, now])
      open.delete(requestId)
      bytes.push({ at: now, size, script: scripts.has(requestId) })
    }
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => over(requestId, encodedDataLength))
    client.on('Network.loadingFailed', ({ requestId }) => over(requestId, 0))
    const began = performance.now()
    await page.goto(url, { waitUntil: 'commit', timeout: MOST_MS })
    // until it has been quiet for a while: no long task, at most two requests
    let seen = Seen.parse(await page.evaluate('seen'))
    for (;;) {
      await new Promise((wait) => setTimeout(wait, 500))
      seen = Seen.parse(await page.evaluate('seen'))
      const now = performance.now() - began
      if (now > MOST_MS) break
      if (seen.paint > 0 && now - quietFrom(seen, spans, began) > QUIET_MS + 1_500 && open.size <= 2) break
    }
    const interactive = quietFrom(seen, spans, began)
    const until = bytes.filter(({ at }) => at - began <= interactive)
    const sum = (list: typeof bytes) => list.reduce((all, { size }) => all + size, 0)
    return {
      paint: seen.paint,
      largest: seen.largest,
      interactive,
      script: sum(until.filter(({ script }) => script)),
      all: sum(until),
      requests: until.length,
    }
  } finally {
    await context.close()
  }
}

/** Interactive, as Lighthouse has it: the end of the last long task before five seconds without one and with at most two requests. */
function quietFrom({ paint, tasks }: z.infer<typeof Seen>, spans: [number, number][], began: number): number {
  let from = paint
  for (const [start, end] of [...tasks].sort((one, other) => one[0] - other[0])) {
    if (end <= from) continue
    if (start - from >= QUIET_MS) break
    from = end
  }
  // more than two requests at once
  const marks = spans.flatMap(([start, end]): [number, number][] => [
    [start - began, 1],
    [end - began, -1],
  ])
  let running = 0
  let busyUntil = 0
  for (const [at, step] of marks.sort((one, other) => one[0] - other[0])) {
    if (running > 2 && at > from && at - from < QUIET_MS) busyUntil = Math.max(busyUntil, at)
    running += step
  }
  return busyUntil > from + QUIET_MS ? busyUntil : from
}

const median = (values: number[]) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

async function measure(browser: Browser, name: string, folder: string, base: string, runs: number): Promise<void> {
  const { url, stop } = await serveFolder(folder, base)
  const loads: Load[] = []
  for (let run = 0; run < runs; run++) {
    loads.push(await load(browser, url))
    process.stderr.write('.')
  }
  stop()
  const of = (part: keyof Load) => median(loads.map((one) => one[part]))
  const seconds = (part: keyof Load) => `${(of(part) / 1000).toFixed(1)} s`
  const kB = (part: keyof Load) => `${Math.round(of(part) / 1000)} kB`
  process.stderr.write('\r')
  console.log(
    `${name.padEnd(10)} script ${kB('script').padStart(7)} · all ${kB('all').padStart(7)} in ${of('requests')} requests · first paint ${seconds('paint')} · largest ${seconds('largest')} · interactive ${seconds('interactive')}`,
  )
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string', default: '/app/' }, runs: { type: 'string', default: '5' } },
})
const runs = Math.max(1, Number(values.runs) || 5)
const ours = mkdtempSync(join(tmpdir(), 'load-'))
process.env.NODE_ENV = 'production'
await build({ configFile: join(ROOT, 'miniapp/vite.config.ts'), logLevel: 'error', build: { outDir: ours } })
const browser = await openBrowser()
try {
  console.log(`First screen at 400 kbit/s, 400 ms, processor ÷ ${CPU}; median of ${runs}`)
  await measure(browser, 'ours', ours, '/app/', runs)
  const [other] = positionals
  if (other) await measure(browser, 'the other', resolve(other), values.base, runs)
} finally {
  await browser.close()
  rmSync(ours, { recursive: true, force: true })
}
