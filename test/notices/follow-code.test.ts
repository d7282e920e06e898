import { describe, expect, onTestFinished, test } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { newCode, readFollow } from '../../server/notices/rules/follow-code.ts'
import { FollowLink } from '../../server/notices/schema.ts'
import { openServices, sources } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { CODE } from './world.ts'

const DIGITS = '1234'

async function town(channels: Record<string, string> = { telegram: 'xa_bot' }) {
  const server = await new TelegramServer().start()
  onTestFinished(() => server.stop())
  const telegram = { token: server.token, apiRoot: server.root, webhookSecret: 'secret' }
  const { content } = sources()
  const w = await openServices(undefined, onTestFinished, {
    telegram,
    content: { ...content, unit: { ...content.unit, channels } },
  })
  const bring = (row: Record<string, string>) =>
    w.services.dossiers.importFile(
      textSource(
        JSON.stringify({
          code: CODE,
          procedureName: 'Đăng ký khai sinh',
          phone: '0900001234',
          status: 'Đang xử lý',
          receivedDate: '2026-11-16T08:00:00+07:00',
          dueDate: '2026-11-25T17:00:00+07:00',
          ...row,
        }),
      ),
    )
  await bring({})
  const ask = (body: object, path = '/api/notices/link') =>
    w.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    ...w,
    bring,
    ask,
    async link(): Promise<FollowLink> {
      const answer = await ask({ code: CODE, phone: DIGITS })
      expect(answer.status).toBe(200)
      return FollowLink.parse(await answer.json())
    },
    async say(text: string, chat = 7) {
      const headers = { 'x-telegram-bot-api-secret-token': 'secret' }
      const body = JSON.stringify(server.text(chat, text))
      w.state.now = new Date(w.state.now.getTime() + 2000)
      const work: Array<Promise<unknown>> = []
      const request = new Request('http://xa/telegram/webhook', { method: 'POST', body, headers })
      await w.services.telegram?.webhook(request, (one) => work.push(one))
      await Promise.all(work)
      return server.textsTo(chat).at(-1) ?? ''
    },
    follows: async () => (await w.db.execute('SELECT chat FROM follow ORDER BY chat')).rows.map(({ chat }) => chat),
  }
}

describe('a code as it is typed', () => {
  test.each([
    ['THEO DOI BCFG2345', 'BCFG2345'],
    ['theo dõi bcfg2345', 'BCFG2345'],
    ['  Theo dõi: bcfg 2345. ', 'BCFG2345'],
    ['theo doi bcfg-2345', 'BCFG2345'],
    ['theo doi BCFG2345', 'BCFG2345'],
  ])('%s', (text, code) => expect(readFollow(text)).toEqual({ code }))

  test.each(['theo doi BCFG234', 'theo doi BCFG2340', 'theo doi 12345678'])('%s can not be one', (text) =>
    expect(readFollow(text)).toEqual({ code: null }),
  )

  test.each(['theo dõi', 'theo dõi phản ánh', 'tôi theo dõi BCFG2345', 'theo doi ho so H48.21.15-261102-0018'])(
    '%s is something else',
    (text) => expect(readFollow(text)).toBeNull(),
  )

  test('no sign of it is changed by a Vietnamese keyboard or mistaken for another', () => {
    for (let i = 0; i < 200; i++) expect(newCode(cryptoRandom)).toMatch(/^[^AEIOUYDWL01]{8}$/)
  })
})

test('asked for with the right digits, sent from a chat, followed once; the next chat is refused', async () => {
  const w = await town()
  const link = await w.link()
  expect(link).toMatchObject({ dossier: CODE, telegram: `https://t.me/xa_bot?start=f_${link.code}` })
  expect(link.text).toBe(`THEO DOI ${link.code}`)
  expect(link).not.toHaveProperty('zaloOa')
  expect(new Date(link.expiresAt).getTime() - w.state.now.getTime()).toBe(30 * 60_000)
  const { rows } = await w.db.execute('SELECT * FROM follow_code')
  expect(JSON.stringify(rows)).not.toContain(link.code)

  expect(await w.say(`theo dõi ${link.code.toLowerCase()}`)).toContain(`Từ nay hồ sơ ${CODE}`)
  expect(await w.follows()).toEqual(['7'])
  const { rows: agreed } = await w.db.execute('SELECT act, purpose, subject, wording FROM consent')
  expect(agreed).toEqual([{ act: 'given', purpose: 'dossier-notices', subject: CODE, wording: 'notice.followed' }])
  expect(await w.say(link.text)).toContain('đang theo dõi hồ sơ')
  expect(await w.say(link.text, 8)).toContain('Mã theo dõi này đã dùng')
  expect(await w.follows()).toEqual(['7'])

  await w.bring({ status: 'Đã xử lý xong', finishedDate: '2026-11-20T09:00:00+07:00' })
  await w.services.telegram?.drain()
  expect(await w.say('cảm ơn')).toBeDefined()
  const told = await w.db.execute("SELECT topic, state FROM outbox WHERE class = 'notice'")
  expect(told.rows).toEqual([{ topic: 'ready', state: 'delivered' }])
})

test('the link of Telegram does the same', async () => {
  const w = await town()
  const { code } = await w.link()
  expect(await w.say(`/start f_${code}`)).toContain(`Từ nay hồ sơ ${CODE}`)
  expect(await w.follows()).toEqual(['7'])
})

test('no code without the right digits or for a dossier that is over', async () => {
  const w = await town()
  const wrong = await w.ask({ code: CODE, phone: '9999' })
  expect([wrong.status, await wrong.json()]).toMatchObject([
    403,
    { error: { code: 'notice.unverified', field: 'phone' } },
  ])
  expect((await w.ask({ code: 'H48.21.15-261102-9999', phone: DIGITS })).status).toBe(404)
  expect((await w.ask({ code: CODE })).status).toBe(422)
  for (let i = 0; i < 4; i++) await w.ask({ code: CODE, phone: '9999' })
  expect((await w.ask({ code: CODE, phone: DIGITS })).status).toBe(429)

  w.state.now = new Date(w.state.now.getTime() + 3_600_000)
  await w.bring({ status: 'Đã trả kết quả', finishedDate: '2026-11-20', returnedDate: '2026-11-20' })
  expect((await w.ask({ code: CODE, phone: DIGITS })).status).toBe(409)
})

test('a code holds half an hour, and of one dossier the last ten', async () => {
  const w = await town()
  const first = await w.link()
  for (let i = 0; i < 10; i++) {
    w.state.now = new Date(w.state.now.getTime() + 1000)
    await w.link()
  }
  const last = await w.link()
  expect(await w.say(first.text)).toContain('Mã theo dõi này đã dùng')
  w.state.now = new Date(w.state.now.getTime() + 30 * 60_000)
  expect(await w.say(last.text)).toContain('đã hết hạn')
  await w.services.notices.forget()
  expect((await w.db.execute('SELECT * FROM follow_code')).rows).toEqual([])
  expect(await w.say('theo doi BCFG23450')).toContain('chưa đúng')
})

test('two chats at once: one follows', async () => {
  const w = await town()
  const link = await w.link()
  const told = await Promise.all([w.say(link.text, 7), w.say(link.text, 8)])
  expect(told.filter((text) => text.includes('Từ nay hồ sơ'))).toHaveLength(1)
  expect(await w.follows()).toHaveLength(1)
})

test('where nobody can be written to, it says where to send it', async () => {
  const w = await town()
  const { text } = await w.link()
  const answer = await w.app.request('/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ conversation: 'abcdefgh', text }),
  })
  expect(await answer.text()).toContain('Zalo hoặc Telegram')
  expect(await w.follows()).toEqual([])
})

test('the slip of the desk: a page to print, three of a household, thirty days, in the audit', async () => {
  const w = await town()
  const lan = await signedIn(w.services, 'officer', 'Lan')
  const dossier = await w.app.request(`/console/dossiers/${CODE}`, { headers: lan.headers })
  expect(await dossier.text()).toContain(`/console/notices/slip/${CODE}`)
  expect((await w.app.request(`/console/notices/slip/${CODE}`, { headers: lan.headers })).status).toBe(200)
  const plain = await openServices()
  expect([w.services.notices.codes.named, plain.services.notices.codes.named]).toEqual([true, false])
  const made = await w.app.request(`/console/notices/slip/${CODE}`, posted({}, lan.headers))
  const page = await made.text()
  expect(page).toContain(CODE)
  expect(page).toContain('<svg')
  expect(page).toContain('25/11/2026')
  expect(page).not.toContain('xin lỗi')
  const typed = /THEO DOI \w{4} \w{4}/.exec(page)?.[0] ?? ''
  const code = typed.slice(9).replace(' ', '')
  const open = () => w.ask({ code }, '/api/notices/link/open')
  const shown = await (await open()).json()
  expect(shown).toMatchObject({ text: `THEO DOI ${code}`, telegram: expect.stringContaining(code) })
  expect(JSON.stringify(shown)).not.toContain(CODE)
  w.state.now = new Date(w.state.now.getTime() + 20 * 86_400_000)
  for (const chat of [7, 8, 9]) expect(await w.say(typed, chat)).toContain('Từ nay')
  expect(await w.say(typed, 10)).toContain('đã dùng')
  expect((await open()).status).toBe(404)
  const { rows } = await w.db.execute("SELECT subject FROM audit WHERE action = 'notices.slip'")
  expect(rows).toEqual([{ subject: CODE }])
  const editor = await signedIn(w.services, 'editor')
  expect((await w.app.request(`/console/notices/slip/${CODE}`, posted({}, editor.headers))).status).toBe(403)
  const later = await signedIn(w.services, 'officer', 'Hoa')
  const slip = async () => (await w.app.request(`/console/notices/slip/${CODE}`, posted({}, later.headers))).text()
  expect(await slip()).toContain('Hồ sơ đã quá ngày hẹn')
  await w.bring({ status: 'Đã trả kết quả', finishedDate: '2026-12-09T09:00:00+07:00' })
  expect(await slip()).not.toMatch(/quá ngày hẹn|Hẹn trả/)
  const none = await w.app.request('/console/notices/slip/H48.21.15-261102-9999', posted({}, later.headers))
  expect(none.status).toBe(404)
})

describe('whoever looks for codes by trying', () => {
  const wrong = (n: number) =>
    `BCFG23${'23456789BCFGHJKMNPQRSTVXZ'[n % 25]}${'23456789BCFGHJKMNPQRSTVXZ'[(n * 7) % 25]}`

  test('is stopped on the page, and goes on after a quarter of an hour', async () => {
    const w = await town()
    const { code } = await w.link()
    const open = async (tried: string) => (await w.ask({ code: tried }, '/api/notices/link/open')).status
    for (let n = 0; n < 20; n++) expect(await open(wrong(n))).toBe(404)
    expect(await open(code)).toBe(429)
    const { rows } = await w.db.execute('SELECT who FROM follow_code_miss')
    expect(JSON.stringify(rows)).not.toContain('10.0.0.1')
    w.state.now = new Date(w.state.now.getTime() + 16 * 60_000)
    expect(await open(code)).toBe(200)
    await w.services.notices.forget()
    expect((await w.db.execute('SELECT who FROM follow_code_miss')).rows).toEqual([])
  })

  test('is stopped in a chat, and no other chat is; a chat that can’t be written to is told nothing of any code', async () => {
    const w = await town()
    const { code } = await w.link()
    const { byCode } = w.services.notices.codes
    const at = w.state.now
    const tried = (chat: string, of: string, channel = 'telegram') => byCode(of, { channel, chat }, at)
    for (let n = 0; n < 20; n++) await expect(tried('7', wrong(n))).rejects.toMatchObject({ code: 'notice.no-code' })
    await expect(tried('7', code)).rejects.toMatchObject({ code: 'request.too-many' })
    await expect(tried('8', code)).resolves.toMatchObject({ dossier: CODE })
    for (const of of [code, wrong(1)])
      await expect(tried('w', of, 'web')).rejects.toMatchObject({ code: 'notice.not-here' })
  })
})
