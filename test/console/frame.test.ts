import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TOKENS } from '../../server/console/tokens.ts'
import { Role } from '../../server/people/schema.ts'
import { need } from '../../server/people/staff-door.ts'
import { posted, signedIn } from '../support/staff.ts'
import { openConsole } from './open.ts'

describe('the door of the console', () => {
  it('sends whoever is signed out to the sign-in and back, and refuses their acts', async () => {
    const { app, get } = await openConsole()
    const asked = await get('/console/staff?q=lan')
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      '/console/login?next=%2Fconsole%2Fstaff%3Fq%3Dlan',
    ])
    const act = await app.request('/console/staff/new', posted({ name: 'x' }, { 'sec-fetch-site': 'same-origin' }))
    expect(act.status).toBe(401)
    expect(await act.text()).toContain('Xin đăng nhập lại')
  })
  it('has exactly one guard on every route, that says who may pass', async () => {
    const { app } = await openConsole()
    const routes = new Map<string, string[]>()
    for (const { method, path, handler } of app.routes) {
      if (!path.startsWith('/console') || method === 'ALL') continue
      const access = need.of(handler)
      routes.set(`${method} ${path}`, [...(routes.get(`${method} ${path}`) ?? []), ...(access ? [access] : [])])
    }
    expect(routes.size).toBeGreaterThan(20)
    const wrong = [...routes].filter(([, guards]) => guards.length !== 1).map(([route]) => route)
    expect(wrong).toEqual([])
    const open = [...routes].filter(([, guards]) => guards[0] === 'open').map(([route]) => route)
    expect(open.sort()).toEqual([
      'GET /console/drafts.js',
      'GET /console/invite/:token',
      'GET /console/login',
      'GET /console/login/code',
      'GET /console/style.css',
      'POST /console/invite/:token',
      'POST /console/login',
      'POST /console/login/code',
      'POST /console/logout',
    ])
  })
  it('shows each role its own menu, and refuses the rest in Vietnamese', async () => {
    const { services, get } = await openConsole()
    for (const role of Role.options) {
      const { headers, actor } = await signedIn(services, role)
      const home = await get('/console', headers)
      expect(home.status).toBe(200)
      expect(home.text.includes('href="/console/staff"')).toBe(actor.rights.has('staff:manage'))
      expect(home.text.includes('href="/console/audit"')).toBe(actor.rights.has('audit:read'))
      const staff = await get('/console/staff', headers)
      expect(staff.status).toBe(role === 'admin' ? 200 : 403)
      if (role !== 'admin') expect(staff.text).toContain('không được giao việc này')
    }
  })
  it('answers what is missing and what is broken as a page', async () => {
    const { services, get } = await openConsole()
    const { headers } = await signedIn(services, 'admin')
    for (const path of ['/console/nope', '/console/staff/XXXXXXXX', '/console/help/nope', '/console/invite/nope']) {
      const { status, text, headers: got } = await get(path, headers)
      expect([path, status]).toEqual([path, path.includes('invite') ? 410 : 404])
      expect(got.get('content-type')).toContain('text/html')
      expect(text).toContain('lang="vi"')
    }
  })
})

describe('against other sites', () => {
  it('refuses a form that was not sent from our own page', async () => {
    const { app, services } = await openConsole()
    const { headers } = await signedIn(services, 'admin')
    const { cookie } = headers
    const send = (more: Record<string, string>) =>
      app.request('http://xa.vn/console/staff/new', posted({ name: 'Kẻ Lạ', role: 'admin' }, { cookie, ...more }))
    for (const forged of [
      {},
      { origin: 'https://xau.vn' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://khac.xa.vn' },
      { origin: 'null' },
    ]) {
      const response = await send(forged)
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('không được gửi từ trang của xã')
    }
    const plain = await app.request('http://xa.vn/console/staff/new', {
      method: 'POST',
      body: 'name=x',
      headers: { cookie, 'content-type': 'text/plain' },
    })
    expect(plain.status).toBe(403)
    expect((await services.people.people()).map(({ name }) => name)).toEqual(['Người admin'])
    expect((await send({ origin: 'http://xa.vn' })).status).toBe(200)
  })
  it('takes the public address for our own behind a proxy, and marks the cookie for https', async () => {
    const { app, services } = await openConsole({ publicUrl: 'https://xa.example.vn' })
    const made = await services.people.invite(null, { name: 'Lan', role: 'officer', login: 'lan' })
    await services.people.accept(made.token, 'nui cao bien rong')
    const form = posted({ login: 'lan', password: 'nui cao bien rong' }, { origin: 'https://xa.example.vn' })
    const response = await app.request('http://127.0.0.1:3000/console/login', form)
    expect(response.status).toBe(303)
    expect(response.headers.get('set-cookie')).toMatch(
      /^console=[\w-]{32}; Path=\/console; HttpOnly; Secure; SameSite=Strict$/,
    )
  })
  it('is framed by nobody, runs nothing inline, is kept by no cache', async () => {
    const { services, get } = await openConsole()
    const { headers } = await signedIn(services, 'officer')
    for (const path of ['/console', '/console/login', '/console/nope']) {
      const { headers: got, text } = await get(path, headers)
      expect(got.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(got.get('content-security-policy')).not.toContain('unsafe')
      expect(got.get('x-frame-options')).toBe('DENY')
      expect(got.get('cache-control')).toBe('no-store')
      expect(got.get('referrer-policy')).toBe('same-origin')
      expect(text).not.toMatch(/<script(?![^>]*src=)|<style| style=| on\w+=/)
    }
    const chat = await get('/chat')
    expect(chat.headers.get('content-security-policy')).toContain('https://h5.zdn.vn')
  })
})

describe('signing in on the page', () => {
  const BROWSER = { 'sec-fetch-site': 'same-origin' }
  async function withLan() {
    const console = await openConsole()
    const made = await console.services.people.invite(null, { name: 'Lan', role: 'officer', login: 'lan' })
    await console.services.people.accept(made.token, 'nui cao bien rong')
    const sign = (fields: Record<string, string>) => console.app.request('/console/login', posted(fields, BROWSER))
    return { ...console, sign }
  }
  it('says the same page to a wrong password and an unknown login', async () => {
    const { sign } = await withLan()
    const pages = await Promise.all(
      ['lan', 'ai'].map(async (login) => {
        const response = await sign({ login, password: 'sai het roi nhe' })
        return [response.status, (await response.text()).replaceAll(`value="${login}"`, 'value=""')]
      }),
    )
    expect(pages[0]).toEqual(pages[1])
    expect(pages[0]?.[0]).toBe(401)
  })
  it('locks with the minutes to wait', async () => {
    const { sign } = await withLan()
    for (let n = 0; n < 5; n++) await sign({ login: 'lan', password: 'sai het roi nhe' })
    const locked = await sign({ login: 'lan', password: 'nui cao bien rong' })
    expect(locked.status).toBe(429)
    expect(locked.headers.get('retry-after')).toBe('900')
    expect(await locked.text()).toContain('15 phút')
  })
  it('goes on where the person wanted to, but never to another site', async () => {
    const { sign } = await withLan()
    const to = async (next: string) =>
      (await sign({ login: 'lan', password: 'nui cao bien rong', next })).headers.get('location')
    expect(await to('/console/me')).toBe('/console/me')
    expect(await to('/console/audit?page=2')).toBe('/console/audit?page=2')
    for (const evil of [
      'https://xau.vn',
      '//xau.vn',
      '/console//xau.vn',
      '/consolex',
      '/console/../api',
      'javascript:alert(1)',
    ])
      expect(await to(evil)).toBe('/console')
  })
  it('signs out for good', async () => {
    const { app, services, get } = await withLan()
    const { headers } = await signedIn(services, 'handler')
    const out = await app.request('/console/logout', posted({}, headers))
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await get('/console/me', headers)).status).toBe(303)
  })
})

describe('what people type', () => {
  const EVIL = '<img src=x onerror=alert(1)>"\'&{{7*7}}'
  it('is shown as text everywhere', async () => {
    const { app, services, get } = await openConsole()
    const { headers } = await signedIn(services, 'admin', EVIL)
    const made = await app.request(
      '/console/staff/new',
      posted({ name: EVIL, role: 'handler', department: EVIL, login: 'evil' }, headers),
    )
    expect(made.status).toBe(200)
    const refused = await app.request('/console/staff/new', posted({ name: EVIL, role: 'nope', login: EVIL }, headers))
    expect(refused.status).toBe(422)
    const { id } = (await services.people.people()).find(({ login }) => login === 'evil') ?? { id: '' }
    const pages = [await made.text(), await refused.text()]
    for (const path of [
      '/console',
      '/console/staff',
      `/console/staff/${id}`,
      '/console/audit',
      `/console/staff?q=${encodeURIComponent(EVIL)}`,
      `/console/audit?subject=${encodeURIComponent(EVIL)}`,
      `/console/login?next=${encodeURIComponent(EVIL)}`,
    ])
      pages.push((await get(path, headers)).text)
    for (const text of pages) {
      expect(text).not.toContain('<img')
      expect(text).not.toContain(EVIL)
    }
    expect(pages.filter((text) => text.includes('&lt;img')).length).toBeGreaterThan(5)
  })
  it('never becomes a message by a forged cookie’s markup', async () => {
    const { services, get } = await openConsole()
    const { headers } = await signedIn(services, 'admin')
    const { text } = await get('/console', {
      cookie: `${headers.cookie}; console_flash=${encodeURIComponent('<b>x</b>')}`,
    })
    expect(text).toContain('&lt;b&gt;x')
  })
})

describe('accounts on the page', () => {
  it('invite, place, disable, enable and invite again', async () => {
    const { app, services, get } = await openConsole()
    const admin = await signedIn(services, 'admin')
    const post = (path: string, fields: Record<string, string> = {}) => app.request(path, posted(fields, admin.headers))
    const link = /http:\/\/localhost\/console\/invite\/([\w-]+)/.exec(
      await (await post('/console/staff/new', { name: 'Trần Bình', role: 'leader' })).text(),
    )
    expect((await get(`/console/invite/${link?.[1]}`)).text).toContain('binh.tran')
    const different = await app.request(
      `/console/invite/${link?.[1]}`,
      posted({ password: 'nui cao bien rong', again: 'nui cao bien rog' }, { 'sec-fetch-site': 'same-origin' }),
    )
    expect(await different.text()).toContain('Hai lần nhập chưa giống nhau')
    const taken = await app.request(
      `/console/invite/${link?.[1]}`,
      posted({ password: 'nui cao bien rong', again: 'nui cao bien rong' }, { 'sec-fetch-site': 'same-origin' }),
    )
    expect(taken.headers.get('location')).toBe('/console/login')
    expect((await get(`/console/invite/${link?.[1]}`)).status).toBe(410)
    const { id } = (await services.people.people()).find(({ login }) => login === 'binh.tran') ?? { id: '' }
    expect((await post(`/console/staff/${id}/role`, { role: 'handler', department: 'Phòng Kinh tế' })).status).toBe(303)
    expect((await post(`/console/staff/${id}/disable`)).status).toBe(303)
    expect((await get(`/console/staff/${id}`, admin.headers)).text).toContain('Đã khóa')
    expect((await post(`/console/staff/${id}/reset`)).status).toBe(409)
    expect((await post(`/console/staff/${id}/enable`)).status).toBe(303)
    expect(await (await post(`/console/staff/${id}/reset`)).text()).toContain('/console/invite/')
    expect((await post(`/console/staff/${admin.id}/disable`)).status).toBe(409)
  })
  it('take the audit out as a file that no spreadsheet runs, and note that', async () => {
    const { services, get } = await openConsole()
    const admin = await signedIn(services, 'admin', '=HYPERLINK("http://xau.vn")')
    const { writes } = await services.people.starting({ id: admin.id }, 'full', { agent: 'x' })
    await services.db.write([
      ...writes,
      services.people.audit({ actor: admin.actor, action: 'staff.sign-in', subject: admin.id }),
    ])
    const { text, headers } = await get('/console/audit/export.csv', admin.headers)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(text).toContain(`"'=HYPERLINK(""http://xau.vn"")"`)
    expect((await get('/console/audit', admin.headers)).text).toContain('Tải nhật ký')
  })
  it('keep one unit’s people and acts from another’s', async () => {
    const { services, get, db } = await openConsole()
    const admin = await signedIn(services, 'admin')
    await db.execute(
      "INSERT INTO staff (unit, id, name, login, role, created_at) VALUES ('88888', 'OTHERONE', 'Người Xã Khác', 'khac', 'admin', '2026')",
    )
    await db.execute(
      "INSERT INTO audit (id, unit, at, action, subject) VALUES ('x', '88888', '2026-11-23', 'staff.invite', 'OTHERONE')",
    )
    expect((await get('/console/staff/OTHERONE', admin.headers)).status).toBe(404)
    for (const path of [
      '/console/staff',
      '/console/audit',
      '/console/audit?subject=OTHERONE',
      '/console/audit/export.csv',
    ]) {
      const { text } = await get(path, admin.headers)
      expect(text.replaceAll('value="OTHERONE"', '').replaceAll('subject=OTHERONE', '')).not.toMatch(
        /OTHERONE|Người Xã Khác/,
      )
    }
  })
})

it('the console looks as the mini-app does: the same values', () => {
  const theirs = readFileSync(join(import.meta.dirname, '../../miniapp/src/tokens.css'), 'utf8')
  const values = (css: string) => new Set(css.match(/--[\w-]+:[^;]+;/g))
  expect([...values(TOKENS)].sort()).toEqual([...values(theirs)].sort())
})

it('every page’s help exists', async () => {
  const { services, get } = await openConsole()
  const { headers } = await signedIn(services, 'leader')
  for (const { slug } of services.content.help) expect((await get(`/console/help/${slug}`, headers)).status).toBe(200)
  for (const path of ['/console', '/console/me', '/console/audit', '/console/me/password', '/console/me/codes']) {
    const { text } = await get(path, headers)
    const help = /href="(\/console\/help\/[\w-]+)"/.exec(text)?.[1] ?? 'none'
    expect([path, (await get(help, headers)).status]).toEqual([path, 200])
  }
})
