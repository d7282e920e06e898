import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDb } from '../../server/storage/node.ts'
import { HOUR, SECRET, tokenWorld } from './zalo-oa-world.ts'

test('without a grant there is no token, and with one it is used until five hours before its end', async () => {
  const w = await tokenWorld()
  const tokens = w.tokensOver()
  expect(await tokens.access()).toBe('none')
  await tokens.grant(w.pair())
  expect(await tokens.access()).toEqual({ token: 'access-0', version: 1 })
  w.later(19 * HOUR)
  await tokens.freshen()
  expect(w.server.refreshes).toBe(0)
  w.later(2 * HOUR)
  await tokens.freshen()
  expect(w.server.refreshes).toBe(1)
  expect(await tokens.access()).toEqual({ token: w.server.access, version: 2 })
  expect(await tokens.state()).toMatchObject({ version: 2, failure: null, rotatedAt: w.state.now.getTime() })
})

test('both tokens rest sealed, and open in this installation only', async () => {
  const w = await tokenWorld()
  await w.tokensOver().grant(w.pair())
  const { rows } = await w.db.execute('SELECT * FROM zalo_oa_token')
  expect(JSON.stringify(rows)).not.toMatch(/access-0|refresh-0/)
  await w.db.execute("UPDATE zalo_oa_token SET sealed = replace(sealed, 's1.', 's1.A')")
  expect(await w.tokensOver().access()).toBe('sealed-elsewhere')
  const other = w.tokensOver(w.db, { app: { appId: '1', appSecret: 'x', oauthRoot: w.server.root } })
  expect(await other.access()).toBe('other-app')
})

test('ten at once over two connections refresh once and all go on with the new token', async () => {
  const w = await tokenWorld()
  const second = await openDb(w.url)
  await w.tokensOver().grant(w.pair(1))
  w.server.tokenFaults.push({ kind: 'delay', ms: 150 })
  w.later(2 * HOUR)
  const all = await Promise.all(Array.from({ length: 10 }, (_, n) => w.tokensOver(n % 2 ? w.db : second).access()))
  second.close()
  expect(all).toEqual(Array.from({ length: 10 }, () => ({ token: w.server.access, version: 2 })))
  expect(w.server).toMatchObject({ refreshes: 1, reused: 0 })
})

test('three processes at once: exactly one refresh', { timeout: 60_000 }, async () => {
  const w = await tokenWorld()
  await w.tokensOver().grant(w.pair(1))
  w.later(2 * HOUR)
  w.server.tokenFaults.push({ kind: 'delay', ms: 300 })
  const { server, url } = w
  const when = Date.now() + 4000
  const said = await Promise.all(
    [1, 2, 3].map(
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, [
            '--import',
            'tsx',
            join(import.meta.dirname, 'zalo-oa-token-child.ts'),
            ...[url, server.root, server.appId, server.appSecret, SECRET, String(w.state.now.getTime()), String(when)],
          ])
          let output = ''
          child.stdout.on('data', (chunk) => {
            output += chunk
          })
          child.once('exit', () => resolve(output.trim()))
        }),
    ),
  )
  expect(said).toEqual([server.access, server.access, server.access])
  expect(server).toMatchObject({ refreshes: 1, reused: 0 })
})

test('a token that Zalo refuses is changed once, by whoever is first; a fresh one that is refused is not', async () => {
  const w = await tokenWorld()
  const [one, two] = [w.tokensOver(), w.tokensOver()]
  await one.grant(w.pair())
  w.later(HOUR)
  await Promise.all([one.access(), two.access()])
  const [a, b] = await Promise.all([one.access(1), two.access(1)])
  expect([a, b]).toEqual([
    { token: w.server.access, version: 2 },
    { token: w.server.access, version: 2 },
  ])
  expect(w.server.refreshes).toBe(1)
  expect(await one.access(2)).toBe('refused')
  expect(w.server.refreshes).toBe(1)
})

test('a refused refresh is told, rests, and is tried again; the old token is used while it lives', async () => {
  const w = await tokenWorld()
  const tokens = w.tokensOver()
  await tokens.grant({ ...w.pair(4), refresh: 'wrong' })
  expect(await tokens.access()).toMatchObject({ token: 'access-0' })
  expect((await tokens.state())?.failure).toEqual({ why: 'refused -14014', at: w.state.now.getTime() })
  const asked = w.server.calls.length
  await tokens.freshen()
  expect(w.server.calls).toHaveLength(asked)
  w.later(5 * HOUR)
  expect(await tokens.access()).toBe('refused')
  await tokens.grant(w.pair())
  expect(await tokens.access()).toMatchObject({ token: w.server.access })
  expect((await tokens.state())?.failure).toBeNull()
  expect(w.lines.map(({ token }) => token)).toContain('refused -14014')
})

test('a line that breaks before Zalo heard is asked again a minute later; one that broke after costs the grant, and says so', async () => {
  const w = await tokenWorld()
  const tokens = w.tokensOver()
  await tokens.grant(w.pair(1))
  w.later(2 * HOUR)
  w.server.tokenFaults.push({ kind: 'drop' })
  expect(await tokens.access()).toBe('unreached')
  w.later(61_000)
  expect(await tokens.access()).toEqual({ token: w.server.access, version: 2 })
  w.later(26 * HOUR)
  w.server.tokenFaults.push({ kind: 'drop-after' })
  expect(await tokens.access()).toBe('unreached')
  w.later(61_000)
  expect(await tokens.access()).toBe('refused')
  expect((await tokens.state())?.failure?.why).toBe('refused -14014')
})

test('a process that vanished while it refreshed holds the others no longer than a minute', async () => {
  const w = await tokenWorld()
  const tokens = w.tokensOver()
  await tokens.grant(w.pair(1))
  w.later(2 * HOUR)
  await w.db.execute("UPDATE zalo_oa_token SET holder = 'gone', lease_until = ?", [
    BigInt(w.state.now.getTime() + 60_000),
  ])
  expect(await tokens.access()).toBe('busy')
  w.later(61_000)
  expect(await tokens.access()).toEqual({ token: w.server.access, version: 2 })
})

test('the new pair is kept before it is used, however often the database has to be asked', async () => {
  const w = await tokenWorld()
  let broken = 3
  const flaky = {
    ...w.db,
    execute: (sql: string, args: Parameters<typeof w.db.execute>[1] = []) => {
      if (sql.includes('version = version + 1, sealed') && broken-- > 0) throw new Error('database is gone')
      return w.db.execute(sql, args)
    },
  }
  await w.tokensOver().grant(w.pair(1))
  w.later(2 * HOUR)
  expect(await w.tokensOver(flaky).access()).toEqual({ token: w.server.access, version: 2 })
  expect(await w.tokensOver().access()).toEqual({ token: w.server.access, version: 2 })
  expect(w.server).toMatchObject({ refreshes: 1, reused: 0 })
})

test('the code of a consent gives the first pair; a wrong one says why', async () => {
  const w = await tokenWorld()
  const tokens = w.tokensOver()
  expect(await tokens.grantByCode('wrong', null)).toEqual({ ok: false, why: '-14019' })
  expect(await tokens.grantByCode('good-code', 'verifier')).toEqual({ ok: true })
  expect(await tokens.access()).toMatchObject({ token: w.server.access })
  expect(await tokens.renew()).toMatchObject({ token: w.server.access, version: 2 })
  expect(w.server.refreshes).toBe(1)
})
