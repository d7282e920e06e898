import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll } from 'vitest'
import { readCatalogue } from '../../server/procedures/read.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { startRealServer } from '../miniapp/real-server.ts'
import { API_ROOT, apiAt, fakeZalo, ZALO_PHONE } from '../miniapp/zalo-host.ts'
import { openBrowser } from '../support/browser.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

const ROOT = join(import.meta.dirname, '../..')
const PHONE = { viewport: { width: 360, height: 640 }, serviceWorkers: 'block' as const }
export const PIN = '280517'

/** The shipped app beside the whole real commune, its team's lead, and phones to be let in; all of it ends with the file. */
export async function teamWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'team-'))
  process.env.NODE_ENV = 'production' // the build that is shipped, not the bundler's for tests
  process.env.VITE_API_ROOT = API_ROOT // for Zalo alone; in a browser the API stands beside the app
  await build({ configFile: join(ROOT, 'miniapp/vite.config.ts'), logLevel: 'error', build: { outDir: folder } })
  delete process.env.VITE_API_ROOT
  const commune = await openServices(new Date(), afterAll)
  await saveCatalogue(commune.db, readCatalogue(join(ROOT, 'content/catalogue')))
  const server = await startRealServer(folder, commune)
  const lead = await signedIn(commune.services, 'team-lead', 'Tổ trưởng Hoa')
  const browser: Browser = await openBrowser()
  const contexts: BrowserContext[] = []
  afterAll(async () => {
    await browser.close()
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    commune,
    server,
    lead,
    async newPhone(options: object = {}): Promise<Page> {
      const context = await browser.newContext({ ...PHONE, ...options })
      contexts.push(context)
      return context.newPage()
    },
    /** A phone with Zalo, which serves the app from its own host. */
    async newZalo(): Promise<Page> {
      const context = await browser.newContext({ ...ZALO_PHONE, serviceWorkers: 'block' })
      contexts.push(context)
      await fakeZalo(context, folder, apiAt(server.url))
      return context.newPage()
    },
    async closePhones() {
      for (const context of contexts.splice(0)) await context.close()
    },
    async pairingCode(name: string): Promise<string> {
      const { id: member } = await signedIn(commune.services, 'member', name)
      const about = { member, team: 'to-dong', label: 'Máy thử' }
      return (await commune.services.assist.devices.invite(lead.actor, about)).code
    },
    /** Lets a phone in for a new member, by the address of the lead's QR code. */
    async pair(page: Page, name: string, pin = PIN): Promise<void> {
      await page.goto(`${server.url}/app/#/team/pair/${await this.pairingCode(name)}`)
      await page.getByLabel('Mã PIN mới').fill(pin)
      await page.getByLabel('Gõ lại mã PIN').fill(pin)
      await press(page, 'Ghép máy')
      await title(page, 'Hôm nay: 0 lượt')
    },
  }
}
export type TeamWorld = Awaited<ReturnType<typeof teamWorld>>

export const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

export async function unlock(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('Mã PIN 6 số').fill(pin)
  await press(page, /^Mở$/)
}
/** Another app comes to the front, and ours back again. */
export async function leaveAndReturn(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}
export async function begin(page: Page): Promise<void> {
  await press(page, /Giúp người mới|Người tiếp theo/)
  await page.getByLabel('Bà con đã đồng ý bằng lời').check()
  await press(page, 'Bắt đầu giúp')
  await title(page, /^Người số/)
}
export async function finish(page: Page): Promise<void> {
  await press(page, 'Xong việc, ghi lại')
  await press(page, 'Làm xong')
  await press(page, 'Ghi và trao lại')
  await title(page, 'Trao lại cho bà con')
}
/** The address behind the QR code, as it stands on the slip. */
export const linkOn = (page: Page) => page.locator('.slip-only p', { hasText: '#/nhan/' }).textContent()

/**
 * Which of these words this phone holds or shows anywhere: the page with its fields, the storages, the databases, the caches, this entry
 * of the history.
 */
export async function foundOn(page: Page, words: string[]): Promise<string[]> {
  return page.evaluate(async (sought) => {
    const fields = Array.from(document.querySelectorAll('input, textarea, select'), (field) =>
      'value' in field ? String(field.value) : '',
    )
    const kept: unknown[] = [document.documentElement.outerHTML, document.title, fields, location.href, history.state]
    kept.push({ ...localStorage }, { ...sessionStorage })
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const store of Array.from(db.objectStoreNames)) {
        const asked = db.transaction(store).objectStore(store)
        for (const request of [asked.getAll(), asked.getAllKeys()])
          kept.push(
            await new Promise((resolve) => {
              request.onsuccess = () => resolve(request.result)
            }),
          )
      }
      db.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        kept.push(request.url, await (await cache.match(request))?.clone().text())
    }
    const all = JSON.stringify(kept)
    return sought.filter((word) => all.includes(word))
  }, words)
}
