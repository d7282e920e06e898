import { describe, expect, it } from 'vitest'
import { CaseView, Receipt } from '../../server/feedback/schema.ts'
import { LAMP, openApp } from './support/app.ts'
import { content, HANDLER, LEADER, OFFICER } from './support/desk.ts'
import { png } from './support/photo.ts'

const ANSWER = 'UBND xã đã thay bóng đèn đầu thôn, xong ngày 25/11. Cảm ơn anh/chị đã báo.'
const NAMED = {
  name: 'Nguyễn Thị Mẫu',
  address: 'Thôn Đông, xã Bình Minh',
  contact: { kind: 'phone', phone: '0900 000 288' },
} as const

function form(fields: Record<string, string>, photos: Uint8Array<ArrayBuffer>[] = []): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  photos.forEach((bytes, i) => {
    data.append('photo', new File([bytes], `../../${i}.php`, { type: 'text/html' }))
  })
  return data
}

describe('POST /api/feedback', () => {
  it('answers at once with code, secret, kind, who handles it, and the due moment', async () => {
    const { send } = await openApp()
    const { status, json, response } = await send({ place: { hamlet: 'Thôn Trung Tâm', lat: 15.1, lng: 108.8 } })
    expect(status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(Receipt.parse(json)).toEqual(json)
    expect(json.code).toMatch(/^PA-[2-9A-HJKMNP-Z]{6}$/)
    expect(json.link).toBe(`/app/#/feedback/${json.code}?secret=${json.secret}`)
    expect(json).toMatchObject({
      kind: 'field',
      kindText: 'Phản ánh hiện trường',
      anonymous: false,
      handler: { name: 'Phòng Kinh tế xã' },
      receivedAt: '2026-11-23T09:00:00+07:00',
      dueAt: '2026-12-01T17:00:00+07:00',
      transferDueAt: '2026-11-26T17:00:00+07:00',
    })
    expect(json.secret.length).toBeGreaterThan(25)
  })

  it('tells whoever leaves no name what an anonymous tip is; a lamp needs no name', async () => {
    const { send } = await openApp()
    const text = 'Thái độ cán bộ tiếp dân rất khó chịu.'
    const { json: nameless } = await send({ text })
    expect(nameless).toMatchObject({ kind: 'conduct', anonymous: true })
    expect(nameless.next.join(' ')).toMatch(/tin báo ẩn danh.*NĐ 20\/2008/)
    expect((await send({ text, ...NAMED })).json.anonymous).toBe(false)
    expect((await send({ text, ...NAMED, contact: { kind: 'phone' } })).json.anonymous).toBe(true)
    expect((await send()).json.anonymous).toBe(false)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a text too short', { text: 'hỏng' }, 'text'],
    ['no text', { text: undefined }, 'text'],
    ['a text too long', { text: 'a'.repeat(4001) }, 'text'],
    ['a kind that is none', { kind: 'gripe' }, 'kind'],
    ['half a place', { place: { lat: 10 } }, 'place'],
    ['a place beyond the world', { place: { lat: 100, lng: 1 } }, 'place.lat'],
    ['a consent that is no yes or no', { consent: { publish: 'có' } }, 'consent.publish'],
    ['a number that is none', { contact: { kind: 'phone', phone: '12' } }, 'phone'],
    ['a trap for programs filled in', { website: 'http://x' }, 'website'],
  ])('refuses %s, naming the field', async (_, body, field) => {
    const { call } = await openApp()
    const { status, json } = await call('POST', '', { text: LAMP, ...body })
    expect(status).toBe(422)
    expect(json.error).toMatchObject({ code: 'request.invalid', field })
    expect(json.error.message).toMatch(/[à-ỹ]/)
  })

  it.each([
    ['{', 'application/json', 400],
    ['null', 'application/json', 422],
    ['[]', 'application/json', 422],
    ['{}', 'text/plain', 415],
    ['x=1', 'application/x-www-form-urlencoded', 415],
    ['--x', 'multipart/form-data', 400],
  ])('refuses the body %j as %s with %i', async (body, type, status) => {
    const { call, log } = await openApp()
    expect((await call('POST', '', body, { 'content-type': type })).status).toBe(status)
    expect(log).toEqual([])
  })

  it('takes photos with the words in `data` or in plain fields, and keeps nothing of their names and comments', async () => {
    const { call, files } = await openApp()
    const photos = [png(1, 'chup tai nha ong Ba'), png(2)]
    const body = form({ data: JSON.stringify({ text: LAMP, consent: { publish: true, contact: false } }) }, photos)
    const { status, json } = await call('POST', '', body)
    expect(status).toBe(201)
    const plain = await call(
      'POST',
      '',
      form({ text: `${LAMP} Lần nữa.`, 'consent.publish': 'true', 'place.hamlet': 'Thôn Đông' }, [png(3)]),
    )
    expect(plain.status).toBe(201)

    const { json: view } = await call('GET', `/${json.code}?secret=${json.secret}`)
    expect(view.photos).toHaveLength(2)
    const shown = await call('GET', view.photos[0].url.replace('/api/feedback', ''))
    expect(shown.status).toBe(200)
    expect(shown.response.headers.get('content-type')).toBe('image/png')
    expect(shown.text).not.toContain('ong Ba')
    const other = await call('GET', `/${json.code}/photos/${view.photos[0].id}?secret=wrong`)
    expect(other.status).toBe(404)
    const foreign = await call('GET', `/${plain.json.code}/photos/${view.photos[0].id}?secret=${plain.json.secret}`)
    expect(foreign.status).toBe(404)
    expect(await files.list(new Date(Date.now() + 60_000))).toHaveLength(3)
  })

  it('refuses what is no photo, too many photos, and too much', async () => {
    const { call, files } = await openApp()
    const html = new TextEncoder().encode('<script>alert(1)</script>')
    expect((await call('POST', '', form({ text: LAMP }, [html]))).status).toBe(415)
    const six = [1, 2, 3, 4, 5, 6].map((shade) => png(shade))
    const many = await call('POST', '', form({ text: LAMP }, six))
    expect(many.status).toBe(422)
    expect(many.json.error).toMatchObject({ code: 'feedback.too-many-photos', field: 'photo' })
    const heavy = await call('POST', '', form({ text: LAMP }, [new Uint8Array(8_000_001)]))
    expect(heavy.status).toBe(413)
    const flood = await call('POST', '', form({ text: LAMP }, [new Uint8Array(42_000_000)]))
    expect(flood.status).toBe(413)
    expect(await files.list(new Date(Date.now() + 60_000))).toEqual([])
  })

  it('limits how much one caller sends in an hour, and others not', async () => {
    const { send, state } = await openApp({
      content: { ...content, feedback: { ...content.feedback, limits: { ...content.feedback.limits, perHour: 3 } } },
    })
    for (let i = 0; i < 3; i++) expect((await send()).status).toBe(201)
    const { status, response, json } = await send()
    expect(status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('3600')
    expect(json.error.message).toMatch(/60 phút.*0255 000 0001/)
    expect((await send({}, { 'x-test-ip': '10.0.0.2' })).status).toBe(201)
    state.now = new Date(state.now.getTime() + 3_600_001)
    expect((await send()).status).toBe(201)
  })
})

describe('what has a route of its own', () => {
  it.each([
    ['complaint', 'Tôi khiếu nại quyết định số 12 của xã.'],
    ['denunciation', 'Tôi tố cáo ông Nguyễn Văn Tám nhận tiền.'],
  ])('%s: the route is told, only a count is kept', async (kind, text) => {
    const { send, db, desk } = await openApp()
    const { status, json } = await send({ text })
    expect(status).toBe(422)
    expect(json.error.code).toBe(`feedback.${kind}`)
    expect(json.error.guidance.length).toBeGreaterThan(2)
    expect((await db.execute('SELECT count(*) AS n FROM feedback')).rows[0]).toMatchObject({ n: 0 })
    expect((await db.execute('SELECT count(*) AS n FROM feedback_key')).rows[0]).toMatchObject({ n: 0 })
    expect(await desk.guided(OFFICER, '2026-11-23', '2026-11-23')).toEqual([{ day: '2026-11-23', kind, count: 1 }])
  })

  it('danger: the numbers first; registered, urgent, only when they were called', async () => {
    const { send } = await openApp()
    const text = 'Có cháy nhà ở đầu thôn Trung Tâm.'
    const { status, json } = await send({ text })
    expect(status).toBe(422)
    expect(json.error).toMatchObject({ code: 'feedback.emergency' })
    expect(json.error.message).toMatch(/113.*114.*115/)
    expect((await send({ text, emergencyCalled: true })).json).toMatchObject({ kind: 'field', urgent: true })
  })

  it('a mixed message: what is a report is registered, the rest is cut out and guided', async () => {
    const { send, look } = await openApp()
    const text = `${LAMP} Tôi tố cáo ông Nguyễn Văn Tám nhận tiền.`
    const { status, json } = await send({ text, about: 'ông Nguyễn Văn Tám', proposal: 'Phạt ông Tám' })
    expect(status).toBe(201)
    expect(json.separate).toMatchObject([{ kind: 'denunciation' }])
    const view = await look(json.code)
    expect(view.text).toBe(LAMP)
    expect(JSON.stringify(view)).not.toContain('Tám')
  })
})

describe('following a case', () => {
  it('shows it to whoever holds the secret, and to nobody else; a code that exists looks like one that does not', async () => {
    const { call, send } = await openApp()
    const { json: receipt } = await send()
    const { status, json } = await call('GET', `/${receipt.code}?secret=${receipt.secret}`)
    expect(status).toBe(200)
    expect(CaseView.parse(json)).toEqual(json)
    expect(json.text).toBe(LAMP)
    const sloppy = receipt.code.toLowerCase().replace('-', ' ')
    expect((await call('GET', `/${encodeURIComponent(sloppy)}?secret=${receipt.secret}`)).status).toBe(200)

    const answers = await Promise.all(
      [
        `/${receipt.code}`,
        `/${receipt.code}?secret=`,
        `/${receipt.code}?secret=${'a'.repeat(27)}`,
        '/PA-222222?secret=x',
        '/PA-333333',
      ].map(async (path) => {
        const { status, json } = await call('GET', path)
        return { status, code: json.error.code, message: json.error.message }
      }),
    )
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 404, code: 'feedback.not-found' })
  })

  it('ends guessing with 429, and still lets the holder in', async () => {
    const { call, send, state } = await openApp()
    const { json: receipt } = await send()
    const guess = (path: string) => call('GET', path).then(({ status }) => status)
    const statuses = []
    for (let i = 0; i < 14; i++)
      statuses.push(await guess(i % 2 ? `/${receipt.code}?secret=${i}` : `/PA-22222${(i % 8) + 2}`))
    expect(statuses).toEqual([...Array(10).fill(404), ...Array(4).fill(429)])
    expect((await call('POST', `/${receipt.code}/rate`, { secret: 'x', rating: 'like' })).status).toBe(429)
    expect(await guess(`/${receipt.code}?secret=${receipt.secret}`)).toBe(200)
    state.now = new Date(state.now.getTime() + 15 * 60_001)
    expect(await guess('/PA-222222')).toBe(404)
  })

  it('takes a word and a photo more, once for a key; answers the open question', async () => {
    const { call, send, desk, look } = await openApp()
    const { json: receipt } = await send()
    const { code, secret } = receipt
    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: 'Cột số mấy ạ?' })
    const body = () => form({ secret, text: 'Cột số 12' }, [png(9)])
    const first = await call('POST', `/${code}/more`, body(), { 'idempotency-key': 'more-key-1' })
    expect(first.json).toMatchObject({ status: 'assigned' })
    expect(first.json.photos).toHaveLength(1)
    await call('POST', `/${code}/more`, body(), { 'idempotency-key': 'more-key-1' })
    expect((await look(code)).photos).toHaveLength(1)
    expect((await desk.open(HANDLER, code)).events.filter(({ event }) => event === 'more')).toHaveLength(1)
    expect((await call('POST', `/${code}/more`, { secret })).status).toBe(422)
    expect((await call('POST', `/${code}/more`, { secret: 'x', text: 'y' })).status).toBe(404)
  })

  it('reopens and rates an answered case, never another one; pressing twice is pressing once', async () => {
    const { call, send, desk, look } = await openApp()
    const { code, secret } = (await send()).json
    expect((await call('POST', `/${code}/rate`, { secret, rating: 'like' })).json.error.code).toBe('feedback.no-rating')
    expect((await call('POST', `/${code}/reopen`, { secret, reason: 'chưa' })).json.error.code).toBe(
      'feedback.no-reopen',
    )
    await desk.claim(HANDLER, code)
    await desk.close(HANDLER, code, { outcome: 'resolved', answer: ANSWER, evidence: { document: '1/BC' } })
    expect((await call('POST', `/${code}/rate`, { secret, rating: 'love' })).status).toBe(422)
    for (let i = 0; i < 2; i++)
      expect((await call('POST', `/${code}/rate`, { secret, rating: 'dislike' })).json.rating).toBe('dislike')
    expect((await call('POST', `/${code}/more`, { secret, text: 'Vẫn tắt' })).json.error.code).toBe('feedback.no-more')
    for (let i = 0; i < 2; i++) {
      const { status, json } = await call('POST', `/${code}/reopen`, { secret, reason: 'Vẫn chưa sáng' })
      expect({ status, now: json.status }).toEqual({ status: 200, now: 'reopened' })
    }
    const { events } = await desk.open(LEADER, code)
    expect(events.map(({ event }) => event)).toEqual(['received', 'claimed', 'closed', 'rated', 'reopened'])
    expect((await look(code)).answer).toBeUndefined()
  })
})

describe('the public register', () => {
  it('holds answered cases that an officer approved, by words and kind, with nothing that identifies', async () => {
    const { call, send, desk } = await openApp()
    const close = async (code: string) => {
      await desk.claim(HANDLER, code)
      await desk.close(HANDLER, code, { outcome: 'resolved', answer: ANSWER, evidence: { document: '1/BC' } })
    }
    const lamp = (await send({ ...NAMED, place: { hamlet: 'Thôn Đông', text: 'trước nhà bà Mẫu' } })).json
    const conduct = (await send({ text: 'Thái độ cán bộ chưa đúng mực.', ...NAMED })).json
    await close(lamp.code)
    await close(conduct.code)
    expect((await call('GET', '/public')).json).toMatchObject({ total: 0, cases: [] })
    await desk.publish(OFFICER, lamp.code)
    await expect(desk.publish(OFFICER, conduct.code)).rejects.toThrow(/không đồng ý công khai/)

    const { json, text } = await call('GET', '/public?q=ĐÈN đường')
    expect(json.total).toBe(1)
    expect(json.cases[0]).toMatchObject({
      kind: 'field',
      place: 'Thôn Đông',
      outcomeText: 'Đã giải quyết',
      answer: ANSWER,
    })
    expect(text).not.toMatch(new RegExp(`${lamp.code}|${lamp.secret}|Mẫu|0900`))
    expect((await call('GET', '/public?q=%25')).json.total).toBe(0)
    expect((await call('GET', '/public?kind=conduct')).json.total).toBe(0)
    expect((await call('GET', "/public?q=' OR 1=1 --")).json.total).toBe(0)
    expect((await call('GET', '/public?page=x')).status).toBe(422)

    await call('POST', `/${lamp.code}/reopen`, { secret: lamp.secret, reason: 'chưa sáng' })
    expect((await call('GET', '/public')).json.total).toBe(0)
  })

  it('lets people follow an open case by its public number, which opens nothing', async () => {
    const { call, send, desk } = await openApp()
    const { json: receipt } = await send(NAMED)
    const id = (await desk.inbox(OFFICER)).cases[0]?.publicId
    for (const ip of ['1', '1', '2']) {
      expect((await call('POST', `/${id}/follow`, {}, { 'x-test-ip': ip })).status).toBe(200)
    }
    expect((await desk.open(OFFICER, receipt.code)).follows).toBe(2)
    expect((await call('GET', `/${id}?secret=${receipt.secret}`)).status).toBe(404)
    expect((await call('POST', '/22222222/follow', {})).status).toBe(404)
  })

  it('shows what is open nearby before it is sent again, and who sent it is not in it', async () => {
    const { call, send, desk } = await openApp()
    const place = { lat: 15.1, lng: 108.8, hamlet: 'Thôn Đông' }
    const { json: receipt } = await send({ place, ...NAMED })
    const near = await call('POST', '/similar', { text: LAMP, ...place })
    const got = await call('GET', `/similar?text=${encodeURIComponent(LAMP)}&lat=15.1&lng=108.8`)
    expect(got.json).toEqual(near.json)
    expect(near.json.cases).toMatchObject([{ state: 'new', distance: 0, place: 'Thôn Đông', follows: 0 }])
    expect(near.text).not.toMatch(new RegExp(`${receipt.code}|${receipt.secret}|Mẫu|0900`))
    expect((await call('POST', '/similar', { text: LAMP, lat: 16, lng: 108.8 })).json.cases).toEqual([])
    const again = (await send({ place, text: 'Đèn đường đầu thôn không sáng.' })).json
    expect(again.similar).toMatchObject([{ id: near.json.cases[0].id }])
    expect((await desk.open(OFFICER, again.code)).similar).toMatchObject([{ code: receipt.code }])
  })
})
