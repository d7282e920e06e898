import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../server/dossiers/import/cells.ts'
import { memorySource, type Source, textSource } from '../../server/dossiers/import/source.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { openDesk } from './support/desk.ts'

const C = (n: number, day = '260901') => `H99.99.99-${day}-${String(n).padStart(4, '0')}`
const xlsx = async (sheets: Parameters<typeof writeXlsx>[0]['sheets']): Promise<Source> =>
  memorySource([await writeXlsx({ sheets })])

async function imported(source: Source, options: { map?: string[]; asOf?: string } = {}) {
  const { dossiers, all } = await openDesk()
  const result = await dossiers.importFile(source, options)
  return { result, rows: new Map((await all()).map((dossier) => [dossier.code, dossier])) }
}

async function refusal(source: Source, options: { map?: string[] } = {}) {
  const { dossiers, all } = await openDesk()
  const error = await dossiers.importFile(source, options).catch((e: unknown) => e)
  expect(await all(), 'nothing is imported').toEqual([])
  if (!(error instanceof Problem)) throw error
  return error
}

describe('spreadsheets', () => {
  it('two-tier merged headers, an empty first column, date cells, a merged procedure, weekly subtotals, codes last', async () => {
    const rows: Cell[][] = [
      [null, 'UBND XÃ MẪU'],
      [null, 'Tháng 9/2026'],
      [null, 'STT', 'Tên TTHC', 'Thời gian', null, null, 'Chủ hồ sơ', 'Mã hồ sơ'],
      [null, null, null, 'Tiếp nhận', 'Hẹn trả', 'Hoàn thành', null, null],
      [null, '(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
      [null, 'I. Lĩnh vực: HỘ TỊCH'],
      [
        null,
        1,
        'KS',
        new Date('2026-09-01T08:15:00Z'),
        new Date('2026-09-03T00:00:00Z'),
        new Date('2026-09-02T00:00:00Z'),
        'Nguyễn Văn Mẫu',
        C(1),
      ],
      [null, 2, null, '01/09', '03/09', null, 'Trần Thị Thử', C(2)],
      [null, 'Cộng tuần 1', null, null, null, 2],
      [null, 'II. Lĩnh vực Chứng thực (1 hồ sơ)'],
      [null, 3, 'CTBS', 46266, 46268, 46267.5, 'Lê Ví Dụ', C(3)],
      [null, 'Tổng cộng', 3],
      [null, null, null, null, null, 'NGƯỜI LẬP', null, 'Trần Mẫu'],
    ]
    const source = await xlsx([
      { name: 'Bìa', rows: [['Báo cáo tháng'], ['xã Mẫu']] },
      {
        name: 'Danh sách',
        rows,
        merges: [
          { startRow: 2, endRow: 2, startCol: 3, endCol: 5 },
          ...[1, 2, 6, 7].map((col) => ({ startRow: 2, endRow: 3, startCol: col, endCol: col })),
          { startRow: 6, endRow: 7, startCol: 2, endCol: 2 },
        ],
      },
    ])
    const { result, rows: found } = await imported(source)
    expect(result).toMatchObject({ read: 3, created: 3, rejected: [] })
    expect(found.get(C(1))).toMatchObject({
      procedureName: 'KS',
      field: 'Hộ tịch',
      state: 'ready',
      received: { at: '2026-09-01T08:15:00+07:00', timed: true },
      due: { at: '2026-09-03T00:00:00+07:00', timed: false },
      applicant: 'N***** V** M**',
    })
    expect(found.get(C(2))).toMatchObject({
      procedureName: 'KS',
      state: 'received',
      due: { at: '2026-09-03T00:00:00+07:00' },
      finished: null,
    })
    expect(found.get(C(3))).toMatchObject({
      field: 'Chứng thực',
      received: { at: '2026-09-01T00:00:00+07:00' },
      finished: { at: '2026-09-02T12:00:00+07:00' },
    })
  })

  it('several lists in one workbook, each row told with its sheet; a column unknown in the second stops all', async () => {
    const list = (n: number, due: string): Cell[][] => [
      ['Mã hồ sơ', 'Tên TTHC', 'Ngày nhận', 'Ngày hẹn trả'],
      [C(n), 'x', '01/09/2026', due],
    ]
    const { result } = await imported(
      await xlsx([
        { name: 'T8', rows: list(1, '03/09/2026') },
        { name: 'T9', rows: list(2, '31/09/2026') },
      ]),
    )
    expect(result).toMatchObject({
      created: 1,
      rejected: [{ row: 2, sheet: 'T9', field: 'dueAt', message: 'Ngày hẹn trả “31/09/2026” là ngày không có thật.' }],
    })
    const odd = [
      ['Mã hồ sơ', 'Tên TTHC', 'Ngày nhận', 'Điểm cộng'],
      [C(2), 'x', '01/09/2026', '7'],
    ]
    const error = await refusal(
      await xlsx([
        { name: 'T8', rows: list(1, '03/09/2026') },
        { name: 'T9', rows: odd },
      ]),
    )
    expect(error.message).toContain('“Điểm cộng”')
  })

  it.each([
    ['a cut archive', Buffer.from('PK\u0003\u0004 và không có gì nữa'), 'import.unreadable'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'request.unsupported-type'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'request.unsupported-type'],
    ['a web page named .xls', Buffer.from('<html><table><tr><td>Mã hồ sơ'), 'request.unsupported-type'],
    ['bytes', Buffer.from([1, 0, 2, 0, 0, 0, 3]), 'request.unsupported-type'],
    ['a letter', Buffer.from('Kính gửi anh chị,\nhồ sơ tháng này gửi sau.\n'), 'import.no-header'],
    ['an open quote', Buffer.from(`Mã hồ sơ,Tên TTHC,Ngày nhận\n"${C(1)},x,01/09/2026\n`), 'import.unreadable'],
  ])('%s is refused as %s', async (_, bytes, code) => {
    expect((await refusal(memorySource([bytes]))).code).toBe(code)
  })
})

describe('columns', () => {
  it('an unknown column is asked for by name, and nothing is imported; --map decides', async () => {
    const text = `STT;Số HS cũ;Mã hồ sơ;Tên TTHC;Ngày nhận;Hạn chót nè;Địa chỉ;Ghi chú\n1;7;${C(1)};KS;01/09/2026;04/09/2026;Thôn 1;\n`
    const error = await refusal(textSource(text))
    expect(error).toMatchObject({ code: 'import.unknown-headers', status: 422 })
    expect(error.message).toContain('“Số HS cũ”, “Hạn chót nè”')
    const { result, rows } = await imported(textSource(text), { map: ['Hạn chót nè=dueAt', 'Số HS cũ=-'] })
    expect(result.created).toBe(1)
    expect(rows.get(C(1))?.due?.at).toBe('2026-09-04T00:00:00+07:00')
    expect((await refusal(textSource(text), { map: ['Hạn chót nè=dueAt', 'Số HS cũ=hông biết'] })).code).toBe(
      'request.invalid',
    )
  })

  it('a code column of another name can be named', async () => {
    const text = `STT,Hồ sơ,Tên TTHC,Ngày nhận\n1,${C(1)},KS,01/09/2026\n`
    const error = await refusal(textSource(text))
    expect(error.code).toBe('import.no-header')
    expect(error.message).toContain('“Hồ sơ”')
    expect((await imported(textSource(text), { map: ['Hồ sơ=code'] })).result.created).toBe(1)
  })

  it('no status column: dates and notes tell', async () => {
    const text = [
      'DANH SÁCH THÁNG 9/2026',
      'Mã HS\tTên thủ tục\tNgày TN\tHẹn trả\tNgày trả\tGhi chú',
      `${C(1)}\tKS\t1/9\t3/9\t2/9\t`,
      `${C(2)}\tKS\t1/9\t3/9\t\tCông dân xin rút hồ sơ`,
      `${C(3)}\tTTHN\t1/9\t3/9\t\tchờ bổ sung giấy tờ`,
      `${C(4)}\tKS\t1/9\t3/9\t5/9\tđã gửi thư xin lỗi`,
      `${C(5)}\tKS\t1/9\t3/9\t\t`,
    ].join('\n')
    const { rows } = await imported(textSource(text))
    expect([1, 2, 3, 4, 5].map((n) => rows.get(C(n))?.state)).toEqual([
      'returned',
      'withdrawn',
      'waiting',
      'returned',
      'received',
    ])
    expect(rows.get(C(4))?.apology).toBe(true)
  })

  it('phí and lệ phí add up; owner is preferred to submitter; the better due column wins', async () => {
    const text = `Mã hồ sơ,Thủ tục,Ngày nhận,Hạn xử lý,Ngày hẹn trả,Phí,Lệ phí,Người nộp,Chủ hồ sơ\n${C(1)},KS,01/09/2026,02/09/2026,04/09/2026,10.000,"5,000 VNĐ",Nguyễn Nộp Hộ,Lê Chủ\n`
    const { rows } = await imported(textSource(text))
    expect(rows.get(C(1))).toMatchObject({ fee: 15000, applicant: 'L* C**', due: { at: '2026-09-04T00:00:00+07:00' } })
  })
})

describe('rows', () => {
  it('rejects what is wrong with the number a spreadsheet shows, and takes the rest', async () => {
    const text = [
      'Danh sách',
      '',
      '"Mã\nhồ sơ",Tên TTHC,Ngày nhận,Ngày hẹn trả,Lệ phí',
      `${C(1)},KS,01/09/2026,31/02/2026,0`,
      `H99.99.99-261399-0001,KS,01/09/2026,,0`,
      `,KS,01/09/2026,,0`,
      `${C(2)},KS,01/09/2026,04/09/2026,hai chục`,
      `${C(3)},KS,hôm qua,04/09/2026,0`,
      'Tổng:,,,,20.000',
    ].join('\n')
    const { result } = await imported(textSource(text))
    expect(result).toMatchObject({ read: 5, created: 1, unchanged: 0 })
    expect(result.rejected.map(({ row, line, field, message }) => [row, line, field, message])).toEqual([
      [4, 5, 'dueAt', 'Ngày hẹn trả “31/02/2026” là ngày không có thật.'],
      [5, 6, 'code', 'Mã hồ sơ “H99.99.99-261399-0001” không đúng mẫu hoặc chứa ngày không có thật.'],
      [6, 7, 'code', 'Dòng này có ngày tiếp nhận nhưng thiếu mã hồ sơ.'],
      [8, 9, 'receivedAt', 'Ngày tiếp nhận “hôm qua” không đọc được thành ngày.'],
    ])
    expect(result.warnings).toMatchObject([{ row: 7, field: 'levy' }])
    expect(result.read).toBe(result.created + result.updated + result.unchanged + result.rejected.length)
  })

  it('a duplicate: the row with a result wins, wherever it stands, also in another batch', async () => {
    const head = 'Mã hồ sơ,Tên TTHC,Ngày nhận,Ngày hẹn trả,Ngày hoàn thành,Trạng thái'
    const stale = `${C(1)},KS,01/09/2026,03/09/2026,,Đang xử lý`
    const done = `${C(1)},KS,01/09/2026,03/09/2026,02/09/2026,Đã trả kết quả`
    const filler = Array.from({ length: 1200 }, (_, i) => `${C(i + 2)},KS,01/09/2026,03/09/2026,,Đang xử lý`)
    for (const rows of [
      [stale, done],
      [done, stale],
      [stale, ...filler, done],
      [done, ...filler, stale],
    ]) {
      const { dossiers, all } = await openDesk()
      const source = textSource([head, ...rows].join('\n'))
      const first = await dossiers.importFile(source)
      expect(first).toMatchObject({ created: rows.length - 1, duplicates: 1, unchanged: 1, updated: 0 })
      expect((await all())[0]).toMatchObject({ state: 'returned', finished: { at: '2026-09-02T00:00:00+07:00' } })
      expect(await dossiers.importFile(source)).toMatchObject({ created: 0, updated: 0, unchanged: rows.length })
    }
  })
})

describe('NDJSON', () => {
  it('reads nested objects by path, and national field names', async () => {
    const lines = [
      {
        id: 'a',
        code: C(1),
        dossierStatus: { id: 4, name: 'Đang xử lý' },
        applicant: {
          data: { ownerFullname: 'Nguyễn Văn Mẫu', phoneNumber: '+84900000288', identityNumber: '0', address: 'x' },
        },
        procedure: {
          id: 'p',
          code: '1.001193',
          translate: [{ name: 'Đăng ký khai sinh' }],
          sector: { id: 's', name: 'Hộ tịch' },
        },
        agency: { id: 'g', name: 'UBND xã' },
        acceptedDate: '2026-09-01T01:30:00.000+0000',
        appointmentDate: '2026-09-03T10:00:00.000+0000',
        applyMethod: { id: 1, name: 'Trực tuyến' },
        task: [{ id: 1 }],
      },
      {
        MaHoSo: C(2),
        TenTTHC: 'KS',
        NgayTiepNhan: '20260901083000',
        NgayHenTra: '20260903170000',
        NgayKetThucXuLy: '20260902100000',
        TrangThai: 9,
        KenhThucHien: 2,
        DuocThanhToanTrucTuyen: 1,
      },
    ]
    const { result, rows } = await imported(textSource(lines.map((line) => JSON.stringify(line)).join('\n')))
    expect(result).toMatchObject({ created: 2, rejected: [] })
    expect(rows.get(C(1))).toMatchObject({
      state: 'processing',
      procedureCode: '1.001193',
      procedureName: 'Đăng ký khai sinh',
      field: 'Hộ tịch',
      channel: 'online',
      received: { at: '2026-09-01T08:30:00+07:00', timed: true },
      due: { at: '2026-09-03T17:00:00+07:00', timed: true },
      applicant: 'N***** V** M**',
    })
    expect(rows.get(C(2))).toMatchObject({
      state: 'ready',
      paidOnline: true,
      paidAmount: null,
      finished: { at: '2026-09-02T10:00:00+07:00' },
    })
  })
  it('an unknown key in the first object stops, a later one is named on its row; a broken line is named', async () => {
    const line = (extra: object) => JSON.stringify({ code: C(1), procedureName: 'KS', ...extra })
    expect((await refusal(textSource(line({ bonusPoints: 1 })))).message).toContain('bonusPoints')
    const { result } = await imported(textSource([line({}), line({ code: C(2), bonusPoints: 1 })].join('\n')))
    expect(result).toMatchObject({
      created: 1,
      rejected: [{ row: 2, message: 'Chưa hiểu trường bonusPoints của dòng này.' }],
    })
    expect((await refusal(textSource('{"code": "H99'))).code).toBe('import.unreadable')
  })
})
