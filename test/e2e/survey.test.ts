import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { headers } from '../../server/headers.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { auditor } from '../../server/people/audit.ts'
import { rightsOf } from '../../server/people/rights.ts'
import { createChanges } from '../../server/surveys/change-service.ts'
import { surveyRoutes } from '../../server/surveys/routes.ts'
import { Answers } from '../../server/surveys/schema.ts'
import { unitRoutes } from '../../server/unit/routes.ts'
import { faultsOn } from '../miniapp/axe.ts'
import { fileOf } from '../miniapp/fake-server.ts'
import { openBrowser } from '../support/browser.ts'
import { content, openSurveys } from '../surveys/support.ts'

const PHONE = { width: 360, height: 640 }
const TABLET = { width: 1024, height: 768 }
const folder = mkdtempSync(join(tmpdir(), 'miniapp-survey-'))
let browser: Browser
let open: Awaited<ReturnType<typeof openSurveys>>
let root: string
let stop: () => void
let context: BrowserContext | undefined

beforeAll(async () => {
  process.env.NODE_ENV = 'production' // the build that is shipped, not the bundler's for tests
  const configFile = join(import.meta.dirname, '../../miniapp/vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: folder } })
  browser = await openBrowser()
  open = await openSurveys(new Date(), afterAll)
  const app = new Hono()
    .onError(answerError(() => undefined))
    .use(headers)
    .get('/app/*', (c, next) => {
      const file = fileOf(folder, c.req.path.slice('/app/'.length))
      return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : next()
    })
    .route('/api/surveys', surveyRoutes(open.surveys))
    .route('/api/unit', unitRoutes(content))
  await new Promise<void>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      root = `http://127.0.0.1:${port}`
      resolve()
    })
    stop = () => void server.close()
  })
}, 120_000)
afterEach(async () => {
  await context?.close()
  await open.db.write(
    ['survey_response', 'survey_used', 'survey_key'].map((table) => ({ sql: `DELETE FROM ${table}` })),
  )
})
afterAll(async () => {
  await browser?.close()
  stop?.()
  rmSync(folder, { recursive: true, force: true })
})

async function visit(fragment: string, viewport = PHONE, options = {}): Promise<Page> {
  context = await browser.newContext({ viewport, ...options })
  const page = await context.newPage()
  await page.goto(`${root}/app/${fragment}`)
  return page
}
async function responses() {
  const { rows } = await open.db.execute('SELECT * FROM survey_response ORDER BY id')
  return rows.map(({ survey, assisted, door, counter, field, answers }) => ({
    ...{ survey, assisted, door, counter, field },
    answers: Answers.parse(JSON.parse(String(answers))),
  }))
}
/** How many answers lie on the device. */
const waiting = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('outbox', 1)
        opening.onupgradeneeded = () => opening.result.createObjectStore('outbox')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('outbox').objectStore('outbox').count()
          asked.onsuccess = () => {
            opening.result.close()
            resolve(asked.result)
          }
        }
      }),
  )
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Answers a question by its words. */
const answer = (page: Page, ask: string, option: string) =>
  page.getByRole('group', { name: ask }).getByRole('button', { name: option, exact: true }).click()
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

async function fillDossierSurvey(page: Page, { last = true } = {}) {
  await press(page, 'Bắt đầu')
  await answer(page, 'Anh/chị nhận kết quả so với ngày hẹn thế nào?', 'Đúng ngày hẹn')
  await answer(page, 'Sau khi nộp', 'Không lần nào')
  await answer(page, 'Ngoài nơi nộp', 'Không')
  await answer(page, 'Giấy tờ, thời hạn', 'Tôi không để ý')
  if (last) await answer(page, 'Cán bộ hướng dẫn', 'Tận tình, lịch sự')
}

describe('a survey on the phone', () => {
  test('five pages, the draft mark, a missing answer named, reload in the middle, back keeps answers, sent once by a double tap', async () => {
    const page = await visit('#/survey/unit')
    await page.getByText('không phải SIPAS').waitFor()
    await page.getByText('Bản nháp.').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByText('Tôi trả lời giúp người khác').click()
    await press(page, 'Bắt đầu')
    await page.getByText('Trang 1 trên 5').waitFor()
    expect(await page.getByRole('group').count()).toBe(5)
    await press(page, 'Tiếp tục')
    await page.getByText('Còn 5 câu chưa trả lời.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('LEGEND')
    expect(await faultsOn(page)).toEqual([])
    const fill = async (label: string) => {
      for (const group of await page.getByRole('group').all())
        await group.getByRole('button', { name: label, exact: true }).click()
    }
    await fill('Hài lòng')
    await press(page, 'Tiếp tục')
    await page.getByText('Trang 2 trên 5').waitFor()
    await fill('Bình thường')
    await page.reload()
    await page.getByText('Trang 2 trên 5').waitFor()
    expect(await page.locator('.option[aria-pressed=true]').count()).toBe(5)
    await page.goBack()
    await page.getByText('Trang 1 trên 5').waitFor()
    expect(await page.locator('.option[aria-pressed=true]').allInnerTexts()).toEqual(Array(5).fill('Hài lòng'))
    await page.goForward()
    for (const number of [3, 4, 5]) {
      await press(page, 'Tiếp tục')
      await page.getByText(`Trang ${number} trên 5`).waitFor()
      await fill('Rất hài lòng')
    }
    await page.getByLabel('Xã nên sửa điều gì trước?').fill('Thêm ghế, gọi tôi 0912345678')
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Gửi', exact: true }).dblclick()
    await title(page, 'Đã gửi')
    expect(await faultsOn(page)).toEqual([])
    const sent = await responses()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ survey: 'unit', assisted: 1, door: 'web' })
    expect(sent[0]?.answers).toMatchObject({ seats: '4', polite: '3', improve: 'Thêm ghế, gọi tôi [điện thoại]' })
    expect(Object.keys(sent[0]?.answers ?? {})).toHaveLength(23)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('survey')))).toEqual([])
    await page.goBack()
    expect(await page.getByText('Trang 5').count()).toBe(0)
  })

  test('a condition asks one thing more, an invitation works once, and the second try is told calmly', async () => {
    const { token, write } = await open.surveys.inviting('tthc', 'Hộ tịch')
    await open.db.write([write])
    const page = await visit(`#/survey/tthc?moi=${token}`)
    await fillDossierSurvey(page, { last: false })
    await page.getByRole('button', { name: 'Gửi' }).waitFor()
    await answer(page, 'Cán bộ hướng dẫn', 'Chưa tốt')
    await press(page, 'Tiếp tục')
    await page.getByLabel('Điều gì làm anh/chị chưa hài lòng').fill('Nói trống không')
    await page.goBack()
    await answer(page, 'Cán bộ hướng dẫn', 'Bình thường') // the question falls away with its answer
    await press(page, 'Gửi')
    await title(page, 'Đã gửi')
    expect((await responses())[0]?.answers).toEqual({
      time: 'on-time',
      visits: 'none',
      bodies: 'none',
      public: 'unknown',
      attitude: 'fair',
    })
    expect((await responses())[0]?.field).toBe('Hộ tịch')
    await page.goto('about:blank')
    await page.goto(`${root}/app/#/survey/tthc?moi=${token}`)
    await fillDossierSurvey(page)
    await press(page, 'Gửi')
    await page.getByText('Phiếu này đã được trả lời rồi').waitFor()
    expect(await responses()).toHaveLength(1)
    await page.goto('about:blank')
    await page.goto(`${root}/app/#/survey/tthc?moi=khong-co`)
    await fillDossierSurvey(page)
    await press(page, 'Gửi')
    await page.getByText('Lời mời này không còn dùng được').waitFor()
    await press(page, 'Gửi như phiếu chung')
    await title(page, 'Đã gửi')
    expect(await responses()).toHaveLength(2)
  })

  test('the network goes in the middle: it waits, says so, survives a restart and arrives once', async () => {
    const code = await open.surveys.makeCounter({ name: 'Quầy Hộ tịch', survey: 'tthc', field: 'Hộ tịch' })
    const page = await visit(`#/survey/tthc?quay=${code}&ho-so=H99.99.99-260102-0009`)
    await page.getByText('Quầy Hộ tịch').waitFor()
    expect(page.url()).not.toContain('H99') // a dossier's code stands in no address
    await fillDossierSurvey(page)
    // the answer of the first sending is lost on the way back
    let sendings = 0
    await page.route('**/responses', async (route) => {
      sendings++
      // the next page may take the call away in the middle
      await route.fetch().catch(() => undefined)
      await route.abort().catch(() => undefined)
    })
    await press(page, 'Gửi')
    await title(page, 'Chưa gửi')
    expect(await faultsOn(page)).toEqual([])
    expect(sendings).toBe(1)
    await page.goto(`${root}/app/`)
    await page.getByText('Chưa gửi – 1').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.reload()
    await expect.poll(() => waiting(page)).toBe(0)
    expect(await page.getByText('Chưa gửi – ').count()).toBe(0)
    expect(await responses()).toMatchObject([{ door: 'counter', counter: code, field: 'Hộ tịch' }])
  })

  test('what was done because of answers stands at home and after the thanks', async () => {
    const clock = () => new Date()
    const { code } = content.unit
    const deps = { db: open.db, unit: code, clock, random: cryptoRandom }
    const changes = createChanges({ ...deps, audit: auditor(deps) })
    const editor = {
      id: 'e',
      unit: code,
      name: 'Lan',
      role: 'editor',
      department: null,
      rights: rightsOf('editor'),
    } as const
    const said = 'Thiếu ghế ngồi ở phòng chờ'
    await changes.save(editor, null, { said, done: 'Đã thêm 12 ghế và một quạt', published: true })
    const page = await visit('')
    await page.getByText('Bà con góp ý, xã đã làm').click()
    await page.getByText('Đã thêm 12 ghế').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.goto(`${root}/app/#/survey`)
    await title(page, 'Khảo sát của xã')
    await page.getByText('Đã thêm 12 ghế').waitFor()
    expect(await faultsOn(page)).toEqual([])
  })

  test('a survey that is no more says so', async () => {
    const page = await visit('#/survey/khong-co')
    await page.getByText('Không có phiếu khảo sát khong-co').waitFor()
  })

  test('letters twice as large at 320 px run over nowhere', async () => {
    const page = await visit('#/survey/unit', { width: 320, height: 640 })
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
    for (const step of ['Bắt đầu', 'Tiếp tục']) {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      await press(page, step)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

describe('the tablet at a counter', () => {
  async function tablet(options = {}) {
    const code = await open.surveys.makeCounter({ name: 'Quầy 1', survey: 'kiosk', field: 'Đất đai' })
    const page = await visit('', TABLET, options)
    await page.clock.install()
    await page.goto(`${root}/app/#/kiosk/${code}`)
    await page.reload() // the document was open already
    await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    await page.clock.runFor(1000)
    return { page, code }
  }

  test('one tap, a reason for the last, and nothing of one person is left for the next', async () => {
    const { page, code } = await tablet()
    await page.getByText('Quầy 1').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Rất hài lòng' }).dblclick()
    await title(page, 'Cảm ơn anh/chị!')
    expect(await faultsOn(page)).toEqual([])
    await page.clock.runFor(7000)
    await page.getByRole('button', { name: 'Không hài lòng' }).dblclick() // the second tap is no reason
    await title(page, 'Vì sao anh/chị chưa hài lòng?')
    expect(await faultsOn(page)).toEqual([])
    await page.clock.runFor(21_000) // walked away
    await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    expect(await page.getByRole('button', { name: 'Chờ lâu' }).count()).toBe(0)
    await page.clock.runFor(1000)
    await page.getByRole('button', { name: 'Không hài lòng' }).click()
    await page.clock.runFor(1000)
    await page.getByRole('button', { name: 'Chờ lâu' }).click()
    await title(page, 'Cảm ơn anh/chị!')
    await expect.poll(async () => (await responses()).length).toBe(2)
    const answers = (await responses()).map((one) => JSON.stringify(one.answers)).sort()
    expect(answers).toEqual(['{"feeling":"unsatisfied","reason":"wait"}', '{"feeling":"very"}'])
    expect(
      (await responses()).every((one) => one.door === 'kiosk' && one.counter === code && one.field === 'Đất đai'),
    ).toBe(true)
    await expect.poll(() => waiting(page)).toBe(0)
  })

  test('there is no way out but a held corner', async () => {
    const { page } = await tablet()
    await page.getByRole('button', { name: 'Hài lòng', exact: true }).click()
    await page.clock.runFor(7000)
    for (let times = 0; times < 3; times++) {
      await page.evaluate(() => history.back())
      await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    }
    await page.evaluate(() => {
      location.hash = '#/survey/unit'
    })
    await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    expect(await page.getByRole('link').count()).toBe(0)
    const corner = page.getByRole('button', { name: /^Dành cho cán bộ/ })
    await corner.click() // a touch is not enough
    expect(await page.getByRole('button', { name: 'Thoát máy tại quầy' }).count()).toBe(0)
    await corner.dispatchEvent('pointerdown')
    await page.clock.runFor(3100)
    await page.getByText('Mọi đánh giá đã gửi về.').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await press(page, 'Thoát máy tại quầy')
    await title(page, 'Bà con cần làm gì?')
  })

  test('without a network: reloaded, tapped thirty times, and each arrives exactly once', async () => {
    const { page } = await tablet()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload() // now the worker answers
    await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    await context?.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor()
    const faces = ['Rất hài lòng', 'Hài lòng', 'Không hài lòng']
    for (let tap = 0; tap < 30; tap++) {
      await page.clock.runFor(1000)
      await press(page, faces[tap % 3] ?? '')
      if (tap % 3 === 2) {
        await page.clock.runFor(1000)
        await press(page, 'Hướng dẫn không rõ')
      }
      await title(page, 'Cảm ơn anh/chị!')
      await page.clock.runFor(7000)
    }
    expect(await responses()).toHaveLength(0)
    expect(await waiting(page)).toBe(30)
    // the first answers are lost on the way back, so that some are sent twice
    let lost = 0
    await context?.route('**/responses', async (route) => {
      await route.fetch()
      if (lost++ < 2) await route.abort()
      else await route.continue()
    })
    await context?.setOffline(false)
    await expect
      .poll(
        async () => {
          await page.clock.runFor(61_000)
          return waiting(page)
        },
        { timeout: 30_000 },
      )
      .toBe(0)
    const all = await responses()
    expect(all).toHaveLength(30)
    const of = (feeling: string) => all.filter(({ answers }) => answers.feeling === feeling).length
    expect([of('very'), of('satisfied'), of('unsatisfied')]).toEqual([10, 10, 10])
  }, 90_000)

  test('a code that is none says what to do', async () => {
    const page = await visit('#/kiosk/ZZZZZ', TABLET)
    await page.getByText('Mã quầy này không có hoặc đã đóng').waitFor()
    expect(await faultsOn(page)).toEqual([])
  })
})
