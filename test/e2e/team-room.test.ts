import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { ZALO_APP } from '../miniapp/zalo-host.ts'
import {
  begin,
  finish,
  foundOn,
  leaveAndReturn,
  linkOn,
  PIN,
  press,
  type TeamWorld,
  teamWorld,
  title,
  unlock,
} from './team-pages.ts'

const TEXT = 'Cống trước nhà bà Sáu Lụa tắc đã một tuần, nước tràn ra đường.'
const SHOTS = process.env.SHOTS
let world: TeamWorld
beforeAll(async () => {
  world = await teamWorld()
}, 120_000)
afterEach(() => world.closePhones())

const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))
const at = (page: Page, part: string) =>
  page.evaluate((hash) => {
    location.hash = hash
  }, `#/team${part}`)

describe('the PIN', () => {
  test('wrong five times, also over a reload, leaves nothing of the member on the phone', async () => {
    const page = await world.newPhone()
    await world.pair(page, 'Chị Lan')
    await begin(page)
    await press(page, 'Khóa')
    for (let left = 4; left > 0; left--) {
      await unlock(page, '999000')
      await page.getByText(`Còn ${left} lần thử`).waitFor()
      if (left === 3) await page.reload()
    }
    expect(await kept(page)).toContain('team.desk')
    await unlock(page, '999000')
    await page.getByText('Đã nhập sai 5 lần').waitFor()
    expect(await kept(page)).not.toMatch(/team\.(members|desk)/)
    await press(page, 'Tiếp tục')
    await page.getByText('Máy này chưa ghép với tổ nào').waitFor()
  })

  test('is asked for after two idle minutes and after leaving the app, and no easy one is taken', async () => {
    const page = await world.newPhone()
    await page.clock.install()
    await page.goto(`${world.server.url}/app/#/team/pair/${await world.pairingCode('Chị Mai')}`)
    for (const [pin, again, told] of [
      ['12345', '12345', 'đúng 6 chữ số'],
      ['111111', '111111', 'dễ đoán'],
      ['123456', '123456', 'dễ đoán'],
      [PIN, '280518', 'chưa giống nhau'],
    ] as const) {
      await page.getByLabel('Mã PIN mới').fill(pin)
      await page.getByLabel('Gõ lại mã PIN').fill(again)
      await press(page, 'Ghép máy')
      await page.getByRole('alert').filter({ hasText: told }).waitFor()
    }
    await page.getByLabel('Gõ lại mã PIN').fill(PIN)
    await press(page, 'Ghép máy')
    await title(page, 'Hôm nay: 0 lượt')
    await page.clock.fastForward('01:30')
    await page.mouse.click(5, 400)
    await page.clock.fastForward('01:30')
    await title(page, 'Hôm nay: 0 lượt')
    await page.clock.fastForward('02:01')
    await title(page, 'Nhập mã PIN')
    await unlock(page)
    await title(page, 'Hôm nay: 0 lượt')
    await leaveAndReturn(page)
    await title(page, 'Nhập mã PIN')
  })

  test('tells two members of one phone apart; neither sees what the other did', async () => {
    const page = await world.newPhone()
    await world.pair(page, 'Chị Lan')
    await begin(page)
    await press(page, /^Gửi phản ánh hộ/)
    await page.getByLabel('Bà con kể việc gì').fill(TEXT)
    await press(page, 'Khóa')
    await world.pair(page, 'Anh Tám', '771320')
    await page.reload()
    await title(page, 'Ai đang dùng máy?')
    await press(page, 'Anh Tám')
    await unlock(page, PIN)
    await page.getByText('Mã PIN chưa đúng').waitFor()
    await unlock(page, '771320')
    await title(page, 'Hôm nay: 0 lượt')
    expect(await page.getByText('Giúp tiếp').count()).toBe(0)
    expect(await foundOn(page, ['Sáu Lụa'])).toEqual([])
    await press(page, 'Khóa')
    await press(page, 'Chị Lan')
    await unlock(page)
    await page.getByRole('link', { name: 'Giúp tiếp người số 1' }).click()
    await press(page, /^Gửi phản ánh hộ – có/)
    expect(await page.getByLabel('Bà con kể việc gì').inputValue()).toBe(TEXT)
    expect(await foundOn(page, ['Sáu Lụa'])).toEqual(['Sáu Lụa'])
  })
})

describe('the room', () => {
  test('of a phone that the lead shut out is gone at the next look', async () => {
    const page = await world.newPhone()
    await world.pair(page, 'Chị Út')
    await page.getByText('Tháng này đã giúp').waitFor() // its first look is over; else that one would shut it
    const { devices } = world.commune.services.assist
    const device = (await devices.list()).find(({ memberName }) => memberName === 'Chị Út')
    await devices.revoke(world.lead.actor, device?.id ?? '')
    await press(page, 'Khóa')
    await unlock(page)
    await page.getByText('không còn được dùng').waitFor()
    expect(await kept(page)).not.toMatch(/team\.(members|desk)/)
  })

  test('works inside Zalo, with a link that Zalo can open', async () => {
    const page = await world.newZalo()
    await page.goto(`${ZALO_APP}?to-so=${await world.pairingCode('Cô Bảy')}`)
    await page.getByLabel('Mã PIN mới').fill(PIN)
    await page.getByLabel('Gõ lại mã PIN').fill(PIN)
    await press(page, 'Ghép máy')
    await title(page, 'Hôm nay: 0 lượt')
    await begin(page)
    await press(page, /^Gửi phản ánh hộ/)
    await page.getByLabel('Bà con kể việc gì').fill(TEXT)
    await press(page, 'Về việc của người này')
    await finish(page)
    const link = (await page.locator('.slip-only p', { hasText: 'nhan=' }).textContent()) ?? ''
    expect(link).toMatch(/^https:\/\/zalo\.me\/s\/123456\/\?.*nhan=[\w-]{20,}$/)
    await page.getByText('Xã đã nhận.').waitFor()
    await press(page, /^Xong$/)
    await title(page, 'Hôm nay: 1 lượt')
    expect(await foundOn(page, ['Sáu Lụa', link.slice(-20)])).toEqual([])
    const own = await world.newZalo()
    await own.goto(`${ZALO_APP}${new URL(link).search}`)
    await press(own, 'Nhận về máy này')
    await own.getByRole('link', { name: /^Phản ánh PA-/ }).waitFor()
  })

  test('helps one person from consent to the citizen’s own phone, readable for all; citizens load nothing of it', async () => {
    const page = await world.newPhone()
    const shown: string[] = []
    const look = async (name: string) => {
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
      for (const fault of await faultsOn(page)) shown.push(`${name}: ${fault}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wide > 0) shown.push(`${name}: ${wide} px too wide`)
    }
    await page.goto(`${world.server.url}/app/#/team`)
    await page.getByText('chưa ghép với tổ nào').waitFor()
    await look('unpaired')
    await page.goto(`${world.server.url}/app/#/team/pair/${await world.pairingCode('Chị Lan')}`)
    await page.getByLabel('Mã PIN mới').waitFor()
    await look('pair')
    await page.getByLabel('Mã PIN mới').fill(PIN)
    await page.getByLabel('Gõ lại mã PIN').fill(PIN)
    await press(page, 'Ghép máy')
    await title(page, 'Hôm nay: 0 lượt')
    await look('roster-empty')
    await press(page, 'Giúp người mới')
    await press(page, 'Bắt đầu giúp')
    await page.getByText('Cần bà con đồng ý').waitFor()
    await look('consent')
    await page.getByLabel('Bà con đã đồng ý bằng lời').check()
    await page.getByLabel('Vào ca trực').check()
    await press(page, 'Nhà văn hóa, nơi họp')
    await press(page, 'Bắt đầu giúp')
    await title(page, 'Người số 1')
    await look('hub')
    await press(page, 'Thủ tục, giấy tờ cần mang')
    await page.getByLabel('Tìm thủ tục').fill('khai sinh cho con')
    await press(page, 'Tìm')
    await page.getByText(/\d+ thủ tục/).waitFor()
    await look('search')
    await page.locator('.rows .option').first().click()
    await page.getByText('Bà con nhận danh sách này').waitFor()
    await page.locator('.question .option').first().click()
    await page.locator('.answered').first().waitFor()
    await look('guide')
    expect(new URL(page.url()).hash).toBe('#/team/visit/guide')
    await press(page, 'Về việc của người này')
    await press(page, 'Tra cứu hồ sơ')
    await page.getByLabel('Mã hồ sơ').fill('H48.21.15-261102-0018')
    await press(page, /^Tra cứu$/)
    await page.getByText('Không tìm thấy hồ sơ').waitFor()
    await look('lookup')
    await press(page, 'Về việc của người này')
    await press(page, 'Gửi phản ánh hộ')
    await page.getByLabel('Bà con kể việc gì').fill(TEXT)
    await page.getByLabel('Bà con muốn xã gọi lại').check()
    await page.getByLabel('Số điện thoại').fill('0912345678')
    await look('tell')
    await press(page, 'Về việc của người này')
    await press(page, 'Trả lời khảo sát')
    await page.locator('.rows .option').first().click()
    await page.getByText(/Còn \d+ câu/).waitFor()
    await look('survey')
    await press(page, 'Về việc của người này')
    await press(page, 'Xong việc, ghi lại')
    await press(page, 'Làm xong')
    await page.getByLabel('Hẹn quay lại').check()
    await press(page, 'Ghi và trao lại')
    await page.getByText('Phiếu khảo sát còn câu').waitFor()
    await look('finish')
    await page.goBack()
    await press(page, 'Trả lời khảo sát')
    await press(page, 'Bỏ phiếu này')
    await press(page, 'Về việc của người này')
    await press(page, 'Xong việc, ghi lại')
    await press(page, 'Ghi và trao lại')
    await title(page, 'Trao lại cho bà con')
    await page.getByText('Xã đã nhận.').waitFor()
    await look('hand')
    const link = (await linkOn(page)) ?? ''
    await page.emulateMedia({ media: 'print' })
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/slip.png`, fullPage: true })
    expect(await page.getByRole('button', { name: 'Xong' }).isVisible()).toBe(false)
    expect(await page.getByText(link).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    await press(page, 'Xong')
    await title(page, 'Hôm nay: 1 lượt')
    await page.getByText('Đang trong ca: Nhà văn hóa').waitFor()
    await look('roster')
    for (const part of ['follow', 'counts', 'cards']) {
      await at(page, `/${part}`)
      await page.getByRole('heading', { level: 1, name: /Cần quay lại|Số lượt của tôi|Thẻ tập huấn/ }).waitFor()
      await look(part)
    }
    await press(page, 'Khóa')
    await title(page, 'Nhập mã PIN')
    await look('lock')
    expect(shown).toEqual([])

    const own = await world.newPhone()
    const loaded: string[] = []
    own.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await own.goto(`${world.server.url}/app/`)
    await own.getByRole('heading', { level: 1 }).waitFor()
    await own.waitForLoadState('networkidle')
    expect(loaded.filter((path) => /\/(team|handover)[^/]*\.js$/.test(path))).toEqual([])
    await own.goto(link)
    await own.reload()
    await own.getByText('đường dẫn chỉ mở được một lần').waitFor()
    if (SHOTS) await own.screenshot({ path: `${SHOTS}/handover.png`, fullPage: true })
    expect(await faultsOn(own)).toEqual([])
    await press(own, 'Nhận về máy này')
    await own.getByText('Đã nhận').waitFor()
    expect(loaded.filter((path) => /\/team[^/]*\.js$/.test(path))).toEqual([])
    await own.getByRole('link', { name: /^Phản ánh PA-/ }).click()
    await own.getByText('Sáu Lụa').waitFor()
    await own.goBack()
    const late = await world.newPhone()
    await late.goto(link)
    await press(late, 'Nhận về máy này')
    await late.getByText('Chưa có gì ở đường dẫn này').waitFor()
  })
})
