import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod'
import { textSource } from '../../server/dossiers/import/source.ts'
import { classify, dayMoment, lateBy } from '../../server/dossiers/rules/classify.ts'
import { create, merge, sameFacts } from '../../server/dossiers/rules/merge.ts'
import { type Incoming, State } from '../../server/dossiers/schema.ts'
import { createDossiers } from '../../server/dossiers/service.ts'
import { createWorkTime } from '../../server/kernel/calendar.ts'
import type { Db } from '../../server/storage/db.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { content, NOW, openDesk } from './support/desk.ts'

const CODE = 'H99.99.99-260901-0001'
const HEAD = 'Mã hồ sơ,Tên TTHC,SĐT,Ngày nhận,Ngày hẹn trả,Ngày hoàn thành,Ngày trả kết quả,Trạng thái'
const file = (exported: string, ...rows: string[]) =>
  textSource([`Ngày xuất báo cáo: ${exported}`, HEAD, ...rows].join('\n'))
const row = (due: string, done: string, returned: string, status: string) =>
  `${CODE},KS,0900000288,01/09/2026,${due},${done},${returned},${status}`

describe('files one after the other', () => {
  const waiting = file('05/09/2026 17:00', row('', '', '', 'Yêu cầu bổ sung'))
  const working = file('10/09/2026 17:00', row('20/09/2026', '', '', 'Đang xử lý'))
  const done = file('30/09/2026 17:00', row('22/09/2026', '21/09/2026 10:00', '23/09/2026', 'Đã trả kết quả'))

  it('a later one updates and appends to the timeline', async () => {
    const { dossiers, db } = await openDesk()
    for (const source of [waiting, working, done]) await dossiers.importFile(source)
    const answer = await dossiers.lookup({ code: CODE, phone: '0288', caller: 'x' })
    if (!answer.verified) throw new Error('not verified')
    expect(answer).toMatchObject({
      status: 'returned',
      finishedAt: '2026-09-21T10:00:00+07:00',
      returnedAt: '2026-09-23T00:00:00+07:00',
    })
    expect(answer.timeline.map(({ at, text }) => `${at.slice(0, 10)} ${text}`)).toEqual([
      '2026-09-01 Tiếp nhận hồ sơ',
      '2026-09-05 Yêu cầu bổ sung giấy tờ',
      '2026-09-10 Hồ sơ đang được giải quyết',
      '2026-09-21 Đã giải quyết xong',
      '2026-09-23 Đã trả kết quả',
      '2026-09-30 Đổi ngày hẹn trả, từ 20/09/2026 sang 22/09/2026',
    ])
    await expect(db.execute("UPDATE dossier_event SET kind = 'x'")).rejects.toThrow('append-only')
  })

  it('an older one, imported late or again, overrules nothing newer', async () => {
    const { dossiers, all } = await openDesk()
    for (const source of [done, working, waiting]) await dossiers.importFile(source)
    expect(await all()).toMatchObject([{ state: 'returned', due: { at: '2026-09-22T00:00:00+07:00' } }])
    const again = await openDesk()
    await again.dossiers.importFile(waiting)
    await again.dossiers.importFile(working)
    expect(await again.dossiers.importFile(waiting)).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(await again.all()).toMatchObject([{ state: 'processing' }])
  })

  it('without dates in the files, the first import tells their age, and --as-of overrules it', async () => {
    const { dossiers, state, all } = await openDesk()
    const plain = (status: string) => textSource([HEAD, row('20/09/2026', '', '', status)].join('\n'))
    await dossiers.importFile(plain('Yêu cầu bổ sung'))
    state.now = new Date(state.now.getTime() + 60_000)
    await dossiers.importFile(plain('Đang xử lý'))
    state.now = new Date(state.now.getTime() + 60_000)
    expect(await dossiers.importFile(plain('Yêu cầu bổ sung'))).toMatchObject({ unchanged: 1 })
    expect(await dossiers.importFile(plain('Công dân rút hồ sơ'), { asOf: '01/09/2026' })).toMatchObject({
      unchanged: 1,
    })
    expect(await all()).toMatchObject([{ state: 'processing' }])
  })

  it('undated files within one second keep the order in which they came', async () => {
    // twelve files: by their hashes they would stand in this order once in 479 million times
    const { dossiers, all } = await openDesk()
    const plain = (status: string, n: number) => textSource([HEAD, row(`${10 + n}/09/2026`, '', '', status)].join('\n'))
    for (let n = 0; n < 12; n++) {
      const status = n % 2 === 0 ? 'Đang xử lý' : 'Chờ bổ sung'
      expect(await dossiers.importFile(plain(status, n), { dryRun: true })).toMatchObject({ unchanged: 0 })
      expect(await dossiers.importFile(plain(status, n))).toMatchObject({ unchanged: 0 })
    }
    expect(await all()).toMatchObject([{ state: 'waiting', due: { at: '2026-09-21T00:00:00+07:00' } }])
    expect(await dossiers.importFile(plain('Đang xử lý', 4))).toMatchObject({ unchanged: 1 })
    const shown = await dossiers.lookup({ code: CODE, phone: '0288', caller: 'x' })
    if (!shown.verified) throw new Error('not verified')
    for (const { at } of shown.timeline) expect(at).toMatch(/T\d\d:\d\d:\d\d\+07:00$/)
  })

  it('a database from before files were numbered keeps its order', async () => {
    const { db, dossiers, all, folder, deps } = await openDesk()
    const old = await openDb(`file:${folder}/old.db`)
    onTestFinished(() => old.close())
    const before = join(folder, 'migrations')
    cpSync(join(import.meta.dirname, '../../server/storage/migrations'), before, { recursive: true })
    for (const name of readdirSync(before)) if (name >= '0006') rmSync(join(before, name))
    await migrate(old, NOW, before)
    const plain = (status: string) => textSource([HEAD, row('20/09/2026', '', '', status)].join('\n'))
    const first = await dossiers.importFile(plain('Yêu cầu bổ sung'))
    const second = await dossiers.importFile(plain('Đang xử lý'))
    const at = '2026-11-21T09:00:00+07:00'
    for (const [{ file }, seconds] of [
      [first, '00'],
      [second, '01'],
    ] as const) {
      const imported = at.replace(':00+', `:${seconds}+`)
      await old.execute('INSERT INTO dossier_file VALUES (?, ?, NULL, ?, ?, NULL)', [
        deps.unit,
        file,
        imported,
        imported,
      ])
    }
    const [kept] = (await db.execute('SELECT * FROM dossier')).rows
    if (!kept) throw new Error('nothing imported')
    const columns = Object.keys(kept)
    await old.execute(
      `INSERT INTO dossier (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
      columns.map((name) =>
        name === 'source_order'
          ? `${at}|2026-11-21T09:00:01+07:00|${second.file}`
          : z.union([z.string(), z.number(), z.null()]).parse(kept[name]),
      ),
    )
    await migrate(old, NOW)
    expect((await old.execute('SELECT source_order FROM dossier')).rows).toMatchObject([
      { source_order: `${at}|000000000002` },
    ])
    const moved = createDossiers({ ...deps, db: old })
    expect(await moved.importFile(plain('Yêu cầu bổ sung'), { asOf: '21/11/2026 09:00' })).toMatchObject({
      unchanged: 1,
    })
    expect(await moved.importFile(plain('Chờ thanh toán'), { asOf: '21/11/2026 09:00' })).toMatchObject({ updated: 1 })
    expect(await all()).toHaveLength(1)
  })

  it('a newer file that says the same still guards against one in between', async () => {
    const { dossiers, all } = await openDesk()
    await dossiers.importFile(working)
    await dossiers.importFile(file('25/09/2026', row('20/09/2026', '', '', 'Đang xử lý')))
    await dossiers.importFile(file('15/09/2026', row('20/09/2026', '', '', 'Yêu cầu bổ sung')))
    expect(await all()).toMatchObject([{ state: 'processing' }])
  })
})

describe('crash, retry, two at once', () => {
  const many = textSource(
    [
      HEAD,
      ...Array.from(
        { length: 1700 },
        (_, i) => `H99.99.99-260901-${String(i).padStart(4, '0')},KS,0900000288,01/09/2026,03/09/2026,,,Đang xử lý`,
      ),
    ].join('\n'),
  )

  it('after a crash in the middle, the same import finishes the work and leaves the same history', async () => {
    const { dossiers, db, deps } = await openDesk()
    let writes = 0
    const failing: Db = {
      ...db,
      write: (statements) => (++writes === 3 ? Promise.reject(new Error('điện tắt')) : db.write(statements)),
    }
    await expect(createDossiers({ ...deps, db: failing }).importFile(many)).rejects.toThrow('điện tắt')
    expect(await dossiers.count()).toBe(1000)
    expect(await dossiers.importFile(many)).toMatchObject({ created: 700, updated: 0, unchanged: 1000 })
    expect((await db.execute('SELECT count(*) AS n, max(revision) AS r FROM dossier_event')).rows[0]).toMatchObject({
      n: 1700,
      r: 1,
    })
  })

  it('two imports of the same file at once create every dossier and event once', async () => {
    const { dossiers, db } = await openDesk()
    const results = await Promise.all([dossiers.importFile(many), dossiers.importFile(many)])
    expect(results.every(({ read, rejected }) => read === 1700 && rejected.length === 0)).toBe(true)
    expect(await dossiers.count()).toBe(1700)
    const { rows } = await db.execute(
      "SELECT code FROM dossier_event WHERE kind = 'received' GROUP BY code HAVING count(*) > 1",
    )
    expect(rows).toEqual([])
  })
})

const moment = fc
  .integer({ min: 1, max: 28 })
  .chain((d) =>
    fc
      .boolean()
      .map((timed) => ({ at: `2026-09-${String(d).padStart(2, '0')}T${timed ? '10:00' : '00:00'}:00+07:00`, timed })),
  )
const incoming: fc.Arbitrary<Incoming> = fc.record({
  code: fc.constant(CODE),
  procedureCode: fc.constant(null),
  procedureName: fc.constantFrom(null, 'KS', 'KH'),
  field: fc.constant(null),
  department: fc.constant(null),
  applicant: fc.constant(null),
  applicantHash: fc.constant(null),
  phoneHash: fc.constantFrom(null, 'a', 'b'),
  received: moment,
  due: fc.option(moment),
  finished: fc.option(moment),
  returned: fc.constant(null),
  channel: fc.constant(null),
  fee: fc.option(fc.integer({ min: 0, max: 9 })),
  paidOnline: fc.option(fc.boolean()),
  paidAmount: fc.constant(null),
  digitised: fc.constant(null),
  digitisedResult: fc.constant(null),
  apology: fc.option(fc.boolean()),
  state: fc.option(fc.constantFrom(...State.options)),
  origin: fc.record({
    file: fc.constant('f'),
    row: fc.integer({ min: 1, max: 9 }),
    order: fc.constantFrom('1', '2', '3'),
  }),
})
/** Rows of files: each row of each file has one place. */
const rows = fc.uniqueArray(incoming, {
  selector: (r) => `${r.origin.order}|${r.origin.row}`,
  minLength: 1,
  maxLength: 6,
})
const addUp = (list: Incoming[]) => list.slice(1).reduce(merge, create(list[0] ?? expect.fail(), '1', false, 'now'))

describe('merging as such', () => {
  it('the same rows again change nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const once = addUp(list)
        for (const again of list) expect(sameFacts(merge(once, again), once), JSON.stringify(again)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('a known result date is never lost, a known phone never erased', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const sum = addUp(list)
        expect(sum.finished !== null).toBe(list.some((r) => r.finished !== null))
        expect(sum.phoneHash !== null).toBe(list.some((r) => r.phoneHash !== null))
      }),
    )
  })
})

describe('classification', () => {
  const day = dayMoment
  const at = (time: string) => ({ at: `2026-09-03T${time}:00+07:00`, timed: true })
  const base = { state: State.enum.processing, due: day('2026-09-03'), finished: null, returned: null }
  it.each([
    ['result before due', { finished: day('2026-09-02') }, { class: 'solved', timing: 'early' }],
    ['result on the day', { finished: at('23:00') }, { class: 'solved', timing: 'on-time' }],
    [
      'a minute early, both with a time',
      { due: at('10:00'), finished: at('09:59') },
      { class: 'solved', timing: 'early' },
    ],
    ['to the minute', { due: at('10:00'), finished: at('10:00') }, { class: 'solved', timing: 'on-time' }],
    ['a minute late', { due: at('10:00'), finished: at('10:01') }, { class: 'solved', timing: 'late' }],
    [
      'finished in time, fetched late',
      { finished: day('2026-09-03'), returned: day('2026-09-09') },
      { class: 'solved', timing: 'on-time' },
    ],
    ['only the return is known', { returned: day('2026-09-04') }, { class: 'solved', timing: 'late' }],
    ['no due date', { due: null, finished: day('2026-09-04') }, { class: 'solved', timing: 'undated' }],
    [
      'withdrawn before dates are looked at',
      { state: State.enum.withdrawn, finished: day('2026-09-09') },
      { class: 'withdrawn' },
    ],
    ['refused likewise', { state: State.enum.refused, finished: day('2026-09-09') }, { class: 'refused' }],
    ['stopped counts as refused', { state: State.enum.stopped }, { class: 'refused' }],
    ['waiting for papers', { state: State.enum.waiting }, { class: 'waiting' }],
    ['due on the day itself', { due: day('2026-09-30') }, { class: 'pending', overdue: false }],
    ['due the day before', { due: day('2026-09-29') }, { class: 'pending', overdue: true }],
    ['no due date yet', { due: null }, { class: 'pending', overdue: false }],
  ])('%s', (_, facts, outcome) => expect(classify({ ...base, ...facts }, day('2026-09-30'))).toEqual(outcome))

  it('late by working days: over a weekend none, over 24/11 one fewer', () => {
    const time = createWorkTime(content.calendar, content.unit.working)
    const late = (due: string, now: string) =>
      lateBy({ ...base, due: day(due) }, new Date(`${now}T09:00:00+07:00`), time)
    expect(late('2026-11-20', '2026-11-20')).toBeNull()
    expect(late('2026-11-20', '2026-11-21')).toEqual({ workingDays: 0 })
    expect(late('2026-11-20', '2026-11-25')).toEqual({ workingDays: 2 })
  })
})
