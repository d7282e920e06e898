import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  begin,
  finish,
  foundOn,
  leaveAndReturn,
  linkOn,
  press,
  type TeamWorld,
  teamWorld,
  title,
  unlock,
} from './team-pages.ts'

const PEOPLE = 20
let world: TeamWorld
beforeAll(async () => {
  world = await teamWorld()
}, 120_000)
afterEach(() => world.closePhones())

describe('a helper’s day', () => {
  test('20 people without a network; nothing of one is left for the next, and 20 visits arrive once', async () => {
    const page = await world.newPhone({ serviceWorkers: 'allow' })
    await world.pair(page, 'Chị Lan')
    const before: string[] = ['H48.21.15-261102-9917', '7731']
    // one with a network: nothing of what was looked up stays in a cache
    await begin(page)
    await press(page, 'Tra cứu hồ sơ')
    await page.getByLabel('Mã hồ sơ').fill('H48.21.15-261102-9917')
    await page.getByLabel('4 số cuối').fill('7731')
    await press(page, /^Tra cứu$/)
    await page.getByText('Không tìm thấy hồ sơ').waitFor()
    await press(page, 'Về việc của người này')
    await press(page, 'Bỏ, không ghi')
    await press(page, 'Xóa hết')
    await title(page, 'Hôm nay: 0 lượt')
    await page.context().setOffline(true)
    for (let n = 1; n <= PEOPLE; n++) {
      const mark = `x${n}x${Math.random().toString(36).slice(2, 8)}`
      const person = {
        text: `Đèn ngõ ${mark} tắt ba tối`,
        name: `Nguyễn ${mark}`,
        phone: `09123${String(n).padStart(5, '0')}`,
      }
      await begin(page)
      await press(page, /^Gửi phản ánh hộ/)
      const fresh = await page.getByLabel('Bà con kể việc gì').inputValue()
      expect(fresh).toBe('')
      await page.getByLabel('Bà con kể việc gì').fill(person.text)
      await page.getByLabel('Bà con muốn xã gọi lại').check()
      await page.getByLabel('Họ và tên').fill(person.name)
      await page.getByLabel('Số điện thoại').fill(person.phone)
      if (n === 1) expect(await foundOn(page, [mark, person.phone])).toEqual([mark, person.phone]) // the look finds what is there
      await press(page, 'Về việc của người này')
      if (n === 3) {
        // another app comes up in the middle: nothing to see or read, and the visit goes on after the PIN
        await leaveAndReturn(page)
        await title(page, 'Nhập mã PIN')
        expect(await foundOn(page, [mark])).toEqual([])
        await unlock(page)
      }
      if (n === 5) {
        await page.getByRole('heading', { name: 'Người số 5' }).waitFor()
        await press(page, 'Xong việc, ghi lại')
        await page.getByLabel('Hẹn quay lại').check()
        await page.getByLabel('Gọi là').fill(`bà ${mark}`)
        await page.goBack()
      }
      await finish(page)
      const link = (await linkOn(page))?.split('/').pop() ?? ''
      expect(link.length).toBeGreaterThan(20)
      before.push(mark, person.phone, link)
      await press(page, 'Xong')
      await title(page, `Hôm nay: ${n} lượt`)
      expect(await foundOn(page, before)).toEqual([])
    }
    await page.getByText(`Chưa gửi – ${PEOPLE}`).waitFor()

    // what the buttons of the browser lead to shows nothing of anybody
    for (const step of ['forward', 'forward', 'back', 'back'] as const) {
      await (step === 'back' ? page.goBack() : page.goForward())
      expect(await foundOn(page, before)).toEqual([])
    }
    await page.evaluate(() => (location.hash = '#/team'))
    await page.context().setOffline(false)
    await page.getByText('Tháng này đã giúp 20 lượt').waitFor()
    await page.getByText('Chưa gửi –').waitFor({ state: 'detached' })
    const count = async (sql: string) => Number((await world.commune.db.execute(sql)).rows[0]?.n)
    expect(await count('SELECT count(*) AS n FROM assist_visit')).toBe(PEOPLE)
    expect(await count('SELECT count(DISTINCT number) AS n FROM assist_visit')).toBe(PEOPLE)
    expect(await count("SELECT count(*) AS n FROM feedback WHERE source = 'behalf'")).toBe(PEOPLE)
    const wire = world.server.seen.join('\n')
    expect(before.slice(2).filter((word) => wire.includes(word))).toEqual([])
    expect(await foundOn(page, before)).toEqual([])
  }, 180_000)
})
