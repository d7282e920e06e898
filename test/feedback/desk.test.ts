import { describe, expect, it } from 'vitest'
import type { DeskIntake } from '../../server/feedback/schema.ts'
import { actor, failing, HANDLER, LEADER, NOW, OFFICER, openDesk } from './support/desk.ts'

const ANSWER = 'UBND xã đã kiểm tra và xử lý xong việc anh/chị báo, xin cảm ơn.'
const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000)
const DONE = { outcome: 'resolved', answer: ANSWER, evidence: { document: '1/BC' } } as const
const CHAT = { channel: 'telegram', chat: '77' }

describe('acts of the desk', () => {
  it('a transfer keeps the clock, and after its own clock is a leader’s', async () => {
    const { desk, send, state } = await openDesk()
    const { code, dueAt } = await send()
    expect((await failing(desk.transfer(HANDLER, code, { department: 'x', reason: 'y' }))).code).toBe(
      'feedback.no-department',
    )
    await desk.transfer(HANDLER, code, { department: 'mot-cua', reason: 'không phải việc của phòng' })
    const moved = (await desk.open(HANDLER, code)).case
    expect(moved).toMatchObject({ department: 'mot-cua', dueAt, transferDueAt: null, state: 'new' })

    const { code: late } = await send({ text: 'Cống thoát nước trước chợ bị tắc.' })
    state.now = day(4)
    expect((await failing(desk.transfer(HANDLER, late, { department: 'mot-cua', reason: 'y' }))).code).toBe(
      'feedback.leader-only',
    )
    await desk.transfer(LEADER, late, { department: 'mot-cua', reason: 'y' })
  })

  it('an extension has a reason, a leader and a limit, once a round', async () => {
    const { desk, send, look } = await openDesk()
    const { code } = await send()
    await desk.claim(HANDLER, code)
    expect((await failing(desk.extend(HANDLER, code, { days: 2, reason: 'works' }))).code).toBe('feedback.forbidden')
    expect((await failing(desk.extend(LEADER, code, { days: 11, reason: 'works' }))).message).toMatch(
      /nhiều nhất 10 ngày/,
    )
    expect((await failing(desk.extend(LEADER, code, { days: 2, reason: 'lười' }))).extra.field).toBe('reason')
    await desk.extend(LEADER, code, { days: 2, reason: 'works' })
    const view = await look(code)
    expect(view.dueAt).toBe('2026-12-03T17:00:00+07:00')
    expect(view.timeline.at(-1)?.text).toMatch(/gia hạn 2 ngày làm việc vì: Phải sửa chữa/)
    expect((await failing(desk.extend(LEADER, code, { days: 1, reason: 'works' }))).code).toBe('feedback.extended')
  })

  it('a corrected kind has its own clock from the same beginning, and is kept as a correction', async () => {
    const { desk, send, look, state } = await openDesk()
    const { code } = await send({ text: 'Anh ở quầy số 2 bắt tôi đi lại ba lần, gọi 0912345678.' })
    state.now = day(2)
    await desk.correctKind(OFFICER, code, { kind: 'conduct' })
    expect(await look(code)).toMatchObject({ kind: 'conduct', anonymous: true, dueAt: '2026-12-15T17:00:00+07:00' })
    expect(await desk.corrections(OFFICER)).toMatchObject([{ from_kind: 'field', to_kind: 'conduct' }])
  })

  it('asked too late, the clock runs on; what was answered by phone counts as an answer', async () => {
    const { desk, send, look, state } = await openDesk()
    const { code, dueAt } = await send()
    await desk.claim(HANDLER, code)
    state.now = day(9)
    await desk.ask(HANDLER, code, { question: 'Cột số mấy?' })
    expect(await look(code)).toMatchObject({ status: 'waiting', dueAt, late: { workingDays: 1 } })
    await desk.hear(HANDLER, code, { text: 'Qua điện thoại: cột 12' })
    expect(await look(code)).toMatchObject({ status: 'assigned', dueAt })
  })

  it('a merged case shows the answer of the other, and its chat is told', async () => {
    const { desk, feedback, send, look, told, db } = await openDesk()
    const main = (await send()).code
    const { writes, receipt } = await feedback.preparing(
      { text: 'Đèn đầu thôn vẫn tắt ba hôm.', contact: { kind: 'chat' }, consent: { publish: false, contact: true } },
      { chat: CHAT, caller: 'telegram:77', key: 'merge-key-1', at: NOW },
    )
    await db.write(writes)
    expect((await failing(desk.merge(OFFICER, receipt.code, { into: receipt.code }))).code).toBe('feedback.bad-merge')
    expect((await failing(desk.merge(OFFICER, receipt.code, { into: 'PA-222222' }))).code).toBe('feedback.bad-merge')
    await desk.merge(OFFICER, receipt.code, { into: main })
    expect(await look(receipt.code)).toMatchObject({ status: 'merged', canReopen: false, canRate: false })
    await desk.claim(HANDLER, main)
    await desk.close(HANDLER, main, DONE)
    expect(await look(receipt.code)).toMatchObject({ status: 'merged', answer: ANSWER, outcome: 'resolved' })
    expect((await desk.open(OFFICER, main)).merged).toEqual([receipt.code])
    expect(told.map(({ chat, text }) => `${chat} ${text.split('\n')[0]}`)).toEqual([
      `77 ${receipt.code}: được gộp với một phản ánh cùng việc. Kết quả sẽ báo anh/chị ở đây.`,
      `77 ${receipt.code}: Đã giải quyết.`,
    ])
  })

  it('tells the chat at each step only when that was wanted', async () => {
    const { desk, feedback, told, db } = await openDesk()
    const bring = async (key: string, contact: boolean, kind: 'chat' | 'none') => {
      const { writes, receipt } = await feedback.preparing(
        { text: `Đèn đầu thôn tắt ${key}.`, contact: { kind }, consent: { publish: false, contact } },
        { chat: CHAT, caller: 'telegram:77', key, at: NOW },
      )
      await db.write(writes)
      await desk.claim(HANDLER, receipt.code)
      await desk.note(HANDLER, receipt.code, { text: 'ghi chú trong nhà' })
      await desk.ask(HANDLER, receipt.code, { question: 'Cột số mấy?' })
      return receipt.code
    }
    await bring('told-none-1', false, 'chat')
    await bring('told-none-2', true, 'none')
    expect(told).toEqual([])
    const code = await bring('told-yes-11', true, 'chat')
    expect(told.map(({ text }) => text)).toEqual([
      `${code}: cán bộ đã nhận xử lý, hẹn trả lời trước 17:00 ngày 01/12/2026.`,
      `${code}: cán bộ cần anh/chị cho biết thêm:\nCột số mấy?`,
    ])
    expect((await feedback.mine(CHAT, NOW)).map((one) => one.code)).toContain(code)
  })

  it('audits every act in the write that makes it', async () => {
    const { desk, send, audits } = await openDesk()
    const { code } = await send({ consent: { publish: true, contact: false } })
    await desk.assign(OFFICER, code, { to: 'handler', toName: 'Lan', department: 'van-phong' })
    await desk.close(HANDLER, code, DONE)
    await desk.publish(OFFICER, code, { text: 'Đèn hỏng', answer: ANSWER })
    await desk.unpublish(OFFICER, code)
    expect(audits.map(({ action, actor, subject }) => [action, actor.id, subject])).toEqual([
      ['feedback.assign', 'officer', code],
      ['feedback.close', 'handler', code],
      ['feedback.publish', 'officer', code],
      ['feedback.unpublish', 'officer', code],
    ])
  })

  it('a text as a page sends it cannot break the history', async () => {
    const { desk, send, look } = await openDesk()
    const { code } = await send({ text: "<script>alert('x')</script> {due} %s ' OR 1=1 --" })
    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: '{question} {due} $& <b>' })
    expect((await look(code)).timeline.at(-1)?.text).toContain('{question} {due} $& <b>')
  })
})

describe('other doors', () => {
  const paper: DeskIntake = {
    text: 'Thư góp ý: đường thôn Đông lầy lội, xe không qua được.',
    summary: 'Đường thôn Đông lầy lội',
    source: 'letterbox',
    receivedAt: '2026-11-20T16:00:00+07:00',
    contact: { kind: 'none' },
    consent: { publish: false, contact: false },
  }

  it('are entered with their source and moment, the raw words beside the summary, once', async () => {
    const { desk, look, audits } = await openDesk()
    const receipt = await desk.enter(OFFICER, paper, { key: 'form-key-12' })
    expect(await desk.enter(OFFICER, paper, { key: 'form-key-12' })).toEqual(receipt)
    expect(receipt.receivedAt).toBe('2026-11-20T16:00:00+07:00')
    expect(receipt.dueAt).toBe('2026-12-01T17:00:00+07:00') // after the cut-off on Friday, Tuesday off
    const { case: row, matter, events } = await desk.open(OFFICER, receipt.code)
    expect(row).toMatchObject({ source: 'letterbox', brief: 'Đường thôn Đông lầy lội' })
    expect(matter).toMatchObject({ text: paper.text, summary: paper.summary })
    expect(events[0]).toMatchObject({ by: 'staff', actor: 'officer' })
    expect(audits).toMatchObject([{ action: 'feedback.enter', subject: receipt.code, detail: { door: 'letterbox' } }])
    expect((await look(receipt.code)).text).toBe(paper.text)
  })

  it('are no way around the law, the rights or the clock', async () => {
    const { desk } = await openDesk()
    const enter = (extra: Partial<DeskIntake>, who = OFFICER) => failing(desk.enter(who, { ...paper, ...extra }))
    expect((await enter({}, HANDLER)).code).toBe('feedback.forbidden')
    expect((await enter({ text: 'Tôi tố cáo ông Tám nhận tiền.' })).code).toBe('feedback.denunciation')
    expect((await enter({ receivedAt: '2026-11-24T09:00:00+07:00' })).code).toBe('feedback.bad-moment')
    expect((await enter({ receivedAt: '2026-10-01T09:00:00+07:00' })).code).toBe('feedback.bad-moment')
    expect((await desk.enter(actor('team-lead'), { ...paper, source: 'behalf' })).code).toMatch(/^PA-/)
  })
})

describe('the inbox', () => {
  it('is by due moment, urgent first, with its lists, filters, words and pages', async () => {
    const { desk, send, state } = await openDesk()
    const lamp = (await send()).code
    const rude = (await send({ text: 'Thái độ cán bộ một cửa chưa tốt.' })).code
    const fire = (await send({ text: 'Có cháy nhà hoang đầu thôn.', emergencyCalled: true })).code
    await desk.claim(HANDLER, lamp)
    const codes = async (query: Parameters<typeof desk.inbox>[1], who = HANDLER) =>
      (await desk.inbox(who, query)).cases.map(({ code }) => code)
    expect(await codes({})).toEqual([fire, lamp, rude])
    expect(await codes({ show: 'mine' })).toEqual([lamp])
    expect(await codes({ show: 'mine' }, LEADER)).toEqual([])
    expect(await codes({ show: 'new' })).toEqual([fire, rude])
    expect(await codes({ kind: 'conduct' })).toEqual([rude])
    expect(await codes({ q: 'den DƯỜNG' })).toEqual([lamp])
    expect(await codes({ q: 'đèn cháy' })).toEqual([])
    expect(await codes({ q: rude.slice(3) })).toEqual([rude])
    expect(await codes({ q: '%' })).toEqual([])
    expect(await codes({ show: 'all', department: 'kinh-te' })).toEqual([fire, lamp])
    expect(await desk.counts(HANDLER)).toMatchObject({ open: 3, new: 2, mine: 1, late: 0, soon: 0 })
    state.now = day(8)
    expect(await desk.counts(HANDLER)).toMatchObject({ late: 0, soon: 2 })
    state.now = day(9)
    expect(await codes({ show: 'late' })).toEqual([fire, lamp])
    expect((await desk.late(LEADER)).map(({ code, lateDays, transferLate }) => [code, lateDays, transferLate])).toEqual(
      [
        [fire, 1, true],
        [lamp, 1, false],
        [rude, 0, true],
      ],
    )
  })
})

describe('the watch', () => {
  it('says each thing once per clock, whoever asks how often, and again for a new moment', async () => {
    const { desk, feedback, send, state } = await openDesk()
    const { code } = await send()
    const said = async () => {
      const all = await Promise.all([feedback.watch(), feedback.watch(), feedback.watch()])
      return all
        .flat()
        .map(({ clock, stage }) => `${clock} ${stage}`)
        .sort()
    }
    expect(await said()).toEqual([])
    state.now = day(7)
    expect(await said()).toEqual(['answer soon', 'transfer overdue'])
    expect(await said()).toEqual([])
    await desk.claim(HANDLER, code)
    await desk.extend(LEADER, code, { days: 1, reason: 'weather' })
    state.now = day(10)
    expect(await said()).toEqual(['answer overdue'])
    expect((await desk.open(LEADER, code)).warnings).toHaveLength(3)
    await desk.close(HANDLER, code, DONE)
    state.now = day(40)
    expect(await said()).toEqual([])
  })

  it('tells when a citizen who was asked stays silent, and does not count the waiting as late', async () => {
    const { desk, feedback, send, state } = await openDesk()
    const { code } = await send()
    await desk.claim(HANDLER, code)
    await desk.ask(HANDLER, code, { question: 'Cột số mấy?' })
    state.now = day(3)
    expect(await feedback.watch()).toEqual([])
    state.now = day(10)
    expect((await feedback.watch()).map(({ clock }) => clock)).toEqual(['silence'])
    const silent = { outcome: 'unreachable', answer: ANSWER, evidence: { template: 'unreachable' } } as const
    await desk.close(HANDLER, code, silent)
    expect(await feedback.watch()).toEqual([])
  })

  it('tells when an answer that may be published is not yet', async () => {
    const { desk, feedback, send, state } = await openDesk()
    const { code } = await send({ consent: { publish: true, contact: false } })
    const { code: silent } = await send({ text: 'Cống trước chợ bị tắc.' })
    for (const one of [code, silent]) {
      await desk.claim(HANDLER, one)
      await desk.close(HANDLER, one, DONE)
    }
    state.now = day(2)
    expect(await feedback.watch()).toEqual([])
    state.now = day(4)
    expect((await feedback.watch()).map((one) => [one.code, one.clock])).toEqual([[code, 'publish']])
    expect(await feedback.received('2026-11-23', '2026-11-23')).toHaveLength(2)
    expect(await feedback.received('2026-11-24', '2026-11-30')).toEqual([])
  })

  it('removes photos of no case after two days, and keeps those of cases', async () => {
    const { feedback, files, state, send } = await openDesk()
    const { png } = await import('./support/photo.ts')
    const orphan = await feedback.keepPhoto(png(1))
    await send()
    const receipt = await feedback.submit(
      {
        text: 'Rác đổ trộm ở bờ kênh thôn Đông.',
        contact: { kind: 'none' },
        consent: { publish: false, contact: false },
      },
      { door: 'web', caller: 'ip:1', key: 'photo-key-1' },
      [png(2)],
    )
    state.now = new Date(Date.now() + 3 * 86_400_000)
    await feedback.forget()
    await feedback.forget()
    expect(await files.get(orphan.id)).toBeNull()
    expect(await files.list(new Date(Date.now() + 60_000))).toHaveLength(1)
    expect(receipt.code).toMatch(/^PA-/)
  })
})
