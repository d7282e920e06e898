import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/api.ts'
import { failure } from '../support/failure.ts'
import { picture } from '../support/png.ts'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

/** What nobody types by chance, in every field that takes words: refused with a sentence or kept as words, never broken on. */
const XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
const ODD = [
  XSS,
  'a\u0000b',
  'x\ud800y', // half a letter
  '\u202eđảo ngược',
  "' OR 1=1 --",
  '%_%',
  '\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '__proto__',
  '2026-02-30',
  '1e400',
  'ấ'.normalize('NFD').repeat(5000),
  '𠮷'.repeat(3000),
  '{{7*7}}<%= 7*7 %>',
]
const LAMP = 'Đèn đường đầu thôn Đông không sáng đã một tuần nay.'

let open: Awaited<ReturnType<typeof openServices>>
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  open = await openServices(new Date('2026-11-20T09:00:00+07:00'), afterAll)
  app = createApp(open.services, {
    clientIp: (c) => c.req.header('x-test-ip') ?? '',
    log: (line) => void open.lines.push(line),
  })
})

let calls = 0
const ask = async (path: string, init: RequestInit = {}) =>
  app.request(path, { ...init, headers: { 'x-test-ip': `ip-${++calls}`, ...init.headers } })
const post = (path: string, body: unknown) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
/** Done, or refused in the one shape. */
async function borne(what: string, response: Response) {
  expect([what.slice(0, 80), response.status < 500]).toEqual([what.slice(0, 80), true])
  if (response.status >= 400) await failure(response)
  return response
}
const text = () => `${LAMP} Lần ${++calls}.`

describe('odd values over the API', () => {
  it.each(ODD)('in every field of a report: %j', async (odd) => {
    for (const field of ['text', 'happenedAt', 'about', 'dossierCode', 'proposal', 'name', 'address', 'kind'])
      await borne(field, await post('/api/feedback', { text: text(), [field]: odd }))
    for (const more of [
      { text: `${LAMP} ${odd}` },
      { place: { text: odd, hamlet: odd } },
      { place: { lat: odd, lng: odd } },
      { place: odd, contact: odd, consent: odd },
      { contact: { kind: 'phone', phone: odd } },
    ])
      await borne(Object.keys(more).join(), await post('/api/feedback', { text: text(), ...more }))
    const form = new FormData()
    form.set('text', text())
    form.set('place.text', odd)
    form.set(`consent.${odd}`, odd)
    form.append('photo', new File([picture()], odd, { type: odd }))
    await borne('form', await ask('/api/feedback', { method: 'POST', body: form }))
  })

  it.each(ODD)('in every other place that takes words: %j', async (odd) => {
    const value = encodeURIComponent(odd.toWellFormed())
    for (const [path, body] of [
      ['/api/feedback/PA-222222/reopen', { secret: odd, reason: odd }],
      ['/api/feedback/PA-222222/rate', { secret: odd, rating: 'like', reason: odd }],
      ['/api/feedback/PA-222222/more', { secret: odd, text: odd }],
      [`/api/feedback/${value}/follow`, { follower: odd }],
      ['/api/feedback/similar', { text: odd, hamlet: odd }],
      ['/api/surveys/chat/responses', { answers: { helpful: odd, [odd]: odd } }],
      ['/api/surveys/chat/responses', { answers: { helpful: 'no', missing: odd }, device: odd, counter: odd }],
      ['/api/surveys/chat/responses', { answers: { helpful: 'yes' }, dossier: odd, case: odd, invitation: odd }],
      ['/api/session/zalo', { accessToken: odd }],
      ['/api/chat', { conversation: `c${calls}`, text: odd }],
      ['/api/chat', { conversation: `c${calls}`, choice: odd }],
    ] as const)
      await borne(path, await post(path, body))
    for (const path of [
      `/api/feedback/${value}?secret=${value}`,
      `/api/feedback/PA-222222/photos/${value}?secret=${value}`,
      `/api/feedback/public?q=${value}`,
      `/api/feedback/public?kind=${value}&page=${value}`,
      `/api/feedback/similar?text=${value}&lat=${value}&lng=${value}`,
      `/api/procedures?q=${value}`,
      `/api/procedures/${value}`,
      `/api/dossiers/${value}?phone=${value}`,
      `/api/surveys/${value}`,
      `/api/surveys/counter/${value}`,
      `/api/news/${value}`,
      `/api/reports/indicators?from=${value}`,
      `/api/reports/${value}.docx`,
    ])
      await borne(path, await ask(path))
  })

  it('photos that are something else, too many, or cut short are refused with a sentence', async () => {
    const whole = Buffer.from(picture())
    for (const [bytes, status] of [
      [Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]), 415],
      [Buffer.concat([whole, Buffer.from('PK\u0003\u0004')]), 415],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 415],
      [Buffer.from('GIF89a'), 415],
      [whole.subarray(0, 40), 422],
      [picture({ width: 20_000, height: 1 }), 422],
    ] as const) {
      const form = new FormData()
      form.set('text', text())
      form.append('photo', new File([new Uint8Array(bytes)], 'anh.png', { type: 'image/png' }))
      expect((await failure(await ask('/api/feedback', { method: 'POST', body: form }))).status).toBe(status)
    }
  })

  it('what was written shows as words in the console and never as code', async () => {
    const sent = await post('/api/feedback', { text: `${LAMP} ${XSS}`, name: XSS, place: { text: XSS } })
    expect(sent.status).toBe(201)
    const { headers } = await signedIn(open.services, 'officer')
    const inbox = await (await app.request('/console/feedback?show=all', { headers })).text()
    const cases = [...inbox.matchAll(/href="(\/console\/feedback\/PA-\w+)"/g)].map(([, path = '']) => path)
    expect(cases.length).toBeGreaterThan(5)
    for (const page of [
      inbox,
      ...(await Promise.all(cases.map(async (path) => (await app.request(path, { headers })).text()))),
    ])
      expect(page).not.toMatch(/<script>alert|<img src=x/)
    for (const kept of ['/api/feedback/public', '/api/feedback/similar?text=Đèn đường']) {
      const response = await ask(kept)
      expect(response.headers.get('content-type')).toMatch(/^application\/json/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('broke nothing inside', async () => {
    expect(open.lines.filter(({ level }) => level === 'error')).toEqual([])
    expect((await ask('/readyz')).status).toBe(200)
  })
})
