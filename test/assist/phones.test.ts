import { describe, expect, it } from 'vitest'
import { newSecret } from '../../miniapp/src/team/bytes.ts'
import { sealRecord } from '../../miniapp/src/team/seal.ts'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { teamWithPhone } from './phone.ts'

const TEXT = 'Đèn đường trước nhà bà Sáu Lụa tắt đã ba tối, xin xã cho sửa.'
const KEY = 'ma-luot-0001'

describe('letting a phone in', () => {
  it('takes a code once, for one phone, and again only for the same one', async () => {
    const { pair, call, count, lan } = await teamWithPhone()
    const phone = await pair()
    expect(phone.response.status).toBe(200)
    expect((await call('/pair', phone.input)).status).toBe(200) // its answer got lost
    const other = { ...phone.input, token: 'a'.repeat(64), drop: 'b'.repeat(64) }
    expect((await call('/pair', other)).status).toBe(410)
    expect((await call('/pair', { ...other, code: 'KHONGCO234' })).status).toBe(410)
    expect(await count('assist_device')).toBe(1)
    expect(phone.pack.member).toBe(lan.actor.name)
    expect(JSON.stringify(phone.pack)).not.toContain('private')
  })

  it('refuses a code that is a day old, somebody without the right, and whoever has left', async () => {
    const { services, lead, lan, call, state, pair, db } = await teamWithPhone()
    const invite = (member: string) =>
      services.assist.devices.invite(lead.actor, { member, team: 'to-dong', label: '' })
    const { code } = await invite(lan.id)
    state.now = new Date(state.now.getTime() + 24 * 3_600_000)
    expect((await call('/pair', { code, token: 'a'.repeat(64), drop: 'b'.repeat(64) })).status).toBe(410)
    const editor = await services.people.invite(null, { name: 'Biên tập', role: 'editor' })
    await expect(invite(editor.id)).rejects.toMatchObject({ code: 'assist.not-member' })
    const phone = await pair()
    const mine = () => call('/mine', null, { authorization: `Bearer ${phone.token}` })
    expect((await mine()).status).toBe(200)
    await db.execute('UPDATE staff SET disabled_at = ? WHERE id = ?', ['2026-11-21', lan.id])
    expect((await mine()).status).toBe(401)
  })

  it('holds its token for ninety days, and none of it is readable in the database', async () => {
    const { pair, call, state, db } = await teamWithPhone()
    const phone = await pair()
    state.now = new Date(state.now.getTime() + 91 * 86_400_000)
    expect((await call('/mine', null, { authorization: `Bearer ${phone.token}` })).status).toBe(401)
    const kept = JSON.stringify([
      (await db.execute('SELECT * FROM assist_device')).rows,
      (await db.execute('SELECT * FROM assist_pairing')).rows,
      (await db.execute('SELECT * FROM assist_key')).rows,
    ])
    for (const secret of [phone.token, phone.drop, phone.code]) expect(kept).not.toContain(secret)
    expect(kept).toContain('s1.')
  })
})

describe('a sealed record', () => {
  it('is filed once however often and however many at once it comes, with all that belongs to it', async () => {
    const { pair, seal, post, count, services, lan, db } = await teamWithPhone()
    const phone = await pair()
    const sealed = await seal(phone, KEY, {
      feedback: { text: TEXT, hamlet: 'Thôn Đông' },
      survey: { id: 'sau-tra-ket-qua', version: 1, answers: {} },
    })
    expect(sealed).not.toContain('Sáu')
    const [survey] = services.surveys.list()
    const view = services.surveys.view(survey?.id ?? '')
    const answers = Object.fromEntries(
      view.pages
        .flat()
        .flatMap(({ id, required, options }) => (required ? [[id, options[0]?.id ?? 'không có gì']] : [])),
    )
    const whole = await seal(phone, KEY, {
      feedback: { text: TEXT, hamlet: 'Thôn Đông' },
      survey: { id: view.id, version: view.version, answers },
    })
    const sent = await Promise.all([1, 2, 3, 4].map(() => post(phone, KEY, whole)))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(await (await post(phone, KEY, whole)).json()).toEqual({ state: 'filed' })
    expect([await count('assist_visit'), await count('assist_record'), await count('feedback')]).toEqual([1, 1, 1])
    expect((await db.execute('SELECT door, assisted FROM survey_response')).rows).toMatchObject([
      { door: 'helper', assisted: 1 },
    ])
    const [visit] = (await db.execute('SELECT * FROM assist_visit')).rows
    expect(visit).toMatchObject({ member: lan.id, team: 'to-dong', number: 1, consent_at: '2026-11-20T09:00:00+07:00' })
    expect((await post(phone, KEY, sealed)).status).toBe(409)
    const { indicators } = await services.reports.indicators(services.content.unit.code, {
      from: '2026-11-01',
      to: '2026-11-30',
    })
    expect(indicators.find(({ key }) => key === 'assist.visits')?.value).toBe(1)
  })

  it('keeps nothing readable of the person in the tables of visits', async () => {
    const { pair, send, db } = await teamWithPhone()
    const phone = await pair()
    await send(phone, KEY, {
      feedback: { text: TEXT, name: 'Nguyễn Thị Lụa', phone: '0912345678', address: 'Xóm 3' },
      follow: { day: '2026-11-25', nick: 'bà Sáu' },
      watch: { dossier: 'H48.21.15-261102-0018' },
      handover: { token: newSecret(), dossier: 'H48.21.15-261102-0018' },
    })
    const kept = []
    for (const table of ['visit', 'record', 'return', 'handover'])
      kept.push(...(await db.execute(`SELECT * FROM assist_${table}`)).rows)
    expect(kept).toHaveLength(4)
    expect(JSON.stringify(kept)).not.toMatch(/Sáu|Lụa|0912|H48|Đèn/)
  })

  it('that was changed, moved to another id, made for another commune or without the PIN’s token is not opened', async () => {
    const { pair, seal, post, record, count, services } = await teamWithPhone()
    const phone = await pair()
    const sealed = await seal(phone, KEY)
    const last = sealed.endsWith('A') ? 'B' : 'A'
    const odd = [
      [KEY, `${sealed.slice(0, -3)}${last}${sealed.slice(-2)}`],
      ['ma-luot-0002', sealed],
      [KEY, await sealRecord({ ...phone.pack, unit: '00001' }, KEY, JSON.stringify(record(phone, KEY)))],
      [KEY, await sealRecord(phone.pack, KEY, JSON.stringify({ ...record(phone, KEY), proof: newSecret() }))],
      [KEY, await sealRecord(phone.pack, KEY, JSON.stringify(record(phone, 'ma-luot-khac')))],
      [KEY, sealed.replace(/^h1\.[^.]+/, 'h1.KHONG2')],
      [KEY, 'khong phai gi'],
    ] as const
    for (const [id, text] of odd) expect((await post(phone, id, text)).status).toBe(422)
    expect(await count('assist_visit')).toBe(0)
    expect((await services.assist.records.open()).map(({ reason }) => reason)).toEqual(
      odd.map(() => 'assist.unreadable'),
    )
    expect((await post(phone, KEY, sealed)).status).toBe(201) // the true one still comes in
    const stranger = { ...phone, drop: newSecret() }
    expect((await post(stranger, 'ma-luot-0003', sealed)).status).toBe(401)
  })

  it('of a phone that was shut out waits for the lead, who may file it or let it go', async () => {
    const { pair, send, seal, post, count, services, lead } = await teamWithPhone()
    const { devices, records } = services.assist
    const phone = await pair()
    const [device] = await devices.list()
    await devices.revoke(lead.actor, device?.id ?? '')
    const sealed = await seal(phone, KEY)
    expect([(await post(phone, KEY, sealed)).status, (await post(phone, KEY, sealed)).status]).toEqual([401, 401])
    await send(phone, 'ma-luot-0002', { feedback: { text: TEXT } })
    expect(await count('assist_visit')).toBe(0)
    expect((await records.open()).map(({ id, reason }) => [id, reason])).toEqual([
      [KEY, 'assist.revoked'],
      ['ma-luot-0002', 'assist.revoked'],
    ])
    expect(await records.retry(lead.actor, KEY, false)).toEqual({ state: 'filed' })
    await records.drop(lead.actor, 'ma-luot-0002')
    expect([await count('assist_visit'), await count('feedback')]).toEqual([1, 0])
    expect(await records.open()).toEqual([])
    await expect(records.retry(lead.actor, KEY, false)).rejects.toMatchObject({ code: 'request.not-found' })
  })

  it('with a wrong clock, an unknown kind or without consent is kept with its reason, and can be filed when that is mended', async () => {
    const { pair, send, count, services, state, lead, call } = await teamWithPhone()
    const phone = await pair()
    const odd = { at: new Date(state.now.getTime() - 40 * 86_400_000).toISOString() }
    expect(await (await send(phone, 'ma-luot-0001', odd)).json()).toMatchObject({ state: 'refused' })
    expect(await (await send(phone, 'ma-luot-0002', { kinds: ['khong-co'] })).json()).toMatchObject({
      state: 'refused',
    })
    const silent = { number: 7, consent: { spoken: false, at: state.now.toISOString() } }
    expect(await (await send(phone, 'ma-luot-0003', silent)).json()).toMatchObject({ state: 'refused' })
    const ahead = { at: new Date(state.now.getTime() + 3_600_000).toISOString() }
    expect(await (await send(phone, 'ma-luot-0004', ahead)).json()).toEqual({ state: 'filed' })
    expect(await count('assist_visit')).toBe(1)
    const { records } = services.assist
    expect((await records.open()).map(({ reason }) => reason)).toEqual([
      'assist.clock',
      'request.invalid',
      'request.invalid',
    ])
    await expect(records.retry(lead.actor, 'ma-luot-0002', false)).rejects.toMatchObject({ code: 'request.invalid' })
    const mine = await (await call('/mine', null, { authorization: `Bearer ${phone.token}` })).text()
    expect(JSON.parse(mine)).toMatchObject({ today: 1, month: 1, byKind: [{ visits: 1 }] })
    expect(JSON.parse(mine).refused).toContainEqual(expect.objectContaining({ number: 7 }))
  })

  it('with a complaint files the visit without it and keeps no word; with another fault keeps all of it back', async () => {
    const { pair, send, count, services, db, lead } = await teamWithPhone()
    const phone = await pair()
    const complaint = { text: 'Tôi khiếu nại quyết định số 12 thu hồi đất của nhà tôi, yêu cầu hủy quyết định.' }
    const partial = await (await send(phone, KEY, { feedback: complaint })).json()
    expect(partial).toMatchObject({ state: 'partial', message: expect.stringContaining('khiếu nại') })
    expect([await count('assist_visit'), await count('feedback')]).toEqual([1, 0])
    expect(JSON.stringify((await db.execute('SELECT sealed FROM assist_record')).rows)).toBe('[{"sealed":null}]')
    const survey = { id: services.surveys.list()[0]?.id, version: 999, answers: {} }
    await send(phone, 'ma-luot-0002', { feedback: { text: TEXT }, survey })
    expect(await count('assist_visit')).toBe(1)
    const { records } = services.assist
    await expect(records.retry(lead.actor, 'ma-luot-0002', false)).rejects.toMatchObject({ code: 'survey.old-version' })
    expect(await records.retry(lead.actor, 'ma-luot-0002', true)).toMatchObject({ state: 'partial' })
    expect([await count('assist_visit'), await count('feedback')]).toEqual([2, 1])
  })
})

describe('going on alone', () => {
  it('a link is opened once, by the first phone, within a day', async () => {
    const { pair, send, call, state } = await teamWithPhone()
    const phone = await pair()
    const token = newSecret()
    const open = (claim: string, of = token) => call('/handover', { token: of, claim: claim.repeat(20) })
    expect((await open('a')).status).toBe(404) // the helper's phone has no network yet
    const checklist = { procedure: '1.001193', answers: { q: 'a' }, ticks: ['x'] }
    await send(phone, KEY, { feedback: { text: TEXT }, handover: { token, checklist } })
    const given = await open('a')
    expect(await given.json()).toMatchObject({ checklist, feedback: { code: expect.stringMatching(/^PA-/) } })
    expect((await open('b')).status).toBe(404)
    expect((await open('a')).status).toBe(200) // the answer got lost
    state.now = new Date(state.now.getTime() + 11 * 60_000)
    expect((await open('a')).status).toBe(404)
    const late = newSecret()
    await send(phone, 'ma-luot-0002', { handover: { token: late, checklist } })
    state.now = new Date(state.now.getTime() + 24 * 3_600_000)
    expect((await open('c', late)).status).toBe(404)
  })
})

describe('coming back', () => {
  it('is due when promised, and when a watched dossier’s dates say so; once done nothing of the person is left', async () => {
    const { app, pair, send, call, state, count, services, db } = await teamWithPhone()
    const phone = await pair()
    const auth = { authorization: `Bearer ${phone.token}` }
    const csv =
      'Số hồ sơ,Thủ tục,Số điện thoại,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái\nH48.21.15-261102-0018,Đăng ký khai sinh,0901234567,02/11/2026,27/11/2026,Đang xử lý\n'
    await services.dossiers.importFile(memorySource([new TextEncoder().encode(csv)]))
    await send(phone, 'ma-luot-0001', { follow: { day: '2026-11-25', nick: 'ông Tư' } })
    await send(phone, 'ma-luot-0002', { number: 2, watch: { dossier: 'h48.21.15-261102-0018' } })
    const mine = async () => JSON.parse(await (await call('/mine', null, auth)).text())
    expect((await mine()).followUps).toEqual([])
    state.now = new Date('2026-11-26T08:00:00+07:00')
    const { followUps } = await mine()
    expect(followUps).toMatchObject([
      { why: 'promised', day: '2026-11-25', nick: 'ông Tư', dossier: null },
      { why: 'due-soon', day: '2026-11-27', dossier: 'H48.21.15-261102-0018', number: 2 },
    ])
    const token = newSecret()
    const handover = { token, dossier: 'H48.21.15-261102-0018', digits: '4567' }
    await send(phone, 'ma-luot-0009', { at: state.now.toISOString(), handover })
    const open = () => call('/handover', { token, claim: 'a'.repeat(20) })
    const given = JSON.parse(await (await open()).text())
    expect(given).toEqual({ dossier: 'H48.21.15-261102-0018', follow: expect.stringMatching(/^[0-9A-Z]{8}$/) })
    const held = await app.request('/api/notices/link/open', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: given.follow }),
    })
    expect(await held.json()).toMatchObject({ text: `THEO DOI ${given.follow}` })
    for (const { id } of followUps) expect((await call('/followed', { id }, auth)).status).toBe(200)
    expect((await mine()).followUps).toEqual([])
    expect(await count('assist_return')).toBe(0)
    expect((await call('/followed', { id: 'khong-co' }, auth)).status).toBe(404)
    await send(phone, 'ma-luot-0003', { at: state.now.toISOString(), watch: { dossier: 'X' } })
    state.now = new Date('2027-06-01T08:00:00+07:00')
    await services.assist.forget()
    expect(await count('assist_return')).toBe(0)
    expect((await db.execute('SELECT sealed FROM assist_record WHERE sealed IS NOT NULL')).rows).toEqual([])
  })
})
