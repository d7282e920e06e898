import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as z from 'zod'
import { settledContent } from '../../server/settings/service.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { openLive } from './support.ts'

const Unit = z.object({ hotlines: z.array(z.object({ phone: z.string() })), hamlets: z.array(z.string()) })
const Sent = z.object({ code: z.string(), secret: z.string(), dueAt: z.string() })
type Open = Awaited<ReturnType<typeof openLive>>

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})
const unit = async ({ ask }: Open) => Unit.parse(JSON.parse((await ask('/api/unit')).text))
async function report({ ask }: Open, text = 'Đèn đường trước nhà văn hóa thôn Đông bị hỏng') {
  const key = `key-${Math.random().toString(36).slice(2)}-${text.length}`
  const answer = await ask('/api/feedback', json({ text }, { 'idempotency-key': key }))
  return Sent.parse(JSON.parse(answer.text))
}

describe('after a save', () => {
  it('the API and the chat say the new number, without a restart', async () => {
    const open = await openLive()
    expect((await open.save('hotlines', { 'hotlines.0.phone': '0255 999 8888' })).status).toBe(303)
    expect((await unit(open)).hotlines[0]?.phone).toBe('0255 999 8888')
    const chat = await open.ask(
      '/api/chat',
      json({ conversation: 'cuoc-tro-chuyen-1', text: 'cho tôi số điện thoại của xã' }),
    )
    expect(chat.text).toContain('0255 999 8888')
    expect(chat.text).not.toContain('0255 000 0001')
  })

  it('another process follows when it looks', async () => {
    const open = await openLive()
    const other = await open.another()
    await open.save('hamlets', { hamlets: 'Thôn Một' })
    expect(other.current().services.content.unit.hamlets).not.toEqual(['Thôn Một'])
    const before = other.current()
    await other.renew()
    expect(other.current().services.content.unit.hamlets).toEqual(['Thôn Một'])
    expect(before.services.content.unit.hamlets).not.toEqual(['Thôn Một']) // work under way ends as it began
    const same = other.current()
    await other.renew()
    expect(other.current()).toBe(same)
  })

  it('commands go by it too', async () => {
    const open = await openLive()
    await open.save('hamlets', { hamlets: 'Thôn Một' })
    expect((await settledContent(open.db, open.written)).unit.hamlets).toEqual(['Thôn Một'])
  })

  it('Telegram says it while one and the same loop goes on asking for messages', async () => {
    const server = await new TelegramServer().start()
    onTestFinished(() => server.stop())
    const open = await openLive({ token: server.token, apiRoot: server.root, webhookSecret: null })
    const stop = new AbortController()
    const take = async (update: unknown) => open.services().telegram?.take(update)
    const polling = open.services().telegram?.poll(stop.signal, take)
    server.queue(server.text(9, 'số điện thoại của xã'))
    await vi.waitFor(() => expect(server.textsTo(9).join()).toContain('0255 000 0001'), { timeout: 8000 })
    await open.save('hotlines', { 'hotlines.0.phone': '0255 999 8888' })
    server.queue(server.text(9, 'cho tôi số điện thoại của xã'))
    await vi.waitFor(() => expect(server.textsTo(9).join()).toContain('0255 999 8888'), { timeout: 8000 })
    stop.abort()
    await polling
  }, 30_000)

  it('a new day off moves the due moment of what comes then, not of what was promised', async () => {
    const open = await openLive()
    const old = await report(open)
    expect(old.dueAt).toBe('2026-12-01T17:00:00+07:00') // five working days, 24/11 is off
    const seen = await open.post('/console/unit/calendar-2026', {
      ...(await open.form('calendar-2026')),
      ...(await dayOff(open, '2026-11-26')),
    })
    expect(seen.text).toContain('1 phản ánh đang mở giữ nguyên hạn')
    expect(seen.text).toContain('17:00 ngày 02/12/2026')
    expect((await open.save('calendar-2026', await dayOff(open, '2026-11-26'))).status).toBe(303)
    const fresh = await report(open, 'Cống thoát nước ở đầu thôn Tây bị nghẹt rác')
    expect(fresh.dueAt).toBe('2026-12-02T17:00:00+07:00')
    const kept = await open.ask(`/api/feedback/${old.code}?secret=${old.secret}`)
    expect(JSON.parse(kept.text)).toMatchObject({ dueAt: old.dueAt })
  })

  it('clocks and departments hold for the next case', async () => {
    const open = await openLive()
    await open.save('clocks', { 'clocks.field.answer': '3', 'departments.1.phone': '0255 123 4567' })
    const answer = await open.ask(
      '/api/feedback',
      json({ text: 'Đèn đường trước nhà văn hóa thôn Đông bị hỏng' }, { 'idempotency-key': 'key-clocks-1' }),
    )
    expect(JSON.parse(answer.text)).toMatchObject({
      dueAt: '2026-11-27T17:00:00+07:00',
      handler: { phone: '0255 123 4567' },
    })
  })
})

/** The first empty row of the year's form, filled with a day off. */
async function dayOff({ form }: Open, date: string) {
  const row = Number((await form('calendar-2026'))['days.count']) - 1
  const fields = { date, kind: 'off', name: 'Nghỉ bão', status: 'official', source: 'CV 01/UBND' }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`days.${row}.${name}`, value]))
}
