import { describe, expect, it } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { createSampleIfEmpty, SAMPLE_TRY, sampleFile } from '../../server/dossiers/sample.ts'
import { LookupAnswer } from '../../server/dossiers/schema.ts'
import { createWorkTime } from '../../server/kernel/calendar.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { content, NOW, openDesk } from './support/desk.ts'

const CODE = 'H99.99.99-261102-0018'
const EXPORT = [
  'Ngày xuất: 20/11/2026 17:00',
  'Mã hồ sơ,Tên TTHC,Mã TTHC,Chủ hồ sơ,SĐT,Ngày nhận,Ngày hẹn trả,Ngày hoàn thành,Trạng thái',
  `${CODE},Đăng ký kết hôn,1.000894,Nguyễn Thị Mẫu,0900000288,02/11/2026 08:30,18/11/2026,,Đang xử lý`,
  'H99.99.99-261102-0019,KS,,Trần Văn Thử,,02/11/2026,30/11/2026,,Đang xử lý',
  'H99.99.99-261102-0020,KS,,Trần Văn Thử,0900000111,02/11/2026,30/11/2026 11:00,,Yêu cầu bổ sung',
  'H99.99.99-261102-0021,KS,,Trần Văn Thử,0900000222,02/11/2026,03/11/2026,20/11/2026,Đã trả kết quả',
].join('\n')

async function desk() {
  const opened = await openDesk()
  await opened.dossiers.importFile(textSource(EXPORT))
  const ask = (code: string, phone?: string, caller = 'ip:1') => opened.dossiers.lookup({ code, phone, caller })
  const fail = async (code: string, phone?: string, caller?: string) => {
    const error = await ask(code, phone, caller).catch((e: unknown) => e)
    if (!(error instanceof Problem)) throw new Error(`no problem but ${JSON.stringify(error)}`)
    return error
  }
  return { ...opened, ask, fail }
}

describe('what a citizen sees', () => {
  it('with the right digits: everything, the name masked', async () => {
    const { ask } = await desk()
    const answer = await ask(CODE, '0288')
    expect(LookupAnswer.parse(answer)).toEqual(answer)
    expect(answer).toEqual({
      code: CODE,
      verified: true,
      status: 'processing',
      statusText: 'Đang giải quyết',
      procedure: 'Đăng ký kết hôn',
      procedureCode: '1.000894',
      applicant: 'N***** T** M**',
      department: null,
      receivedAt: '2026-11-02T08:30:00+07:00',
      dueAt: '2026-11-18T17:00:00+07:00',
      dueDateOnly: true,
      dateOnly: ['dueAt'],
      late: { workingDays: 2 },
      timeline: [{ at: '2026-11-02T08:30:00+07:00', text: 'Tiếp nhận hồ sơ' }],
      next: 'Hồ sơ đã quá ngày hẹn. Chúng tôi xin lỗi anh/chị. Xin gọi 0255 000 0001 để biết lý do và ngày hẹn mới.',
    })
  })

  it.each([undefined, '', '9999'])('with digits %j: state and due date, no more', async (phone) => {
    const { ask } = await desk()
    const answer = await ask(CODE, phone)
    expect(Object.keys(answer).sort()).toEqual([
      'code',
      'dueAt',
      'message',
      'reason',
      'status',
      'statusText',
      'verified',
    ])
    expect(answer).toMatchObject({ verified: false, status: 'processing' })
    if (answer.verified) throw new Error('verified')
    expect(LookupAnswer.parse(answer)).toEqual(answer)
    expect(answer.reason).toBe(phone ? 'wrong-phone' : 'need-phone')
    expect(answer.message).toMatch(phone ? /không khớp/ : /4 số cuối/)
  })

  it.each(['+84900000288', '84 900 000 288', '900000288', '0900.000.288', ' 0288 '])(
    'a whole number is as good: %s',
    async (phone) => {
      expect((await (await desk()).ask(CODE, phone)).verified).toBe(true)
    },
  )

  it('without a phone in the record nobody can verify: to the desk', async () => {
    const { ask } = await desk()
    const answer = await ask('H99.99.99-261102-0019', '0288')
    expect(answer).toMatchObject({
      verified: false,
      reason: 'no-phone',
      message: expect.stringContaining('không ghi số điện thoại'),
    })
  })

  it('waiting, and finished late', async () => {
    const { ask } = await desk()
    expect(await ask('H99.99.99-261102-0020', '0111')).toMatchObject({
      status: 'waiting',
      dueAt: '2026-11-30T11:00:00+07:00',
      next: expect.stringContaining('bổ sung'),
    })
    expect(await ask('H99.99.99-261102-0021', '0222')).toMatchObject({
      status: 'returned',
      late: { workingDays: 13 },
      finishedAt: '2026-11-20T00:00:00+07:00',
    })
  })

  it.each([' h99.99.99 – 261102 – 0018 ', 'H99.99.99261102-0018', 'H999999-261102 0018', 'h9999992611020018'])(
    'reads %j',
    async (code) => {
      expect((await (await desk()).ask(code, '0288')).verified).toBe(true)
    },
  )

  it.each(['000.00.16.H99-261102-0018', '000.00.16.h99 – 261102 – 0018', '0000016H99261102 0018'])(
    'codes of the older form, province last: %j',
    async (code) => {
      const { dossiers, ask } = await desk()
      await dossiers.importFile(textSource(EXPORT.replaceAll(CODE, '000.00.16.H99-261102-0018')))
      expect(await ask(code, '+84 900 000 288')).toMatchObject({ verified: true, code: '000.00.16.H99-261102-0018' })
    },
  )

  it('a spelling that fits two dossiers is none', async () => {
    const { dossiers, fail } = await desk()
    await dossiers.importFile(
      textSource(
        'Mã hồ sơ,Tên TTHC,Ngày nhận\nH99.9-261102-0018,KS,02/11/2026\nH99-9261102-0018,KS,02/11/2026\nH9.9.9-261102-0018,x,02/11/2026\nH99.999-261102-0018,KS,02/11/2026',
      ),
    )
    await dossiers.importFile(textSource('Mã hồ sơ,Tên TTHC,Ngày nhận\nH99.9.99-261102-0018,KS,02/11/2026'))
    expect((await fail('H999992611020018')).code).toBe('dossier.bad-code')
  })

  it.each([
    ['H99.99.99-261102-9999', 'dossier.not-found', 404],
    ['000.00.16.H99-261102-0018', 'dossier.not-found', 404],
    ['000.00.16.H99-261102-00018', 'dossier.not-found', 404],
    ['H99.99.99-261102-150018', 'dossier.ministry-system', 404],
    ['H99.99.99-261302-0018', 'dossier.bad-code', 422],
    ['hồ sơ của tôi', 'dossier.bad-code', 422],
  ])('%s → %s', async (code, problem, status) => {
    expect(await (await desk()).fail(code)).toMatchObject({ code: problem, status })
  })

  it.each(['12', '12345', '00000288', 'abcd', 'a0288', '090000028812345'])('digits %j are no try', async (phone) => {
    const { fail, db } = await desk()
    expect(await fail(CODE, phone)).toMatchObject({
      code: 'request.invalid',
      extra: { field: 'phone' },
      message: expect.stringContaining('4 số cuối'),
    })
    expect((await db.execute('SELECT count(*) AS n FROM lookup_miss')).rows[0]?.n).toBe(0)
  })
})

describe('guessing', () => {
  it('five misses, then 429 with the time to wait, also for the right digits; a quarter of an hour later all is well', async () => {
    const { ask, fail, state, db } = await desk()
    for (let i = 0; i < 5; i++) {
      expect((await ask(CODE, `100${i}`)).verified).toBe(false)
      state.now = new Date(state.now.getTime() + 60_000)
    }
    const blocked = await fail(CODE, '0288')
    expect(blocked).toMatchObject({ code: 'dossier.too-many-tries', status: 429, extra: { retryAfterSeconds: 600 } })
    expect(blocked.message).toContain('10 phút')
    expect((await fail('H99.99.99-261102-0020', '0111')).code).toBe('dossier.too-many-tries') // the caller
    expect((await fail(CODE, '0288', 'ip:2')).code).toBe('dossier.too-many-tries') // the code
    expect((await fail(CODE)).code).toBe('dossier.too-many-tries')
    expect((await ask(CODE, undefined, 'ip:2')).status).toBe('processing') // state and due date stay public
    expect((await ask('H99.99.99-261102-0020', '0111', 'ip:2')).verified).toBe(true)
    state.now = new Date(NOW.getTime() + 15 * 60_000)
    expect((await ask(CODE, '0288')).verified).toBe(true)
    const dump = JSON.stringify((await db.execute('SELECT * FROM lookup_miss')).rows)
    expect(dump).not.toMatch(/ip:1|H99|0288/)
  })

  it('unknown codes count too; right answers do not', async () => {
    const { ask, fail } = await desk()
    for (let i = 0; i < 20; i++) expect((await ask(CODE, '0288')).verified).toBe(true)
    for (let i = 0; i < 5; i++) expect((await fail(`H99.99.99-261102-900${i}`)).code).toBe('dossier.not-found')
    expect((await fail('H99.99.99-261102-9009')).code).toBe('dossier.too-many-tries')
  })

  it('twenty guesses at once: five are judged, the right one is not among the rest', async () => {
    const { dossiers, db } = await desk()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        dossiers.lookup({ code: CODE, phone: i === 19 ? '0288' : String(1000 + i), caller: 'ip:9' }).then(
          ({ verified }) => (verified ? 'right' : 'wrong'),
          (error: unknown) => (error instanceof Problem ? error.code : 'other'),
        ),
      ),
    )
    const count = (what: string) => results.filter((result) => result === what).length
    expect([count('wrong'), count('dossier.too-many-tries'), count('right')]).toEqual([5, 15, 0])
    expect((await db.execute('SELECT count(*) AS n FROM lookup_miss WHERE pending = 0')).rows[0]?.n).toBe(5)
  })

  it('twenty right ones at once all pass', async () => {
    const { dossiers } = await desk()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => dossiers.lookup({ code: CODE, phone: '0288', caller: 'ip:9' })),
    )
    expect(answers.every(({ verified }) => verified)).toBe(true)
  })
})

describe('samples', () => {
  it('load once, all marked, in every stage, and the banner’s dossier can be looked up', async () => {
    const { dossiers, all } = await openDesk()
    const result = await createSampleIfEmpty(dossiers, { clock: () => NOW, content })
    expect(result).toMatchObject({ created: 40, rejected: [], warnings: [] })
    expect(await createSampleIfEmpty(dossiers, { clock: () => NOW, content })).toBeNull()
    const rows = await all()
    expect(rows.every(({ sample }) => sample)).toBe(true)
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(['received', 'processing', 'waiting', 'paying', 'ready', 'returned', 'withdrawn', 'refused']),
    )
    const answer = await dossiers.lookup({ code: SAMPLE_TRY.code, phone: SAMPLE_TRY.digits, caller: 'x' })
    expect(answer).toMatchObject({ verified: true, sample: true, status: 'processing' })
    if (!answer.verified) throw new Error()
    expect(answer.late).toBeUndefined()
    const late = await Promise.all(
      rows.map(({ code }) => dossiers.lookup({ code, phone: SAMPLE_TRY.digits, caller: 'x' })),
    )
    expect(late.filter((one) => one.verified && one.late).length).toBeGreaterThan(2)
  })
  it.each(['2026-11-21', '2026-02-17', '2027-02-10', '2026-12-31'])('are well-formed on %s', (day) => {
    const time = createWorkTime(content.calendar, content.unit.working)
    const text = sampleFile(new Date(`${day}T09:00:00+07:00`), time)
    expect(text.split('\n')).toHaveLength(40)
    expect(sampleFile(new Date(`${day}T15:00:00+07:00`), time)).toBe(text)
  })
})
