// Makes sure that a Chromium is there for the browser tests; installs Debian's when it may (root and apt).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
if (places.some((path) => path && existsSync(path))) process.exit(0)

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
console.log(mayInstall ? 'Installing Chromium for the browser tests (apt)…' : 'No Chromium found.')
if (
  !mayInstall ||
  !run('apt-get', ['update']) ||
  !run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
) {
  console.error('The browser tests need Chromium: install it, or set CHROMIUM_PATH.')
  process.exit(1)
}
