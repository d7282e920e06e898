import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '../../bot/conversation/types.ts'
import { chatPages } from '../../server/chat/page.tsx'
import { openBrowser } from '../support/browser.ts'
import { picture } from '../support/png.ts'
import { say, unit } from './world.ts'

const pages = chatPages(unit, say)
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** The chat page as served, in a phone, with these replies for whatever is asked. */
async function open(replies: Reply[], viewport = { width: 360, height: 640 }): Promise<Page> {
  const page = await browser.newPage({ viewport })
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/api/chat') return route.fulfill({ json: { replies } })
    const found = await pages.request(pathname.replace(/^\/chat/, '') || '/')
    return route.fulfill({
      status: found.status,
      contentType: found.headers.get('content-type') ?? '',
      body: await found.text(),
    })
  })
  await page.goto('http://xa.test/chat')
  await page.locator('.said').first().waitFor()
  return page
}
const links = (page: Page) => page.locator('.said a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
const says = (text: string): Reply[] => [{ type: 'say', text }]

test.each([
  ['Gọi ngay 114, rồi 113.', ['tel:114', 'tel:113']],
  ['Gọi 111 (miễn phí), cấp cứu: 115; lũ: 112', ['tel:111', 'tel:115', 'tel:112']],
  ['Gọi 0255 000 0001 (Bộ phận một cửa).', ['tel:02550000001']],
  ['Di động 0912345678, tổng đài 18001096.', ['tel:0912345678', 'tel:18001096']],
  ['Nộp tại https://dichvucong.gov.vn.', ['https://dichvucong.gov.vn']],
  ['Hồ sơ H48.21.15-261102-0018, mã 1.001193, ngày 18/07/2026, 8.000 đồng, 115 ngày, 60/2014/QH13', []],
  ['<img src=x onerror=alert(1)> gọi 113', ['tel:113']],
])('%s', async (text, hrefs) => {
  const page = await open(says(text))
  expect(await links(page)).toEqual(hrefs)
  expect(await page.locator('.said').innerText()).toBe(text)
  expect(await page.locator('.said img').count()).toBe(0)
  await page.close()
})

test('the lines of a card have links, too', async () => {
  const sections = [
    { heading: 'Nơi nộp', lines: ['Công an xã. Điện thoại: 0255 000 0113.'] },
    { heading: 'Trực tuyến', lines: ['Tại https://dichvucong.gov.vn, không phải đến.', 'Cần giúp: gọi 18001096.'] },
  ]
  const page = await open([{ type: 'card', title: 'Đăng ký tạm trú', sections, footer: '' }])
  expect(await links(page)).toEqual(['tel:02550000113', 'https://dichvucong.gov.vn', 'tel:18001096'])
  await page.close()
})

test('a photo goes ahead of its message and is seen in it; the receipt opens in this server', async () => {
  const page = await open([{ type: 'link', text: 'Xem phản ánh', url: '/app/#/feedback/PA-7K3M9Q?secret=x' }])
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`)
  })
  await page.route('**/api/chat/photo', (route) => route.fulfill({ json: { photo: 'token-of-photo' } }))
  await page.setInputFiles('#photos', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(picture()) })
  await page.locator('.mine img').waitFor()
  await page.locator('.said a').nth(1).waitFor()
  expect(asked.map((line) => line.split(' ')[0])).toEqual(['/api/chat/photo', '/api/chat'])
  expect(asked[1]).toContain('token-of-photo')
  expect(await links(page)).toContain('/app/#/feedback/PA-7K3M9Q?secret=x')
  const low = async (id: string) => (await page.locator(id).boundingBox())?.height ?? 0
  expect(await low('#photo')).toBeGreaterThanOrEqual(48)
  // a page that is not served over https can't ask for the place
  expect(await page.locator('#place').isVisible()).toBe(false)
  await page.close()
})

test('on a small phone the header is one line and a slim banner', async () => {
  const page = await open(says('Chào anh/chị.'))
  const high = async (part: string) => (await page.locator(part).boundingBox())?.height ?? 0
  expect(await high('header')).toBeLessThanOrEqual(88)
  expect(await high('h1')).toBeLessThan(30)
  expect(await page.locator('head link[rel=icon]').getAttribute('href')).toMatch(/^data:image\/svg/)
  await page.close()
})
