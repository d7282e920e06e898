import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { cookieOf, newsTown } from './news-town.ts'

const PHONE = { width: 360, height: 640 }
const DESK = { width: 1280, height: 800 }
const folder = mkdtempSync(join(tmpdir(), 'miniapp-news-'))
let browser: Browser
let town: Awaited<ReturnType<typeof newsTown>>
let context: BrowserContext | undefined

beforeAll(async () => {
  process.env.NODE_ENV = 'production'
  const configFile = join(import.meta.dirname, '../../miniapp/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: folder } })
  browser = await openBrowser()
  town = await newsTown(folder, afterAll)
}, 120_000)
afterEach(() => context?.close())
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function visit(path: string, viewport = PHONE, person?: { headers: { cookie: string } }): Promise<Page> {
  context = await browser.newContext({ viewport, serviceWorkers: 'block' })
  if (person) await context.addCookies([cookieOf(person, town.root)])
  const page = await context.newPage()
  await page.goto(town.root + path)
  return page
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
const answers = async () => (await town.db.execute('SELECT answers FROM quiz_answer')).rows.map(({ answers: of }) => of)

describe('news on the phone', () => {
  test('list, one with its picture and link, and back', async () => {
    const page = await visit('/app/#/news')
    await page.getByRole('heading', { level: 1, name: 'Tin của xã' }).waitFor()
    await page.getByText('Có 2 câu hỏi tìm hiểu').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('link', { name: /Lịch tiêm phòng tháng 12/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Lịch tiêm phòng tháng 12' }).waitFor()
    const shown = page.getByRole('img', { name: 'Ảnh kèm tin' })
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
    expect(await page.getByRole('link', { name: 'Xem thêm tại đường dẫn' }).getAttribute('href')).toBe(
      'https://xa.example.vn/tiem-phong',
    )
    expect(await faultsOn(page)).toEqual([])
    expect(await wide(page)).toBe(0)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Tin của xã' }).waitFor()
  })

  test('a quiz: what is missing is named, told once, read again after a reload, taken once from a device', async () => {
    const page = await visit(`/app/#/quiz/${town.quiz}`)
    await press(page, 'Ở xã hoặc trực tuyến')
    await press(page, 'Xem đáp án')
    await page.getByText('Xin chọn một ý.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Câu 2')
    expect(await faultsOn(page)).toEqual([])
    expect(await wide(page)).toBe(0)
    await press(page, 'Sổ đỏ')
    await press(page, 'Xem đáp án')
    await page.getByText('Anh/chị trả lời đúng 1 trên 2 câu.').waitFor()
    await page.getByText('Cách nào cũng được.').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.reload()
    await page.getByText('Anh/chị trả lời đúng 1 trên 2 câu.').waitFor()
    expect(await answers()).toEqual(['[1,2]'])
    const again = await page.evaluate(async (id) => {
      const device = localStorage.getItem('device')
      const response = await fetch(`/api/news/${id}/quiz`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ answers: [1, 0], device }),
      })
      return response.status
    }, town.quiz)
    expect(again).toBe(409)
    expect(await answers()).toEqual(['[1,2]'])
  })

  test('an answer whose sending broke is sent again and counted once', async () => {
    const before = (await answers()).length
    const page = await visit(`/app/#/quiz/${town.quiz}`)
    let broken = 0
    await page.route('**/quiz', async (route) => {
      if (broken++ > 0) return route.continue()
      // it arrives, the answer does not
      await route.fetch()
      await route.abort()
    })
    await press(page, 'Chỉ ở xã')
    await press(page, 'Mã hồ sơ')
    await press(page, 'Xem đáp án')
    await press(page, /thử lại/i)
    await page.getByText('Anh/chị trả lời đúng 1 trên 2 câu.').waitFor()
    expect((await answers()).length).toBe(before + 1)
  })
})

describe('the desk', () => {
  test.each([
    ['phone', PHONE],
    ['desktop', DESK],
  ])('writes news and sees how each channel will show it (%s)', async (_, viewport) => {
    const page = await visit('/console/broadcasts', viewport, town.officer)
    expect(await faultsOn(page)).toEqual([])
    for (const path of ['/console/broadcasts/new', `/console/broadcasts/${town.draft}`]) {
      await page.goto(town.root + path)
      expect([path, await faultsOn(page), await wide(page)]).toEqual([path, [], 0])
    }
    const previews = page.locator('.preview')
    expect(await previews.count()).toBe(3)
    expect(await previews.locator('img').count()).toBe(2)
    await page.goto(`${town.root}/console/broadcasts/${town.quiz}`)
    expect([await faultsOn(page), await wide(page)]).toEqual([[], 0])
  })

  test.each([
    ['phone', PHONE],
    ['desktop', DESK],
  ])('prints the slip by which a dossier is followed (%s)', async (_, viewport) => {
    const page = await visit(`/console/dossiers/${town.dossier}`, viewport, town.officer)
    await page.getByRole('link', { name: 'Phiếu theo dõi (mã QR)' }).click()
    await press(page, 'Tạo phiếu')
    await page.getByText(/THEO DOI \w{4} \w{4}/).waitFor()
    expect([await faultsOn(page), await wide(page)]).toEqual([[], 0])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('In trang này').isVisible()).toBe(false)
    expect(await page.locator('.slip svg').isVisible()).toBe(true)
    // one page of A5, as the receipt
    const height = await page.evaluate(() => document.querySelector('.slip')?.getBoundingClientRect().bottom ?? 0)
    expect(height).toBeLessThan(794)
  })

  test('everybody sees how messages arrive', async () => {
    await town.db.execute(
      `INSERT INTO outbox (unit, channel, chat, body, class, state, next_at, created_at, settled_at)
       VALUES (?, 'telegram', '1', '', 'reply', 'delivered', ?2, ?2, ?2)`,
      [town.services.content.unit.code, '2026-11-20T09:00:00+07:00'],
    )
    const page = await visit('/status')
    await page.getByRole('rowheader', { name: 'Telegram' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
  })
})
