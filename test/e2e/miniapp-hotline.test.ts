import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { feedbackRoutes } from '../../server/feedback/routes.ts'
import { type Desk, HANDLER, LEADER, OFFICER, openDesk } from '../feedback/support/desk.ts'
import { faultsOn } from '../miniapp/axe.ts'
import { startFakeServer } from '../miniapp/fake-server.ts'
import { gpsPhoto, TRACES } from '../miniapp/gps-photo.ts'
import { openBrowser } from '../support/browser.ts'

const TEXT = 'Đèn đường trước nhà văn hóa thôn tắt đã ba tối.'
const folder = mkdtempSync(join(tmpdir(), 'miniapp-hotline-'))
let browser: Browser

beforeAll(async () => {
  process.env.NODE_ENV = 'production' // the build that is shipped, not the bundler's for tests
  const configFile = join(import.meta.dirname, '../../miniapp/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: folder } })
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The mini-app before the hotline itself: its rules, its database, its photos on disk. */
async function openHotline(): Promise<{ hotline: Desk; page: Page; url: string }> {
  const hotline = await openDesk()
  const door = { clientIp: () => '10.0.0.1', clock: () => hotline.state.now }
  const app = new Hono().onError(answerError(() => undefined)).route('/', feedbackRoutes(hotline.feedback, door))
  const { url, stop } = await startFakeServer(folder, { app })
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  onTestFinished(async () => {
    await context.close()
    stop()
  })
  const page = await context.newPage()
  await page.goto(`${url}/app/?phan-anh`)
  return { hotline, page, url }
}

const onward = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click()
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function send(page: Page, photo?: Buffer): Promise<string> {
  await page.getByRole('link', { name: 'Viết phản ánh' }).click()
  await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
  await onward(page)
  await page.getByLabel('Thôn, tổ dân phố').selectOption('Thôn Đông')
  await page.reload() // in the middle
  await title(page, 'Ở đâu?')
  expect(await page.getByLabel('Thôn, tổ dân phố').inputValue()).toBe('Thôn Đông')
  await onward(page)
  await onward(page)
  await title(page, 'Có ảnh không?')
  if (photo) {
    await page.locator('input[multiple]').setInputFiles({ name: 'den.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByText('Đã có 1 ảnh').waitFor()
  }
  await onward(page)
  await page.getByRole('button', { name: /^Không cần/ }).click()
  await page.getByText('Đăng công khai câu trả lời').click()
  await onward(page)
  await page.getByRole('button', { name: 'Gửi', exact: true }).dblclick()
  await title(page, 'Xã đã nhận')
  return page.locator('.due .code').innerText()
}

const filesUnder = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))

test('sent with a photo, asked, answered, reopened, answered again, rated, in the public register', async () => {
  const { hotline, page, url } = await openHotline()
  const { desk, db, state } = hotline
  const later = (minutes: number) => {
    state.now = new Date(state.now.getTime() + minutes * 60_000)
  }
  const code = await send(page, await gpsPhoto(page))
  expect(await faultsOn(page)).toEqual([])

  const { rows } = await db.execute('SELECT code FROM feedback')
  expect(rows).toHaveLength(1) // the button was pressed twice
  const stored = filesUnder(join(hotline.folder, 'files')).filter(
    (bytes) => bytes.subarray(0, 2).toString('hex') === 'ffd8',
  )
  expect(stored).toHaveLength(1)
  expect(TRACES.some((trace) => stored[0]?.includes(trace))).toBe(false)

  await desk.claim(HANDLER, code)
  later(10)
  await desk.ask(HANDLER, code, { question: 'Cột đèn mang số mấy?' })
  await page.getByRole('link', { name: 'Xem phản ánh' }).click()
  await page.getByRole('img', { name: 'Ảnh 1 anh/chị đã gửi' }).waitFor()
  await page.getByText('Cột đèn mang số mấy?', { exact: true }).waitFor()
  expect(await faultsOn(page)).toEqual([])
  later(10)
  await page.getByLabel('Anh/chị trả lời').fill('Cột số 12, ngay cổng')
  await page.getByRole('button', { name: 'Gửi trả lời' }).click()
  await page.getByText('Cảm ơn anh/chị').waitFor()
  await page.getByLabel('Anh/chị trả lời').waitFor({ state: 'detached' })

  const close = async (answer: string, by: typeof HANDLER) => {
    later(10)
    await desk.close(by, code, { outcome: 'resolved', answer, evidence: { document: '12/BC-UBND' } })
    await page.reload()
    await page.locator('.outcome').getByText(answer).waitFor()
  }
  await close('Đã thay bóng đèn cột số 12 chiều nay.', HANDLER)
  await page.getByText('12/BC-UBND').waitFor()
  expect(await faultsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Chưa xong', exact: true }).click()
  await page.getByLabel('Còn gì chưa xong').fill('Đèn sáng một lúc lại tắt')
  later(10)
  await page.getByRole('button', { name: 'Mở lại việc này' }).click()
  await page.locator('.said').getByText('Đã mở lại').waitFor()

  await desk.claim(LEADER, code)
  await close('Đã thay dây và bóng mới, đèn sáng cả đêm.', LEADER)
  await page.getByRole('button', { name: 'Hài lòng', exact: true }).click()
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
  await page.getByText('Anh/chị đã đánh giá: Hài lòng.').waitFor()
  await desk.publish(OFFICER, code)
  await page.goto(`${url}/app/#/register`)
  await page.getByText('đèn sáng cả đêm').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(code)
})

test('a wrong secret and a code that is none look alike', async () => {
  const { page, url } = await openHotline()
  const code = await send(page)
  const told: string[] = []
  for (const address of [`${code}?secret=sai`, 'PA-ZZZZZZ?secret=sai']) {
    await page.goto('about:blank')
    await page.goto(`${url}/app/#/feedback/${address}`)
    told.push(await page.getByRole('alert').locator('b').first().innerText())
  }
  expect(told[0]?.replace(code, '')).toBe(told[1]?.replace('PA-ZZZZZZ', ''))
})

test('what a neighbour reported is found near by, and followed instead of sent again', async () => {
  const { hotline, page } = await openHotline()
  await hotline.send({ text: TEXT, place: { hamlet: 'Thôn Đông' } })
  await page.getByRole('link', { name: 'Viết phản ánh' }).click()
  await page.getByLabel('Kể việc cần xã xử lý').fill('Đèn đường ở nhà văn hóa thôn tắt, tối lắm.')
  await onward(page)
  await page.getByLabel('Thôn, tổ dân phố').selectOption('Thôn Đông')
  for (let step = 0; step < 3; step++) await onward(page)
  await page.getByRole('button', { name: /^Không cần/ }).click()
  await onward(page)
  await page.getByRole('button', { name: 'Theo dõi cùng' }).click()
  await title(page, 'Đã ghi nhận')
  expect((await hotline.db.execute('SELECT code FROM feedback')).rows).toHaveLength(1)
})
