import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../server/api.ts'
import type { Role } from '../../server/people/schema.ts'
import { openBrowser } from '../support/browser.ts'
import { openServices } from '../support/services.ts'
import { freePort } from '../support/sqld.ts'
import { signedIn } from '../support/staff.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A served console; `as` opens a page signed in with a role. */
async function served() {
  const { services } = await openServices(new Date('2026-11-23T08:00:00+07:00'))
  const app = createApp(services, { clientIp: () => '10.0.0.1', log: () => {} })
  const port = await freePort()
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  const root = `http://127.0.0.1:${port}`
  const as = async (role: Role | null, look: Parameters<Browser['newContext']>[0]) => {
    const context = await browser.newContext({ ...look, bypassCSP: true })
    if (role) {
      const [name = '', value = ''] = (await signedIn(services, role)).headers.cookie.split('=')
      await context.addCookies([{ name, value, url: `${root}/console` }])
    }
    return context.newPage()
  }
  return { root, services, as, close: () => server.close() }
}

const faults = async (page: Page) => {
  await page.evaluate(AXE)
  const found = await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => (r.passes.length < 10 ? ['axe looked at nothing'] : []).concat(r.violations.map((v) => v.id + v.nodes[0].html)))",
  )
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return { found, wide }
}

it('every page of people is readable by all, at 320 px with large text, light and dark', {
  timeout: 180_000,
}, async () => {
  const { root, services, as, close } = await served()
  const { token } = await services.people.invite(null, { name: 'Nguyễn Thị Hoàng Phương Thảo', role: 'leader' })
  await services.people.issueToken('99999', 'phần mềm một cửa điện tử của tỉnh', ['dossiers:import'])
  await services.people.invite(null, {
    name: 'Võ',
    role: 'officer',
    login: 'mot.ten.dang.nhap.rat.dai@ubnd.xa-binh-minh.gov.vn',
  })
  const [person] = await services.people.people()
  const paths = [
    '/console',
    '/console/staff',
    '/console/staff/new',
    `/console/staff/${person?.id}`,
    '/console/staff/tokens',
    '/console/audit',
    '/console/me',
    '/console/me/password',
    '/console/me/codes',
    '/console/help',
    '/console/help/staff',
    '/console/nope',
  ]
  for (const look of [
    { viewport: { width: 320, height: 568 }, colorScheme: 'dark' as const },
    { viewport: { width: 1280, height: 800 }, colorScheme: 'light' as const },
  ]) {
    const page = await as('admin', look)
    for (const path of paths) {
      await page.goto(root + path)
      if (look.viewport.width === 320) await page.addStyleTag({ content: 'html{font-size:200%!important}' })
      expect([path, await faults(page)]).toEqual([path, { found: [], wide: 0 }])
    }
    const stranger = await as(null, look)
    for (const path of ['/console/login', `/console/invite/${token}`]) {
      await stranger.goto(root + path)
      expect([path, await faults(stranger)]).toEqual([path, { found: [], wide: 0 }])
    }
  }
  close()
})

it('works by keyboard and without a script; a draft outlives a reload', { timeout: 60_000 }, async () => {
  const { root, as, services, close } = await served()
  const bare = await as('admin', { viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  await bare.goto(`${root}/console`)
  await bare.keyboard.press('Tab')
  await bare.keyboard.press('Enter')
  expect(bare.url()).toContain('#main')
  await bare.goto(`${root}/console/staff/new`)
  await bare.getByLabel('Họ tên').fill('Lê Thị Bàn Phím')
  await bare.getByLabel('Cán bộ xử lý').check()
  await bare.getByRole('button', { name: 'Tạo lời mời' }).press('Enter')
  await bare.waitForSelector('h1:has-text("Lời mời cho Lê Thị Bàn Phím")')
  expect((await services.people.people()).some(({ name }) => name === 'Lê Thị Bàn Phím')).toBe(true)

  const page = await as('admin', { viewport: { width: 360, height: 640 } })
  await page.goto(`${root}/console/staff/new`)
  await page.getByLabel('Họ tên').fill('Đang Gõ Dở')
  await page.reload()
  expect(await page.getByLabel('Họ tên').inputValue()).toBe('Đang Gõ Dở')
  close()
})
