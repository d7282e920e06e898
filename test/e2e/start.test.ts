import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../support/sqld.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const started: Array<{ child: ChildProcess; folder: string }> = []
afterEach(() => {
  for (const { child, folder } of started.splice(0)) {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})

/** `npm start` as a person types it, in a data folder of its own. */
function start(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'start-'))
  const child = spawn('npm', ['start'], { cwd: ROOT, env: { ...process.env, DATA_DIR: folder, ...env } })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  started.push({ child, folder })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, said: () => output }
}

async function until(check: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await check())) {
    if (Date.now() > end) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('npm start', () => {
  it('serves the sample commune, says what to open and try, and drains on SIGTERM', { timeout: 120_000 }, async () => {
    const port = await freePort()
    const server = start({ PORT: String(port) })
    const root = `http://127.0.0.1:${port}`
    await until(() =>
      fetch(`${root}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    await until(() => server.said().includes('4 số cuối'))
    const [, code = '', digits = ''] = /hồ sơ (\S+), 4 số cuối điện thoại (\d{4})/.exec(server.said()) ?? []
    expect(await (await fetch(`${root}/api/dossiers/${code}?phone=${digits}`)).json()).toMatchObject({
      code,
      verified: true,
    })
    for (const path of ['/chat', '/app/', '/api/docs']) {
      const page = await fetch(root + path)
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringContaining('text/html'),
      ])
    }
    expect(server.said()).toContain('Dữ liệu mẫu')
    await until(() => server.said().includes('Cán bộ mẫu'))
    const [, login = '', password = ''] = /Cán bộ mẫu: (\w+),.* mật khẩu (\S+)/.exec(server.said()) ?? []
    const entered = await fetch(`${root}/console/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: root },
      body: new URLSearchParams({ login, password }),
    })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/console'])
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    const logged = server
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(logged.length).toBeGreaterThan(3)
    expect(logged.join('\n')).not.toContain(code)
  })

  it('refuses a contradiction with a sentence that names the variable', async () => {
    const server = start({ DATABASE_AUTH_TOKEN: 'x' })
    expect(await server.ended).toBe(1)
    expect(server.said()).toContain('DATABASE_AUTH_TOKEN')
    expect(server.said()).not.toContain('    at ')
  })
})
