import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { fakeFeedback, SECRET } from '../miniapp/fake-feedback.ts'
import { startFakeServer } from '../miniapp/fake-server.ts'
import { gpsPhoto, TRACES } from '../miniapp/gps-photo.ts'
import { openBrowser } from '../support/browser.ts'

const ROOT = join(import.meta.dirname, '../..')
const PHONE = { viewport: { width: 360, height: 640 } }
const TEXT = 'Đèn đường trước nhà văn hóa thôn tắt đã ba tối.'
const folder = mkdtempSync(join(tmpdir(), 'miniapp-feedback-'))
let browser: Browser
let feedback: ReturnType<typeof fakeFeedback>
let server: { url: string; stop: () => void }
let context: BrowserContext | undefined

beforeAll(async () => {
  process.env.NODE_ENV = 'production' // the build that is shipped, not the bundler's for tests
  await build({ configFile: join(ROOT, 'miniapp/vite.config.ts'), logLevel: 'error', build: { outDir: folder } })
  browser = await openBrowser()
}, 60_000)
beforeEach(async () => {
  feedback = fakeFeedback()
  server = await startFakeServer(folder, feedback)
})
afterEach(async () => {
  await context?.close()
  server.stop()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(address: string, options = {}): Promise<Page> {
  context = await browser.newContext({ ...PHONE, ...options })
  const page = await context.newPage()
  await page.goto(`${server.url}/app/${address}`)
  return page
}
const onward = (page: Page) => page.getByRole('button', { name: /^(Tiếp tục|Xong)$/ }).click()
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const theSend = (page: Page) => page.getByRole('button', { name: /^(Gửi|Gửi lại)$/ })

/** Through the form as far as the review, from the door. */
async function write(page: Page, text = TEXT): Promise<void> {
  await page.getByRole('link', { name: 'Viết phản ánh' }).click()
  await page.getByLabel('Kể việc cần xã xử lý').fill(text)
  await onward(page)
  for (const step of ['Ở đâu?', 'Từ khi nào?', 'Có ảnh không?']) {
    await title(page, step)
    await onward(page)
  }
  await page.getByRole('button', { name: /^Không cần/ }).click()
  await onward(page)
  await title(page, 'Xem lại rồi gửi')
}

describe('writing a report', () => {
  test('a photo leaves the phone small and without where and with what it was taken', async () => {
    const page = await open('?phan-anh')
    await page.getByRole('link', { name: 'Viết phản ánh' }).click()
    await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
    for (const step of ['Ở đâu?', 'Từ khi nào?', 'Có ảnh không?']) {
      await onward(page)
      await title(page, step)
    }
    const photo = await gpsPhoto(page)
    expect(TRACES.every((trace) => photo.includes(trace))).toBe(true)
    const broken = { name: 'hong.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('khong phai anh') }
    await page
      .locator('input[multiple]')
      .setInputFiles([{ name: 'den.jpg', mimeType: 'image/jpeg', buffer: photo }, broken])
    await page.getByText('Không đọc được hong.jpg').waitFor()
    await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
    await page.reload()
    await page.getByRole('img', { name: 'Ảnh 1' }).waitFor()
    await onward(page)
    await page.getByRole('button', { name: /^Không cần/ }).click()
    await onward(page)
    await theSend(page).click()
    await title(page, 'Xã đã nhận')
    const [sent] = feedback.registered
    await expect.poll(() => sent?.photos.length).toBe(1) // the text first, the photo after it
    const bytes = Buffer.from((await sent?.photos[0]?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(sent?.photos).toHaveLength(1)
    expect(TRACES.some((trace) => bytes.includes(trace))).toBe(false)
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
    expect(bytes.length).toBeLessThan(500_000)
    const size = await page.evaluate(
      async (data) => {
        const image = new Image()
        image.src = data
        await image.decode()
        return [image.naturalWidth, image.naturalHeight]
      },
      `data:image/jpeg;base64,${bytes.toString('base64')}`,
    )
    expect(size).toEqual([1600, 1200])
  })

  test('what is written survives a reload and a closed tab, and goes out under one key', async () => {
    const page = await open('?phan-anh')
    await page.getByRole('link', { name: 'Viết phản ánh' }).click()
    await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
    await onward(page)
    await page.getByLabel('Địa điểm').fill('Gần cầu sắt')
    await page.reload()
    await title(page, 'Ở đâu?')
    expect(await page.getByLabel('Địa điểm').inputValue()).toBe('Gần cầu sắt')
    await page.goto('about:blank')
    await page.goto(`${server.url}/app/?phan-anh`)
    await page.getByRole('link', { name: 'Viết tiếp phản ánh dở' }).click()
    await page.getByText('viết dở trên máy này').waitFor()
    expect(await page.getByLabel('Kể việc cần xã xử lý').inputValue()).toBe(TEXT)
    await page.getByRole('button', { name: 'Viết lại từ đầu' }).click()
    await expect.poll(() => page.getByLabel('Kể việc cần xã xử lý').inputValue()).toBe('')
    expect(await page.evaluate(() => localStorage.getItem('draft'))).toBeNull()
  })

  test('a double tap, and sending again after the answer was lost, make one case', async () => {
    const page = await open('?phan-anh')
    await write(page)
    let lost = 0
    await page.route('**/api/feedback', async (route) => {
      await route.fetch() // it arrives, its answer does not
      lost++
      await route.abort()
    })
    await theSend(page).dblclick()
    await title(page, 'Chưa gửi – 1')
    expect(await faultsOn(page)).toEqual([])
    expect(lost).toBe(1)
    expect(await page.evaluate(() => localStorage.getItem('draft'))).toBeNull()
    await page.unroute('**/api/feedback')
    await page.reload() // which sends it by itself
    await title(page, 'Đã gửi hết')
    expect(feedback.registered).toHaveLength(1)
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('link', { name: /Phản ánh PA-NEW.* đã tới xã/ }).click()
    await title(page, 'Xã đã nhận')
    await page.goBack()
    await title(page, 'Đã gửi hết')
    expect(await page.getByText('đã tới xã').count()).toBe(0) // it was seen
    await page.goBack()
    await title(page, 'Phản ánh với xã') // the walk is not walked backwards
    await page.getByText('PA-NEW').waitFor()
  })

  test('changed after the answer was lost: the receipt comes, and says what is not sent yet', async () => {
    const page = await open('?phan-anh')
    await write(page)
    await page.route('**/api/feedback', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await theSend(page).click()
    await title(page, 'Chưa gửi – 1')
    await page.getByRole('button', { name: /^Sửa: Đèn đường/ }).click()
    await title(page, 'Xem lại rồi gửi')
    await page.unroute('**/api/feedback')
    await page.getByRole('button', { name: 'Sửa: Việc gì' }).click()
    await page.getByLabel('Kể việc cần xã xử lý').fill(`${TEXT} Thêm nữa, dây điện chùng.`)
    await onward(page)
    await theSend(page).click()
    await title(page, 'Xã đã nhận')
    await page.getByText('Lần gửi trước đã tới xã').waitFor()
    expect(feedback.registered).toHaveLength(1)
    expect(feedback.registered[0]?.intake.text).toBe(TEXT)
  })

  test('each page says what is missing; nothing is ticked beforehand; identity goes only when wanted', async () => {
    const page = await open('#/feedback/new')
    await onward(page)
    await page.getByText('Xin kể thêm vài chữ').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('viec-gi')
    await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
    for (let step = 0; step < 4; step++) await onward(page)
    await title(page, 'Xã báo lại thế nào?')
    await onward(page)
    await page.getByText('Xin chọn một cách').waitFor()
    await page.getByRole('button', { name: /^Qua điện thoại/ }).click()
    expect(await page.getByText('Xin chọn một cách').count()).toBe(0)
    await page.getByLabel('Số điện thoại').fill('12')
    await onward(page)
    await page.getByText('Số điện thoại chưa đúng').waitFor()
    await page.getByLabel('Số điện thoại').fill('0912 345 678')
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn Thử')
    expect(await page.getByRole('checkbox').count()).toBe(2)
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await onward(page)
    await page.getByText('Xã không gọi hỏi thêm').waitFor()
    await page.getByRole('button', { name: 'Sửa: Xã báo lại' }).click()
    await page.getByRole('button', { name: /^Không cần/ }).click()
    await onward(page)
    await theSend(page).click()
    await title(page, 'Xã đã nhận')
    expect(JSON.stringify(feedback.registered[0]?.intake)).not.toMatch(/Nguyễn|0912/)
  })

  test('the position is asked for with a reason, told in words, and can be taken back', async () => {
    const page = await open('#/feedback/new', {
      geolocation: { latitude: 15.12131, longitude: 108.80442, accuracy: 18 },
      permissions: ['geolocation'],
    })
    await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
    await onward(page)
    await page.getByText('Máy sẽ hỏi phép').waitFor()
    await page.getByRole('button', { name: 'Lấy vị trí hiện tại' }).click()
    await page.getByText('Vị trí: 15,1213° Bắc, 108,8044° Đông (sai số khoảng 18 m).').waitFor()
    await page.getByRole('button', { name: 'Bỏ vị trí' }).click()
    await page.getByText('Đã bỏ vị trí').waitFor()
    expect(await page.getByText('108,8044').count()).toBe(0)
  })

  test('a similar case near by is followed instead', async () => {
    const page = await open('#/feedback/new')
    await page.getByLabel('Kể việc cần xã xử lý').fill(TEXT)
    await onward(page)
    await page.getByLabel('Thôn, tổ dân phố').selectOption('Thôn Đông')
    for (let step = 0; step < 3; step++) await onward(page)
    await page.getByRole('button', { name: /^Không cần/ }).click()
    await onward(page)
    await page.getByRole('button', { name: 'Theo dõi cùng' }).click()
    await title(page, 'Đã ghi nhận')
    expect(feedback.registered).toHaveLength(0)
    expect(await page.evaluate(() => localStorage.getItem('draft'))).toBeNull()
  })

  test.each([
    ['khiếu nại quyết định xử phạt của xã', 'Đây là khiếu nại'],
    ['tố cáo ông A nhận tiền của dân', 'Đây là tố cáo'],
  ])('%s: the lawful route, and nothing stays', async (words, name) => {
    const page = await open('?phan-anh')
    await write(page, `Tôi ${words}`)
    await theSend(page).click()
    await title(page, name)
    expect(await page.locator('.dots li').count()).toBe(2)
    expect(await faultsOn(page)).toEqual([])
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(words)
    await page.goBack()
    await title(page, 'Phản ánh với xã')
    await page.getByRole('link', { name: 'Viết phản ánh' }).click()
    expect(await page.getByLabel('Kể việc cần xã xử lý').inputValue()).toBe('')
  })

  test('an emergency: the numbers first; sent once the citizen has called', async () => {
    const page = await open('?phan-anh')
    await write(page, 'Nhà văn hóa đang cháy lớn')
    await theSend(page).click()
    await title(page, 'Gọi ngay số khẩn cấp')
    expect(await page.locator('.emergency a[href="tel:114"]').count()).toBe(1)
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Tôi đã gọi rồi' }).click()
    await title(page, 'Xã đã nhận')
    expect(feedback.registered[0]?.intake.emergencyCalled).toBe(true)
  })
})

describe('following it', () => {
  const at = (code: string) => `#/feedback/${code}?secret=${SECRET}`

  test('the receipt: code, due moment, who, what next, the secret link; at home until it is answered', async () => {
    const page = await open('?phan-anh')
    await write(page)
    await theSend(page).click()
    await title(page, 'Xã đã nhận')
    const code = await page.locator('.due .code').innerText()
    expect(new URL(page.url()).search).toBe('')
    for (const words of ['17:00,', 'Bộ phận địa chính', 'Xã xem và giao người xử lý', `${code}?secret=${SECRET}`])
      await page.getByText(words).first().waitFor()
    await page.getByRole('button', { name: 'Hiện mã QR' }).click()
    await page.getByRole('img', { name: 'Mã QR của đường dẫn riêng' }).waitFor()
    await page.reload()
    await title(page, 'Xã đã nhận')
    await page
      .getByRole('link', { name: /Trang chính$/ })
      .first()
      .click()
    await page.getByRole('link', { name: new RegExp(code) }).click()
    await title(page, `Phản ánh ${code}`)
    const kept = await page.evaluate(() => localStorage.getItem('cases'))
    expect(kept).not.toContain('Đèn đường')
  })

  test('late: sorry first, whom to call; a wrong secret tells nothing', async () => {
    const page = await open(at('PA-LATE22'))
    const sorry = page.getByRole('alert').filter({ hasText: 'Xin lỗi anh/chị. Việc này đã trễ 3 ngày làm việc.' })
    await sorry.waitFor()
    expect(await sorry.locator('a[href^="tel:"]').count()).toBe(1)
    await page.goto('about:blank')
    await page.goto(`${server.url}/app/#/feedback/PA-LATE22?secret=sai`)
    await page.getByText('Không có phản ánh này').waitFor()
    expect(await page.getByText('Đèn đường').count()).toBe(0)
  })

  test("the officer's question is answered", async () => {
    const page = await open(at('PA-ASKED2'))
    await page.getByText('Cột đèn mang số mấy?').waitFor()
    await page.getByRole('button', { name: 'Gửi trả lời' }).click()
    await page.getByText('Xin gõ vài chữ hoặc chọn ảnh').waitFor()
    await page.getByLabel('Anh/chị trả lời').fill('Cột số 12')
    await page.getByRole('button', { name: 'Gửi trả lời' }).dblclick()
    await page.getByText('Anh/chị bổ sung: Cột số 12').waitFor()
    expect(await page.getByText('Anh/chị bổ sung').count()).toBe(1)
  })

  test('“Chưa xong” opens it again, and asks why; “Hài lòng” is as near', async () => {
    const page = await open(at('PA-DONE22'))
    const [like, open2] = await Promise.all(
      ['Hài lòng', 'Chưa xong'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()),
    )
    expect([open2?.y, open2?.height]).toEqual([like?.y, like?.height])
    await page.getByRole('button', { name: 'Chưa xong', exact: true }).click()
    await page.getByRole('button', { name: 'Mở lại việc này' }).click()
    await page.getByText('Xin nói rõ còn gì chưa xong').waitFor()
    await page.getByLabel('Còn gì chưa xong').fill('Đèn sáng một lúc lại tắt')
    await page.getByRole('button', { name: 'Mở lại việc này' }).click()
    await page.getByText('Mở lại, lãnh đạo xã xem').waitFor()
    expect(await page.getByRole('button', { name: 'Hài lòng', exact: true }).count()).toBe(0)
  })

  test("Zalo's link without a fragment opens it too, and the secret leaves the query at once", async () => {
    const page = await open(`?phan-anh=PA-DONE22&khoa=${SECRET}`)
    await page.getByText('Đã thay bóng đèn').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: 'Hài lòng', exact: true }).click()
    await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
    await page.getByText('Anh/chị đã đánh giá: Hài lòng.').waitFor()
  })
})

describe('the public register', () => {
  test('searched, by kind, page by page; back keeps the place', async () => {
    const page = await open('#/register')
    await page.getByText('23 việc').waitFor()
    await page.getByRole('button', { name: 'Trang sau' }).click()
    await page.getByText('Trang 2 trên 3').waitFor()
    await page.getByText('Đèn đường số 11 không sáng.').waitFor()
    await page.goBack()
    await page.getByText('Trang 1 trên 3').waitFor()
    await page.getByRole('searchbox').fill('số 23')
    await page.getByText('1 việc', { exact: true }).waitFor()
    await page.getByLabel('Loại việc').selectOption('praise')
    await page.getByText('Chưa có việc nào như vậy').waitFor()
  })
})

describe('for everyone', () => {
  test.each([
    ['door', '?phan-anh'],
    ['what', '#/feedback/new'],
    ['case', `#/feedback/PA-LATE22?secret=${SECRET}`],
    ['question', `#/feedback/PA-ASKED2?secret=${SECRET}`],
    ['answered', `#/feedback/PA-DONE22?secret=${SECRET}`],
    ['without secret', '#/feedback/PA-DONE22'],
    ['register', '#/register'],
    ['empty register', '#/register?q=qqq'],
  ])('no accessibility fault, no sideways scroll: %s', async (_name, address) => {
    const page = await open(address, { viewport: { width: 320, height: 640 } })
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await faultsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await faultsOn(page, ['color-contrast'])).toEqual([]) // colours are all that dark changes
    await page.evaluate("document.documentElement.style.fontSize = '34px'")
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  test('every page of the form, by keyboard alone, without a fault', async () => {
    const page = await open('#/feedback/new')
    await page.getByLabel('Kể việc cần xã xử lý').focus()
    await page.keyboard.type(TEXT)
    for (const step of ['Ở đâu?', 'Từ khi nào?', 'Có ảnh không?', 'Xã báo lại thế nào?']) {
      await page.getByRole('button', { name: 'Tiếp tục' }).press('Enter')
      await title(page, step)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(step)
      expect(await faultsOn(page)).toEqual([])
    }
    await page.getByRole('button', { name: /^Không cần/ }).press('Enter')
    await page.getByRole('button', { name: 'Tiếp tục' }).press('Enter')
    await title(page, 'Xem lại rồi gửi')
    expect(await faultsOn(page)).toEqual([])
    await theSend(page).press('Enter')
    await title(page, 'Xã đã nhận')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Xã đã nhận')
    expect(await faultsOn(page)).toEqual([])
  })

  test('the door fetches what stands behind it; elsewhere, without a network, the screen says so and comes later', async () => {
    const page = await open('?phan-anh')
    await page.waitForLoadState('networkidle')
    await context?.setOffline(true)
    await page.getByRole('link', { name: 'Viết phản ánh' }).click()
    await title(page, 'Việc gì đang xảy ra?')
    await context?.close()
    const other = await open('')
    await other.locator('.doors').waitFor()
    await context?.setOffline(true)
    await other.evaluate(() => {
      location.hash = '#/register'
    })
    await other.getByText('Máy đang mất mạng').waitFor()
    await context?.setOffline(false)
    await other.getByRole('button', { name: 'Thử lại' }).click()
    await title(other, 'Việc xã đã trả lời')
  })
})
