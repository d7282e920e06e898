import { describe, expect, it } from 'vitest'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { GOOD } from '../surveys/support.ts'

async function desk() {
  const open = await openServices()
  const leader = await signedIn(open.services, 'leader')
  const get = async (path: string) =>
    (await open.app.request(`/console/surveys${path}`, { headers: leader.headers })).text()
  const post = (path: string, fields: Record<string, string>) =>
    open.app.request(`/console/surveys${path}`, posted(fields, leader.headers))
  const answer = (body: unknown) =>
    open.app.request('/api/surveys/tthc/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { ...open, get, post, answer }
}

describe('surveys in the console', () => {
  it('never show a percentage without its n and margin', async () => {
    const { get, answer } = await desk()
    expect(await get('')).toContain('chưa có phiếu')
    for (let i = 0; i < 4; i++)
      await answer({
        answers: {
          ...GOOD,
          attitude: i === 0 ? 'bad' : 'good',
          ...(i === 0 ? { why: 'Nói trống không, gọi 0912345678' } : {}),
        },
      })
    const shown = await get('/tthc')
    expect(shown).toContain('75,00% (3/4; 30,06–95,44%)')
    expect(shown).toContain('Nói trống không')
    expect(shown).not.toContain('0912345678')
    expect(await get('/unit')).toContain('Không gọi kết quả này là SIPAS')
  })

  it('make QR codes for counters, which carry the field into the answer', async () => {
    const { get, post, answer, db } = await desk()
    expect((await post('/counters', { name: '', survey: 'tthc' })).status).toBe(422)
    expect((await post('/counters', { name: 'Quầy số 1', survey: 'tthc', field: 'Đất đai' })).status).toBe(303)
    const page = await get('/counters')
    const code = /quay=([A-Z0-9]+)/.exec(page)?.[1] ?? ''
    expect(page).toContain('<svg class="qr"')
    expect((await answer({ answers: GOOD, counter: code, door: 'counter' })).status).toBe(201)
    expect((await db.execute('SELECT field, counter FROM survey_response')).rows[0]).toMatchObject({
      field: 'Đất đai',
      counter: code,
    })
  })

  it('take a phone interview once, marked as typed by staff', async () => {
    const { get, post, db } = await desk()
    const page = await get('/tthc/interview')
    const key = /name="key" value="([\w-]+)"/.exec(page)?.[1] ?? ''
    const fields = {
      key,
      version: '1',
      ...Object.fromEntries(Object.entries(GOOD).map(([item, value]) => [`answers.${item}`, value])),
    }
    const refused = await post('/tthc/interview', fields)
    expect([refused.status, (await refused.text()).includes('đồng ý trả lời trước')]).toEqual([422, true])
    const missing = await post('/tthc/interview', { ...fields, agreed: 'yes', 'answers.time': '' })
    expect(missing.status).toBe(422)
    expect((await post('/tthc/interview', { ...fields, agreed: 'yes' })).status).toBe(303)
    expect((await post('/tthc/interview', { ...fields, agreed: 'yes' })).status).toBe(303)
    const rows = (await db.execute('SELECT door, assisted FROM survey_response')).rows
    expect(rows.map(({ door, assisted }) => [door, assisted])).toEqual([['phone', 1]])
  })
})
