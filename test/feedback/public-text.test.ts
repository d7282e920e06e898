import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GONE, publicText } from '../../server/feedback/rules/public-text.ts'

/** Each text with `<…>` around what must go. */
const MARKED = [
  // numbers
  'Gọi cho tôi số <0905 123 456> nhé',
  'sđt <0905.123.456> hay <+84 905 123 456> hoặc <84905123456>',
  'điện thoại bàn <0255-3822-123>',
  'CCCD của tôi <051085001234> bị ghi sai',
  'chứng minh <212 345 678> cũ',
  'chuyển khoản vào STK <1903 4455 6677 01>',
  'chuyển vào số <19036677889>',
  'thư gửi <lan.nguyen+xa@example.vn> không ai trả lời',
  'trang cá nhân <https://facebook.com/nguoi.dan.99>',
  'xe tải biển số <76C-123.45> chạy ẩu',
  'xe <76c1 234.56> đậu chắn hẻm',
  'xe <76A12345> và <51F-98765>',
  'hồ sơ <H48.21.15-261102-0018> trễ hẹn',
  'hồ sơ <000.24.25.H48-230101-0001> chưa trả',
  'lần trước là <PA-7K3M9Q>',
  // houses
  'cống trước số nhà <12/3> bị nghẹt',
  'nhà số <45> hay mở loa',
  'ở số <120> đường Lê Lợi có ổ gà',
  'rác trước số <8> bốc mùi',
  'hẻm <12/3/5 Lê Lợi> ngập',
  'tôi ở <15 Trần Phú>',
  'Địa chỉ: <15 Trần Phú, tổ 3>. Đèn đường hỏng',
  // names
  'ông <Nguyễn Văn Bê> xả rác',
  'Bà <Năm> nuôi heo hôi quá',
  'anh <Tuấn> ở một cửa nói năng cộc lốc',
  'cán bộ <Lan> rất nhiệt tình',
  'chị <Hạnh> ở quầy hộ tịch',
  'trưởng thôn <Trần Minh Đức> không ký giấy',
  'ông trưởng thôn <Nguyễn Văn B> không ký giấy',
  'cháu <Nguyễn Thị Bảo Ngọc> bị chó cắn',
  'tên là <nguyễn văn tèo> ở xóm 3',
  'tôi tên <Lê Thị Mai>, nhà gần chợ',
  'em tên <hoa> làm ở đây',
  'Họ và tên: <Đặng Thái Sơn>',
  '<Phạm Văn Đồng Nai> đã gửi đơn',
  'hàng xóm <Tư Bền> hát karaoke',
  // without marks
  'ong <Nguyen Van Be> xa rac',
  'anh <Tuan> o mot cua noi coc loc',
  'goi so <0905123456> gap chi <Hanh>',
  'hang xom la <nguyen van teo> hay on ao',
  'ten la <tran thi no> o xom 3',
  'dia chi <15 tran phu to 3>',
  '<NGUYỄN VĂN AN> xả rác',
]

describe('what identifies goes, the rest stays as it was', () => {
  test.each(MARKED.filter((text) => text.includes('<')))('%s', (marked) => {
    const expected = marked.replace(/<[^>]*>/g, GONE)
    expect(publicText(marked.replace(/[<>]/g, ''))).toBe(expected)
  })

  test.each([
    'Đèn đường thôn Đông tắt từ ngày 15/11/2026 tới nay',
    'Đường Nguyễn Trãi đoạn qua trường Lê Quý Đôn đầy ổ gà',
    'Rác ở chợ Trung Tâm, cầu Bà Xếp, xóm 3, hẻm 15',
    'Thu 1.500.000 đồng mỗi nhà, năm 2026 tăng lên 2000000đ',
    'UBND xã Bình Minh và Công an xã chưa trả lời',
    'cán bộ Trung tâm Phục vụ hành chính công làm nhanh',
    'Anh chị cán bộ làm việc tốt. Em cảm ơn.',
    'Nghị định 20/2008/NĐ-CP, Điều 9',
    'gọi 1022, 113, 18001096',
    'mất điện từ 7:30 đến 11:30, 3 ngày rồi',
    'Nước lên 1,5 m ở tổ 4',
    'xã nên đăng địa chỉ trang web',
  ])('nothing to take out: %s', (text) => {
    expect(publicText(text)).toBe(text)
  })

  test('two together are one', () => {
    expect(publicText('anh Tuấn, 0905123456, báo')).toBe(`anh ${GONE}, báo`)
  })

  test('twice is once, and no long number or e-mail survives', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'ông Tư',
        'Nguyễn Văn An',
        'số nhà 12',
        'đèn đường',
        'rác',
        'ở',
        ', ',
        '. ',
        'xe 76C-123.45',
        'tên là',
      ),
      fc.integer({ min: 0, max: 1e12 }).map(String),
      fc.stringMatching(/^0[35789]\d{8}$/),
      fc.emailAddress({ size: 'small' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = publicText(pieces.join(' '))
        expect(publicText(once)).toBe(once)
        expect(once).not.toMatch(/(?<![\d.,])0[35789]\d{8}(?!\d)/)
      }),
    )
  })
})
