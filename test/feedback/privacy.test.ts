import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openApp } from './support/app.ts'
import { actor, failing, HANDLER, LEADER, NOW, OFFICER, openDesk } from './support/desk.ts'
import { png } from './support/photo.ts'

/** Every byte that rests on the disk, with the write-ahead log emptied into the file. */
async function bytesOf({
  folder,
  db,
}: {
  folder: string
  db: Awaited<ReturnType<typeof openDesk>>['db']
}): Promise<string> {
  await db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  return files.map((one) => readFileSync(join(one.parentPath, one.name)).toString('latin1')).join('\n')
}
const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

describe('what rests on the disk', () => {
  it('has no name, address, phone, chat or word of a citizen in clear, and no secret', async () => {
    const opened = await openDesk()
    const { desk, feedback, send, state } = opened
    const receipt = await send({
      text: 'Thái độ cán bộ rất khó chịu, tôi là Trần Thị Bưởi, nhà cạnh đình, gọi tôi 0912 345 678.',
      name: 'Trần Thị Bưởi',
      address: 'Xóm Giếng Cạn số 9',
      contact: { kind: 'phone', phone: '+84 912 345 678' },
      place: { text: 'trước nhà ông Khoai', hamlet: 'Thôn Đông' },
      about: 'anh Lê Văn Sắn ở quầy số 2',
      proposal: 'Nên nhắc nhở anh Sắn',
      happenedAt: 'sáng thứ Sáu tuần trước',
    })
    const { writes, receipt: other } = await feedback.preparing(
      { text: 'Thái độ cán bộ không tốt.', contact: { kind: 'chat' }, consent: { publish: false, contact: true } },
      { chat: { channel: 'telegram', chat: '5550001234' }, caller: 'telegram:5550001234', key: 'k-55500012', at: NOW },
    )
    await opened.db.write(writes)
    await desk.claim(HANDLER, receipt.code)
    await desk.ask(HANDLER, receipt.code, { question: 'Chị Bưởi cho biết quầy nào?' })
    await feedback.more(receipt.code, { secret: receipt.secret }, 'Quầy Mít Dai', [png(1, 'ghi chú Cà Pháo')], {
      caller: '203.0.113.77',
      at: state.now,
      key: null,
    })
    await desk.note(HANDLER, receipt.code, { text: 'Đã gọi chị Bưởi' })
    await feedback.view(receipt.code, { secret: 'đoán-mò-vu-vơ' }, { caller: '203.0.113.77', at: NOW })

    const disk = await bytesOf(opened)
    expect(disk).toContain(receipt.code)
    for (const word of [
      'Bưởi',
      'Giếng Cạn',
      '0912345678',
      '912 345 678',
      '912345678',
      'ông Khoai',
      'Sắn',
      'thứ Sáu tuần',
      'Mít Dai',
      'Cà Pháo',
      '5550001234',
      '203.0.113.77',
      receipt.secret,
      other.secret,
    ])
      expect(disk.includes(utf8(word)), word).toBe(false)
    // and it can be read again by who may
    expect(await desk.identity(OFFICER, receipt.code, 'gọi lại')).toEqual({
      name: 'Trần Thị Bưởi',
      address: 'Xóm Giếng Cạn số 9',
      phone: '0912345678',
      contact: 'phone',
    })
    expect((await desk.open(HANDLER, receipt.code)).matter).toMatchObject({ about: 'anh Lê Văn Sắn ở quầy số 2' })
  })

  it('has nothing of a denunciation or a complaint, whole or mixed, at intake or later', async () => {
    const opened = await openApp()
    const { call, send, desk } = opened
    const photo = new FormData()
    photo.set('text', 'Tôi tố cáo ông Nguyễn Văn Xoài nhận tiền bôi trơn.')
    photo.append('photo', new File([png(77)], 'a.png'))
    expect((await call('POST', '', photo)).status).toBe(422)
    expect((await send({ text: 'Tôi khiếu nại quyết định thu hồi đất Gò Chuối.' })).status).toBe(422)
    const mixed = await send({ text: 'Đèn đường hỏng ba hôm. Tôi tố cáo bà Lê Thị Mận ăn chặn.', about: 'Lê Thị Mận' })
    const { code, secret } = mixed.json
    expect((await call('POST', `/${code}/more`, { secret, text: 'Tôi tố cáo ông Phạm Ổi nữa.' })).status).toBe(422)
    expect(
      (await call('POST', `/${code}/more`, { secret, text: 'Cột số 9. Tôi tố cáo ông Phạm Ổi nữa.' })).status,
    ).toBe(200)
    await desk.claim(HANDLER, code)
    const answer = 'UBND xã đã thay bóng đèn và kiểm tra cả tuyến đường, cảm ơn anh/chị.'
    await desk.close(HANDLER, code, { outcome: 'resolved', answer, evidence: { document: '1/BC' } })
    expect((await call('POST', `/${code}/reopen`, { secret, reason: 'Tôi khiếu nại ông Dưa Gang.' })).status).toBe(200)

    const disk = await bytesOf(opened)
    for (const word of ['Xoài', 'Gò Chuối', 'Mận', 'Phạm Ổi', 'Dưa Gang', 'bôi trơn', 'ăn chặn'])
      expect(disk.includes(utf8(word)), word).toBe(false)
    const said = JSON.stringify(await desk.open(LEADER, code))
    expect(said).toContain('Cột số 9')
    for (const word of ['Mận', 'Phạm Ổi', 'Dưa Gang']) expect(said).not.toContain(word)
    const guided = await desk.guided(LEADER, '2026-11-01', '2026-11-30')
    expect(guided.map(({ kind, count }) => [kind, count])).toEqual([
      ['complaint', 2],
      ['denunciation', 4],
    ])
    expect((await call('GET', `/${code}?secret=${secret}`)).json.status).toBe('reopened')
  })

  it('keeps its history: events can be neither changed nor removed', async () => {
    const { db, send } = await openDesk()
    await send()
    await expect(db.execute("UPDATE feedback_event SET at = 'x'")).rejects.toThrow(/append-only/)
    await expect(db.execute('DELETE FROM feedback_event')).rejects.toThrow(/append-only/)
  })
})

describe('identity', () => {
  it('is read only with the right, and audited before it is read; the case itself is read without it', async () => {
    const { desk, send, audits, db } = await openDesk()
    const { code } = await send({ name: 'Trần Thị Bưởi', contact: { kind: 'phone', phone: '0912345678' } })
    expect(JSON.stringify(await desk.open(HANDLER, code))).not.toMatch(/Bưởi|0912345678/)
    expect(JSON.stringify(await desk.inbox(HANDLER))).not.toMatch(/Bưởi|0912345678/)
    for (const role of ['admin', 'editor', 'team-lead'] as const)
      expect((await failing(desk.identity(actor(role), code, 'tò mò'))).code).toBe('feedback.forbidden')
    expect(audits).toEqual([])
    await desk.identity(OFFICER, code, 'gọi lại hỏi số cột')
    expect(audits).toMatchObject([
      { action: 'feedback.identity', subject: code, detail: { why: 'gọi lại hỏi số cột' } },
    ])
    expect(db).toBeTruthy()
  })

  it('is not read when the audit can’t be written', async () => {
    const { desk, send } = await openDesk({ audit: () => ({ sql: 'INSERT INTO no_such_table VALUES (1)' }) })
    const { code } = await send({ name: 'Trần Thị Bưởi' })
    await expect(desk.identity(OFFICER, code, 'x')).rejects.toThrow(/no_such_table/)
    // nor is anything changed
    await expect(desk.claim(HANDLER, code)).rejects.toThrow(/no_such_table/)
    expect((await desk.open(HANDLER, code)).case).toMatchObject({ state: 'new', revision: 1 })
  })

  it('stays in its unit: another unit’s officer finds nothing and changes nothing', async () => {
    const { desk, send } = await openDesk()
    const { code } = await send({ name: 'Trần Thị Bưởi' })
    const other = actor('leader', 'x', '11111')
    const tries: Array<() => Promise<unknown>> = [
      () => desk.open(other, code),
      () => desk.identity(other, code, 'x'),
      () => desk.inbox(other),
      () => desk.late(other),
      () => desk.counts(other),
      () => desk.claim(other, code),
      () => desk.assign(other, code, { to: 'x', toName: 'X' }),
      () => desk.transfer(other, code, { department: 'mot-cua', reason: 'x' }),
      () => desk.note(other, code, { text: 'x' }),
      () => desk.correctKind(other, code, { kind: 'praise' }),
      () => desk.extend(other, code, { days: 1, reason: 'works' }),
      () => desk.merge(other, code, { into: code }),
      () => desk.close(other, code, {}),
      () => desk.publish(other, code),
      () => desk.photo(other, code, 'x'),
      () =>
        desk.enter(other, {
          text: 'Đèn hỏng đầu thôn.',
          source: 'phone',
          contact: { kind: 'none' },
          consent: { publish: false, contact: false },
        }),
    ]
    for (const attempt of tries) expect((await failing(attempt())).code).toBe('feedback.not-found')
    expect((await desk.open(LEADER, code)).events).toHaveLength(1)
  })
})
