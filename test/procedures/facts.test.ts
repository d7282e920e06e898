import { expect, test } from 'vitest'
import { baseCode } from '../../server/procedures/codes.ts'
import {
  applicantsIn,
  bodiesOf,
  bodyName,
  levelsIn,
  levelsOfName,
  provinceName,
} from '../../server/procedures/import/bodies.ts'
import { dayOfUuid, toDay } from '../../server/procedures/import/dates.ts'
import { deskOf } from '../../server/procedures/import/desk.ts'
import { documentNumbers } from '../../server/procedures/import/documents.ts'

test.each([
  ['1.001193', '1.001193'],
  [' 1.001193 ', '1.001193'],
  ['1.001193.000.00.00.H48', '1.001193'],
  ['1.001193.01', '1.001193'],
  ['Mã TTHC: 1. 001193', '1.001193'],
  ['11.001193', null],
  ['khai sinh', null],
])('code in “%s” is %s', (text, code) => expect(baseCode(text)).toBe(code))

test.each([
  ['01/7/2025', '2025-07-01'],
  ['2026-07-18T00:00:00Z', '2026-07-18'],
  ['2026-09/10', '2026-09-01'],
  [1768496400000, '2026-01-16'],
  ['31/02/2026', undefined],
  ['', undefined],
])('day of %s is %s', (value, day) => expect(toDay(value)).toBe(day))

test('the portal’s ids tell the day', () => {
  expect(dayOfUuid('https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019f6f67-c3a8-7163-8167-02e782ebf1c2')).toBe(
    '2026-07-17',
  )
  expect(dayOfUuid('abc')).toBeUndefined()
})

test('numbers of documents, also run together', () => {
  expect(
    documentNumbers(
      'Luật Hải quan 54/2014/QH1354/2014/QH13Nghị định số 123/2015/NĐ-CP ngày 15/11/2015Thông tư53/2016/TT-BCA',
    ),
  ).toEqual(['54/2014/QH13', '123/2015/NĐ-CP', '53/2016/TT-BCA'])
  expect(documentNumbers('ngày 29/9/2021/TT-BTC; Nghị quyết 66.7/2025/NQ-CP; Quyết định 2252/QĐ-VP')).toEqual([
    '66.7/2025/NQ-CP',
    '2252/QĐ-VP',
  ])
})

test('bodies, levels, provinces, applicants', () => {
  expect(bodyName('Ủy ban Nhân dân\u00a0xã,\u00a0phường,\u00a0thị trấn.')).toBe('UBND cấp xã')
  expect(bodyName('Phòng Tư pháp')).toBe('Phòng Tư pháp')
  expect(levelsIn('Cấp bộ, Cấp tỉnh, Cấp xã')).toEqual(['ward', 'province', 'ministry'])
  expect(levelsOfName('Khóa tài khoản (thực hiện tại cấp tỉnh)')).toEqual(['province'])
  expect(provinceName('UBND Thành phố Hải Phòng')).toBe('Hải Phòng')
  expect(
    applicantsIn('Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Công dân Việt Nam'),
  ).toEqual(['Công dân Việt Nam', 'Cán bộ, công chức, viên chức', 'Tổ chức (không bao gồm doanh nghiệp, HTX)'])
})

test.each([
  ['Đăng ký, quản lý cư trú', undefined, 'police'],
  ['Cấp, quản lý căn cước', 'Công an cấp xã', 'police'],
  ['Định danh và xác thực điện tử', undefined, 'police'],
  ['Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng', undefined, 'police'],
  ['Quản lý xuất nhập cảnh', undefined, 'police'],
  ['Quản lý vũ khí, vật liệu nổ, công cụ hỗ trợ và pháo', undefined, 'police'],
  ['Đăng ký, quản lý con dấu', undefined, 'police'],
  ['Nghĩa vụ quân sự', 'Ban Chỉ huy quân sự cấp xã', 'military'],
  ['Thuế', 'Thuế cơ sở', 'tax'],
  ['Hải quan', 'Chi cục Hải quan khu vực', 'customs'],
  ['Thực hiện chính sách BHYT', 'Bảo hiểm xã hội cấp tỉnh', 'social-insurance'],
  ['Hộ tịch', 'UBND cấp xã', 'one-stop'],
  ['Thủ tục hành chính liên thông', 'UBND cấp xã → Công an cấp xã', 'one-stop'],
  ['Đất đai', 'UBND cấp xã', 'one-stop'],
  ['Đất đai', 'Chi nhánh Văn phòng đăng ký đất đai khu vực', 'land-office'],
  ['Kho bạc Nhà nước', 'Kho bạc nhà nước các cấp', 'other'],
  ['Văn hóa', undefined, 'one-stop'],
  // UBND cấp xã alone overrules the field; its chairman, or UBND beside another body, does not
  ['Đăng ký, quản lý cư trú', 'UBND cấp xã', 'one-stop'],
  ['Phòng cháy, chữa cháy', 'UBND cấp xã', 'one-stop'],
  ['Tổ chức cai nghiên ma túy và quản lý sau cai nghiện', 'Chủ tịch UBND cấp xã', 'police'],
  ['Nghĩa vụ quân sự', 'Ban Chỉ huy quân sự cấp xã; Chủ tịch UBND cấp xã', 'military'],
  ['Cấp, quản lý căn cước', 'UBND cấp xã; Công an cấp xã', 'police'],
  ['Bảo hiểm y tế', 'Cơ quan bảo hiểm xã hội (không phải UBND cấp xã)', 'social-insurance'],
])('%s, %s → %s', (field, agency, desk) => expect(deskOf(field, agency)).toBe(desk))

test.each([
  [['Bảo hiểm xã hội cấp Tỉnh', 'Bảo hiểm xã hội cấp huyện'], 'Bảo hiểm xã hội cấp tỉnh', 1],
  [['Công an huyện'], undefined, 1],
  [['Phòng Tư Pháp'], undefined, 1],
  [['Phòng Văn hóa và Thông tin huyện', 'Ủy ban nhân dân cấp xã'], 'UBND cấp xã', 1],
  [['Thuế cơ sở', 'Chi cục thuế khu vực/ đội thuế', 'Chi cục thuế huyện, thành phố'], 'Thuế cơ sở', 2],
  [['Chi cục Thuế doanh nghiệp lớn - Cục Thuế'], 'Chi cục Thuế doanh nghiệp lớn - Cục Thuế', 0],
  [['Chi cục Hải quan khu vực', 'Cục Hải quan tỉnh, thành phố'], 'Chi cục Hải quan khu vực', 1],
  [['Phòng Kinh tế, Hạ tầng và Đô thị'], 'Phòng Kinh tế, Hạ tầng và Đô thị', 0], // of today's communes
  [['Bộ Tư lệnh Quân khu'], 'Bộ Tư lệnh Quân khu', 0],
  [['A', 'B', 'Công an huyện', 'C', 'D'], 'A; B; C; D', 1],
  [['chứng thực tiến hành chụp từ bản chính '.repeat(9)], undefined, 1],
] as const)('bodies %j → %s, %d left out with a warning', (names, agency, warnings) => {
  const bodies = bodiesOf([...names])
  expect(bodies.agency).toBe(agency)
  expect(bodies.warnings).toHaveLength(warnings)
})
