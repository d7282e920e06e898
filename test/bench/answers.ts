import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '../../server/api.ts'
import type { Content } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import type { Search } from '../../server/search/search.ts'
import { createServices } from '../../server/services.ts'
import { diskFiles } from '../../server/storage/files-disk.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

const PER_MINUTE = 1000
const SECONDS = 30
const ANSWERS = { time: 'early', visits: 'none', bodies: 'none', public: 'both', attitude: 'good' }

/**
 * Answers to a survey over real HTTP: first at 1,000 a minute, each at its own moment whether or not the one before was taken; then as
 * many as go. Every tenth is sent twice. Throws when one is lost or counted twice.
 */
export async function benchAnswers(content: Content, search: Search): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-answers-'))
  const db = await openDb(`file:${folder}/xa.db`)
  const clock = () => new Date()
  await migrate(db, clock())
  const services = createServices({
    db,
    files: diskFiles(join(folder, 'files')),
    clock,
    random: cryptoRandom,
    key: await hashKey('b'.repeat(40)),
    content,
    search,
    telegram: null,
    log: () => {},
  })
  const app = createApp(services, { clientIp: () => 'bench', log: () => {} })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port }: AddressInfo = addressOf(server.address())
  const url = `http://127.0.0.1:${port}/api/surveys/tthc/responses`
  const times: number[] = []
  let sent = 0
  const one = async () => {
    const n = sent++
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `bench-${n}-answer` },
      body: JSON.stringify({ answers: ANSWERS, door: 'web', device: `bench-device-${n}`, seconds: 40 }),
    }
    const from = performance.now()
    const both = await Promise.all(n % 10 === 0 ? [fetch(url, init), fetch(url, init)] : [fetch(url, init)])
    times.push(performance.now() - from)
    for (const { status } of both) if (status !== 201) throw new Error(`bench: answer ${status}`)
  }
  try {
    for (let i = 0; i < 20; i++) await one()
    times.length = 0
    const wanted = Math.round((PER_MINUTE * SECONDS) / 60)
    const start = performance.now()
    const running: Array<Promise<void>> = []
    for (let i = 0; i < wanted; i++) {
      const due = start + (i * 60_000) / PER_MINUTE
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      running.push(one())
    }
    await Promise.all(running)
    const paced = spread(times)
    const from = performance.now()
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let i = 0; i < 50; i++) await one()
      }),
    )
    const most = Math.round((1000 / (performance.now() - from)) * 60_000)
    const { rows } = await db.execute('SELECT count(*) AS n FROM survey_response')
    if (Number(rows[0]?.n) !== sent) throw new Error(`bench: ${sent} answers sent, ${rows[0]?.n} counted`)
    return [
      `${wanted} at ${PER_MINUTE} a minute: ${paced}`,
      `as many as go, 20 senders: ${most} a minute; ${sent} sent (a tenth twice), ${sent} counted`,
    ]
  } finally {
    await new Promise((resolve) => server.close(resolve))
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('bench: no port')
  return address
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`
}
