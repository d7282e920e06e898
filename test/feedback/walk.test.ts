import { describe, expect, it } from 'vitest'
import { actor, content, failing, HANDLER, LEADER, NOW, OFFICER, openDesk } from './support/desk.ts'

const ANSWER = 'UBND xã đã thay bóng đèn đầu thôn, xong ngày 25/11. Cảm ơn anh/chị đã báo.'
const days = (n: number) => new Date(NOW.getTime() + n * 86_400_000)
const photo = { id: 'PHOTOPHOTOPHOTO1', type: 'image/jpeg', size: 10, width: 1, height: 1 } as const

describe('a case from intake to the public register', () => {
  it('is claimed, asked about, answered, reopened, closed by a leader, rated and published', async () => {
    const { feedback, desk, state, send, look, told } = await openDesk()
    const { code, secret, dueAt } = await send({ consent: { publish: true, contact: false } })
    const by = { caller: 'ip:1', at: NOW }
    expect(dueAt).toBe('2026-12-01T17:00:00+07:00')
    expect((await look(code)).status).toBe('new')

    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: 'Cột đèn số mấy ạ?' })
    expect(await look(code)).toMatchObject({ status: 'waiting', dueAt: null, questions: ['Cột đèn số mấy ạ?'] })

    state.now = days(2)
    const answered = await feedback.more(code, { secret }, 'Cột số 12', [], { ...by, at: state.now, key: null })
    expect(answered).toMatchObject({ status: 'assigned', dueAt: '2026-12-02T17:00:00+07:00' })

    expect((await failing(desk.close(HANDLER, code, { outcome: 'resolved', answer: 'Xong' }))).message).toMatch(
      /ít nhất 30 ký tự \(mới có 4\); chưa có ảnh sau khi xử lý hoặc số văn bản/,
    )
    await desk.close(HANDLER, code, { outcome: 'resolved', answer: ANSWER, photos: [photo] })
    expect(await look(code)).toMatchObject({ status: 'closed', answer: ANSWER, canReopen: true, canRate: true })
    expect((await look(code)).evidence?.photos).toHaveLength(1)

    state.now = days(3)
    const again = await feedback.reopen(code, { secret }, 'Tối qua vẫn tắt', { ...by, at: state.now })
    expect(again.timeline.map(({ text }) => text)).toContain(`Có trả lời: Đã giải quyết. ${ANSWER}`)
    expect(again.dueSource).toMatch(/mở lại/)
    expect(again).toMatchObject({ status: 'reopened', dueAt: '2026-12-01T17:00:00+07:00', canReopen: false })
    expect((await failing(desk.claim(HANDLER, code))).code).toBe('feedback.leader-only')
    await desk.claim(LEADER, code)
    await desk.close(LEADER, code, { outcome: 'resolved', answer: ANSWER, evidence: { document: '12/BC-UBND' } })

    const rated = await feedback.rate(code, { secret }, { rating: 'like' }, { ...by, at: state.now })
    expect(rated).toMatchObject({ rating: 'like', canRate: true })
    await desk.publish(OFFICER, code)
    const { cases, total } = await feedback.publicList({ q: 'den duong' })
    expect(total).toBe(1)
    expect(cases[0]).toMatchObject({ outcome: 'resolved', likes: 1, dislikes: 0, answer: ANSWER })
    expect(JSON.stringify(cases)).not.toContain(code)
    expect(told).toEqual([])
  })

  it('is nobody else’s business: another unit, no right, a stale page', async () => {
    const { desk, send } = await openDesk()
    const { code } = await send()
    expect((await failing(desk.claim(actor('handler', 'x', '11111'), code))).code).toBe('feedback.not-found')
    expect((await failing(desk.open(actor('handler', 'x', '11111'), code))).code).toBe('feedback.not-found')
    expect((await failing(desk.claim(actor('editor'), code))).code).toBe('feedback.forbidden')
    await desk.claim(HANDLER, code)
    expect((await failing(desk.note(actor('admin'), code, { text: 'x' }))).code).toBe('feedback.forbidden')
    expect((await failing(desk.ask(HANDLER, code, { question: 'gì?' }, { seen: 1 }))).code).toBe('feedback.changed')
    expect((await failing(desk.ask(actor('handler', 'b'), code, { question: 'gì?' }))).code).toBe('feedback.not-yours')
  })
})

describe('content', () => {
  it('has a clock and a department for every kind', () => {
    expect(Object.keys(content.feedback.clocks)).toHaveLength(6)
  })
})
