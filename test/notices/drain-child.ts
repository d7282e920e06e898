import { createTelegram } from '../../bot/channels/telegram.ts'
import { createVault } from '../../bot/vault.ts'
import { Unit } from '../../server/content/schema.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { openDb } from '../../server/storage/node.ts'

/**
 * Sends notices as the server's loop does, until it is killed. Arguments: database, root and token of Telegram, the secret, the
 * unit, when time began (epoch ms) and how many times faster it runs here.
 */
const [, , url = '', apiRoot = '', token = '', secret = '', unitJson = '', began = '', speed = '1'] = process.argv
const unit = Unit.parse(JSON.parse(unitJson))
const base = Date.parse('2026-11-20T08:00:00+07:00')
const clock = () => new Date(base + (Date.now() - Number(began)) * Number(speed))
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.ceil(ms / Number(speed))))
const telegram = createTelegram({
  token,
  apiRoot,
  webhookSecret: null,
  conversation: { handle: () => Promise.reject(new Error('nobody writes')) },
  db: await openDb(url),
  vault: createVault({ key: await hashKey(secret), random: cryptoRandom, unit: unit.code }),
  unit,
  say: (key, holes) => `${key} ${holes?.n ?? ''}`,
  quiet: { from: '21:00', to: '07:00' },
  clock,
  wait,
})
for (;;) {
  await telegram.drain()
  await wait(2000)
}
