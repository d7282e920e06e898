import { createOaTokens } from '../../bot/channels/zalo-oa-tokens.ts'
import { createVault } from '../../bot/vault.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { openDb } from '../../server/storage/node.ts'

/** A process that wants a token at a given moment. Arguments: database, root of Zalo, app id and secret, key, now (epoch ms), when to ask. */
const [, , url = '', oauthRoot = '', appId = '', appSecret = '', secret = '', now = '', when = ''] = process.argv
const db = await openDb(url)
const tokens = createOaTokens({
  db,
  unit: '13576',
  vault: createVault({ key: await hashKey(secret), random: cryptoRandom, unit: '13576' }),
  app: { appId, appSecret, oauthRoot },
  clock: () => new Date(Number(now)),
  random: cryptoRandom,
})
await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(when) - Date.now())))
const access = await tokens.access()
console.log(typeof access === 'string' ? access : access.token)
db.close()
