import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createSampleIfEmpty, SAMPLE_TRY } from '../../server/dossiers/sample.ts'
import { readCatalogue } from '../../server/procedures/read.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { faultsOn } from '../miniapp/axe.ts'
import { gpsPhoto } from '../miniapp/gps-photo.ts'
import { startRealServer } from '../miniapp/real-server.ts'
import { API_ROOT, apiAt, fakeZalo, ZALO_APP, ZALO_PHONE } from '../miniapp/zalo-host.ts'
import { openBrowser } from '../support/browser.ts'
import { openServices, sources } from '../support/services.ts'

const ROOT = join(import.meta.dirname, '../..')
const OA = '4318657068771012646'
const TEXT = 'Đèn đường trước nhà văn hóa thôn Đông tắt đã ba tối.'
const folder = mkdtempSync(join(tmpdir(), 'miniapp-citizen-'))
let browser: Browser
let commune: Awaited<ReturnType<typeof openServices>>
let server: Awaited<ReturnType<typeof startRealServer>>
let context: BrowserContext | undefined

// the whole real commune; of Zalo there is its host and its bridge, and nothing that answers for its Official Account
beforeAll(async () => {
  process.env.VITE_API_ROOT = API_ROOT
  process.env.NODE_ENV = 'production'
  await build({ configFile: join(ROOT, 'miniapp/vite.config.ts'), logLevel: 'error', build: { outDir: folder } })
  const { content } = sources()
  const away = 'http://127.0.0.1:9'
  commune = await openServices(new Date(), afterAll, {
    content: { ...content, unit: { ...content.unit, channels: { zaloOa: OA } } },
    zaloOa: {
      ...{ oaId: OA, secretKey: 'k', appId: '1', appSecret: 's', billable: false },
      ...{ apiRoot: away, oauthRoot: away, zbsRoot: away },
    },
  })
  await saveCatalogue(commune.db, readCatalogue(join(ROOT, 'content/catalogue')))
  await createSampleIfEmpty(commune.services.dossiers, commune.services)
  server = await startRealServer(folder, commune)
  browser = await openBrowser()
}, 300_000)
afterEach(async () => {
  await context?.close()
  await commune.db.write(['feedback_file', 'survey_response'].map((table) => ({ sql: `DELETE FROM ${table}` })))
})
afterAll(async () => {
  await browser?.close()
  server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const onward = (page: Page) => press(page, 'Tiếp tục')
const count = async (sql: string) => Number((await commune.db.execute(sql)).rows[0]?.n)

/** Asks, follows a case to its checklist, and finds it again under *Của tôi*. */
async function asks(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('lam giay khai sinh cho con')
  await page
    .getByRole('link', { name: /khai sinh/i })
    .first()
    .click()
  await title(page, 'Khai sinh cho con')
  for (const answer of ANSWERS)
    await page.locator('.question').getByRole('button', { name: answer, exact: true }).click()
  await page.getByRole('heading', { name: 'Giấy tờ của anh/chị' }).waitFor()
  expect(await faultsOn(page)).toEqual([])
  await page.getByRole('checkbox', { name: /Giấy chứng sinh/ }).check()
  await page.getByText(/^Đã có 1 trên/).waitFor()
  await page.getByRole('link', { name: /Trang chính/ }).click()
  await page.getByRole('link', { name: 'Xem mọi việc của tôi' }).click()
  await page.getByRole('link', { name: /Khai sinh cho con/ }).click()
  await page.getByRole('heading', { name: 'Giấy tờ của anh/chị' }).waitFor()
  await page.getByRole('link', { name: /Trang chính/ }).click()
}

/** Looks a dossier up, keeps it, and takes the line by which a chat follows it. */
async function looksUp(page: Page): Promise<string> {
  await page.getByRole('link', { name: /^Hồ sơ của tôi/ }).click()
  await page.getByLabel('Mã hồ sơ').fill(SAMPLE_TRY.code.toLowerCase())
  await page.getByLabel('4 số cuối điện thoại').fill(SAMPLE_TRY.digits)
  await press(page, 'Xem hồ sơ')
  await page.getByText('Đã qua các bước').waitFor()
  await press(page, 'Lưu trên máy này')
  await press(page, 'Nhận tin khi hồ sơ thay đổi')
  const line = await page.getByText(/^THEO DOI [A-Z0-9]{8}$/).innerText()
  expect(await faultsOn(page)).toEqual([])
  return line
}

/** Reports with a photo, and sees the case. Gives its code. */
async function reports(page: Page): Promise<string> {
  await page.getByRole('link', { name: /Trang chính/ }).click()
  await page.getByRole('link', { name: /^Phản ánh/ }).click()
  await page.getByRole('link', { name: 'Viết phản ánh' }).click()
  await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
  await onward(page)
  await page.getByLabel('Địa điểm').fill('Trước nhà văn hóa thôn Đông')
  await onward(page)
  await onward(page)
  const photo = { name: 'den.jpg', mimeType: 'image/jpeg', buffer: await gpsPhoto(page) }
  await page.locator('input[multiple]').setInputFiles(photo)
  await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
  await onward(page)
  await page.getByRole('button', { name: /^Không cần/ }).click()
  await onward(page)
  await press(page, 'Gửi')
  await title(page, 'Xã đã nhận')
  const code = await page.locator('.due .code').innerText()
  await page.getByRole('link', { name: 'Xem phản ánh' }).click()
  await page.getByText('Đã qua các bước').waitFor()
  return code
}

/** Answers the survey about how a dossier was dealt with. */
async function answers(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Trang chính/ }).click()
  await page.getByRole('link', { name: 'Xem mọi việc của tôi' }).click()
  await page.getByRole('link', { name: 'Trả lời khảo sát của xã' }).click()
  await page.getByRole('link', { name: /^Đánh giá việc giải quyết hồ sơ/ }).click()
  await press(page, 'Bắt đầu')
  for (const [ask, option] of SURVEY)
    await page.getByRole('group', { name: ask }).getByRole('button', { name: option, exact: true }).click()
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await page.getByText('Ý kiến được cộng vào').waitFor()
}

/** Sends the line from a chat of the Official Account. */
async function sends(line: string, chat: string): Promise<string> {
  const inbound = {
    channel: 'zalo-oa',
    chat,
    id: `${chat}:1`,
    at: new Date(),
    body: { type: 'text' as const, text: line },
  }
  await commune.services.conversation.handle({ ...inbound, caller: chat })
  const { rows } = await commune.db.execute('SELECT code FROM follow WHERE chat = ?', [chat])
  return String(rows[0]?.code)
}

describe('a citizen’s day', { timeout: 120_000 }, () => {
  test('in a browser', async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    await page.goto(`${server.url}/app/`)
    await asks(page)
    expect(await sends(await looksUp(page), '111')).toBe(SAMPLE_TRY.code)
    const code = await reports(page)
    await answers(page)
    await arrived(code)
    await page.goto(`${server.url}/app/#/mine`)
    for (const mine of [SAMPLE_TRY.code, code, 'Khai sinh cho con'])
      await page.getByRole('link', { name: new RegExp(mine.replace(/\./g, '\\.')) }).waitFor()
  })

  test('inside Zalo', async () => {
    context = await browser.newContext(ZALO_PHONE)
    await fakeZalo(context, folder, apiAt(server.url))
    const page = await context.newPage()
    await page.goto(ZALO_APP)
    await asks(page)
    const line = await looksUp(page)
    await press(page, 'Gửi qua Zalo')
    await page.getByText('Bấm gửi là xong').waitFor()
    expect(await page.evaluate(() => JSON.stringify(Reflect.get(window, 'bridge')))).toContain(line)
    expect(await sends(line, '222')).toBe(SAMPLE_TRY.code)
    const code = await reports(page)
    await answers(page)
    await arrived(code)
    expect(new URL(page.url()).pathname).toBe('/zapps/123456/')
    // none of it in an address that a log would keep
    expect(server.seen.map((line) => line.split(' ')[1]).join('\n')).not.toMatch(/THEO|khai-sinh-cho/)
  })

  /** One report with its one photo, one answer. */
  async function arrived(code: string): Promise<void> {
    expect(await count(`SELECT count(*) AS n FROM feedback WHERE code = '${code}'`)).toBe(1)
    await expect.poll(() => count('SELECT count(*) AS n FROM feedback_file'), { timeout: 20_000 }).toBe(1)
    await expect.poll(() => count('SELECT count(*) AS n FROM survey_response'), { timeout: 20_000 }).toBe(1)
  }
})

test('the conversation of the chat page is deleted at the commune from the settings', async () => {
  context = await browser.newContext({ viewport: { width: 360, height: 640 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`${server.url}/chat`)
  await page.getByRole('textbox').fill('xin chào')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('xa-chat')), { timeout: 20_000 })
    .toContain('xin chào')
  const erased = () => count("SELECT count(*) AS n FROM consent WHERE channel = 'web' AND act = 'erased'")
  expect(await erased()).toBe(0)
  await page.goto(`${server.url}/app/#/settings`)
  await press(page, 'Xóa cuộc trò chuyện trên web ở xã')
  expect(await faultsOn(page)).toEqual([])
  await press(page, 'Xóa hết')
  await page.getByText('Đã xóa ở xã và trên máy này').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('xa-chat'))).toBeNull()
  expect(await erased()).toBe(1)
})

const ANSWERS = [
  'Không',
  'Biết cha mẹ hoặc biết một người',
  'Đã đăng ký',
  'Có, bản giấy hoặc điện tử',
  'Không',
  'Trong 60 ngày',
  'Chỉ khai sinh',
  'Cha hoặc mẹ',
]
const SURVEY = [
  ['Anh/chị nhận kết quả so với ngày hẹn thế nào?', 'Đúng ngày hẹn'],
  ['Sau khi nộp', 'Không lần nào'],
  ['Ngoài nơi nộp', 'Không'],
  ['Giấy tờ, thời hạn', 'Tôi không để ý'],
  ['Cán bộ hướng dẫn', 'Tận tình, lịch sự'],
] as const
