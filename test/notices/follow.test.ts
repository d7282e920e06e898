import { describe, expect, test } from 'vitest'
import { CODE, content, HIM, noticeWorld } from './world.ts'

const HER = { channel: 'telegram', chat: '8' }

async function followed() {
  const w = await noticeWorld()
  await w.import({ status: 'Mới đăng ký' })
  await w.follow()
  return w
}
const last = (w: Awaited<ReturnType<typeof followed>>) => w.calls.at(-1)?.message.text ?? ''

describe('what an import tells', () => {
  test.each([
    [{ status: 'Được tiếp nhận' }, 'đã được tiếp nhận', 'received'],
    [{ status: 'Yêu cầu bổ sung giấy tờ' }, 'cần bổ sung giấy tờ', 'papers'],
    [{ status: 'Yêu cầu thực hiện nghĩa vụ tài chính' }, 'cần nộp phí', 'paying'],
    [{ status: 'Đã xử lý xong', finishedDate: '2026-11-20T08:30:00+07:00' }, 'đã có kết quả', 'ready'],
    [{ status: 'Không được tiếp nhận' }, 'Muốn biết lý do', 'ended'],
    [
      {
        status: 'Đã trả kết quả',
        finishedDate: '2026-11-19T08:00:00+07:00',
        returnedDate: '2026-11-20T08:30:00+07:00',
      },
      'Anh/chị đã nhận được chưa?',
      'returned',
    ],
  ])('%j', async (row, words, topic) => {
    const w = await followed()
    w.at('2026-11-20T10:00:00+07:00')
    await w.import(row)
    await w.import(row)
    expect(await w.rows()).toMatchObject([{ topic, subject: CODE, state: 'created' }])
    await w.drain()
    expect(w.calls).toHaveLength(1)
    expect(last(w)).toContain(words)
    expect(last(w)).toContain(CODE)
    // never who filed it
    expect(last(w)).not.toMatch(/\*\*/)
  })

  test('a new date is told with the old one; nothing is told to who does not follow, nor of other dossiers', async () => {
    const w = await followed()
    await w.import({ code: 'H48.21.15-261102-0019', status: 'Đã xử lý xong', finishedDate: '2026-11-20' })
    expect(await w.rows()).toHaveLength(0)
    w.at('2026-11-20T10:00:00+07:00')
    await w.import({ status: 'Mới đăng ký', dueDate: '2026-11-27T17:00:00+07:00' })
    await w.drain()
    expect(last(w)).toContain('đổi ngày hẹn trả từ 17:00 ngày 25/11/2026 sang 17:00 ngày 27/11/2026')
  })

  test('a change and its notice stand or fall together', async () => {
    const w = await followed()
    await w.db.execute("CREATE TRIGGER no_notices BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
    w.at('2026-11-20T10:00:00+07:00')
    await expect(w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20' })).rejects.toThrow('full')
    await w.db.execute('DROP TRIGGER no_notices')
    expect((await w.dossiers.now([CODE]))[0]?.state).toBe('submitted')
    await w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20' })
    expect(await w.rows()).toMatchObject([{ topic: 'ready' }])
  })

  test('two imports of the same file at once tell once', async () => {
    const w = await followed()
    w.at('2026-11-20T10:00:00+07:00')
    const row = { status: 'Đã xử lý xong', finishedDate: '2026-11-20' }
    await Promise.all([w.import(row), w.import(row), w.import(row)])
    expect(await w.rows()).toHaveLength(1)
  })

  test('several dossiers of one chat that change in the night are one message at seven', async () => {
    const w = await followed()
    const second = 'H48.21.15-261102-0019'
    await w.import({ code: second })
    await w.follow(second)
    w.at('2026-11-20T22:00:00+07:00')
    await w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20' })
    await w.import({ code: second, status: 'Yêu cầu bổ sung giấy tờ' })
    w.at('2026-11-21T07:00:00+07:00')
    expect(await w.drain()).toBe(2)
    expect(w.calls).toHaveLength(1)
    expect(w.calls[0]?.message.choices.map(({ label }) => label)).toContain(`Xem hồ sơ (${second})`)
  })
})

describe('what the clock tells, each once', () => {
  test('due soon, then late with an apology, then the new date', async () => {
    const w = await followed()
    w.at('2026-11-20T10:00:00+07:00')
    await w.import({ status: 'Đang xử lý' })
    await w.drain()
    expect(await w.notices.watch()).toBe(0)
    // the last working day before: the 24th is a day off
    w.at('2026-11-23T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(1)
    expect(await w.notices.watch()).toBe(0)
    await w.drain()
    expect(last(w)).toContain('sắp đến hẹn trả: 17:00 ngày 25/11/2026')
    w.at('2026-11-26T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(1)
    expect(await w.notices.watch()).toBe(0)
    await w.drain()
    expect(last(w)).toContain('Xin lỗi anh/chị')
    expect(last(w)).toContain('chưa ghi lý do và ngày hẹn mới')
    w.at('2026-11-26T10:00:00+07:00')
    await w.import({ status: 'Đang xử lý', dueDate: '2026-11-30T17:00:00+07:00' })
    await w.drain()
    expect(last(w)).toContain('sang 17:00 ngày 30/11/2026')
    w.at('2026-12-01T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(1) // late again, after a new promise
  })

  test('a result that nobody fetched for some working days is mentioned once', async () => {
    const w = await followed()
    w.at('2026-11-20T10:00:00+07:00')
    await w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20T09:30:00+07:00' })
    await w.drain()
    w.at('2026-11-27T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(0)
    w.at('2026-11-30T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(1)
    await w.drain()
    expect(last(w)).toContain('chưa ai nhận')
    w.at('2026-12-20T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(0)
  })

  test('what was returned a month ago is followed no more', async () => {
    const w = await followed()
    await w.import({ status: 'Đã trả kết quả', finishedDate: '2026-11-19', returnedDate: '2026-11-20' })
    w.at('2026-12-20T09:00:00+07:00')
    await w.notices.watch()
    expect(await w.notices.followed(HIM)).toEqual([CODE])
    w.at('2026-12-21T09:00:00+07:00')
    await w.notices.watch()
    expect(await w.notices.followed(HIM)).toEqual([])
  })

  test('waiting for papers is not late', async () => {
    const w = await followed()
    await w.import({ status: 'Yêu cầu bổ sung giấy tờ' })
    w.at('2026-12-10T09:00:00+07:00')
    expect(await w.notices.watch()).toBe(0)
  })
})

describe('consent', () => {
  const consents = async (w: Awaited<ReturnType<typeof followed>>) =>
    (await w.db.execute('SELECT act, purpose, subject, channel, wording FROM consent ORDER BY seq')).rows

  test('only a chat that looked the dossier up can follow it, and its button is of no use elsewhere', async () => {
    const w = await noticeWorld()
    await w.import({})
    const mine = (await w.notices.proof(CODE, HIM)) ?? ''
    await expect(w.notices.following(CODE, HER, mine, w.state.now)).rejects.toThrow('4 số cuối')
    await expect(w.notices.following(CODE, HIM, 'guess', w.state.now)).rejects.toThrow('4 số cuối')
    expect(await w.notices.proof(CODE, { channel: 'web', chat: 'abc' })).toBeNull()
  })

  test('what was agreed to and taken back stays written, and can not be changed', async () => {
    const w = await followed()
    await w.follow()
    await w.db.write(await w.notices.stopping(HIM, CODE, w.state.now))
    expect(await consents(w)).toEqual([
      { act: 'given', purpose: 'dossier-notices', subject: CODE, channel: 'telegram', wording: 'notice.followed' },
      { act: 'withdrawn', purpose: 'dossier-notices', subject: CODE, channel: 'telegram', wording: 'notice.stopped' },
    ])
    for (const sql of ["UPDATE consent SET act = 'given'", 'DELETE FROM consent'])
      await expect(w.db.execute(sql)).rejects.toThrow('append-only')
    expect(content.messages['notice.followed']).toContain('ngừng nhận tin')
  })

  test('after STOP nothing more comes, not even what waited', async () => {
    const w = await followed()
    w.at('2026-11-20T22:00:00+07:00')
    await w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20' })
    await w.db.write(await w.notices.stopping(HIM, null, w.state.now))
    w.at('2026-11-21T08:00:00+07:00')
    await w.drain()
    await w.import({ status: 'Đã trả kết quả', returnedDate: '2026-11-21' })
    await w.drain()
    expect(w.calls).toHaveLength(0)
    expect(await w.rows()).toMatchObject([{ state: 'dropped', body: '' }])
  })

  test('deletion leaves neither the chat nor its words', async () => {
    const w = await followed()
    w.at('2026-11-20T10:00:00+07:00')
    await w.import({ status: 'Đã xử lý xong', finishedDate: '2026-11-20' })
    await w.drain()
    await w.db.write(await w.notices.erasing(HIM, '1000', w.state.now))
    for (const table of ['follow', 'outbox', 'conversation', 'inbox']) {
      const { rows } = await w.db.execute(`SELECT count(*) AS n FROM ${table} WHERE chat = '7'`)
      expect([table, rows[0]?.n]).toEqual([table, 0])
    }
    expect((await consents(w)).at(-1)).toMatchObject({ act: 'erased', purpose: 'everything' })
  })
})

test('an import stays one query slower, however many rows it has', async () => {
  const w = await followed()
  const asked: string[] = []
  const execute = w.db.execute
  w.db.execute = (sql, args) => {
    asked.push(sql)
    return execute(sql, args)
  }
  const rows = Array.from({ length: 500 }, (_, n) => ({ code: `H48.21.15-261103-${String(n).padStart(4, '0')}` }))
  await w.importMany(rows.map((row) => ({ ...row, status: 'Đã xử lý xong', finishedDate: '2026-11-20' })))
  expect(asked.filter((sql) => sql.includes('FROM follow'))).toHaveLength(1)
})
