import { describe, expect, test } from 'vitest'
import { feeLines, type RawFee } from '../../server/procedures/import/fees.ts'

const fee = (value: number, text: string, more: Partial<RawFee> = {}) =>
  feeLines({ value, kind: 'unknown', text, ...more })

test.each(['', '  ', 'Đồng', 'Phí : 0 Đồng (như ghi trên bản .doc)'])(
  'an empty 0 is no fee line, let alone free: “%s”',
  (text) => {
    expect(fee(0, text)).toEqual({ fees: [], warnings: [] })
  },
)

test.each(['Không', '(Không)', 'Không thu phí', 'Miễn phí.', 'Không thu lệ phí đăng ký đối với tổ hợp tác'])(
  'free in words: “%s”',
  (text) => {
    expect(fee(0, text).fees).toMatchObject([{ amount: 0, free: true }])
  },
)

test('the council of the province decides: no amount, though the cell may hold one', () => {
  const text = 'Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định.'
  expect(fee(0, text).fees).toEqual([
    { amount: null, kind: 'fee', free: false, byProvince: true, condition: 'do HĐND cấp tỉnh quy định' },
  ])
  const contradicted = fee(150000, text)
  expect(contradicted.fees[0]?.amount).toBeNull()
  expect(contradicted.warnings).toHaveLength(1)
})

test('who is let off, and the charge for copies', () => {
  const text =
    'Mức lệ phí do Hội đồng nhân dân tỉnh quyết định. Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo; người khuyết tật. Phí cấp bản sao Giấy khai sinh (nếu có yêu cầu) thực hiện theo quy định tại Thông tư số 281/2016/TT-BTC.'
  expect(fee(0, text).fees.map((line) => line.condition)).toEqual([
    'do HĐND cấp tỉnh quy định',
    'gia đình có công, hộ nghèo, người khuyết tật',
    'cấp bản sao (nếu yêu cầu), theo 281/2016/TT-BTC',
  ])
})

describe('a number and its words', () => {
  test('agree', () => {
    const text =
      '- Đăng ký tạm trú theo danh sách: + Trường hợp công dân nộp hồ sơ trực tiếp thu 10.000 đồng/người/lần đăng ký;'
    expect(fee(10000, text, { channel: 'direct' })).toEqual({
      fees: [
        {
          amount: 10000,
          kind: 'unknown',
          free: false,
          per: 'người/lần đăng ký',
          condition: 'đăng ký tạm trú theo danh sách',
        },
      ],
      warnings: [],
    })
  })
  test('contradict: neither is shown as certain', () => {
    const { fees, warnings } = fee(5000, 'Gia hạn tạm trú: nộp qua cổng thu 7.000 đồng/lần.')
    expect(fees).toMatchObject([{ amount: null, disputed: [5000, 7000] }])
    expect(warnings[0]?.text).toContain('5.000 / 7.000')
  })
  test('three zeros are missing', () => {
    expect(fee(20, '20.000 đ/tờ khai').fees).toMatchObject([{ amount: 20000, per: 'tờ khai' }])
    expect(fee(20, '').fees).toMatchObject([{ amount: null, disputed: [20] }])
  })
  test('several steps of one price list', () => {
    const text = '2.000 đồng/trang; từ trang thứ 3 trở lên 1.000 đồng/trang, tối đa không quá 200.000 đồng/bản'
    expect(fee(2000, text).fees.map(({ amount, per, condition }) => [amount, per, condition])).toEqual([
      [2000, 'trang', undefined],
      [1000, 'trang', 'từ trang thứ 3'],
      [200000, 'bản', 'mức tối đa'],
    ])
  })
})

test('a reduction is told while it lasts', () => {
  const text = 'Cấp đổi thẻ: 50.000 đồng; từ 01/7/2025 đến hết 31/12/2026 thu 50% (TT 64/2025/TT-BTC)'
  expect(fee(50000, text, { day: '2026-09-13' }).fees[0]?.condition).toBe('cấp đổi thẻ; thu 50% đến hết 31/12/2026')
  expect(fee(50000, text, { day: '2027-01-02' }).fees[0]?.condition).toBe('cấp đổi thẻ')
})

test('an amount that had run out on the day of the snapshot is dropped', () => {
  const text = 'Trường hợp nộp hồ sơ theo hình thức trực tuyến (kể từ 01/01/2024 đến hết ngày 31/12/2025)'
  expect(fee(50000, text, { day: '2026-07-18' })).toMatchObject({ fees: [], warnings: [{ about: 'fees' }] })
})

test('a long schedule is not cut into guesses', () => {
  const text = ['đất ở', 'đất vườn', 'đất rừng', 'đất khác', 'tổ chức']
    .map((what, n) => `${what}: ${n + 1}00.000 đồng/hồ sơ`)
    .join('; ')
  const { fees, warnings } = fee(0, text)
  expect(fees).toMatchObject([{ amount: null }])
  expect(warnings).toHaveLength(1)
})

test.each([
  ['Theo quy định của Luật phí và lệ phí và các văn bản hướng dẫn', 'theo Luật Phí và lệ phí'],
  ['Theo Quyết định số 2252/QĐ-VP ngày 02/7/2026', 'theo 2252/QĐ-VP'],
  ['Chi tiết tại văn bản kèm theo', 'theo biểu phí kèm thủ tục'],
])('what only points elsewhere: “%s”', (text, condition) => {
  expect(fee(0, text).fees).toMatchObject([{ amount: null, condition }])
})
