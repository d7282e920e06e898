import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { FOLLOW_CODE, OA } from '../miniapp/fake-follow.ts'
import { startFakeServer } from '../miniapp/fake-server.ts'
import { API_ROOT, fakeZalo, ZALO_APP, ZALO_PHONE } from '../miniapp/zalo-host.ts'
import { openBrowser } from '../support/browser.ts'

const ROOT = join(import.meta.dirname, '../..')
const PHONE = { viewport: { width: 360, height: 640 }, serviceWorkers: 'block' as const }
const SLOW = { timeout: 15_000 }
const folder = mkdtempSync(join(tmpdir(), 'miniapp-own-'))
let browser: Browser
let server: { url: string; stop: () => void }
let context: BrowserContext | undefined

beforeAll(async () => {
  process.env.VITE_API_ROOT = API_ROOT
  process.env.NODE_ENV = 'production'
  await build({ configFile: join(ROOT, 'miniapp/vite.config.ts'), logLevel: 'error', build: { outDir: folder } })
  browser = await openBrowser()
  server = await startFakeServer(folder)
}, 120_000)
afterEach(async () => {
  await context?.close()
})
afterAll(async () => {
  await browser?.close()
  server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const KEPT = {
  dossiers: [
    {
      code: 'H99.99.99-261110-0001',
      status: 'processing',
      statusText: 'Đang giải quyết',
      dueAt: '2099-11-23T17:00:00+07:00',
    },
  ],
  cases: [
    { code: 'PA-AAAAAA', secret: 's', kindText: 'Phản ánh', status: 'assigned', statusText: 'Đang xử lý', dueAt: null },
  ],
  draft: { text: 'Đường thôn Đông có ổ gà lớn.', photos: [] },
}

async function open(address = '', { kept = {}, init = '', ...options }: Record<string, unknown> = {}): Promise<Page> {
  context = await browser.newContext({ ...PHONE, ...options })
  const page = await context.newPage()
  await page.addInitScript(
    `if (!sessionStorage.seeded) for (const [key, value] of Object.entries(${JSON.stringify(kept)}))
      localStorage.setItem(key, JSON.stringify(value))
    sessionStorage.seeded = '1'; ${init}`,
  )
  await page.goto(`${server.url}/app/${address}`)
  return page
}
const look = (page: Page, name: string) =>
  page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('${name}').trim()`)

describe('Của tôi', () => {
  test('says what will stand here while there is nothing', async () => {
    const page = await open('#/mine')
    await page.getByText('Máy này chưa lưu việc nào').waitFor()
    await page.getByRole('link', { name: 'Xem một hồ sơ' }).click()
    await page.getByRole('heading', { level: 1, name: 'Hồ sơ của tôi' }).waitFor()
  })

  test('dossiers, reports, what is unsent and checklists; a ticked list comes back with its answers', async () => {
    const page = await open('', { kept: KEPT })
    await page.getByRole('link', { name: 'Xem mọi việc của tôi' }).click()
    await page.getByRole('link', { name: /H99.99.99-261110-0001/ }).waitFor()
    await page.getByRole('link', { name: /PA-AAAAAA/ }).waitFor()
    await page.goto(`${server.url}/app/?thu-tuc=1.001193#nuoc-ngoai=khong`)
    const box = page.getByRole('checkbox').first()
    await box.check()
    const answers = new URL(page.url()).hash
    await page.goto(`${server.url}/app/#/mine`)
    await page.getByRole('link', { name: /Khai sinh cho con.*Đã có 1 trên/ }).click()
    await expect.poll(() => page.getByRole('checkbox').first().isChecked(), SLOW).toBe(true)
    expect(new URL(page.url()).hash).toBe(answers)
    await page.getByRole('checkbox').first().uncheck()
    await page.goBack()
    await page.getByRole('link', { name: /H99.99.99-261110-0001/ }).waitFor()
    expect(await page.getByText('Khai sinh cho con').count()).toBe(0)
  })
})

describe('Cài đặt', () => {
  test('letters, light and contrast change at once, outlive a reload, and go back', async () => {
    const page = await open('#/settings')
    const size = () => page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)')
    const usual = Number(await size())
    await page.getByLabel('Rất to').check()
    expect(Number(await size())).toBeGreaterThan(usual * 1.4)
    await page.getByLabel('Tối', { exact: true }).check()
    expect(await look(page, '--ground')).toBe('#151b23')
    await page.getByLabel('Tương phản cao').check()
    expect(await look(page, '--ground')).toMatch(/^#0{3}(0{3})?$/)
    expect(await look(page, '--line')).toBe(await look(page, '--ink'))
    expect(await faultsOn(page)).toEqual([])
    await page.reload()
    await expect.poll(() => look(page, '--ground'), SLOW).toMatch(/^#0{3}(0{3})?$/)
    await page.getByRole('button', { name: 'Về như ban đầu' }).click()
    await page.getByText('Đã về như ban đầu').waitFor()
    expect(Number(await size())).toBe(usual)
    expect(await look(page, '--ground')).toMatch(/^#f{3}(f{3})?$/)
  })

  test('the device’s own wish for contrast counts in the dark, too', async () => {
    const page = await open('', { colorScheme: 'dark', contrast: 'more' })
    await page.locator('.doors').waitFor()
    expect(await look(page, '--ink-soft')).toBe(await look(page, '--ink'))
  })

  test('without a Vietnamese voice nothing is offered; with one the page is read, and silent when it is left', async () => {
    const silent = await open('#/settings')
    await silent.getByText('không có giọng đọc tiếng Việt').waitFor()
    await context?.close()
    const page = await open('#/settings', { init: VOICE })
    await page.getByLabel(/^Nút “Nghe”/).check()
    await page.goto(`${server.url}/app/?ho-so`)
    await page.getByRole('button', { name: 'Nghe' }).click()
    const said = () => page.evaluate(() => JSON.stringify(Reflect.get(window, 'said')))
    await expect.poll(said, SLOW).toContain('4 số cuối điện thoại')
    expect(await said()).toContain('Hồ sơ của tôi')
    expect(await said()).not.toContain('0255 000 0001') // the bar at the thumb
    await page.getByRole('link', { name: /Trang chính/ }).click()
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'stopped')), SLOW).toBeGreaterThan(0)
  })

  test('everything of mine leaves this device, once I said so; contacts and a helper’s records stay', async () => {
    const team = { 'team.device': 'T' }
    const page = await open('', { kept: { ...KEPT, ...team, settings: { text: 'large' } } })
    await page.getByText('0255 000 0001').waitFor()
    await page.getByRole('link', { name: 'Cài đặt' }).click()
    for (const line of ['1 hồ sơ', '1 phản ánh', 'phản ánh đang viết dở']) await page.getByText(line).first().waitFor()
    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click()
    await page.getByText('không lấy lại được').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Không xóa' }).click()
    expect(await page.evaluate(() => localStorage.getItem('dossiers'))).not.toBeNull()
    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click()
    await page.getByRole('button', { name: 'Xóa hết', exact: true }).click()
    await page.getByText('Đã xóa hết trên máy này').waitFor()
    const left = await page.evaluate(() => Object.keys(localStorage).sort())
    expect(left).toEqual(expect.arrayContaining(['team.device', 'unit']))
    expect(left.join()).not.toMatch(/dossiers|cases|draft|settings|receipt|lists|ticks|device\b(?<!team.device)/)
    expect(await page.evaluate(() => document.documentElement.dataset.text)).toBeUndefined()
  })
})

describe('following by messages', () => {
  test('after a look at a dossier: the line to send, each channel, and a code to scan', async () => {
    const page = await open('?ho-so')
    await page.getByLabel('Mã hồ sơ').fill('H99.99.99-261110-0001')
    await page.getByLabel('4 số cuối điện thoại').fill('4321')
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.getByRole('button', { name: 'Nhận tin khi hồ sơ thay đổi' }).click()
    await page.getByText(`THEO DOI ${FOLLOW_CODE}`).waitFor()
    expect(await page.getByRole('link', { name: 'Gửi qua Zalo' }).getAttribute('href')).toBe(`https://zalo.me/${OA}`)
    const telegram = await page.getByRole('link', { name: 'Gửi qua Telegram' }).getAttribute('href')
    expect(telegram).toContain(`start=f_${FOLLOW_CODE}`)
    const share = page.locator('.keep .share-this')
    await share.getByRole('button', { name: 'Mã QR' }).click()
    await share.getByRole('img', { name: /Mã QR/ }).waitFor()
    expect(await share.locator('.link-text').innerText()).toContain(`#/follow/${FOLLOW_CODE}`)
    expect(await faultsOn(page)).toEqual([])
  })

  test('the code of a printed slip opens the same; it leaves the query, and one that is over says what to do', async () => {
    const page = await open(`?theo-doi=${FOLLOW_CODE}`)
    await page.getByText(`THEO DOI ${FOLLOW_CODE}`).waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.goto('about:blank')
    await page.goto(`${server.url}/app/?theo-doi=XXXXXXXX`)
    await page.getByText('Mã đã dùng, hết hạn hoặc chưa đúng').waitFor()
    await page.getByRole('link', { name: 'Xem hồ sơ' }).click()
    await page.getByLabel('Mã hồ sơ').waitFor()
  })

  test('inside Zalo the chat of the Official Account opens with the line written', async () => {
    context = await browser.newContext(ZALO_PHONE)
    await fakeZalo(context, folder)
    const page = await context.newPage()
    await page.goto(`${ZALO_APP}?theo-doi=${FOLLOW_CODE}`)
    await page.getByRole('button', { name: 'Gửi qua Zalo' }).click()
    await page.getByText('Bấm gửi là xong').waitFor()
    const bridge = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'bridge')))
    expect(bridge).toContain(`THEO DOI ${FOLLOW_CODE}`)
    expect(bridge).toContain(OA)
    expect(new URL(page.url()).pathname).toBe('/zapps/123456/')
  })
})

describe('links', () => {
  test.each([
    ['?cua-toi', 'Của tôi'],
    ['?cai-dat', 'Cài đặt'],
    ['?viet-phan-anh', 'Việc gì đang xảy ra?'],
    ['?da-tra-loi', 'Việc xã đã trả lời'],
    ['?ho-so', 'Hồ sơ của tôi'],
    ['?goi-xa', 'Gọi xã'],
    ['?tin', 'Tin của xã'],
    ['theo-doi/XXXXXXXX', 'Nhận tin về hồ sơ'],
  ])('%s opens its screen from Zalo, where links have no fragment', async (address, title) => {
    context = await browser.newContext(ZALO_PHONE)
    await fakeZalo(context, folder)
    const page = await context.newPage()
    await page.goto(ZALO_APP + address)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })

  test('each page has a code to scan, and in Zalo its link is one of Zalo’s', async () => {
    const page = await open('?phan-anh')
    await page.getByRole('button', { name: 'Mã QR' }).click()
    await page.getByRole('img', { name: 'Mã QR mở trang Phản ánh với xã' }).waitFor()
    expect(await page.locator('.link-text').innerText()).toBe(`${server.url}/app/?phan-anh`)
    await context?.close()
    context = await browser.newContext(ZALO_PHONE)
    await fakeZalo(context, folder)
    const inZalo = await context.newPage()
    await inZalo.goto(`${ZALO_APP}?goi-xa`)
    await inZalo.getByRole('button', { name: 'Mã QR' }).click()
    expect(await inZalo.locator('.link-text').innerText()).toBe('https://zalo.me/s/123456/?goi-xa')
    await inZalo.getByRole('button', { name: 'Gửi cho người thân' }).click()
    const bridge = () => inZalo.evaluate(() => JSON.stringify(Reflect.get(window, 'bridge')))
    await expect.poll(bridge, SLOW).toContain('https://zalo.me/s/123456/?goi-xa')
  })
})

describe('for everyone', () => {
  test.each([
    ['mine', '#/mine'],
    ['settings', '#/settings'],
    ['follow', `?theo-doi=${FOLLOW_CODE}`],
    ['follow, over', '?theo-doi=XXXXXXXX'],
    ['news', '#/news'],
  ])('no accessibility fault, no sideways scroll: %s', async (_name, address) => {
    const page = await open(address, { kept: KEPT, viewport: { width: 320, height: 640 } })
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await faultsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await faultsOn(page, ['color-contrast'])).toEqual([])
    for (const theme of ['light', 'dark']) {
      await page.evaluate(`Object.assign(document.documentElement.dataset, { contrast: 'more', theme: '${theme}' })`)
      expect(await faultsOn(page, ['color-contrast', 'color-contrast-enhanced'])).toEqual([])
    }
    await page.evaluate("document.documentElement.style.fontSize = '34px'")
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  test('settings by keyboard alone: each choice is reached, shown and made', async () => {
    const page = await open('#/settings')
    await page.getByLabel('Thường').waitFor()
    await page.getByRole('button', { name: 'Quay lại' }).focus()
    const stops: string[] = []
    for (let at = 0; at < 12; at++) {
      await page.keyboard.press('Tab')
      stops.push(String(await page.evaluate(STOP)))
      if (stops.at(-1)?.startsWith('Cỡ') || stops.at(-1) === 'Thường') await page.keyboard.press('ArrowDown')
      if (stops.at(-1) === 'Tương phản cao') await page.keyboard.press('Space')
      if (stops.at(-1)?.startsWith('Chép')) break
    }
    expect(stops.join(' | ')).toMatch(/Thường.*Theo máy.*Tương phản cao.*Về như ban đầu/)
    expect(stops.join()).not.toContain('no outline')
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      text: 'large',
      contrast: 'more',
    })
  })
})

/** The words of what has the focus; says so when its outline does not show. */
const STOP = `(() => {
  const at = document.activeElement
  if (getComputedStyle(at).outlineStyle === 'none') return 'no outline: ' + at.outerHTML
  return (at.closest('label')?.querySelector('b') ?? at.closest('label') ?? at).textContent
})()`

/** A device with a Vietnamese voice, which notes what it says. */
const VOICE = `
  window.said = []; window.stopped = 0
  const voice = { lang: 'vi-VN', name: 'Tiếng Việt' }
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-US', name: 'English' }, voice],
    speak(spoken) { window.said.push(spoken.text); setTimeout(() => spoken.onend && spoken.onend(), 5) },
    cancel() { window.stopped++ }, addEventListener() {}, removeEventListener() {},
  } })
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
`
