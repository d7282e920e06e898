import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import * as z from 'zod'
import { fakeApi } from './fake-api.ts'
import { fileOf } from './fake-server.ts'

export const ZALO_APP = 'https://h5.zdn.vn/zapps/123456/'
export const API_ROOT = 'https://api.xa.test'
const AGENT =
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/12100700 ZaloTheme/light ZaloLanguage/vi'
const AppConfig = z.object({ listCSS: z.array(z.string()), listSyncJS: z.array(z.string()) })

/** Options of a browser context that looks like Zalo on Android. */
export const ZALO_PHONE = { userAgent: AGENT, viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }

type Answering = { request(url: string, init: RequestInit): Response | Promise<Response> }

/** The API on a server of its own. */
export const apiAt = (root: string): Answering => ({
  request: (url, init) => fetch(root + url.slice(API_ROOT.length), init),
})

/**
 * Stands in for Zalo: its host serves the build from the lists of `app-config.json`, as Zalo does, and its native bridge answers the
 * real SDK. The calls to the bridge are found in `window.bridge`; what `window.refuse` holds for an action is answered instead.
 */
export async function fakeZalo(context: BrowserContext, folder: string, api: Answering = fakeApi()): Promise<void> {
  await context.route('**/*', (route) => route.abort())
  await context.route(`${API_ROOT}/**`, async (route) => {
    const request = route.request()
    const headers = { ...request.headers(), origin: 'https://h5.zdn.vn' }
    const body = request.postDataBuffer()
    const answer = await api.request(request.url(), {
      method: request.method(),
      headers,
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  await context.route('https://h5.zalo.me/**', (route) =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { access_token: 'AT', refresh_token: 'RT', expires_in: '3600' },
    }),
  )
  await context.route('https://h5.zdn.vn/**', async (route) => {
    const path = new URL(route.request().url()).pathname.slice('/zapps/123456/'.length)
    const file = path.startsWith('assets/') ? fileOf(folder, path) : null
    await route.fulfill(file ?? { contentType: 'text/html', body: bootPage(folder) })
  })
  await context.addInitScript(BRIDGE)
}

function bootPage(folder: string): string {
  const { listCSS, listSyncJS } = AppConfig.parse(JSON.parse(readFileSync(join(folder, 'app-config.json'), 'utf8')))
  const styles = listCSS.map((name) => `<link rel="stylesheet" href="/zapps/123456/${name}">`)
  const scripts = listSyncJS.map((name) => `<script type="module" src="/zapps/123456/${name}"></script>`)
  const view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
  return `<!doctype html><html><head><title>Zalo</title>${view}${styles.join('')}</head><body><div id="app"></div>${scripts.join('')}</body></html>`
}

/** Zalo's side of the bridge, kept as text: it runs in the page, before any script of it. */
const BRIDGE = `
  window.APP_ID = '123456'; window.zAppID = '999'; window.bridge = []; window.refuse = {}
  window.ZJSBridge = { setJSToken() {}, setZAccSession() {} }
  window.ZaloJavaScriptInterface = {
    jsH5EventCallback() {},
    jsCall(token, action, at, params, callback) {
      window.bridge.push({ action, params: String(params) })
      const data = action.includes('qr') ? { content: 'https://xa.test/?ma=H99.99.99-261110-0001' }
        : action === 'action.jump.login' ? { cookiesOAuthLogins: ['zlink3rd', 'zoauth', 'zoauth_vrf'].map((name) => ({ name: 'h5.zdn.vn_' + name, value: 'V' })), miniProgramConfig: { canUseAccessTokenByDefault: true } } : { token: 'CODE:' + action }
      setTimeout(() => {
        const tell = typeof callback === 'function' ? callback : (0, eval)(callback)
        tell(JSON.stringify({ error_code: 0, error_message: '', action, data, ...window.refuse[action] }))
      }, 5)
    },
  }
`
