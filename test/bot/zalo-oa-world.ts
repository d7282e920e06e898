import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createOaTokens, type OaTokensDeps } from '../../bot/channels/zalo-oa-tokens.ts'
import { createVault } from '../../bot/vault.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { ZaloOaServer } from '../support/zalo-oa-server.ts'

export const NOW = new Date('2026-11-20T09:00:00+07:00')
export const HOUR = 3_600_000
export const SECRET = 'khóa chỉ dùng để kiểm thử Zalo OA'

/** A fake Zalo and an empty database, with a clock that only the test moves. */
export async function tokenWorld() {
  const server = await new ZaloOaServer().start()
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const url = `file:${join(folder, 'xa.db')}`
  const db = await openDb(url)
  onTestFinished(async () => {
    await server.stop()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await migrate(db, NOW)
  const state = { now: NOW }
  server.now = () => state.now.getTime()
  const key = await hashKey(SECRET)
  const lines: Array<Record<string, string | number>> = []
  const tokensOver = (over: Db = db, more: Partial<OaTokensDeps> = {}) =>
    createOaTokens({
      db: over,
      unit: '13576',
      vault: createVault({ key, random: cryptoRandom, unit: '13576' }),
      app: { appId: server.appId, appSecret: server.appSecret, oauthRoot: server.root },
      clock: () => state.now,
      random: cryptoRandom,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 10)),
      log: (line) => void lines.push(line),
      ...more,
    })
  return {
    server,
    db,
    url,
    state,
    lines,
    tokensOver,
    later: (ms: number) => {
      state.now = new Date(state.now.getTime() + ms)
    },
    /** The pair that Zalo's explorer shows, brought by a person. */
    pair: (hours = 25) => ({
      access: server.access,
      refresh: server.refresh,
      expiresAt: state.now.getTime() + hours * HOUR,
    }),
  }
}
