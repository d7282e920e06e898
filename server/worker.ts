import { resolve4, resolve6 } from 'node:dns/promises'
import type { Context, ExecutionContext } from 'hono'
import contentBytes from '../build/content.bin'
import searchBytes from '../build/search.bin'
import { createApp } from './api.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { Content } from './content/schema.ts'
import { runJobs } from './jobs.ts'
import { cryptoRandom } from './kernel/ids.ts'
import { hashKey } from './kernel/privacy.ts'
import { readSearchFile } from './search/file.ts'
import { createSearch } from './search/search.ts'
import { drainOn, drainPoked, pokeDue, sendQueue } from './sending.ts'
import { createServices } from './services.ts'
import { settledContent } from './settings/service.ts'
import type { Db } from './storage/db.ts'
import { bucketFiles } from './storage/files-r2.ts'
import { openWebDb } from './storage/web.ts'

// made once an isolate, outside requests: start-up may cost what a request may not
const written: Content = JSON.parse(new TextDecoder().decode(contentBytes))
const search = createSearch(readSearchFile(searchBytes))

/** How long an isolate goes by the settings it has read. */
const KEEP_MS = 30_000
let settled: { content: Content; until: number } | null = null

type Env = Record<string, unknown>

/** Front door at the edge: the same app over a database reached by HTTP. Tables and catalogue come from `npm run db:migrate`. */
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const config = configOf(env)
    const services = await open(env, config)
    const clientIp = (c: Context) => c.req.header('cf-connecting-ip') ?? 'unknown'
    const app = createApp(services, { clientIp, log, publicUrl: config.publicUrl })
    const response = await app.fetch(request, env, context)
    // an import, a step of a report, a press of the desk: what it tells shall leave within seconds
    if (request.method !== 'GET') context.waitUntil(pokeDue(sendQueue(env.SEND), services).catch(logged))
    return response
  },
  async scheduled(_event: unknown, env: Env, context: ExecutionContext): Promise<void> {
    const services = await open(env, configOf(env))
    context.waitUntil(runJobs(services, () => drainOn(sendQueue(env.SEND), services)).catch(logged))
  },
  async queue(batch: unknown, env: Env): Promise<void> {
    await drainPoked(batch, sendQueue(env.SEND), await open(env, configOf(env)))
  },
}

function configOf(env: Env): Config {
  return readConfig(
    Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
  )
}

/** A database connection belongs to one request at the edge, so the services are made for each; they are cheap. */
async function open(env: Env, config: Config) {
  if (config.dataKey === null)
    throw new ConfigError('Thiếu DATA_KEY: đặt bằng `wrangler secret put DATA_KEY`, cùng giá trị với máy chủ của xã.')
  const { url, authToken } = config.database
  const db = openWebDb(url, authToken)
  const content = await contentNow(db)
  return createServices({
    db,
    files: bucketFiles(env.FILES),
    clock: () => new Date(),
    random: cryptoRandom,
    key: await hashKey(config.dataKey),
    content,
    written,
    settingsChanged: async () => {
      settled = null
    },
    search,
    telegram: config.telegram,
    zaloBot: config.zaloBot,
    zaloOa: config.zaloOa,
    zaloPhotoRoots: config.zaloPhotoRoots,
    zalo: config.zalo,
    publicUrl: config.publicUrl,
    resolve: addressesOf,
    sample: config.sample ?? content.unit.sample,
    log,
  })
}

/**
 * Addresses of a host name, asked of Cloudflare's own name servers. The call after it can't be held to them: `fetch` asks again, and a socket
 * would check the certificate against the address. What it could reach is only what the edge reaches, never the commune's network.
 */
async function addressesOf(host: string): Promise<string[]> {
  const found = await Promise.allSettled([resolve4(host), resolve6(host)])
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
}

/** The content as it holds, read again every half minute; while the database can't be reached, as it was. */
async function contentNow(db: Db): Promise<Content> {
  const now = Date.now()
  if (settled && now < settled.until) return settled.content
  try {
    settled = { content: await settledContent(db, written), until: now + KEEP_MS }
    return settled.content
  } catch (error) {
    log({ level: 'warn', settings: error instanceof Error ? error.name : typeof error })
    return settled?.content ?? written
  }
}

function logged(error: unknown): void {
  log({ level: 'error', send: error instanceof Error ? error.name : typeof error })
}

function log(line: Record<string, string | number>): void {
  console.log(JSON.stringify(line))
}
