import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createApp } from '../../server/api.ts'
import type { Content } from '../../server/content/schema.ts'
import { createSampleIfEmpty, SAMPLE_TRY } from '../../server/dossiers/sample.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import type { Procedure } from '../../server/procedures/schema.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import type { Search } from '../../server/search/search.ts'
import { createServices } from '../../server/services.ts'
import { noFiles } from '../../server/storage/files.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'

const ROUNDS = 400

/** Requests a second of our handlers beside a bare handler that reads, or reads and writes, one row, in the same process and run. */
export async function benchThroughput(content: Content, catalogue: Procedure[], search: Search): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-throughput-'))
  const db = await openDb(`file:${folder}/xa.db`)
  const clock = () => new Date()
  try {
    await migrate(db, clock())
    await saveCatalogue(db, catalogue)
    const key = await hashKey('b'.repeat(40))
    const services = createServices({
      db,
      files: noFiles,
      clock,
      random: cryptoRandom,
      key,
      content,
      search,
      telegram: null,
      log: () => {},
    })
    await createSampleIfEmpty(services.dossiers, { clock, content })
    const app = createApp(services, { clientIp: () => 'bench', log: () => {} })

    await db.execute('CREATE TABLE bare (id TEXT PRIMARY KEY, body TEXT)')
    await db.write([{ sql: 'INSERT INTO bare VALUES (?, ?)', args: ['1', 'x'] }])
    const bare = new Hono()
      .get('/read', async (c) => c.json((await db.execute('SELECT * FROM bare WHERE id = ?', ['1'])).rows[0]))
      .post('/write', async (c) => {
        const id = crypto.randomUUID()
        await db.write([{ sql: 'INSERT INTO bare VALUES (?, ?)', args: [id, await c.req.text()] }])
        return c.json((await db.execute('SELECT * FROM bare WHERE id = ?', [id])).rows[0])
      })

    const chat = (text: (round: number) => string) => (round: number) =>
      app.request('/api/chat', post({ conversation: `bench-${round % 50}`, text: text(round) }))
    const read = await perSecond(() => bare.request('/read'))
    const write = await perSecond((round) => bare.request('/write', post({ round })))
    const share = (ours: number, base: number) => `${ours}/s, ${Math.round((100 * ours) / base)} % of bare ${base}/s`
    return [
      `dossier lookup   ${share(await perSecond(() => app.request(`/api/dossiers/${SAMPLE_TRY.code}?phone=${SAMPLE_TRY.digits}`)), read)} (reads one row)`,
      `procedure search ${share(await perSecond(() => app.request('/api/procedures?q=lam%20giay%20khai%20sinh')), read)} (reads one row)`,
      `chat turn        ${share(await perSecond(chat(() => 'làm giấy khai sinh cho con cần gì')), write)} (writes one row, reads it back)`,
    ]
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function post(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

async function perSecond(call: (round: number) => Promise<Response> | Response): Promise<number> {
  for (let round = 0; round < 20; round++) await (await call(round)).arrayBuffer()
  const from = performance.now()
  for (let round = 0; round < ROUNDS; round++) {
    const response = await call(round)
    if (!response.ok) throw new Error(`bench: ${response.status}`)
    await response.arrayBuffer()
  }
  return Math.round(ROUNDS / ((performance.now() - from) / 1000))
}
