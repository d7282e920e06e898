import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './sqld.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** A server of its own, as `npm start` runs it in the sample mode, behind a proxy: its address, the password of the sample staff, what it printed. */
export async function startServer(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'server-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/node.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      SAMPLE: 'true',
      TRUST_PROXY: 'true',
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const root = `http://127.0.0.1:${port}`
  const end = Date.now() + 90_000
  while (!output.includes('/console\n') || !(await fetch(`${root}/readyz`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > end) {
      await stop()
      throw new Error(`the server did not start:\n${output.slice(-2000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const password = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
  return { root, folder, password, said: () => output, stop }
}
