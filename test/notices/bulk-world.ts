import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { createOaTokens } from '../../bot/channels/zalo-oa-tokens.ts'
import { createVault } from '../../bot/vault.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import type { Statement } from '../../server/storage/db.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { ZaloBotServer } from '../support/zalo-bot-server.ts'
import { ZaloOaServer } from '../support/zalo-oa-server.ts'
import type { Work } from './drain-child.ts'
import { content, noticeWorld, SECRET } from './world.ts'

export const CHANNELS = ['telegram', 'zalo-bot', 'zalo-oa'] as const
export type ChannelName = (typeof CHANNELS)[number]
const BASE = '2026-11-20T08:00:00+07:00'
const DAY = 86_400_000
const ROOT = join(import.meta.dirname, '..', '..')

/** The sender as one plain file: it starts many times faster than the sources. */
export function buildChild(folder: string): Promise<unknown> {
  return build({
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
}

/** Three fake platforms over one database, whose time runs `speed` times faster from the moment this returns. */
export async function bulkWorld(speed: number) {
  const w = await noticeWorld()
  w.at(BASE)
  const began = Date.now()
  const servers = {
    telegram: await new TelegramServer().start(),
    'zalo-bot': await new ZaloBotServer().start(),
    'zalo-oa': await new ZaloOaServer().start(),
  }
  const { telegram, 'zalo-bot': bot, 'zalo-oa': oa } = servers
  const now = () => Date.parse(BASE) + (Date.now() - began) * speed
  oa.now = now
  const key = await hashKey(SECRET)
  const unit = content.unit.code
  const vault = createVault({ key, random: cryptoRandom, unit })
  const app = { appId: oa.appId, appSecret: oa.appSecret, oauthRoot: oa.root }
  await createOaTokens({ db: w.db, unit, vault, app, clock: () => new Date(now()), random: cryptoRandom }).grant({
    access: oa.access,
    refresh: oa.refresh,
    expiresAt: now() + 25 * 3_600_000,
  })
  const work: Work = {
    url: w.url,
    secret: SECRET,
    unit: content.unit,
    base: BASE,
    began,
    speed,
    timeoutSeconds: 3,
    telegram: { token: telegram.token, apiRoot: telegram.root },
    zaloBot: { token: bot.token, apiRoot: bot.root },
    zaloOa: { root: oa.root, oaId: oa.oaId, appId: oa.appId, appSecret: oa.appSecret },
  }
  return {
    ...w,
    servers,
    /** `count` notices in few batches, each with a mark of its own; every tenth chat has two. Every twentieth OA chat is closed. */
    async fill(channel: ChannelName, count: number): Promise<void> {
      for (let n = 0; n < count; ) {
        const batch: Statement[] = []
        for (; batch.length < 250 && n < count; n++) {
          const chat = String(1000 + (n % Math.ceil(count * 0.9)))
          oa.turned.set(chat, Date.parse(BASE) - (Number(chat) % 20 === 0 ? 8 : 1) * DAY)
          batch.push(...(await w.notices.aboutCase({ channel, chat }, `tin #${n}#`, w.state.now, `PA-${n}`)))
        }
        await w.db.write(batch)
      }
    },
    /** How often a platform has seen each mark. */
    seen(channel: ChannelName): Map<string, number> {
      const counts = new Map<string, number>()
      for (const { text } of servers[channel].sent)
        for (const [, mark = ''] of text.matchAll(/#(\d+)#/g)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
      return counts
    },
    spawn: (folder: string) =>
      spawn(process.execPath, [join(folder, 'child.mjs'), JSON.stringify(work)], {
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    async open(): Promise<number> {
      const sql = "SELECT count(*) AS n FROM outbox WHERE state IN ('created', 'temporary', 'sending')"
      return Number((await w.db.execute(sql)).rows[0]?.n)
    },
    stop: () => Promise.all(Object.values(servers).map((server) => server.stop())),
  }
}
export type BulkWorld = Awaited<ReturnType<typeof bulkWorld>>

export const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()))
