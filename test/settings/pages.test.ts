import { describe, expect, it } from 'vitest'
import { posted, signedIn } from '../support/staff.ts'
import { fieldsOf, openLive } from './support.ts'

const SECTIONS = ['desk', 'hotlines', 'hours', 'calendar-2026', 'calendar-2027', 'clocks', 'hamlets', 'reports']

describe('the pages of settings', () => {
  it('show every section; a form sent back untouched changes nothing', async () => {
    const { get, post, form } = await openLive()
    const list = await get('/console/unit')
    for (const section of SECTIONS) {
      expect(list.text).toContain(`href="/console/unit/${section}"`)
      const seen = await post(`/console/unit/${section}`, await form(section))
      expect([section, seen.status]).toEqual([section, 200])
      expect([section, /Không có gì khác/.test(seen.text)]).toEqual([section, true])
    }
    expect(list.text).toMatch(/Chưa: \d+/)
    expect((await get('/console/unit/calendar-1990')).status).toBe(404)
    expect((await get('/console/unit/gi-do')).status).toBe(404)
  })

  it('say what will change before it is saved, and how the card will read', async () => {
    const { post, form, db } = await openLive()
    const typed = { ...(await form('hotlines')), 'hotlines.0.phone': '0255 111 2222' }
    const seen = await post('/console/unit/hotlines', typed)
    expect(seen.text).toContain('Bộ phận một cửa · Số điện thoại')
    expect(seen.text).toContain('0255 000 0001')
    expect(seen.text).toContain('Bộ phận một cửa: 0255 111 2222 (Giờ hành chính)')
    expect((await db.execute('SELECT count(*) AS n FROM unit_setting')).rows[0]?.n).toBe(0)
  })

  it('give back what was typed, with a sentence at each wrong field', async () => {
    const { post, form } = await openLive()
    const typed = {
      ...(await form('hotlines')),
      'hotlines.0.phone': 'gọi cho tôi <b>',
      'hotlines.2.label': 'Trạm y tế',
    }
    const seen = await post('/console/unit/hotlines', typed)
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('gọi cho tôi &lt;b&gt;')
    expect(seen.text).toContain('Trạm y tế')
    expect(seen.text).toContain('href="#f-hotlines.0.phone"')
    expect(seen.text).toContain('href="#f-hotlines.2.phone"')
    expect(seen.text).toContain('Số điện thoại chưa đúng')
  })

  it('add empty rows without losing what was typed, drop and order rows', async () => {
    const { post, form, save, services } = await openLive()
    const typed = { ...(await form('hotlines')), 'hotlines.2.label': 'Trạm y tế', act: 'more' }
    const more = fieldsOf((await post('/console/unit/hotlines', typed)).text)
    expect(more['hotlines.count']).toBe('6')
    expect(more['hotlines.2.label']).toBe('Trạm y tế')
    await save('hotlines', {
      'hotlines.0.drop': 'yes',
      'hotlines.2.label': 'Trạm y tế',
      'hotlines.2.phone': '0255 000 0115',
      'hotlines.2.place': '1',
    })
    expect(services().content.unit.hotlines.map(({ label }) => label)).toEqual(['Trạm y tế', 'Đường dây nóng UBND xã'])
  })

  it('go on editing from the preview with the same values', async () => {
    const { post, form } = await openLive()
    const seen = await post('/console/unit/hamlets', { ...(await form('hamlets')), hamlets: 'Thôn Một\nThôn Hai' })
    const again = await post('/console/unit/hamlets/save', { ...fieldsOf(seen.text), act: 'edit' })
    expect(again.status).toBe(200)
    expect(again.text).toContain('Thôn Một\nThôn Hai')
  })

  it('are an admin’s only, and refuse a forged value', async () => {
    const { ask, services, post, db } = await openLive()
    for (const role of ['officer', 'handler', 'leader', 'team-lead', 'editor'] as const) {
      const person = await signedIn(services(), role)
      expect((await ask('/console/unit/hours', { headers: person.headers })).status).toBe(403)
      const value = JSON.stringify({ hamlets: [] })
      expect((await ask('/console/unit/hamlets/save', posted({ seen: '0', value }, person.headers))).status).toBe(403)
    }
    const many = await post('/console/unit/hotlines', { 'hotlines.count': '1e9', act: 'more' })
    expect(many.text.length).toBeLessThan(1_000_000)
    const forged = [
      { seen: '0', value: '{"hamlets": 5}' },
      { seen: '0', value: '{"hamlets": [], "code": "00001"}' },
      { seen: '0', value: 'không phải JSON' },
      { seen: '0' },
      { seen: 'x', value: '{"hamlets": []}' },
      { seen: '0', back: '7' },
    ]
    for (const fields of forged)
      expect([404, 422]).toContain((await post('/console/unit/hamlets/save', { note: '', ...fields })).status)
    expect((await db.execute('SELECT count(*) AS n FROM unit_setting')).rows[0]?.n).toBe(0)
  })
})
