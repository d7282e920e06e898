import { describe, expect, it } from 'vitest'
import { openServices } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'

async function team() {
  const open = await openServices()
  const lan = await signedIn(open.services, 'member', 'Lan')
  const lead = await signedIn(open.services, 'team-lead', 'Tổ trưởng')
  const get = async (path: string, who = lan) => {
    const response = await open.app.request(`/console/assist${path}`, { headers: who.headers })
    return { status: response.status, text: await response.text() }
  }
  const post = (path: string, fields: Array<[string, string]>, who = lan) =>
    open.app.request(`/console/assist${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    })
  const key = async () => /name="key" value="([\w-]+)"/.exec((await get('/new')).text)?.[1] ?? ''
  const fields = (one: string): Array<[string, string]> => [
    ['key', one],
    ['consent', 'yes'],
    ['team', 'to-dong'],
    ['hamlet', 'Thôn Đông'],
    ['place', 'home'],
    ['kinds', 'vneid'],
    ['kinds', 'submit'],
    ['difficulties', 'sim'],
    ['outcome', 'part'],
    ['follow', '2026-11-25'],
  ]
  return { ...open, lan, lead, get, post, key, fields }
}

describe('the community digital team', () => {
  it('records a visit once, without anything of who was helped, and hands over', async () => {
    const { post, key, fields, get, db } = await team()
    const one = await key()
    const sent = await Promise.all([post('/new', fields(one)), post('/new', fields(one))])
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect((await db.execute('SELECT count(*) AS n FROM assist_visit')).rows[0]?.n).toBe(1)
    expect((await get('/done')).text).toContain('Xong, người tiếp theo')
    expect((await get('')).text).toMatch(/tháng này <b>1<\/b> lượt/)
  })

  it('asks for consent and for what was done, and gives back what was ticked', async () => {
    const { post, key, fields, db } = await team()
    const without = fields(await key()).filter(([name]) => name !== 'consent')
    const refused = await post('/new', without)
    const text = await refused.text()
    expect(refused.status).toBe(422)
    expect(text).toContain('Cần bà con đồng ý')
    expect(text).toMatch(/value="vneid" checked/)
    for (const [name, value] of [
      ['team', 'khong-co'],
      ['kinds', 'x'],
      ['follow', '2026-11-01'],
      ['follow', '2026-02-30'],
    ] as const) {
      const odd = fields(await key()).map(([n, v]): [string, string] => (n === name ? [n, value] : [n, v]))
      expect((await post('/new', odd)).status).toBe(422)
    }
    expect((await db.execute('SELECT count(*) AS n FROM assist_visit')).rows[0]?.n).toBe(0)
  })

  it('reminds of promises, and lets a member take back a mistake for a day', async () => {
    const { post, key, fields, get, state, services, app, db } = await team()
    await post('/new', fields(await key()))
    await post('/new', fields(await key()))
    const [first, second] = (await db.execute('SELECT id FROM assist_visit ORDER BY at, id')).rows.map(({ id }) =>
      String(id),
    )
    expect((await post(`/${first}/take-back`, [])).status).toBe(303)
    const other = await signedIn(services, 'member', 'Người khác')
    expect((await post(`/${second}/take-back`, [], other)).status).toBe(404)
    state.now = new Date('2026-11-25T08:00:00+07:00')
    const lan = await signedIn(services, 'member', 'Lan mới')
    await db.execute('UPDATE assist_visit SET member = ?', [lan.id])
    expect((await get('', lan)).text).toContain('Hẹn quay lại (1)')
    const home = await app.request('/console', { headers: lan.headers })
    expect(await home.text()).toContain('lượt hẹn quay lại')
    expect((await post(`/${second}/take-back`, [], lan)).status).toBe(422)
    expect((await post(`/${second}/followed`, [], lan)).status).toBe(303)
    expect((await get('', lan)).text).not.toContain('Hẹn quay lại (')
  })

  it('gives the lead counts by team, kind and difficulty, and the report its figures', async () => {
    const { post, key, fields, get, lead, lan, services } = await team()
    await post('/new', fields(await key()))
    await post('/new', fields(await key()), lead)
    expect((await get('/team', lan)).status).toBe(403)
    const shown = await get('/team', lead)
    expect(shown.text).toContain('SIM không chính chủ')
    expect(shown.text).toContain('Tổ thôn Đông')
    expect((await get('/team.csv', lead)).text).toContain('Khó khăn,SIM không chính chủ,2')
    const { indicators } = await services.reports.indicators(services.content.unit.code, {
      from: '2026-11-01',
      to: '2026-11-30',
    })
    const n = (name: string) => indicators.find(({ key: k }) => k === `assist.${name}`)?.value
    expect([n('visits'), n('sim'), n('submitted'), n('done')]).toEqual([2, 2, 2, 0])
  })
})
