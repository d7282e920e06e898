import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Starts the machine's Chromium, quiet towards the network. Throws a sentence when there is none. */
export async function openBrowser(args: string[] = []): Promise<Browser> {
  const executablePath = PLACES.find((path) => path && existsSync(path))
  if (!executablePath) throw new Error('No Chromium found: install it, or set CHROMIUM_PATH.')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet, ...args] })
}
