import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { faultsOn } from '../miniapp/axe.ts'
import { type Graph, startGraph } from '../miniapp/fake-graph.ts'
import { API_ROOT, apiAt, fakeZalo, ZALO_APP, ZALO_PHONE } from '../miniapp/zalo-host.ts'
import { openBrowser } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

const ROOT = join(import.meta.dirname, '../..')
const SECRET = 'khoa-bi-mat-cua-ung-dung'
const RELAY = 'khoa chung giua may chu o Viet Nam va cong ngoai'
const TYPED = '0987 000 111'
const SLOW = { timeout: 15_000 }
const folder = mkdtempSync(join(tmpdir(), 'miniapp-zalo-'))
let browser: Browser
let graph: Graph
let home: Awaited<ReturnType<typeof startServer>>
let edge: Awaited<ReturnType<typeof startServer>>
let context: BrowserContext | undefined

// the server in Vietnam talks to Zalo; the one abroad, which the mini-app talks to, asks it by signed calls
beforeAll(async () => {
  process.env.VITE_API_ROOT = API_ROOT
  process.env.NODE_ENV = 'production'
  const built = build({
    configFile: join(ROOT, 'miniapp/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  })
  graph = await startGraph()
  const account = { ZALO_APP_ID: '123', ZALO_APP_SECRET: SECRET, ZALO_RELAY_SECRET: RELAY }
  home = await startServer({ ...account, ZALO_GRAPH_ROOT: graph.root })
  edge = await startServer({ ...account, ZALO_GRAPH_ROOT: `${home.root}/relay/zalo` })
  await built
  browser = await openBrowser()
}, 300_000)
afterEach(async () => {
  await context?.close()
  graph.seen.length = 0
  graph.instead = {}
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([home?.stop(), edge?.stop()])
  graph?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The mini-app in Zalo; `refuse`: what Zalo's bridge answers to an action instead. */
async function open(address: string, refuse: Record<string, object> = {}): Promise<Page> {
  context = await browser.newContext(ZALO_PHONE)
  await fakeZalo(context, folder, apiAt(edge.root))
  const draft = { text: 'Đèn đường trước nhà văn hóa thôn tắt đã ba tối.', reply: 'phone', phone: TYPED, photos: [] }
  await context.addInitScript(
    `window.refuse = ${JSON.stringify(refuse)}
    if (!localStorage.getItem('draft')) localStorage.setItem('draft', ${JSON.stringify(JSON.stringify(draft))})`,
  )
  const page = await context.newPage()
  await page.goto(ZALO_APP + address)
  return page
}
const theNumber = (page: Page) => page.getByLabel('Số điện thoại').inputValue()
const ask = (page: Page, name = 'Lấy số điện thoại từ Zalo') => page.getByRole('button', { name }).click()

describe('what Zalo tells, by the relay in Vietnam', () => {
  test('the phone number: the purpose first, then Zalo’s own question; it comes into the field and rests nowhere', async () => {
    const page = await open('#/feedback/new/contact')
    await page.getByText('chỉ để báo lại việc anh/chị phản ánh').waitFor()
    expect(await faultsOn(page)).toEqual([])
    expect(graph.seen).toEqual([]) // nothing is asked before the button
    await ask(page)
    await expect.poll(() => theNumber(page), SLOW).toBe('0912345678')
    expect(graph.seen).toEqual([
      { path: '/v2.0/me', signed: false, secret: '' },
      { path: '/v2.0/me/info', signed: false, secret: SECRET },
    ])
    expect(home.said() + edge.said()).not.toMatch(/912345678|CODE:|\bAT\b/)
  })

  test('the place', async () => {
    const page = await open('#/feedback/new/where')
    await page.getByText('Vị trí chỉ để cán bộ tìm đúng chỗ').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await ask(page, 'Lấy vị trí từ Zalo')
    await page.getByText('Vị trí: 15,1213° Bắc, 108,8044° Đông.').waitFor()
  })

  test('the four digits that open a dossier, and no more of the number', async () => {
    const page = await open('?ho-so')
    await page.getByText('xã không lưu').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await ask(page, 'Lấy 4 số cuối từ Zalo')
    await expect.poll(() => page.getByLabel('4 số cuối điện thoại').inputValue(), SLOW).toBe('5678')
    expect(await page.locator('body').innerText()).not.toContain('0912345678')
  })
})

describe('when Zalo does not tell, one types, and what was typed stays', () => {
  const PHONE = 'action.mp.get.number'
  const button = (page: Page) => page.getByRole('button', { name: 'Lấy số điện thoại từ Zalo' })
  /** Presses, and waits for the sentence that this press brings. */
  async function press(page: Page, sentence: string): Promise<void> {
    await page.waitForTimeout(1_100) // the SDK itself refuses a fourth call within a second
    graph.seen.length = 0
    await button(page).click()
    await expect.poll(() => graph.seen.length, SLOW).toBeGreaterThan(0) // what an earlier press said is gone by now
    await page.getByText(`${sentence} Xin gõ số ở trên; những gì đã gõ vẫn còn.`).waitFor()
    expect(await theNumber(page)).toBe(TYPED)
  }

  test('every code of the SDK has its sentence', { timeout: 120_000 }, async () => {
    const page = await open('#/feedback/new/contact')
    const pressed = async (answer: object, sentence: string) => {
      await page.evaluate(`window.refuse = ${JSON.stringify({ [PHONE]: answer })}`)
      await press(page, sentence)
      expect(graph.seen.map(({ path }) => path)).toEqual(['/v2.0/me']) // nothing to exchange
    }
    await pressed({ error_code: -201 }, 'Anh/chị chưa cho phép.')
    await pressed({ error_code: -1401 }, 'Zalo chưa đăng nhập được vào ứng dụng.')
    await pressed({ error_code: -1408 }, 'Zalo chưa trả lời.')
    await pressed({ error_code: -1409 }, 'Vừa hỏi nhiều lần liền. Xin đợi một phút rồi bấm lại.')
    await pressed({ error_code: -2000 }, 'Chưa lấy được từ Zalo.')
    for (const [answer, sentence] of [
      [{ error_code: -202 }, 'Anh/chị đã chọn không cho phép. Muốn đổi, vào cài đặt quyền của ứng dụng trong Zalo.'],
      [{ error_code: -2002 }, 'Anh/chị đã chọn không cho phép. Muốn đổi, vào cài đặt quyền của ứng dụng trong Zalo.'],
      [{ error_code: -1, error_message: 'No permission!' }, 'Ứng dụng chưa được Zalo cấp quyền này.'], // -1403
      [{ data: {} }, 'Bản Zalo trên máy này chưa hỗ trợ.'], // -1404
    ] as const) {
      await pressed(answer, sentence)
      expect(await button(page).count()).toBe(0) // asking again can't help
      await page.reload()
    }
    await expect.poll(() => theNumber(page), SLOW).toBe(TYPED)
  })

  test('every failure of Zalo’s graph and of the way there has its sentence', { timeout: 120_000 }, async () => {
    const page = await open('#/feedback/new/contact')
    const answers =
      (body: object, status = 200) =>
      () =>
        Response.json(body, { status })
    const abroad = 'Zalo chưa cho phép lấy thông tin này ở đây.'
    const failed = 'Chưa lấy được từ Zalo.'
    const far = { error: -1, message: 'Personal information is limited, IP address not inside Vietnam' }
    const cases: [Graph['instead'], string][] = [
      [{ me: answers({ error: 452, message: 'Session key invalid' }) }, 'Zalo chưa đăng nhập được vào ứng dụng.'],
      [{ info: answers({ error: 110, message: 'Invalid code' }) }, failed],
      [{ info: () => new Response('upstream', { status: 500 }) }, failed],
      [{ info: answers({ error: 0, data: {} }) }, failed],
      [{ info: () => new Promise(() => undefined) }, failed], // no answer at all
      [{ info: answers({ error: -501, message: 'x' }) }, abroad],
      [{ info: answers(far, 503) }, abroad],
    ]
    for (const [instead, sentence] of cases) {
      graph.instead = instead
      await press(page, sentence)
      if (sentence !== abroad) continue
      expect(await button(page).count()).toBe(0)
      await page.reload()
    }
    graph.instead = { me: answers({ error: -501 }) }
    await press(page, abroad)
    const asked = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'bridge')))
    expect(asked).not.toContain(PHONE) // where the commune can't learn it, Zalo need not ask the citizen
  })

  test('the place: the words typed stay, and the way goes on', async () => {
    const page = await open('#/feedback/new/where', { 'action.get.location': { error_code: -201 } })
    await page.getByLabel('Địa điểm').fill('Gần cầu sắt')
    await ask(page, 'Lấy vị trí từ Zalo')
    await page.getByText('Anh/chị chưa cho phép. Xin gõ địa điểm').waitFor()
    expect(await page.getByLabel('Địa điểm').inputValue()).toBe('Gần cầu sắt')
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByRole('heading', { level: 1, name: 'Từ khi nào?' }).waitFor()
  })

  test('the server in Vietnam is gone: the other one says so, and a report goes out all the same', async () => {
    await home.stop()
    const page = await open('#/feedback/new/contact')
    await ask(page)
    await page.getByText('Chưa lấy được từ Zalo').waitFor()
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Xã đã nhận' }).waitFor()
  })
})
