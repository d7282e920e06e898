import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { readContent } from '../../server/content/read.ts'
import { answerError } from '../../server/errors.ts'
import { feedbackRoutes } from '../../server/feedback/routes.ts'
import { headers } from '../../server/headers.ts'
import { readCatalogue } from '../../server/procedures/read.ts'
import { procedureRoutes } from '../../server/procedures/routes.ts'
import { createProcedures } from '../../server/procedures/service.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { surveyRoutes } from '../../server/surveys/routes.ts'
import { unitRoutes } from '../../server/unit/routes.ts'
import { openDesk } from '../feedback/support/desk.ts'
import { faultsOn } from '../miniapp/axe.ts'
import { fileOf } from '../miniapp/fake-server.ts'
import { gpsPhoto } from '../miniapp/gps-photo.ts'
import { API_ROOT, fakeZalo, ZALO_APP, ZALO_PHONE } from '../miniapp/zalo-host.ts'
import { openBrowser } from '../support/browser.ts'
import { scratchDb } from '../support/scratch.ts'
import { openSurveys } from '../surveys/support.ts'

vi.setConfig({ testTimeout: 120_000 })
const CONTENT = join(import.meta.dirname, '../../content')
const CONFIG = join(import.meta.dirname, '../../miniapp/vite.config.ts')
const PHONE = { viewport: { width: 360, height: 640 } }
const TEXT = 'Đèn đường trước nhà văn hóa thôn tắt đã ba tối.'
const folder = mkdtempSync(join(tmpdir(), 'miniapp-offline-'))
const first = join(folder, 'first')
const second = join(folder, 'second')
/** The build that the server has at the moment. */
let served = first
let browser: Browser
let catalogue: Db
let context: BrowserContext | undefined

beforeAll(async () => {
  process.env.NODE_ENV = 'production' // the build that is shipped, not the bundler's for tests
  process.env.VITE_API_ROOT = API_ROOT // for Zalo alone; in a browser the API stands beside the app
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir: first } })
  delete process.env.VITE_API_ROOT
  anotherBuild()
  browser = await openBrowser()
  catalogue = await scratchDb(afterAll)
  await migrate(catalogue, new Date())
  await saveCatalogue(catalogue, readCatalogue(join(CONTENT, 'catalogue')))
}, 120_000)
afterEach(async () => {
  await context?.close()
  served = first
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A later build: other names for all its files, and a title that tells it apart. */
function anotherBuild(): void {
  cpSync(first, second, { recursive: true })
  const names = readdirSync(join(second, 'assets')).filter((name) => /-[\w-]{8}\.(js|css)$/.test(name))
  const renamed = (text: string) => names.reduce((all, name) => all.replaceAll(name, newName(name)), text)
  for (const name of names) {
    const file = join(second, 'assets', name)
    writeFileSync(file, renamed(readFileSync(file, 'utf8')))
    renameSync(file, join(second, 'assets', newName(name)))
  }
  for (const name of ['index.html', 'sw.js']) {
    const text = renamed(readFileSync(join(second, name), 'utf8')).replace(/"app-\w+"/, '"app-second"')
    writeFileSync(join(second, name), text.replace('</head>', '<meta name="build" content="second"></head>'))
  }
}
const newName = (name: string) => name.replace(/-([\w-]{8})\./, '-neu$1.')

/** The rooms over real databases, and the app beside them. */
async function openServer() {
  const desk = await openDesk()
  const surveys = await openSurveys(new Date())
  const content = readContent(CONTENT)
  const clock = () => new Date()
  const found = { search: () => [], knows: () => false }
  const calls: string[] = []
  const app = new Hono()
    .onError(answerError(() => undefined))
    .use(headers)
    .use('/api/*', async (c, next) => {
      calls.push(`${c.req.method} ${c.req.path}`)
      await next()
    })
    .get('/app/*', (c, next) => {
      const file = fileOf(served, c.req.path.slice('/app/'.length))
      return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : next()
    })
    .route('/api/procedures', procedureRoutes(createProcedures({ db: catalogue, content, clock, ...found })))
    .route('/api/surveys', surveyRoutes(surveys.surveys))
    .route('/api/unit', unitRoutes(content))
    .route('/api/feedback', feedbackRoutes(desk.feedback, { clientIp: () => '10.0.0.1', clock }))
  const root = await new Promise<string>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    closing.push(() => void server.close())
  })
  return { desk, surveys, app, root, calls }
}
const closing: Array<() => void> = []
afterAll(() => {
  for (const close of closing) close()
})

/** The page once the app has its own files and the guides. */
async function openReady(root: string, options = {}): Promise<Page> {
  context = await browser.newContext({ ...PHONE, ...options })
  const page = await context.newPage()
  await page.goto(`${root}/app/`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect.poll(() => keptGuides(page), { timeout: 20_000 }).toBeGreaterThan(100)
  await expect.poll(() => page.evaluate(hasSurveys), { timeout: 20_000 }).toBe(true)
  return page
}
const keptGuides = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('pack', 1)
        opening.onupgradeneeded = () => opening.result.createObjectStore('pack')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('pack').objectStore('pack').get('pack')
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result?.guides.length ?? 0)
          }
        }
      }),
  )
const hasSurveys = () =>
  new Promise<boolean>((resolve) => {
    const opening = indexedDB.open('answers', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('answers')
    opening.onsuccess = () => {
      const asked = opening.result.transaction('answers').objectStore('answers').getAllKeys()
      asked.onsuccess = () => {
        opening.result.close()
        resolve(asked.result.includes('survey/unit') && asked.result.includes('survey/tthc'))
      }
    }
  })
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function report(page: Page, photo: Buffer | null): Promise<void> {
  await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
  for (const step of ['Ở đâu?', 'Từ khi nào?', 'Có ảnh không?']) {
    await press(page, 'Tiếp tục')
    await title(page, step)
  }
  if (photo) {
    await page.locator('input[multiple]').setInputFiles({ name: 'den.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByText('Đã có 1 ảnh').waitFor()
  }
  await press(page, 'Tiếp tục')
  await page.getByRole('button', { name: /^Không cần/ }).click()
  await press(page, 'Tiếp tục')
  await press(page, 'Gửi')
}

async function answerSurvey(page: Page): Promise<void> {
  await press(page, 'Bắt đầu')
  const answers = [
    ['Anh/chị nhận kết quả so với ngày hẹn thế nào?', 'Đúng ngày hẹn'],
    ['Sau khi nộp', 'Không lần nào'],
    ['Ngoài nơi nộp', 'Không'],
    ['Giấy tờ, thời hạn', 'Tôi không để ý'],
    ['Cán bộ hướng dẫn', 'Tận tình, lịch sự'],
  ] as const
  for (const [ask, option] of answers)
    await page.getByRole('group', { name: ask }).getByRole('button', { name: option, exact: true }).click()
  await press(page, 'Gửi')
}

describe('in a browser', () => {
  test('after one visit, without a network: opened anew, a guide read and found, a report with a photo and a survey given; back on the network all of it arrives once', async () => {
    const { root, desk, surveys } = await openServer()
    const page = await openReady(root)
    const photo = await gpsPhoto(page)
    await context?.setOffline(true)
    await page.reload()
    await title(page, 'Bà con cần làm gì?')
    await page.getByText('Đang mất mạng.').waitFor()
    await page.getByText('0255 000 0001').waitFor()

    await page.getByRole('link', { name: 'Sinh con' }).click()
    await page.getByRole('link', { name: /^Khai sinh cho con/ }).click()
    await page.getByText('Đang xem bản lưu trên máy lúc').waitFor()
    await page.locator('.strip').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.goto(`${root}/app/?tim`)
    await page.getByRole('searchbox').fill('de con') // as one types who has no marks: in no official name
    await page
      .getByRole('link', { name: /khai sinh/i })
      .first()
      .waitFor()

    await page.goto(`${root}/app/#/feedback/new`)
    await report(page, photo)
    await title(page, 'Chưa gửi – 1')
    await page.getByText('Đang nguy hiểm thì gọi ngay').waitFor()
    await page.goto(`${root}/app/#/survey/tthc`)
    await answerSurvey(page)
    await title(page, 'Chưa gửi')
    await page.goto(`${root}/app/`)
    await page.reload()
    await page.getByRole('link', { name: /^Chưa gửi – 2/ }).click()
    await title(page, 'Chưa gửi – 2')
    await page.getByText('Kèm 1 ảnh').waitFor()
    expect(await page.getByText('Chờ mạng', { exact: true }).count()).toBe(2)
    expect(await faultsOn(page)).toEqual([])

    await context?.setOffline(false)
    await title(page, 'Đã gửi hết')
    await page.getByRole('link', { name: /Phản ánh PA-.* đã tới xã/ }).click()
    await title(page, 'Xã đã nhận')
    const code = await page.locator('.due .code').innerText()
    const view = await desk.look(code)
    expect([view.text, view.photos.length]).toEqual([TEXT, 1])
    expect((await desk.db.execute('SELECT code FROM feedback')).rows).toHaveLength(1)
    expect((await surveys.db.execute('SELECT id FROM survey_response')).rows).toHaveLength(1)
    await page.goto(`${root}/app/`)
    await page.getByRole('link', { name: new RegExp(code) }).waitFor()
    expect(await page.getByText(/^Chưa gửi/).count()).toBe(0)
  })

  test('what waits may be deleted after a question, or taken back into its form', async () => {
    const { root, desk } = await openServer()
    const page = await openReady(root)
    await context?.setOffline(true)
    for (const word of ['một', 'hai']) {
      await page.goto(`${root}/app/#/feedback/new`)
      await page.reload()
      await report(page, null)
      await page.getByText(TEXT.slice(0, 20)).first().waitFor()
      await title(page, word === 'một' ? 'Chưa gửi – 1' : 'Chưa gửi – 2')
    }
    await page
      .getByRole('button', { name: /^Xóa: Đèn đường/ })
      .first()
      .click()
    await page.getByText('Xã sẽ không nhận được').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await press(page, 'Thôi')
    await page
      .getByRole('button', { name: /^Xóa: Đèn đường/ })
      .first()
      .click()
    await press(page, 'Xóa hẳn')
    await title(page, 'Chưa gửi – 1')
    await page.getByRole('button', { name: /^Sửa: Đèn đường/ }).click()
    await title(page, 'Xem lại rồi gửi')
    await press(page, /^Sửa: Việc gì/)
    await page.getByLabel('Kể việc cần xã xử lý').fill('Cống trước chợ tắc, nước tràn ra đường.')
    await press(page, 'Xong')
    await press(page, 'Gửi')
    await title(page, 'Chưa gửi – 1')
    await context?.setOffline(false)
    await title(page, 'Đã gửi hết')
    const { rows } = await desk.db.execute('SELECT code FROM feedback')
    expect(rows).toHaveLength(1)
    expect((await desk.look(String(rows[0]?.code))).text).toBe('Cống trước chợ tắc, nước tràn ra đường.')
  })

  test('what the commune would not take stands with its reason, and of a denunciation no word stays', async () => {
    const { root, desk } = await openServer()
    const page = await openReady(root)
    await context?.setOffline(true)
    await page.goto(`${root}/app/#/feedback/new`)
    await page.reload()
    await page.getByLabel('Kể việc cần xã xử lý').fill('Tôi tố cáo ông Nguyễn Văn Bê nhận hối lộ của dân')
    for (let step = 0; step < 4; step++) await press(page, 'Tiếp tục')
    await page.getByRole('button', { name: /^Không cần/ }).click()
    await press(page, 'Tiếp tục')
    await press(page, 'Gửi')
    await title(page, 'Chưa gửi – 1')
    await context?.setOffline(false)
    await page.getByText('Xã chưa nhận', { exact: true }).waitFor()
    await page.getByText('Nội dung đã xóa khỏi máy này').waitFor()
    expect(await page.locator('main').innerText()).not.toContain('Văn Bê')
    expect(await faultsOn(page)).toEqual([])
    expect((await desk.db.execute('SELECT code FROM feedback')).rows).toHaveLength(0)
    await page.reload()
    await page.getByRole('button', { name: /^Xóa: Phản ánh/ }).click()
    await press(page, 'Xóa hẳn')
    await title(page, 'Đã gửi hết')
  })

  test('a new build: the open page keeps its own parts, the next opening is the new one, whole', async () => {
    const { root } = await openServer()
    const page = await openReady(root)
    served = second
    await page.reload() // the kept build at once, the new one behind it
    await page.getByText('Ứng dụng vừa có bản mới').waitFor()
    const buildOf = () => page.locator('meta[name=build]').count()
    expect(await buildOf()).toBe(0)
    // a part of the old build that the server no longer has
    await page.getByRole('link', { name: 'Phản ánh', exact: false }).first().click()
    await page.getByRole('link', { name: 'Viết phản ánh' }).click()
    await page.getByLabel('Kể việc cần xã xử lý').waitFor()
    await press(page, 'Mở lại')
    await expect.poll(buildOf).toBe(1)
    await page.getByLabel('Kể việc cần xã xử lý').waitFor()
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const parts = loaded.filter((name) => /assets\/.*\.js/.test(name))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.filter((name) => !name.includes('-neu'))).toEqual([])
    await context?.setOffline(true)
    await page.reload()
    await page.getByLabel('Kể việc cần xã xử lý').waitFor()
    expect(await buildOf()).toBe(1)
  })

  test('a phone that saves data fetches the guides only when asked', async () => {
    const { root, calls } = await openServer()
    context = await browser.newContext(PHONE)
    await context.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    const page = await context.newPage()
    await page.goto(`${root}/app/`)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.goto(`${root}/app/#/settings`)
    await page.getByText('Máy đang tiết kiệm dữ liệu').waitFor()
    expect(calls.filter((call) => call.includes('pack'))).toEqual([])
    await press(page, 'Tải về')
    await page.getByText(/Đã có \d{3} hướng dẫn/).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await press(page, 'Cập nhật')
    await page.getByText('Đã có bản mới nhất').waitFor()
    await press(page, 'Bỏ khỏi máy')
    await page.getByText('Máy đang tiết kiệm dữ liệu').waitFor()
    expect(await keptGuides(page)).toBe(0)
  })

  test('it can be put on the home screen: manifest, icons, nothing heavy', async () => {
    const { root } = await openServer()
    const manifest = await (await fetch(`${root}/app/manifest.webmanifest`)).json()
    expect(manifest).toMatchObject({ name: 'Xã số', start_url: './', scope: './', display: 'standalone', lang: 'vi' })
    for (const { src } of manifest.icons) {
      const bytes = new Uint8Array(await (await fetch(new URL(src, `${root}/app/`))).arrayBuffer())
      expect(bytes.length).toBeGreaterThan(200)
      expect(bytes.length).toBeLessThan(40_000)
    }
    context = await browser.newContext(PHONE)
    const page = await context.newPage()
    await page.goto(`${root}/app/`)
    const client = await context.newCDPSession(page)
    const { errors } = await client.send('Page.getAppManifest')
    expect(errors).toEqual([])
  })
})

describe('inside Zalo', () => {
  test('no worker there: guides come from the device, what is given waits and arrives once', async () => {
    const { app, desk } = await openServer()
    context = await browser.newContext(ZALO_PHONE)
    await fakeZalo(context, first)
    let online = true
    // our own rooms instead of the fake ones
    await context.route(`${API_ROOT}/**`, async (route) => {
      if (!online) return route.abort('internetdisconnected')
      const request = route.request()
      const body = request.postDataBuffer()
      const answer = await app.request(request.url().slice(API_ROOT.length), {
        method: request.method(),
        headers: request.headers(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
      await route.fulfill({
        status: answer.status,
        headers: { ...Object.fromEntries(answer.headers), ...allowed },
        body: bytes,
      })
    })
    const page = await context.newPage()
    await page.goto(ZALO_APP)
    await expect.poll(() => keptGuides(page), { timeout: 20_000 }).toBeGreaterThan(100)
    expect(await page.evaluate(() => navigator.serviceWorker?.controller ?? null)).toBeNull()
    online = false
    await page.getByRole('link', { name: 'Sinh con' }).click()
    await page.getByRole('link', { name: /^Khai sinh cho con/ }).click()
    await page.getByText('Đang xem bản lưu trên máy lúc').waitFor()
    await page.goto(`${ZALO_APP}#/feedback/new`)
    await report(page, null)
    await title(page, 'Chưa gửi – 1')
    online = true
    await press(page, 'Gửi ngay')
    await title(page, 'Đã gửi hết')
    expect((await desk.db.execute('SELECT code FROM feedback')).rows).toHaveLength(1)
  })
})
