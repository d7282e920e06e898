import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { BrowserContext, Page, Route } from 'playwright-core'
import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { answerError } from '../../server/errors.ts'
import { surveyRoutes } from '../../server/surveys/routes.ts'
import { seeded } from '../miniapp/bad-proxy.ts'
import { fileOf } from '../miniapp/fake-server.ts'
import { openBrowser } from '../support/browser.ts'
import { GOOD, openSurveys, survey } from '../surveys/support.ts'

const SUBMISSIONS = 120
const A_TAB = 6
const SEED = Number(process.env.SEED ?? 7)

/** The outbox alone, built as the app is, and the surveys' room. */
async function openServer() {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
  process.env.NODE_ENV = 'production'
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: {
        input: join(import.meta.dirname, '../miniapp/outbox-page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  })
  const surveys = await openSurveys(new Date())
  const html = '<!doctype html><title>Outbox</title><script type="module" src="./page.js"></script>'
  const app = new Hono()
    .onError(answerError(() => undefined))
    .route('/api/surveys', surveyRoutes(surveys.surveys))
    .get('/app/', (c) => c.html(html))
    .get('/app/*', (c, next) => {
      const file = fileOf(folder, c.req.path.slice('/app/'.length))
      return file ? c.body(new Uint8Array(file.body), 200, { 'content-type': file.contentType }) : next()
    })
  const root = await new Promise<string>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    })
  })
  return { root, surveys }
}

/** A call's way over a bad network. Whatever the page does meanwhile, closing or dying, is nobody's fault. */
async function badWay(route: Route, random: () => number): Promise<void> {
  const chance = random()
  if (chance < 0.15) return route.abort()
  if (chance < 0.2) return route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' })
  const answer = await route.fetch()
  if (chance < 0.35) return route.abort()
  if (chance < 0.45) await route.fetch()
  await route.fulfill({ response: answer })
}

/** Ends a tab the way they end: closed, reloaded, or its process dies (with that of its neighbours). */
async function end(page: Page, random: () => number): Promise<void> {
  const chance = random()
  if (chance < 0.4) {
    const died = page.waitForEvent('crash', { timeout: 10_000 }).catch(() => undefined)
    await page.goto('chrome://crash').catch(() => undefined)
    await died
  } else if (chance < 0.6) await page.reload().catch(() => undefined)
  await page.close().catch(() => undefined)
}

test(`in two tabs of a real browser, ${SUBMISSIONS} answers through a bad network, reloads and dying processes arrive exactly once (seed ${SEED})`, {
  timeout: 180_000,
}, async () => {
  const random = seeded(SEED)
  const { root, surveys } = await openServer()
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const context: BrowserContext = await browser.newContext()
  await context.route('**/api/**', (route) => badWay(route, random).catch(() => undefined))
  const { version } = survey('tthc')
  const open = async () => {
    const page = await context.newPage()
    await page.goto(`${root}/app/`)
    await page.waitForFunction('window.give !== undefined')
    return page
  }
  let given = 0
  const key = (at: number) => `tra-loi-${String(at).padStart(6, '0')}`
  while (given < SUBMISSIONS) {
    const pages = await Promise.all([open(), open()])
    await Promise.all(
      pages.map(async (page) => {
        const keys = Array.from({ length: A_TAB }, (_, at) => key(given + at))
        given += A_TAB
        // each of them is kept before the tab may die: what was told to be kept must arrive
        await page.evaluate(`give(${JSON.stringify(keys)}, ${version}, ${JSON.stringify(GOOD)})`)
      }),
    )
    await Promise.race([
      Promise.all(pages.map((page) => page.evaluate('sync()').catch(() => undefined))),
      new Promise((resolve) => setTimeout(resolve, random() * 400)),
    ])
    for (const page of pages) await end(page, random)
  }
  const last = await open()
  await expect
    .poll(
      async () => {
        await last.evaluate('sync()')
        return last.evaluate('left()')
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(0)
  const count = async (table: string) =>
    Number((await surveys.db.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)
  expect(await count('survey_response')).toBe(given)
  expect(await count('survey_key')).toBe(given)
})
