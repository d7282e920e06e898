import { describe, expect, it } from 'vitest'
import { createSampleIfEmpty } from '../../server/dossiers/sample.ts'
import type { Role } from '../../server/people/schema.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

/** What nobody types by chance. */
const ODD = [
  '',
  'NaN',
  'a\u0000b',
  '"><script>alert(1)</script>',
  '-1',
  '1e400',
  '2026-02-30',
  '__proto__',
  'ấ'.repeat(5000),
]
/** Two of them, the next time the next two: all come by, and it stays a matter of seconds. */
let turn = 0
const two = () => [ODD[turn++ % ODD.length] ?? '', ODD[turn++ % ODD.length] ?? '']
/** Ends the walker's own session. */
const LEAVES = /log-?out|sign-?out|leave|sessions|password/
const TEXT = 'Đèn đường đầu thôn Đông không sáng đã một tuần nay.'

type Found = { action: string; names: string[]; values: Record<string, string> }

/** A console with something in every list, and somebody who walks through it. */
async function walker(role: Role) {
  const { app, services, lines, state } = await openServices(new Date('2026-11-23T08:00:00+07:00'))
  const { content } = services
  await createSampleIfEmpty(services.dossiers, {
    clock: () => state.now,
    content: { ...content, unit: { ...content.unit, sample: true } },
  })
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: TEXT }) }
  expect((await app.request('/api/feedback', sent)).status).toBe(201)
  const { headers } = await signedIn(services, role)
  const broken: string[] = []
  async function ask(path: string, init: RequestInit = { headers }) {
    const response = await app.request(path, init)
    const text = /html/.test(response.headers.get('content-type') ?? '') ? await response.text() : ''
    const fault =
      response.status >= 500 ? response.status : /<script>alert|\[object Object\]/.test(text) ? 'raw' : undefined
    if (fault) broken.push(`${fault} ${init.method ?? 'GET'} ${decodeURI(path).slice(0, 100)}`)
    return text
  }
  return { ask, broken, headers, lines }
}

const plain = (html: string) => html.replace(/&quot;/g, '"').replace(/&amp;/g, '&')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => plain(found))
const shape = (path: string) => path.replace(/PA-\w+|H99[\w.-]+|=[^&]*|[\w-]{20,}|\d+/g, '*')

/** Every kind of page that can be reached by links, and every kind of form on them. */
async function crawl(ask: (path: string) => Promise<string>) {
  const pages = new Map([['start', '/console']])
  const forms = new Map<string, Found>()
  for (const path of pages.values()) {
    const html = await ask(path)
    for (const href of all(html, /href="(\/console[^"#]*)"/g)) {
      if (!LEAVES.test(href) && !pages.has(shape(href))) pages.set(shape(href), href)
    }
    for (const [, attributes = '', inside = ''] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      const action = all(attributes, /action="([^"]*)"/g)[0] ?? path
      if (!/method="post"/i.test(attributes) || LEAVES.test(action)) continue
      const names = [...new Set(all(inside, / name="([^"]+)"/g))]
      const values = Object.fromEntries(
        [...inside.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)].map(([, name = '', value = '']) => [
          plain(name),
          plain(value),
        ]),
      )
      forms.set(`${shape(action)} ${names}`, { action, names, values })
    }
  }
  return { pages: [...pages.values()], forms: [...forms.values()] }
}

describe('odd values in the console', () => {
  it.each<Role>(['officer', 'leader', 'admin', 'editor', 'team-lead'])(
    'break no page and no form: %s',
    { timeout: 120_000 },
    async (role) => {
      const { ask, broken, headers, lines } = await walker(role)
      const { pages, forms } = await crawl(ask)
      expect(pages.length).toBeGreaterThan(5)
      for (const path of pages) {
        const { pathname, searchParams } = new URL(path, 'http://x')
        for (const name of searchParams.keys())
          for (const odd of two()) await ask(`${pathname}?${name}=${encodeURIComponent(odd)}`)
        for (const odd of two()) await ask(`${pathname.replace(/[^/]+$/, '')}${encodeURIComponent(odd)}`)
      }
      for (const { action, names, values } of forms) {
        const fields = Object.fromEntries(names.map((one) => [one, values[one] || 'Nội dung thử, đủ mười ký tự']))
        // a form of settings has hundreds of fields of a few kinds
        for (const name of names.slice(0, 12))
          for (const odd of two()) await ask(action, posted({ ...fields, [name]: odd }, headers))
      }
      expect(broken).toEqual([])
      expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    },
  )

  it('an invitation of any length is told like one that is over', async () => {
    const { app } = await openServices()
    for (const token of ['x', 'x'.repeat(5000), '%20'.repeat(200)]) {
      expect((await app.request(`/console/invite/${token}`)).status).toBe(410)
    }
  })
})
