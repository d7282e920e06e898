import { expect, test } from 'vitest'
import { cleanPaper, paperGroup } from '../../server/procedures/import/papers.ts'

const paper = (name: string, original = 1, copy = 0) => cleanPaper({ name, original, copy })

test.each([
  [
    '- Tờ khai đăng ký khai sinh theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp);',
    'Tờ khai đăng ký khai sinh theo mẫu',
    'nộp trực tiếp',
  ],
  [
    '- Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng.',
    'Giấy chứng sinh',
    undefined,
  ],
  [
    'Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký.',
    'Văn bản ủy quyền (được chứng thực)',
    'khi ủy quyền cho người khác',
  ],
  [
    '+ Trường hợp trẻ em bị bỏ rơi thì phải có biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập.',
    'Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập',
    'trẻ em bị bỏ rơi',
  ],
  [
    'Đối với Quân đội nhân dân: Giấy giới thiệu của đơn vị cấp trung đoàn',
    'Giấy giới thiệu của đơn vị cấp trung đoàn',
    'Quân đội nhân dân',
  ],
  [
    'Tờ trình đề nghị phê duyệt theo Mẫu số 13 Phụ lục ban hành kèm theo Nghị định số 58/2024/NĐ-CP',
    'Tờ trình đề nghị phê duyệt',
    undefined,
  ],
])('keeps the name and the condition of “%s”', (text, name, condition) => {
  expect(paper(text)).toMatchObject({ name })
  expect(paper(text)?.condition).toBe(condition)
})

test.each([
  'auuyii',
  'Lưu ý: chỉ nộp khi được yêu cầu',
  'Lưu ý:- Trường hợp nộp trực tiếp',
  'Người yêu cầu đăng ký hộ tịch có thể nộp bản sao',
  'Số lượng hồ sơ: 01 bộ',
  'Không quy định',
])('is no paper: “%s”', (text) => expect(paper(text)).toBeNull())

test('both counts 0: a note or a heading is dropped, a plain name stays without counts', () => {
  expect(paper('Trường hợp các thông tin đã có trong cơ sở dữ liệu thì không phải tải lên', 0, 0)).toBeNull()
  expect(paper('- Chứng cứ chứng minh quan hệ cha con gồm:', 0, 0)).toBeNull()
  expect(paper('Đơn đề nghị cấp thẻ', 0, 0)).toEqual({ name: 'Đơn đề nghị cấp thẻ' })
})

test('the group says whether papers are handed in or only shown, or in which case', () => {
  const items = [{ name: 'Hộ chiếu hoặc thẻ căn cước', original: 1, copy: 0 }]
  expect(paperGroup('* Giấy tờ phải xuất trình:', items).group).toEqual({
    items: [{ name: 'Hộ chiếu hoặc thẻ căn cước', original: 1, mode: 'show' }],
  })
  expect(paperGroup('(1.7) Đối với công trình nhà ở riêng lẻ:', items).group?.case).toBe('Công trình nhà ở riêng lẻ')
  expect(paperGroup('* Lưu ý:', items).group).toBeNull()
})

test('a counted line that is no paper is dropped with a warning', () => {
  const { group, warnings } = paperGroup('', [{ name: 'Cán bộ tiếp nhận kiểm tra hồ sơ', original: 1, copy: 0 }])
  expect(group).toBeNull()
  expect(warnings).toHaveLength(1)
})

test('names the form and stays within 220 characters, cut at a word', () => {
  expect(paper('Tờ khai thuế (Mẫu số 01/BĐS)')?.form).toBe('Mẫu 01/BĐS')
  expect(paper('Tờ khai thay đổi thông tin cư trú (CT01)')?.form).toBe('Mẫu CT01')
  const long = paper(`Bản kê ${'chi tiết '.repeat(60)}`)?.name ?? ''
  expect(long.length).toBeLessThanOrEqual(221)
  expect(long.endsWith('tiết…') || long.endsWith('chi…')).toBe(true)
})
