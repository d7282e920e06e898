import * as z from 'zod'
import type { PushDeps } from '../../bot/channels/push.ts'
import { createTelegram } from '../../bot/channels/telegram.ts'
import { createZaloBot } from '../../bot/channels/zalo-bot.ts'
import { createZaloOa } from '../../bot/channels/zalo-oa.ts'
import { createVault } from '../../bot/vault.ts'
import { Unit } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { openDb } from '../../server/storage/node.ts'

const Bot = z.object({ token: z.string(), apiRoot: z.string() })
const Oa = z.object({ root: z.string(), oaId: z.string(), appId: z.string(), appSecret: z.string() })
/** `began`: when time began (epoch ms); `speed`: how many times faster it runs here. */
export const Work = z.object({
  url: z.string(),
  secret: z.string(),
  unit: Unit,
  began: z.number(),
  speed: z.number(),
  base: z.string(),
  timeoutSeconds: z.number(),
  telegram: Bot.nullable(),
  zaloBot: Bot.nullable(),
  zaloOa: Oa.nullable(),
})
export type Work = z.input<typeof Work>

/** Sends what waits on all channels as the server's loops do, until it is killed. */
async function work(given: string): Promise<void> {
  const { url, secret, unit, began, speed, base, timeoutSeconds, ...on } = Work.parse(JSON.parse(given))
  const key = await hashKey(secret)
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.ceil(ms / speed)))
  const deps: PushDeps = {
    conversation: { handle: () => Promise.reject(new Error('nobody writes')) },
    db: await openDb(url),
    vault: createVault({ key, random: cryptoRandom, unit: unit.code }),
    unit,
    say: (name, holes) => `${name} ${holes?.n ?? ''}`,
    quiet: { from: '21:00', to: '07:00' },
    clock: () => new Date(Date.parse(base) + (Date.now() - began) * speed),
    wait,
  }
  const { telegram, zaloBot, zaloOa } = on
  const channels = [
    telegram && createTelegram({ ...telegram, webhookSecret: null, timeoutSeconds, ...deps }),
    zaloBot && createZaloBot({ ...zaloBot, webhookSecret: null, timeoutMs: timeoutSeconds * 1000, ...deps }),
    zaloOa &&
      createZaloOa({
        ...zaloOa,
        ...deps,
        secretKey: 'unused',
        apiRoot: zaloOa.root,
        oauthRoot: zaloOa.root,
        zbsRoot: zaloOa.root,
        billable: true,
        templates: {},
        key,
        silencing: async () => [],
      }),
  ].filter((one) => one !== null)
  await Promise.all(
    channels.map(async ({ drain }) => {
      for (;;) {
        // a busy database, as any server meets it: the next drain goes on
        await drain().catch(() => 0)
        await wait(2000)
      }
    }),
  )
}

const [, script = '', given] = process.argv
if (given && script.endsWith('child.mjs')) await work(given)
