import { expect, test } from 'vitest'
import { pageMethods } from '../../server/procedures/import/page-methods.ts'
import { pagePapers } from '../../server/procedures/import/page-papers.ts'

const HEAD = 'Hình thức nộpThời gianPhí, lệ phíMô tả'
const DAY = '2026-06-05'

test('splits the run-together table of ways to hand in', () => {
  const { methods, warnings } = pageMethods(
    `${HEAD}Trực tiếp7 NgàyKhông có thông tinNộp trực tiếp tại trụ sởTrực tuyến1,5 Ngày làm việc8,000 VNĐ(8.000 đồng/bản)Trực tuyến: qua Cổng`,
    DAY,
  )
  expect(methods).toEqual([
    { channel: 'direct', times: [{ value: 7, unit: 'day' }], fees: [] },
    {
      channel: 'online',
      times: [{ value: 1.5, unit: 'working-day' }],
      fees: [{ amount: 8000, kind: 'unknown', free: false, per: 'bản' }],
    },
  ])
  expect(warnings).toEqual([])
})

test('`Miễn phí` is how the page shows an empty 0: not free', () => {
  expect(pageMethods(`${HEAD}Trực tuyến1Miễn phíDịch vụ bưu chính1Miễn phí`, DAY).methods).toEqual([
    { channel: 'online', times: [{ value: 1, unit: 'unknown' }], fees: [] },
    { channel: 'post', times: [{ value: 1, unit: 'unknown' }], fees: [] },
  ])
})

test('a time and a fee that run into each other are both left out; an amount in words counts', () => {
  const bare = pageMethods(`${HEAD}Trực tuyến120 VNĐ`, DAY)
  expect(bare.methods).toEqual([{ channel: 'online', times: [], fees: [] }])
  expect(bare.warnings).toHaveLength(1)
  expect(pageMethods(`${HEAD}Trực tiếp120 VNĐ(20.000 đ/tờ khai)`, DAY).methods[0]?.fees).toMatchObject([
    { amount: 20000, per: 'tờ khai' },
  ])
})

test('several times for one channel are told to editors', () => {
  const { methods, warnings } = pageMethods(
    `${HEAD}Trực tiếp2 Ngày làm việcMiễn phíTiếp nhậnTrực tiếp5 Ngày làm việcMiễn phíThẩm định`,
    DAY,
  )
  expect(methods[0]?.times.map((time) => time.value)).toEqual([2, 5])
  expect(warnings[0]?.text).toContain('2/5')
})

test('an unreadable table gives nothing but a warning', () => {
  expect(pageMethods('Liên hệ cơ quan', DAY)).toMatchObject({ methods: [], warnings: [{ about: 'record' }] })
  expect(pageMethods('Không có thông tin', DAY)).toEqual({ methods: [], warnings: [] })
})

const TABLE = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng'

test('splits the run-together table of papers with files, counts and groups', () => {
  const run = `* Giấy tờ phải nộp:${TABLE}Tờ khai đăng ký (Mẫu số 02)01 to khai.docx1 bản chínhBản chụp hợp đồng0 bản chính,1 bản sao* Giấy tờ phải xuất trình:${TABLE}Thẻ căn cước hoặc hộ chiếu1 bản chính`
  expect(pagePapers(run).papers).toEqual([
    {
      items: [
        { name: 'Tờ khai đăng ký (Mẫu số 02)', original: 1, form: 'Mẫu 02', mode: 'submit' },
        { name: 'Bản chụp hợp đồng', copy: 1, mode: 'submit' },
      ],
    },
    { items: [{ name: 'Thẻ căn cước hoặc hộ chiếu', original: 1, mode: 'show' }] },
  ])
})

test('a quantity inside a name is no cell, and a digit that may belong to the name leaves the count out', () => {
  const { papers } = pagePapers(
    `--${TABLE}Công văn đề nghị, nộp 01 bản chính kèm danh sách1 bản chínhPhiếu giao hàng ngày 28/8/20202 bản chính`,
  )
  expect(papers[0]?.items.map(({ name, original }) => [name, original])).toEqual([
    ['Công văn đề nghị', 1],
    ['Phiếu giao hàng ngày 28/8/2020', undefined],
  ])
})

test('text that is no table is not guessed at', () => {
  expect(pagePapers('Bước 1. Nộp hồ sơ cho cơ quan BHXH')).toMatchObject({
    papers: [],
    warnings: [{ about: 'papers' }],
  })
})
