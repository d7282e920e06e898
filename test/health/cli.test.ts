import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '../../server/storage/node.ts'
import { ZaloOaServer } from '../support/zalo-oa-server.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `npm run zalo` as the keeper of the server types it, with a file on its standard input. */
async function keeper() {
  const server = await new ZaloOaServer().start()
  const folder = mkdtempSync(join(tmpdir(), 'zalo-'))
  onTestFinished(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const zalo = (args: string[], input = '') =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn('node', ['--import', 'tsx', 'server/cli/zalo.ts', ...args], {
        cwd: ROOT,
        env: {
          ...process.env,
          DATA_DIR: folder,
          ZALO_APP_ID: server.appId,
          ZALO_APP_SECRET: server.appSecret,
          ZALO_OA_ID: server.oaId,
          ZALO_OA_SECRET_KEY: server.oaSecret,
          ZALO_OA_API_ROOT: server.root,
          ZALO_OA_OAUTH_ROOT: server.root,
          ZALO_OA_ZBS_ROOT: server.root,
        },
      })
      const said = { out: '', err: '' }
      child.stdout.on('data', (chunk) => {
        said.out += chunk
      })
      child.stderr.on('data', (chunk) => {
        said.err += chunk
      })
      child.once('exit', (code) => resolve({ code, ...said }))
      child.stdin.end(input)
    })
  return { server, folder, zalo }
}

test('brings the first tokens, which are changed at once, and tries a form', { timeout: 240_000 }, async () => {
  const { server, folder, zalo } = await keeper()
  expect(await zalo(['status'])).toMatchObject({ code: 1, err: expect.stringContaining('Chưa có cặp mã') })
  const pair = JSON.stringify({ access_token: server.access, refresh_token: server.refresh })
  const brought = await zalo(['tokens'], pair)
  expect([brought.code, brought.out]).toEqual([0, expect.stringContaining('Zalo OA “UBND xã” trả lời')])
  expect(server.refreshes).toBe(1)
  expect(brought.out + brought.err).not.toContain(server.access)

  server.templates.set('123', { params: ['ma'], enabled: true })
  const tried = await zalo(['template', '123', '0912 345 678', 'ma=H48.21=15', '--development'])
  expect([tried.code, tried.out]).toEqual([0, expect.stringContaining('mã theo dõi thu-')])
  expect(server.sent).toMatchObject([{ way: 'phone', to: '84912345678', data: { ma: 'H48.21=15' } }])

  const db = await openDb(`file:${folder}/xa.db`)
  const { rows } = await db.execute("SELECT action, actor FROM audit WHERE action LIKE 'channels.%'")
  db.close()
  expect(rows).toMatchObject([{ action: 'channels.grant', actor: null }])
})
