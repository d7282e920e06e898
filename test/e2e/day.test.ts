import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { gpsPhoto, TRACES } from '../miniapp/gps-photo.ts'
import { openBrowser } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

const PHONE = { viewport: { width: 360, height: 640 } }
const DESKTOP = { viewport: { width: 1280, height: 800 } }
/** Where pictures of the day go, for people to look at. */
const SHOTS = process.env.SHOTS
const PASSWORD = 'bốn con trâu qua cầu 2026'
const NAME = 'Nguyễn Thị Bưởi'
const NUMBER = '0912 345 678'
const TEXT = 'Cống trước nhà chị Hai Lúa ở thôn Đông bị tắc, nước tràn ra đường cả tuần nay. Gọi tôi 0912345678.'

let server: Awaited<ReturnType<typeof startServer>>
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  if (SHOTS) mkdirSync(SHOTS, { recursive: true })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

let callers = 0
/** Somebody with a device of their own. */
async function somebody(look: BrowserContextOptions): Promise<Page> {
  callers++
  const context = await browser.newContext({
    ...look,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    bypassCSP: true, // for the reader of faults, which is put into the page
    extraHTTPHeaders: { 'x-forwarded-for': `10.1.0.${callers}` },
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  return page
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const lineOf = (page: Page, code: string) => page.locator('tr', { hasText: code }).getByRole('link')
const said = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor()

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto(`${server.root}/console`)
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByLabel('Mật khẩu').fill(password)
  await button(page, 'Đăng nhập').click()
}

/** Invited by the admin, a password chosen on one's own device, signed in. */
async function invited(name: string, role: string, look: BrowserContextOptions): Promise<Page> {
  const admin = await somebody(DESKTOP)
  await signIn(admin, 'quantri', server.password)
  await link(admin, 'Cán bộ').first().click()
  await link(admin, 'Mời cán bộ').click()
  await admin.getByLabel('Họ tên').fill(name)
  await admin.getByLabel(role, { exact: false }).first().check()
  await button(admin, 'Tạo lời mời').click()
  await heading(admin, `Lời mời cho ${name}`)
  const address = await admin.locator('.note .code').innerText()
  const page = await somebody(look)
  await page.goto(address)
  await heading(page, `Chào ${name}`)
  const login = await page.locator('main .code').first().innerText()
  await page.getByLabel('Mật khẩu mới').first().fill(PASSWORD)
  await page.getByLabel('Nhập lại').fill(PASSWORD)
  await button(page, 'Lưu mật khẩu').click()
  await said(page, 'Đã lưu mật khẩu')
  await signIn(page, login, PASSWORD)
  return page
}

/** A leader, who also sets a one-time code up at the first sign-in. */
async function enrolled(name: string): Promise<Page> {
  const page = await invited(name, 'Lãnh đạo', DESKTOP)
  await heading(page, 'Đặt mã một lần')
  await shot(page, '11b-enrol')
  const secret = (await page.locator('main code').innerText()).replace(/\s/g, '')
  await page.getByLabel('6 số ứng dụng đang hiện').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await button(page, 'Xong, bật mã một lần').click()
  await heading(page, 'Giữ kỹ các mã dự phòng')
  await link(page, 'Tôi đã cất, tiếp tục').click()
  return page
}

/** A report from the mini-app; its code and its secret link. */
async function report(page: Page, { photo, contact = false }: { photo?: Buffer; contact?: boolean } = {}, text = TEXT) {
  await page.goto(`${server.root}/app/?phan-anh`)
  await link(page, 'Viết phản ánh').click()
  await page.getByLabel('Kể việc cần xã xử lý').fill(text)
  const onward = () => button(page, 'Tiếp tục').click()
  await onward()
  await heading(page, 'Ở đâu?')
  await page.getByLabel('Địa điểm').fill('Trước nhà chị Hai Lúa')
  await onward()
  await heading(page, 'Từ khi nào?')
  if (contact) {
    await page.goBack() // once back, and nothing is lost
    await heading(page, 'Ở đâu?')
    expect(await page.getByLabel('Địa điểm').inputValue()).toBe('Trước nhà chị Hai Lúa')
    await onward()
    await heading(page, 'Từ khi nào?')
  }
  await button(page, 'Vài ngày nay').click()
  await onward()
  await heading(page, 'Có ảnh không?')
  if (photo) {
    await page.locator('input[multiple]').setInputFiles({ name: 'cong.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByText('Đã có 1 ảnh').waitFor()
  }
  await onward()
  await heading(page, 'Xã báo lại thế nào?')
  if (contact) {
    await button(page, /^Qua điện thoại/).click()
    await page.getByLabel('Số điện thoại').fill(NUMBER)
    await page.getByLabel('Họ và tên').fill(NAME)
    await page.getByLabel('Địa chỉ').fill('Thôn Đông')
    await page.getByText('Đăng công khai câu trả lời').click()
  } else await button(page, /^Không cần/).click()
  await onward()
  await heading(page, 'Xem lại rồi gửi')
  await shot(page, `01-review-${contact}`)
  await button(page, 'Gửi').dblclick()
  await heading(page, 'Xã đã nhận')
  const code = await page.locator('.due .code').innerText()
  const secret = await page.locator('.link-text').innerText()
  return { code, secret }
}

/** The quarter of a moment as the reports name it. */
function thisQuarter(now: Date): string {
  const [year = 0, month = 1] = now.toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' }).split('-').map(Number)
  return `Quý ${['I', 'II', 'III', 'IV'][Math.ceil(month / 3) - 1]} năm ${year}`
}

test('a day: sent, asked, answered, closed, not done, the leader, rated, in the register, in the figures', {
  timeout: 240_000,
}, async () => {
  const citizen = await somebody(PHONE)
  await citizen.goto(`${server.root}/app/`)
  const photo = await gpsPhoto(citizen)
  expect(TRACES.every((trace) => photo.includes(trace))).toBe(true)
  const { code, secret } = await report(citizen, { photo, contact: true })
  await shot(citizen, '02-receipt')

  // the photo follows the words; what rests of it tells neither where nor with what
  const mine = `${server.root}/api/feedback/${code}?${secret.split('?')[1]}`
  await expect.poll(async () => (await fetch(mine)).text(), { timeout: 30_000 }).toContain('/photos/')
  const files = readdirSync(join(server.folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  expect(files.some((bytes) => bytes.includes(Buffer.from('ffd8ff', 'hex')))).toBe(true)
  expect(TRACES.some((trace) => files.some((bytes) => bytes.includes(trace)))).toBe(false)

  const officer = await invited('Trần Thị Một Cửa', 'Cán bộ một cửa', PHONE)
  await heading(officer, 'Việc hôm nay')
  await shot(officer, '03-today')
  await link(officer, /phản ánh chưa ai nhận/).click()
  await heading(officer, 'Phản ánh, kiến nghị')
  await shot(officer, '04-inbox')
  await lineOf(officer, code).click()
  await heading(officer, code)
  await shot(officer, '05-case')
  await button(officer, 'Nhận việc này').click()
  await said(officer, 'Anh/chị đã nhận việc này')
  await officer.getByText('Hỏi thêm người dân').click()
  await officer.getByLabel('Câu hỏi').fill('Nước tràn ở đoạn nào, gần cột điện số mấy ạ?')
  await shot(officer, '06-ask')
  await button(officer, 'Gửi câu hỏi').click()
  await said(officer, 'Đã gửi câu hỏi')

  await citizen.goto('about:blank')
  await citizen.goto(secret) // the link that was kept
  await citizen.getByText('Nước tràn ở đoạn nào').first().waitFor()
  await shot(citizen, '07-asked')
  await citizen.getByLabel('Anh/chị trả lời').fill('Cạnh cột số 7, có ảnh đây.')
  await citizen.locator('input[multiple]').setInputFiles({ name: 'cot.jpg', mimeType: 'image/jpeg', buffer: photo })
  await citizen.getByText('Đã có 1 ảnh').waitFor()
  await button(citizen, 'Gửi trả lời').click()
  await citizen.getByText('Cảm ơn anh/chị').waitFor()

  await link(officer, 'UBND').first().click()
  await link(officer, /phản ánh anh\/chị đang xử lý/).click()
  await lineOf(officer, code).click()
  await officer.locator('.said').getByText('Cạnh cột số 7').first().waitFor()
  expect(await officer.getByRole('img', { name: /Ảnh của người dân/ }).count()).toBe(2)
  const answer = 'Tổ thoát nước đã thông cống trước số nhà phản ánh, nước rút hết chiều nay.'
  await officer.getByLabel('Kết quả').selectOption({ label: 'Đã giải quyết' })
  await officer.getByLabel('Trả lời người dân').fill('Đã thông cống.')
  await button(officer, 'Gửi trả lời và khép').click()
  await officer.getByRole('alert').getByText('Chưa khép được:').first().waitFor()
  await officer.getByText('chưa có ảnh sau khi xử lý hoặc số văn bản').first().waitFor()
  await shot(officer, '08-gate')
  expect(await officer.getByLabel('Trả lời người dân').inputValue()).toBe('Đã thông cống.')
  expect(await officer.getByLabel('Kết quả').inputValue()).toBe('resolved')
  await officer.getByLabel('Trả lời người dân').fill(answer)
  await officer
    .getByLabel('Ảnh sau khi xử lý')
    .setInputFiles({ name: 'sau.jpg', mimeType: 'image/jpeg', buffer: photo })
  await button(officer, 'Gửi trả lời và khép').click()
  await said(officer, 'Đã trả lời và khép')
  await shot(officer, '09-closed')
  await officer.goBack().catch(() => null) // to the refused form, which the browser does not keep
  await officer.reload().catch(() => null) // and sends again when told to
  await shot(officer, '09b-back')
  // the browser's own page about sending again may still be on its way
  const there = () =>
    officer.goto(`${server.root}/console/feedback/${code}`).then(
      () => true,
      () => false,
    )
  await expect.poll(there, { timeout: 20_000 }).toBe(true)
  expect(await officer.getByText('Trả lời, khép', { exact: true }).count()).toBe(1)

  await citizen.goto('about:blank')
  await citizen.goto(secret)
  await citizen.locator('.outcome').getByText(answer).waitFor()
  await citizen.getByRole('img', { name: 'Ảnh kết quả 1' }).waitFor()
  await shot(citizen, '10-answered')
  await button(citizen, 'Chưa xong').click()
  await citizen.getByLabel('Còn gì chưa xong').fill('Mưa xuống lại tràn, cống còn rác.')
  await button(citizen, 'Mở lại việc này').click()
  await citizen.locator('.said').getByText('Đã mở lại').waitFor()
  await shot(citizen, '11-reopened')

  const leader = await enrolled('Phạm Văn Chủ Tịch')
  await heading(leader, 'Việc hôm nay')
  await shot(leader, '12-leader-today')
  await link(leader, /người dân báo chưa xong/).click()
  await shot(leader, '13-leader-inbox')
  await lineOf(leader, code).click()
  await leader.getByText('Mưa xuống lại tràn').first().waitFor()
  await shot(leader, '14-leader-case')
  await button(leader, 'Nhận việc này').click()
  await said(leader, 'Anh/chị đã nhận việc này')
  await leader.getByText('Xem người gửi là ai').click()
  await leader.getByLabel('Lý do xem').fill('gọi xin lỗi người dân')
  await button(leader, 'Xem danh tính').click()
  await leader.getByText(NAME).waitFor()
  await shot(leader, '15-identity')
  await link(leader, code).click()
  await leader.getByLabel('Kết quả').selectOption({ label: 'Đã giải quyết' })
  const second = 'Đã nạo vét toàn tuyến cống thôn Đông và thay nắp, mưa tối qua không còn tràn.'
  await leader.getByLabel('Trả lời người dân').fill(second)
  await leader.getByLabel('Số, ký hiệu văn bản').fill('45/BC-UBND')
  await button(leader, 'Gửi trả lời và khép').click()
  await said(leader, 'Đã trả lời và khép')

  await citizen.reload()
  await citizen.locator('.outcome').getByText(second).waitFor()
  await button(citizen, 'Hài lòng').click()
  await button(citizen, 'Gửi đánh giá').click()
  await citizen.getByText('Anh/chị đã đánh giá: Hài lòng.').waitFor()
  await shot(citizen, '16-rated')

  await leader.reload()
  await shot(leader, '17-before-publishing')
  const words = leader.getByLabel('Nội dung (đã lược)')
  const draft = await words.inputValue()
  expect(draft).not.toMatch(/0912/)
  await words.fill('Cống ở thôn Đông bị tắc, nước tràn ra đường cả tuần nay.')
  await button(leader, 'Công khai').click()
  await said(leader, 'Đã đưa vào sổ công khai')
  await shot(leader, '18-published')

  const neighbour = await somebody(PHONE)
  await neighbour.goto(`${server.root}/app/#/register`)
  await neighbour.getByText('Đã nạo vét toàn tuyến cống').waitFor()
  await shot(neighbour, '19-register')
  const register = await neighbour.locator('main').innerText()
  expect(register).toContain('Cống ở thôn Đông bị tắc')
  expect(register).toContain('1 hài lòng')
  for (const private_ of [code, NAME, 'Bưởi', 'Hai Lúa', '0912', '345 678']) expect(register).not.toContain(private_)

  await link(leader, 'Báo cáo').first().click()
  await leader.getByLabel('Kỳ').selectOption({ label: thisQuarter(new Date()) })
  await button(leader, 'Xem kỳ này').click()
  await heading(leader, new RegExp(thisQuarter(new Date()), 'i'))
  await leader.getByText('Mọi chỉ số: Phản ánh, kiến nghị').click()
  await shot(leader, '20-reports')
  await leader
    .getByRole('row', { name: /^Phản ánh, kiến nghị tiếp nhận/ })
    .getByRole('link')
    .first()
    .click()
  await shot(leader, '21-rows')
  expect(await leader.locator('main tbody tr').count()).toBe(1)
  await link(leader, code).click()
  await heading(leader, code)
  await link(leader, 'Nhật ký').first().click()
  await shot(leader, '22-audit')
  await leader
    .getByRole('row', { name: new RegExp(`Trả lời, kết thúc.*${code}.*kết quả: Đã giải quyết`) })
    .first()
    .waitFor()
  await leader.getByRole('row', { name: new RegExp(`Xem thông tin người phản ánh.*${code}.*gọi xin lỗi`) }).waitFor()
  expect(faults).toEqual([])
})

/** A case of its own, opened by somebody of the desk. */
async function opened(page: Page, code: string): Promise<void> {
  await page.goto(`${server.root}/console/feedback/${code}`)
  await heading(page, code)
}

const sampleStaff = async (login: string, look: BrowserContextOptions) => {
  const page = await somebody(look)
  await signIn(page, login, server.password)
  await heading(page, 'Việc hôm nay')
  return page
}

const ANSWER = 'Đội điện đã thay bóng và dây, đèn sáng lại từ 18 giờ hôm nay.'

async function answering(page: Page, answer: string): Promise<void> {
  await page.getByLabel('Kết quả').selectOption({ label: 'Đã giải quyết' })
  await page.getByLabel('Trả lời người dân').fill(answer)
  await page.getByLabel('Số, ký hiệu văn bản').fill('46/BC-UBND')
}

test('two close at once, a session that ended while writing, and the way back', { timeout: 180_000 }, async () => {
  const [citizen, officer, leader] = await Promise.all([
    somebody(PHONE),
    sampleStaff('canbo', PHONE),
    sampleStaff('lanhdao', DESKTOP),
  ])
  const { code } = await report(
    citizen,
    {},
    'Đèn đường trước cổng trường tắt ba đêm nay, các cháu về tối không thấy đường.',
  )
  await opened(officer, code)
  await button(officer, 'Nhận việc này').click()
  await said(officer, 'Anh/chị đã nhận việc này')

  // signed out from another device in the middle of a sentence
  await answering(officer, ANSWER)
  const other = await sampleStaff('canbo', DESKTOP)
  await link(other, 'Tài khoản của tôi').first().click()
  await button(other, 'Cho mọi máy khác thoát').click()
  await said(other, 'Đã thoát')
  await button(officer, 'Gửi trả lời và khép').click()
  await officer.getByText('Phiên làm việc đã hết').waitFor()
  await shot(officer, '30-expired')
  await link(officer, 'Đăng nhập').click()
  await officer.getByLabel('Tên đăng nhập').fill('canbo')
  await officer.getByLabel('Mật khẩu').fill(server.password)
  await button(officer, 'Đăng nhập').click()
  await heading(officer, code)
  expect(await officer.getByLabel('Trả lời người dân').inputValue()).toBe(ANSWER)
  expect(await officer.getByLabel('Kết quả').inputValue()).toBe('resolved')
  expect(await officer.getByLabel('Số, ký hiệu văn bản').inputValue()).toBe('46/BC-UBND')

  await opened(leader, code)
  const theirs = 'Lãnh đạo trả lời: đã thay bóng đèn trước cổng trường, xong tối nay.'
  await answering(leader, theirs)
  await Promise.all([officer, leader].map((page) => button(page, 'Gửi trả lời và khép').click()))
  await Promise.all([officer, leader].map((page) => page.locator('.flash, .note.late').first().waitFor()))
  const [won, lost, kept] =
    (await officer.locator('.flash').count()) > 0 ? [officer, leader, theirs] : [leader, officer, ANSWER]
  await said(won, 'Đã trả lời và khép')
  await lost.getByRole('alert').getByText('Người khác vừa cập nhật').waitFor()
  await lost.getByRole('alert').getByText(kept).waitFor() // what was typed is not lost
  await shot(lost, '31-lost')
  await opened(lost, code)
  expect(await lost.locator('.timeline').getByText('Trả lời, khép', { exact: true }).count()).toBe(1)

  await won.goBack() // to the form that was sent: the page as it is now, without it
  await won.waitForLoadState()
  expect(await button(won, 'Gửi trả lời và khép').count()).toBe(0)
  expect(await won.locator('.timeline').getByText('Trả lời, khép', { exact: true }).count()).toBe(1)

  await leader.emulateMedia({ media: 'print' })
  await shot(leader, '32-print')
  for (const shown of ['Người dân nói', 'Diễn biến']) expect(await leader.getByText(shown).isVisible()).toBe(true)
  for (const hidden of ['Việc cần làm', 'Ghi chú nội bộ', 'Trợ giúp'])
    expect([hidden, await leader.getByText(hidden, { exact: true }).first().isVisible()]).toEqual([hidden, false])
  expect(faults).toEqual([])
})

/** Presses Tab until what is focused bears this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const { activeElement: at } = document
      const label =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
      return (label ? at.labels?.[0]?.textContent : at?.textContent)?.trim() ?? ''
    })
    if (here === name) return
  }
  throw new Error(`no ${name} by the Tab key on ${page.url()}`)
}

test('the desk by keyboard alone on 320 px with text twice as large, without faults', {
  timeout: 180_000,
}, async () => {
  const citizen = await somebody(PHONE)
  const text = 'Rác chất đống ở đầu chợ thôn Tây hai tuần nay, bốc mùi khó chịu.'
  const { code } = await report(citizen, {}, text)
  const page = await somebody({ viewport: { width: 320, height: 568 } })
  await page.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      const style = document.createElement('style')
      style.textContent = 'html{font-size:200%!important}'
      document.head.append(style)
    }),
  )
  const checked = async (name: string) => {
    await shot(page, name)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect([name, wide, await faultsOn(page)]).toEqual([name, 0, []])
  }
  await page.goto(`${server.root}/console`)
  await tabTo(page, 'Tên đăng nhập')
  await page.keyboard.type('lanhdao')
  await tabTo(page, 'Mật khẩu')
  await page.keyboard.type(server.password)
  await page.keyboard.press('Enter')
  await heading(page, 'Việc hôm nay')
  await checked('40-today')
  await tabTo(page, 'Phản ánh')
  await page.keyboard.press('Enter')
  await heading(page, 'Phản ánh, kiến nghị')
  await checked('41-inbox')
  await tabTo(page, text)
  await page.keyboard.press('Enter')
  await heading(page, code)
  await checked('42-case')
  await tabTo(page, 'Nhận việc này')
  await page.keyboard.press('Enter')
  await said(page, 'Anh/chị đã nhận việc này')
  await checked('43-claimed')
  await tabTo(page, 'Kết quả')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Trả lời người dân')
  await page.keyboard.type('Tổ vệ sinh đã dọn sạch và đặt thùng rác mới, xong chiều nay.')
  await tabTo(page, 'Gửi trả lời và khép')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').first().waitFor()
  await checked('44-gate')
  await tabTo(page, 'Số, ký hiệu văn bản')
  await page.keyboard.type('47/BC-UBND')
  await page.keyboard.press('Enter')
  await said(page, 'Đã trả lời và khép')
  await checked('45-closed')
  expect(faults).toEqual([])
})
