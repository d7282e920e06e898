import { describe, expect, test } from 'vitest'
import { type ImportInput, runImport } from '../../server/procedures/import/run.ts'
import { Procedure } from '../../server/procedures/schema.ts'
import { curated, detail, page, row } from './fixtures/portal.ts'

/** Imports values as one file. */
function load(values: unknown[], more: Partial<ImportInput> = {}) {
  const records = values.map((value, index) => ({ place: `mau.jsonl:${index + 1}`, value }))
  return runImport({ files: [{ name: 'mau.jsonl', records }], existing: [], national: [], notes: [], ...more })
}
const only = (values: unknown[], more: Partial<ImportInput> = {}) => {
  const [record] = load(values, more).procedures
  if (!record) throw new Error('nothing imported')
  return record
}

test('a portal record becomes facts, without a sentence of the portal', () => {
  const record = only([detail('1.000001')])
  expect(Procedure.parse(record)).toEqual(record)
  expect(record).toMatchObject({
    code: '1.000001',
    field: 'Văn hóa',
    scope: 'national',
    levels: ['ward'],
    desk: 'one-stop',
    agency: 'UBND cấp xã',
    methods: [{ channel: 'direct', times: [{ value: 5, unit: 'working-day' }], fees: [] }],
    papers: [{ items: [{ name: 'Đơn đề nghị cấp thẻ', original: 1 }] }],
    legalBasis: ['123/2015/NĐ-CP'],
    decision: { number: '12/QĐ-BM', date: '2026-01-16' },
    status: 'in-force',
    source: { date: '2026-07-01', completeness: 'full', kind: 'detail' },
  })
  expect(JSON.stringify(record)).not.toContain('Câu của Cổng')
})

test('records that are not the commune’s are counted, not kept; the list keeps their names', () => {
  const result = load([detail('1.000001', { isWard: false, isProvince: true }), row('1.000001')])
  expect(result.procedures).toEqual([])
  expect(result.skipped).toBe(2)
  expect(result.national.map(({ code }) => code)).toEqual(['1.000001'])
})

test('the list’s name wins (renamed codes keep their code)', () => {
  expect(only([detail('1.000001'), row('1.000001')]).name).toBe('Cấp thẻ mẫu 1.000001 theo danh mục')
})

test('a SPECIFIC procedure carries its province', () => {
  expect(
    only([detail('1.000001', { type: 'SPECIFIC', departmentPromulgateName: 'UBND tỉnh Lai Châu' })]).scope,
  ).toEqual({ province: 'Lai Châu' })
  const listed = row('1.000002', { type: 'SPECIFIC', departmentPromulgate: 'UBND Thành phố Huế' })
  expect(only([page('1.000002'), listed]).scope).toEqual({ province: 'Huế' })
})

test('cases that contradict the ways of handing in are flagged', () => {
  const record = only([detail('1.000001', { cases: [{ processingDay: { qty: 20, type: 'DAY' } }] })])
  expect(record.uncertain).toEqual(['times'])
  expect(record.warnings?.[0]).toBe('Thời hạn: trường hợp dịch vụ ghi 20 ngày, cách nộp ghi 5 ngày làm việc')
})

test('an amount that its words contradict is never presented as certain', () => {
  const fees = [{ type: 'FEE', value: 5000, description: 'nộp qua cổng thu 7.000 đồng' }]
  const record = only([
    detail('1.000001', {
      executionMethods: [{ submissionMethod: 'ONLINE', processingTime: 3, processingTimeUnit: 'DAY', fees }],
    }),
  ])
  expect(record.methods[0]?.fees).toMatchObject([{ amount: null, disputed: [5000, 7000] }])
  expect(record.uncertain).toEqual(['fees'])
})

describe('bodies that are no more', () => {
  const district = detail('1.000001', {
    unitGroupsExecuting: [{ name: 'Bảo hiểm xã hội cấp huyện' }, { name: 'Bảo hiểm xã hội cấp Tỉnh' }],
    departmentsExecuting: [],
  })

  test('are left out with a warning to editors', () => {
    const record = only([district])
    expect(record.agency).toBe('Bảo hiểm xã hội cấp tỉnh')
    expect(record.warnings).toEqual(['Bản ghi: bỏ cơ quan không còn “Bảo hiểm xã hội cấp huyện”'])
    expect(load([district], { existing: [record] })).toMatchObject({ unchanged: 1, updated: [] })
  })

  test('do not come back from what was imported before', () => {
    const gone = detail('1.000001', { unitGroupsExecuting: [{ name: 'Công an huyện' }], departmentsExecuting: [] })
    const record = only([gone])
    expect(record.agency).toBeUndefined()
    expect(only([gone], { existing: [{ ...record, agency: 'Công an huyện' }] })).toEqual(record)
  })
})

describe('several records of one code', () => {
  const all = [page('1.000001', { ten_thu_tuc: 'Thủ tục cấp thẻ mẫu' }), detail('1.000001', { resultsDetails: [] })]

  test('the better one wins, the lesser fills what is empty, in any order', () => {
    const record = only(all)
    expect(record).toEqual(only([...all].reverse()))
    expect(record).toMatchObject({ decision: { number: '12/QĐ-BM' }, results: ['Thẻ cũ'], source: { kind: 'detail' } })
    const first = load(all.slice(0, 1)).procedures
    expect(only(all.slice(1), { existing: first })).toMatchObject({
      results: ['Thẻ cũ'],
      decision: { number: '12/QĐ-BM' },
    })
  })

  test('a hand-gathered record beats a page; its own knowledge is no source', () => {
    const record = only([curated('1.000001'), page('1.000001', { ten_thu_tuc: 'Thủ tục biên soạn mẫu' })])
    expect(record).toMatchObject({ source: { kind: 'curated', date: '2026-09-13', updated: '2026-04-20' } })
    expect(record.methods[0]?.fees).toEqual([{ amount: 10000, kind: 'charge', free: false, per: 'trường hợp' }])
    expect(JSON.stringify(record)).not.toContain('Không phải nguồn')
  })

  test('a page that holds another procedure’s text keeps its code and the list’s name only', () => {
    const result = load([page('1.000001', { ten_thu_tuc: 'Hỗ trợ phát triển sản xuất cộng đồng' }), row('1.000001')])
    expect(result.procedures[0]).toMatchObject({
      methods: [],
      papers: [],
      decision: null,
      source: { completeness: 'name-only', kind: 'catalog' },
    })
    expect(result.rejected[0]).toMatchObject({ place: 'mau.jsonl:1', code: '1.000001' })
  })
})

test('notes switch replaced and expiring codes', () => {
  const notes = [
    { codes: ['1.000001'], replacedBy: ['1.000002'], from: '2026-09-01', source: 'NĐ mẫu' },
    { codes: ['1.000002'], effectiveFrom: '2026-09-01', source: 'NĐ mẫu' },
    { codes: ['1.000003'], effectiveTo: '2026-12-31', source: 'QĐ mẫu' },
  ]
  const { procedures } = load([detail('1.000001'), detail('1.000002'), detail('1.000003')], { notes })
  expect(
    procedures.map(({ status, replacedBy, effectiveFrom, effectiveTo }) => ({
      status,
      replacedBy,
      effectiveFrom,
      effectiveTo,
    })),
  ).toEqual([
    { status: 'replaced', replacedBy: ['1.000002'], effectiveFrom: undefined, effectiveTo: '2026-08-31' },
    { status: 'in-force', replacedBy: undefined, effectiveFrom: '2026-09-01', effectiveTo: undefined },
    { status: 'expiring', replacedBy: undefined, effectiveFrom: undefined, effectiveTo: '2026-12-31' },
  ])
})

test('a code that the national list doesn’t have is not called in force', () => {
  const record = load([page('1.000009'), row('1.000001')]).procedures[0]
  expect(record).toMatchObject({ status: 'unknown' })
  expect(record?.warnings?.join()).toContain('không có trong danh mục quốc gia')
})

test('unreadable records are named and the rest goes on', () => {
  const { rejected, procedures } = load([
    detail('1.000001'),
    detail('khong-ma'),
    'chữ',
    { x: 1 },
    curated(null),
    { ...detail('1.000004').data, executionMethods: 'x' },
  ])
  expect(procedures.map(({ code }) => code)).toEqual(['1.000001'])
  expect(rejected.map(({ place, code }) => [place, code])).toEqual([
    ['mau.jsonl:2', 'khong-ma'],
    ['mau.jsonl:3', undefined],
    ['mau.jsonl:4', undefined],
    ['mau.jsonl:5', undefined],
    ['mau.jsonl:6', '1.000004'],
  ])
  expect(rejected.every(({ reason }) => reason.length > 5)).toBe(true)
})

test('the same file again changes nothing; a changed record says which keys', () => {
  const first = load([detail('1.000001'), detail('1.000002')])
  const again = load([detail('1.000001'), detail('1.000002')], { existing: first.procedures })
  expect(again).toMatchObject({ created: [], updated: [], unchanged: 2, procedures: first.procedures })

  const proposal = { proposalNumber: '99/QĐ-BM', decisionDate: 1768496400000 }
  const fees = [{ type: 'SERVICE_FEE', value: 8000, description: '8.000 đồng/bản' }]
  const methods = [{ submissionMethod: 'DIRECT', processingTime: 5, processingTimeUnit: 'WORKING_DAY', fees }]
  const next = load(
    [detail('1.000001', { procedureProposal: proposal, executionMethods: methods }), detail('1.000003')],
    { existing: first.procedures },
  )
  expect(next.updated.map(({ code, keys }) => [code, keys])).toEqual([['1.000001', ['decision', 'methods']]])
  expect(next.created.map(({ code }) => code)).toEqual(['1.000003'])
  expect(next.procedures.map(({ code }) => code)).toEqual(['1.000001', '1.000002', '1.000003'])
})

test('a given snapshot day is kept; a later copy of the same facts is no news', () => {
  const first = load([detail('1.000001')], { sourceDay: '2026-07-18' })
  expect(first.procedures[0]?.source.date).toBe('2026-07-18')
  expect(load([detail('1.000001')], { existing: first.procedures })).toMatchObject({ unchanged: 1, updated: [] })
  expect(load([detail('1.000001')], { existing: first.procedures, sourceDay: '2026-08-01' }).updated[0]?.keys).toEqual([
    'source',
  ])
})
