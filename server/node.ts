import { lookup } from 'node:dns/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, MiddlewareHandler } from 'hono'
import { createApp } from './api.ts'
import { build } from './cli/build.ts'
import { orExit, ROOT } from './cli/command.ts'
import { type Config, readConfig } from './config.ts'
import { createSampleIfEmpty, SAMPLE_TRY } from './dossiers/sample.ts'
import { runJobs } from './jobs.ts'
import { cryptoRandom } from './kernel/ids.ts'
import { hashKey } from './kernel/privacy.ts'
import { createLive } from './live.ts'
import { createSampleStaff, SAMPLE_STAFF } from './people/sample.ts'
import { saveNational } from './procedures/national.ts'
import { saveCatalogue } from './procedures/store.ts'
import { pinnedSend } from './reports/hooks/pinned-node.ts'
import { isPublicAddress } from './reports/rules/address.ts'
import { createSearch } from './search/search.ts'
import { createServices, type Services } from './services.ts'
import { diskFiles } from './storage/files-disk.ts'
import { migrate } from './storage/migrate.ts'
import { openDb } from './storage/node.ts'
import { samplePassword } from './storage/sample-password.ts'
import { readOrMakeSecret } from './storage/secret.ts'

/** Seconds that running requests get to finish after SIGTERM. */
const DRAIN_SECONDS = 10

/** Front door for one's own server: one process with the embedded database, unless DATABASE_URL names another. */
async function start(): Promise<void> {
  const config = readConfig(process.env)
  const say = (line: string) => console.log(line)
  const { content: written, catalogue, national, search } = await build({ miniapp: true, log: say })
  const db = await openDb(config.database.url, config.database.authToken)
  const clock = () => new Date()
  await migrate(db, clock())
  await saveCatalogue(db, catalogue)
  await saveNational(db, national)
  const key = await hashKey(config.dataKey ?? readOrMakeSecret(config.dataDir))
  const log = (line: Record<string, string | number>) => say(JSON.stringify(line))
  const { telegram, zaloBot, zaloOa, zaloPhotoRoots } = config
  const sample = config.sample ?? written.unit.sample
  const files = diskFiles(join(config.dataDir, 'files'))
  const found = createSearch(search)
  const live = await createLive({
    db,
    written,
    log,
    make: (content, settingsChanged) => {
      const services = createServices({
        db,
        files,
        clock,
        random: cryptoRandom,
        key,
        content,
        written,
        settingsChanged,
        search: found,
        telegram,
        zaloBot,
        zaloOa,
        zaloPhotoRoots,
        zalo: config.zalo,
        publicUrl: config.publicUrl,
        hookSend: pinnedSend({
          resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
          allowed: isPublicAddress,
        }),
        sample,
        log,
      })
      const app = createApp(services, {
        clientIp: clientIp(config.trustProxy),
        log,
        publicUrl: config.publicUrl,
        compresses: true,
      })
      app.get('/app', (c) => c.redirect('/app/'))
      app.use('/app/*', keptLong, serveStatic({ root: join(ROOT, 'build', 'assets'), precompressed: true }))
      return { services, app }
    },
  })
  const services = () => live.current().services

  if (sample) await createSampleIfEmpty(services().dossiers, { clock, content: services().content })
  const trial = sample ? samplePassword(config.dataDir) : null
  if (trial) await createSampleStaff(services().people, trial.password, trial.fresh)
  for (const line of channelsOff(config)) say(line)
  say(`Zalo: ${config.zalo ? 'bật đăng nhập ứng dụng mini' : 'tắt (chưa có ZALO_APP_ID)'}.`)

  const fetch = (request: Request, env: unknown) => live.current().app.fetch(request, env)
  const server = serve({ fetch, port: config.port, hostname: config.host }, ({ port }) => {
    for (const line of banner(`http://localhost:${port}`, trial ? { ...SAMPLE_TRY, password: trial.password } : null))
      say(line)
  })
  const ending = new AbortController()
  const running = [
    keepJobs(services, ending.signal),
    ...services().channels.map(({ name }) => keepChannel(name, config, services, ending.signal, say)),
    live.watch(ending.signal),
  ]
  const stop = () => {
    say('Đang dừng: chờ các yêu cầu đang chạy…')
    setTimeout(() => process.exit(1), DRAIN_SECONDS * 1000).unref()
    ending.abort()
    server.close(async () => {
      await Promise.allSettled(running)
      db.close()
      process.exit(0)
    })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Files named by their content are kept for good; the page, its worker and the manifest are asked for each time. */
const keptLong: MiddlewareHandler = async function kept(c, next) {
  await next()
  if (c.res.status === 200)
    c.header(
      'cache-control',
      c.req.path.startsWith('/app/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
}

/** Runs what the clock does, every minute until the signal aborts. */
async function keepJobs(services: () => Services, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await runJobs(services())
    await aMinute(signal)
  }
}

function aMinute(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 60_000)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}

/** One line for each channel that is off. */
function channelsOff({ telegram, zaloBot, zaloOa }: Config): string[] {
  return [
    ...(telegram ? [] : ['Telegram: tắt (chưa có TELEGRAM_BOT_TOKEN).']),
    ...(zaloBot ? [] : ['Zalo Bot: tắt (chưa có ZALO_BOT_TOKEN).']),
    ...(zaloOa ? [] : ['Zalo OA: tắt (chưa có ZALO_OA_ID).']),
  ]
}

/** A channel by webhook when there is a public address, else by asking for updates where it offers that. Says in one line what it does. */
async function keepChannel(
  name: string,
  config: Config,
  services: () => Services,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const now = () => services().channels.find((one) => one.name === name)
  const channel = now()
  if (!channel) return
  const { title, poll } = channel
  const way = config.publicUrl
    ? 'nhận qua webhook'
    : poll
      ? 'hỏi máy chủ liên tục (long polling)'
      : 'chỉ gửi được, vì chưa có PUBLIC_URL để nhận tin'
  const introduce = async () => {
    say(`${title}: ${await channel.setUp(config.publicUrl)}, ${way}.`)
    return true
  }
  const untilHeard = async () => {
    while (!signal.aborted && !(await introduce().catch(() => false))) await aMinute(signal)
  }
  const heard = await introduce().catch(() => false)
  const family = name.replace('-', '_').toUpperCase()
  if (!heard) say(`${title}: chưa gọi được máy chủ ${title} (xem các biến ${family}_*); vẫn thử tiếp.`)
  // one loop for good, so that no update is fetched twice; each is taken by the newest services
  const take = async (update: unknown) => now()?.take(update)
  await Promise.all([
    ...(heard ? [] : [aMinute(signal).then(untilHeard)]),
    channel.pump(signal),
    ...(config.publicUrl || !poll ? [] : [poll(signal, take)]),
  ])
}

function banner(root: string, attempt: (typeof SAMPLE_TRY & { password: string }) | null): string[] {
  const open = [
    `Mở trên điện thoại hoặc máy tính:`,
    `  Hỏi đáp      ${root}/chat`,
    `  Ứng dụng     ${root}/app/`,
    `  Tài liệu API ${root}/api/docs`,
    `  Cán bộ       ${root}/console`,
  ]
  if (!attempt) return [...open, 'Quản trị đầu tiên của trang cán bộ: npm run staff -- add "HỌ TÊN" --role admin']
  const logins = SAMPLE_STAFF.map(({ login }) => login).join(', ')
  return [
    ...open,
    `Dữ liệu mẫu. Tra thử hồ sơ ${attempt.code}, 4 số cuối điện thoại ${attempt.digits}`,
    `Cán bộ mẫu: ${logins}; mật khẩu ${attempt.password} (chạy thử nên không cần mã một lần)`,
  ]
}

/** The caller's address: the connection's, or behind a trusted proxy the last one that the proxy added. */
function clientIp(trustProxy: boolean): (c: Context) => string {
  return (c) => {
    const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return forwarded ?? getConnInfo(c).remote.address ?? 'unknown'
  }
}

await orExit(start)
