import { describe, expect, it } from 'vitest'
import { hashOf, newSecret } from '../../miniapp/src/team/bytes.ts'
import { posted } from '../support/staff.ts'
import { teamWithPhone } from './phone.ts'

async function console_() {
  const team = await teamWithPhone()
  const get = async (path: string) => {
    const response = await team.app.request(`/console/assist${path}`, { headers: team.lead.headers })
    return response.text()
  }
  const post = (path: string, fields: Record<string, string>, who = team.lead) =>
    team.app.request(`/console/assist${path}`, posted(fields, who.headers))
  return { ...team, get, post }
}

describe('the lead’s pages', () => {
  it('let a phone in by a code that is shown once, and shut it out', async () => {
    const { get, post, lan, call, services } = await console_()
    expect((await post('/phones', { member: lan.id, team: 'khong-co' })).status).toBe(422)
    const shown = await (await post('/phones', { member: lan.id, team: 'to-dong', label: 'Máy chung' })).text()
    const code = /#\/team<\/b>.*?class="code">([A-Z0-9]{5}-[A-Z0-9]{5})</s.exec(shown)?.[1] ?? ''
    const [token, drop] = [newSecret(), newSecret()]
    // as it is typed from paper
    const input = { code: code.toLowerCase(), token: await hashOf(token), drop: await hashOf(drop) }
    expect((await call('/pair', input)).status).toBe(200)
    const list = await get('/phones')
    expect(list).toContain('Máy chung')
    expect(list).not.toContain(code)
    const [device] = await services.assist.devices.list()
    expect((await post(`/phones/${device?.id}/revoke`, {})).status).toBe(303)
    expect((await call('/mine', null, { authorization: `Bearer ${token}` })).status).toBe(401)
    expect(await get('/phones')).toContain('Đã thu quyền')
  })

  it('show what was held back with its reason and without a word of it, and settle it', async () => {
    const { get, post, pair, send, app, lead, count } = await console_()
    const phone = await pair()
    await send(phone, 'ma-luot-0001', {
      number: 4,
      kinds: ['khong-co'],
      feedback: { text: 'Đèn nhà bà Sáu hỏng đã lâu.' },
    })
    await send(phone, 'ma-luot-0002', { number: 5, kinds: ['khong-co'] })
    const held = await get('/held')
    expect(held).toContain('người số 4')
    expect(held).toContain('việc đã giúp không có trong danh sách')
    expect(held).not.toContain('Sáu')
    const home = await (await app.request('/console', { headers: lead.headers })).text()
    expect(home).toContain('lượt giúp giữ lại')
    const again = await post('/held/ma-luot-0001/file', {})
    expect([again.status, decodeURIComponent(again.headers.get('set-cookie') ?? '')]).toEqual([
      303,
      expect.stringContaining('Vẫn chưa ghi được'),
    ])
    expect((await post('/held/ma-luot-0002/drop', {})).status).toBe(303)
    const left = await get('/held')
    expect([left.includes('người số 4'), left.includes('người số 5')]).toEqual([true, false])
    expect((await post('/held/ma-luot-0002/drop', {})).status).toBe(404)
    expect(await count('assist_visit')).toBe(0)
  })

  it('plan shifts, which the members of that team see on their phone, and show each team with what it did', async () => {
    const { get, post, pair, send, call } = await console_()
    const phone = await pair()
    const shift = {
      day: '2026-11-21',
      from: '08:00',
      to: '11:00',
      team: 'to-dong',
      place: 'Nhà văn hóa thôn Đông',
      note: '',
    }
    expect((await post('/shifts', { ...shift, to: '07:00' })).status).toBe(422)
    expect((await post('/shifts', { ...shift, day: '2026-11-01' })).status).toBe(422)
    expect((await post('/shifts', shift)).status).toBe(303)
    expect((await post('/shifts', { ...shift, team: 'to-trung-tam', place: 'Trụ sở' })).status).toBe(303)
    const mine = await (await call('/mine', null, { authorization: `Bearer ${phone.token}` })).text()
    expect(JSON.parse(mine).shifts).toMatchObject([{ place: 'Nhà văn hóa thôn Đông' }])
    await send(phone, 'ma-luot-0001')
    const team = await get('/team')
    for (const told of ['Tổ thôn Đông', 'Lan', '21/11/2026 08:00–11:00', 'SIM không chính chủ'])
      expect(team).toContain(told)
    const id = /shifts\/([A-Z0-9]+)\/drop/.exec(await get('/shifts'))?.[1]
    expect((await post(`/shifts/${id}/drop`, {})).status).toBe(303)
    expect((await get('/shifts')).match(/\/drop/g)).toHaveLength(1)
  })
})
