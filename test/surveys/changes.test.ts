import { describe, expect, it } from 'vitest'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { GOOD } from './support.ts'

const SAID = 'Chỗ ngồi chờ ở một cửa thiếu, người già phải đứng'
const DONE = 'Đã thêm 12 ghế và một quạt ở phòng chờ'

describe('bạn góp ý, chúng tôi đã làm', () => {
  it('is written by staff, shown when published, and audited', async () => {
    const { app, services, db } = await openServices()
    const editor = await signedIn(services, 'editor')
    const path = '/console/surveys/changes'
    const post = (to: string, fields: Record<string, string>) => app.request(to, posted(fields, editor.headers))
    const shown = async () => (await (await app.request('/api/surveys/changes')).json()).changes
    expect((await post(path, { said: 'ngắn', done: DONE })).status).toBe(422)
    const number = await post(path, { said: `${SAID}, gọi 0912345678`, done: DONE, published: 'yes' })
    expect([number.status, await number.text()]).toEqual([422, expect.stringContaining('số điện thoại')])
    expect((await post(path, { said: SAID, done: DONE })).status).toBe(303)
    expect(await shown()).toEqual([])

    const [draft] = await services.surveyChanges.all()
    expect(draft).toMatchObject({ said: SAID, published: false, revision: 1 })
    const edit = `${path}/${draft?.id}`
    expect(await (await app.request(edit, { headers: editor.headers })).text()).toContain(SAID)
    const fields = { said: SAID, done: DONE, published: 'yes', seen: '1' }
    expect((await post(edit, fields)).status).toBe(303)
    expect(await shown()).toEqual([{ id: draft?.id, said: SAID, done: DONE, day: '2026-11-20' }])
    // another editor still has the first version open
    const late = await post(edit, { ...fields, done: `${DONE}, tối thứ Hai` })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Người khác vừa sửa')])
    expect((await services.surveyChanges.all())[0]?.done).toBe(DONE)
    expect((await post(edit, { said: SAID, done: DONE, seen: '2' })).status).toBe(303)
    expect(await shown()).toEqual([])

    const { rows } = await db.execute("SELECT action FROM audit WHERE action LIKE 'surveys.change%' ORDER BY at, rowid")
    expect(rows.map(({ action }) => action)).toEqual(['surveys.change-add', 'surveys.change', 'surveys.change'])
    expect((await app.request(`${path}/khong-co`, { headers: editor.headers })).status).toBe(404)
  })
})

describe('doors to a survey', () => {
  it('a counter tells its name and survey, an unknown one nothing', async () => {
    const { app, services } = await openServices()
    const code = await services.surveys.makeCounter({ name: 'Quầy 2', survey: 'kiosk', field: 'Hộ tịch' })
    expect(await (await app.request(`/api/surveys/counter/${code.toLowerCase()}`)).json()).toEqual({
      name: 'Quầy 2',
      survey: 'kiosk',
      field: 'Hộ tịch',
      unit: services.content.unit.name,
    })
    const none = await app.request('/api/surveys/counter/ZZZZZ')
    expect([none.status, (await none.json()).error.code]).toEqual([404, 'survey.no-counter'])
  })

  it('an answer given without a network counts on its own day, however often it is sent', async () => {
    const { services, db } = await openServices()
    const { submit } = services.surveys
    const said = { answers: { feeling: 'very' }, door: 'kiosk' as const, assisted: false }
    const first = await submit('kiosk', { ...said, waited: 17 * 3600 }, { key: 'may-tai-quay-1' })
    expect(await submit('kiosk', { ...said, waited: 18 * 3600 }, { key: 'may-tai-quay-1' })).toEqual(first)
    await submit('kiosk', said, { key: 'may-tai-quay-2' })
    const { rows } = await db.execute('SELECT day, hour FROM survey_response ORDER BY day, hour')
    expect(rows.map(({ day, hour }) => `${day} ${hour}`)).toEqual(['2026-11-19 16', '2026-11-20 9'])
  })

  it('a chat answers once an occasion, and the occasion leads to no answer', async () => {
    const { services, db } = await openServices()
    const sending = { key: null, once: 'telegram:42:2026-11-20' }
    const submission = { answers: { helpful: 'yes' }, door: 'chat' as const, assisted: false }
    const { writes } = await services.surveys.preparing('chat', submission, sending)
    await db.write(writes)
    await expect(services.surveys.preparing('chat', submission, sending)).rejects.toMatchObject({
      code: 'survey.already',
    })
    expect(JSON.stringify((await db.execute('SELECT * FROM survey_used')).rows)).not.toContain('42:2026')
    expect((await services.surveys.preparing('tthc', { ...submission, answers: GOOD }, sending)).repeated).toBe(false)
  })
})
