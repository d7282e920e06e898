import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { picture } from '../support/png.ts'
import { HER, HIM, oaWorld } from './zalo-oa-chat.ts'

const HOUR = 3_600_000
const ADDRESS = 'http://xa/zalo/oa/webhook'

describe('webhook', () => {
  test('takes Zalo’s empty unsigned call and nothing else unsigned', async () => {
    const { app, db, server } = await oaWorld()
    const post = async (body: string, headers: Record<string, string> = {}) =>
      (await app.request('/zalo/oa/webhook', { method: 'POST', body, headers })).status
    expect(await post('{}')).toBe(200)
    expect(await post('{"event_name":"follow"}')).toBe(401)
    expect(await post('')).toBe(401)
    expect(await post('[]')).toBe(401)
    const event = JSON.stringify(server.say(HIM, 'chào'))
    expect(await post(event)).toBe(401)
    expect(await post(event, { 'x-zevent-signature': `mac=${'0'.repeat(64)}` })).toBe(401)
    expect(await post('{}', { 'x-zevent-signature': `mac=${'0'.repeat(64)}` })).toBe(401)
    expect((await db.execute('SELECT * FROM zalo_oa_event')).rows).toEqual([])
    expect((await db.execute('SELECT * FROM zalo_oa_window')).rows).toEqual([])
  })

  test('checks the bytes as they came, whichever way they are signed, and says which way it was', async () => {
    const { app, server, lines } = await oaWorld()
    const event = server.say(HIM, 'chào')
    const at = String(event.timestamp)
    const post = async (body: string, signature: string, more: Record<string, string> = {}) => {
      const headers = { 'x-zevent-signature': signature, ...more }
      return (await app.request('/zalo/oa/webhook', { method: 'POST', body, headers })).status
    }
    const odd = JSON.stringify(event, null, 3)
    expect(await post(odd, server.sign(odd, at))).toBe(200)
    expect(await post(odd, server.sign(odd, at).replace('mac=', '').toUpperCase())).toBe(200)
    expect(await post(JSON.stringify(event), server.sign(odd, at))).toBe(401)
    const header = { 'x-zevent-timestamp': '1795141999123' }
    expect(await post(odd, server.sign(odd, '1795141999123'), header)).toBe(200)
    expect(await post(odd, server.sign(odd, '1795141999123'))).toBe(401)
    expect(await post(odd, server.sign(odd, at, server.oaId))).toBe(200)
    expect(await post(odd, server.sign(odd, at, '999'))).toBe(401)
    expect(lines.map(({ signed }) => signed).filter(Boolean)).toEqual(['app/header', 'oa/body'])
  })

  test('answers before anything is worked off: what was kept outlives the process', async () => {
    const { oa, server, db } = await oaWorld()
    server.turned.set(HIM, server.now())
    const response = await oa.webhook(
      server.request(ADDRESS, server.say(HIM, 'xin chào, tôi là Nguyễn Văn A')),
      () => {},
    )
    expect(response.status).toBe(200)
    const { rows } = await db.execute('SELECT * FROM zalo_oa_event')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/Nguyễn|2512523625412515/)
    await oa.drain()
    expect(server.textsTo(HIM).join('\n')).toContain('trợ lý tự động')
    expect((await db.execute("SELECT * FROM zalo_oa_event WHERE state <> 'done' OR body <> ''")).rows).toEqual([])
  })

  test('repeats with num_retry, twenty at once and late ones have one effect', async () => {
    const { oa, server, deliver } = await oaWorld()
    server.turned.set(HIM, server.now())
    const first = server.say(HIM, 'xin chào')
    const second = server.say(HIM, 'cho tôi số điện thoại của xã')
    await Promise.all(Array.from({ length: 20 }, (_, n) => deliver(first, n % 6)))
    await deliver(second)
    await deliver(first, 1)
    await Promise.all([oa.drain(), oa.drain()])
    expect(server.textsTo(HIM).filter((text) => text.includes('trợ lý tự động'))).toHaveLength(1)
    expect(server.textsTo(HIM).filter((text) => text.includes('0255 000 0001'))).toHaveLength(1)
  })

  test('what could not be kept is brought again, and then has one effect', async () => {
    const { app, server, db } = await oaWorld()
    const write = db.write
    let broken = 2
    db.write = (statements) => {
      if (broken-- > 0) throw new Error('no database')
      return write(statements)
    }
    const door = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    onTestFinished(() => void door.close())
    await once(door, 'listening')
    const address = door.address()
    const root = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    expect(await server.push(`${root}/zalo/oa/webhook`, server.say(HIM, 'xin chào'))).toBe(2)
    await expect.poll(() => server.textsTo(HIM).length, { timeout: 20_000 }).toBe(1)
    expect((await db.execute('SELECT state FROM zalo_oa_event')).rows).toHaveLength(1)
  })

  test('events of one person that wait together are taken in Zalo’s order', async () => {
    const { oa, server, db } = await oaWorld()
    server.turned.set(HIM, server.now())
    const at = server.now()
    const events = ['phản ánh', 'Đèn đường trước trường mầm non hỏng ba hôm nay'].map((text, n) =>
      server.say(HIM, text, at - 5000 + n * 1000),
    )
    for (const event of events.toReversed()) await oa.receive(server.request(ADDRESS, event))
    await Promise.all([oa.drain(), oa.drain(), oa.drain()])
    expect(server.textsTo(HIM).at(-1)).toMatch(/Việc ở đâu/)
    expect((await db.execute("SELECT count(*) AS n FROM inbox WHERE channel = 'zalo-oa'")).rows[0]?.n).toBe(2)
  })

  test('another account’s events, echoes, receipts and garbage are answered and leave nothing', async () => {
    const { server, deliver, db } = await oaWorld()
    const foreign = { ...server.say(HIM, 'chào'), recipient: { id: '1' } }
    const echo = { ...server.say(server.oaId, 'chào'), event_name: 'oa_send_text', recipient: { id: HIM } }
    const seen = server.event('user_seen_message', HIM, { message: { msg_ids: ['1'] } })
    const receipt = { ...server.event('user_received_message', server.oaId), recipient: { id: '84123456789' } }
    const group = server.event('user_send_group_text', HIM, { message: { text: 'a', msg_id: '1' } })
    for (const event of [foreign, echo, seen, receipt, group, { timestamp: '1', event_name: 7 }])
      expect(await deliver(event)).toBe(200)
    expect((await db.execute('SELECT * FROM zalo_oa_event')).rows).toEqual([])
    expect(server.sent).toEqual([])
  })
})

describe('chat', () => {
  test('a menu is a numbered list, a number picks, and nothing is longer than Zalo takes', async () => {
    const { says, server } = await oaWorld()
    const answer = await says(HIM, 'xin chào')
    const number = /^(\d+)\. Phản ánh/m.exec(answer)?.[1] ?? ''
    expect(await says(HIM, number)).toContain('muốn phản ánh việc gì')
    expect(await says(HIM, '1')).toContain('Đã bỏ phản ánh này')
    expect(server.sent.every(({ text }) => [...text].length <= 2000 && text === text.normalize('NFC'))).toBe(true)
  })

  test('a report with a picture, a place and a link; a sticker is answered politely', async () => {
    const { says, deliver, server, folder } = await oaWorld()
    await says(HIM, 'phản ánh')
    await says(HIM, 'Cống trước nhà văn hóa thôn bị tắc, nước tràn ra đường')
    await deliver(server.place(HIM, 15.12, 108.79))
    expect(server.textsTo(HIM).at(-1)).toMatch(/ảnh/i)
    await deliver(server.album(HIM, [picture({ width: 40 }), picture({ width: 41 })]))
    expect(server.textsTo(HIM).at(-1)).toContain('Gửi tiếp')
    const kept = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    expect(kept.filter((one) => one.isFile())).toHaveLength(2)
    await deliver(server.sticker(HIM))
    expect(server.textsTo(HIM).at(-1)).toContain('xin nhắn bằng chữ')
    server.turned.set(HER, server.now())
    await deliver(server.link(HER, 'Làm giấy khai sinh cho con', 'https://dichvucong.gov.vn/a'))
    expect(server.textsTo(HER).join('\n')).toContain('trợ lý tự động')
  })

  test('who follows the account is greeted with the menu, once however often Zalo says so', async () => {
    const { deliver, server } = await oaWorld()
    server.turned.set(HIM, server.now())
    const event = server.follow(HIM)
    await deliver(event)
    await deliver(event, 1)
    expect(server.textsTo(HIM)).toHaveLength(1)
    expect(server.textsTo(HIM)[0]).toMatch(/^1\. /m)
  })

  test('a token that dies in the middle of an answer is changed once, and the answer arrives', async () => {
    const { says, server, later } = await oaWorld()
    later(10 * 60_000)
    server.expiresAt = server.now()
    expect(await says(HIM, 'xin chào')).toContain('trợ lý tự động')
    expect(server).toMatchObject({ refreshes: 1, reused: 0 })
  })
})

describe('limits of Zalo', () => {
  test('too many calls a minute are waited out to the next minute, and nothing is lost or doubled', async () => {
    const { says, server, later, oa, state } = await oaWorld()
    server.perMinute = 0
    expect(await says(HIM, 'xin chào')).toBe('')
    server.perMinute = 100
    await oa.drain()
    expect(server.sent).toEqual([])
    later(62_000 - (state.now.getTime() % 60_000))
    await oa.drain()
    expect(server.textsTo(HIM)).toHaveLength(1)
  })

  test('a server error, an odd page and a broken line are tried again', async () => {
    const { says, server, later, oa } = await oaWorld()
    server.faults.push({ kind: 'status', code: 502 }, { kind: 'error', code: -200 }, { kind: 'drop' })
    await says(HIM, 'xin chào')
    for (let n = 0; n < 4; n++) {
      later(70_000)
      await oa.drain()
    }
    expect(server.textsTo(HIM)).toHaveLength(1)
  })

  test.each([-213, -227, -244])('%i is final', async (code) => {
    const { tell, server, oa, notices, says } = await oaWorld()
    await says(HIM, 'xin chào')
    server.faults.push({ kind: 'error', code })
    await tell(HIM, 'Phản ánh đã được xử lý.')
    await oa.drain()
    expect(await notices()).toMatchObject([{ state: 'permanent', error: `zalo ${code}` }])
  })
})

describe('writing first', () => {
  const later48 = 49 * HOUR
  const READY = {
    ready: { id: 't-ready', data: { ma: { from: 'code', longest: 30 }, tin: { from: 'text', longest: 40 } } },
    feedback: { id: 't-feedback', data: { tin: { from: 'text', longest: 40 } } },
  } as const

  test('within 48 hours a notice arrives; after that it costs, so it is not sent but shown to people', async () => {
    const { tell, server, oa, notices, says, later, services } = await oaWorld()
    await says(HIM, 'xin chào')
    await tell(HIM, 'Tin thứ nhất.')
    later(HOUR)
    await oa.drain()
    expect(server.textsTo(HIM).at(-1)).toContain('Tin thứ nhất.')
    later(later48)
    const calls = server.calls.filter((path) => path.includes('message')).length
    await tell(HIM, 'Tin thứ hai.')
    await oa.drain()
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered', 'window-closed'])
    expect(server.calls.filter((path) => path.includes('message'))).toHaveLength(calls)
    expect(await services.notices.unsent()).toMatchObject([{ state: 'window-closed', channel: 'zalo-oa' }])
  })

  test('where the commune pays, a notice arrives until the seventh day and never after', async () => {
    const { tell, server, oa, notices, says, later } = await oaWorld({ billable: true })
    await says(HIM, 'xin chào')
    later(later48)
    await tell(HIM, 'Tin thứ nhất.')
    await oa.drain()
    later(5 * 24 * HOUR)
    await tell(HIM, 'Tin thứ hai.')
    await oa.drain()
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered', 'window-closed'])
    expect(server.textsTo(HIM).filter((text) => text.includes('Tin thứ'))).toHaveLength(1)
  })

  test('of somebody whom we never heard Zalo decides: -230 and -232 close the window', async () => {
    const { tell, server, oa, notices } = await oaWorld()
    await tell(HIM, 'Tin cho người cũ.')
    server.turned.set(HER, server.now() - 8 * 24 * HOUR)
    await tell(HER, 'Tin cho người cũ.')
    await oa.drain()
    expect(await notices()).toMatchObject([
      { state: 'window-closed', error: 'zalo window' },
      { state: 'window-closed', error: 'zalo window' },
    ])
  })

  test('outside the window an approved form goes instead, one notice a call, cut to its holes', async () => {
    const { tell, server, oa, notices, says, later } = await oaWorld({ templates: READY })
    server.templates.set('t-feedback', { params: ['tin'], enabled: true })
    await says(HIM, 'xin chào')
    later(later48)
    await tell(HIM, 'Đã sửa xong cống trước nhà văn hóa thôn, mời bà con xem lại.', 'PA-7K3M9Q')
    await tell(HIM, 'Tin ngắn.', 'PA-7K3M9R')
    for (let n = 0; n < 3; n++) {
      await oa.drain()
      later(2000)
    }
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    expect(server.sent.slice(-2)).toEqual([
      {
        way: 'uid',
        to: HIM,
        template: 't-feedback',
        text: expect.any(String),
        data: { tin: 'Đã sửa xong cống trước nhà văn hóa thôn…' },
      },
      { way: 'uid', to: HIM, template: 't-feedback', text: 'Tin ngắn.', data: { tin: 'Tin ngắn.' } },
    ])
  })

  test('a form that met the day’s limit waits for tomorrow, one at night for the morning; others go on', async () => {
    const { tell, server, oa, notices, says, later } = await oaWorld({ templates: READY })
    server.templates.set('t-feedback', { params: ['tin'], enabled: true })
    await says(HIM, 'xin chào')
    await says(HER, 'xin chào')
    later(later48)
    server.faults.push({ kind: 'error', code: -144 })
    await tell(HIM, 'Tin một.', 'PA-7K3M9Q')
    await oa.drain()
    await says(HER, 'cảm ơn')
    await tell(HER, 'Tin hai.', 'PA-7K3M9R')
    later(2000)
    await oa.drain()
    const [one, two] = await notices()
    expect([one?.state, two?.state]).toEqual(['created', 'delivered'])
    expect(String(one?.next_at)).toMatch(/T07:00:0\d\+07:00$/)
  })

  test('without a token nothing is lost: notices wait, and go when somebody has set it right', async () => {
    const { tell, server, oa, notices, says, later, db } = await oaWorld()
    await says(HIM, 'xin chào')
    later(26 * HOUR)
    await db.execute('DELETE FROM zalo_oa_token')
    await tell(HIM, 'Tin chờ.')
    await oa.drain()
    expect((await notices()).map(({ state }) => state)).toEqual(['created'])
    await oa.tokens.grant({ access: server.access, refresh: server.refresh, expiresAt: server.now() + 90_000_000 })
    later(62_000)
    await oa.drain()
    later(62_000)
    await oa.drain()
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered'])
  })
})

describe('answers', () => {
  test('one that waited for days is sent to nobody any more', async () => {
    const { says, server, later, oa, db } = await oaWorld()
    server.faults.push({ kind: 'error', code: -200 })
    await says(HIM, 'xin chào')
    later(60 * HOUR)
    await oa.drain()
    expect(server.sent).toEqual([])
    expect((await db.execute("SELECT state, error FROM outbox WHERE class = 'reply'")).rows).toMatchObject([
      { state: 'permanent', error: 'zalo window' },
    ])
  })
})

describe('leaving', () => {
  test('who unfollows is told nothing more; a late word of it stops nothing that was wanted after', async () => {
    const { tell, server, deliver, notices, says, later, oa } = await oaWorld()
    await says(HIM, 'xin chào')
    await tell(HIM, 'Tin một.')
    const stale = server.follow(HIM, 'unfollow', server.now() - 60_000)
    await deliver(server.follow(HIM, 'follow'))
    await deliver(stale)
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered'])
    later(1000)
    await tell(HIM, 'Tin hai.', 'PA-7K3M9R')
    await oa.receive(server.request(ADDRESS, server.follow(HIM, 'unfollow')))
    await oa.drain()
    expect((await notices()).map(({ state }) => state)).toEqual(['delivered', 'dropped'])
  })

  test('who takes back the consent leaves nothing behind that tells who it was', async () => {
    const { server, deliver, says, db } = await oaWorld()
    await says(HIM, 'phản ánh')
    await says(HIM, 'Đèn đường hỏng ở đầu thôn')
    const before = server.sent.length
    await deliver(server.event('user_withdraw', HIM))
    for (const table of ['conversation', 'inbox', 'outbox', 'follow', 'zalo_oa_event', 'zalo_oa_window', 'shown_menu'])
      expect([table, JSON.stringify((await db.execute(`SELECT * FROM ${table}`)).rows)]).toEqual([
        table,
        expect.not.stringContaining(HIM),
      ])
    expect((await db.execute('SELECT * FROM zalo_oa_window')).rows).toEqual([])
    expect(server.sent).toHaveLength(before)
  })

  test('who asks in the chat for the data to be removed is no longer known by the account either', async () => {
    const { says, db } = await oaWorld()
    await says(HIM, 'xin chào')
    expect((await db.execute('SELECT * FROM zalo_oa_window')).rows).toHaveLength(1)
    const asked = await says(HIM, 'xóa dữ liệu của tôi')
    const number = /^(\d+)\. Xóa/m.exec(asked)?.[1] ?? ''
    expect(await says(HIM, number)).toMatch(/đã xóa/i)
    expect((await db.execute('SELECT * FROM zalo_oa_window')).rows).toEqual([])
  })
})
