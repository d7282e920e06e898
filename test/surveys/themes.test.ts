import { expect, test } from 'vitest'
import { createThemes } from '../../server/surveys/rules/themes.ts'
import { content, GOOD, openSurveys } from './support.ts'

const themes = createThemes(content.themes)

test.each([
  ['chờ cả buổi sáng mới tới lượt', ['wait']],
  ['cho doi lau qua, can bo hach dich', ['wait', 'attitude']],
  ['bắt photo thêm giấy tờ, đi lại ba lần', ['papers']],
  ['Hướng dẫn không rõ, phải nộp trên mạng mà đăng nhập không được', ['guidance', 'online']],
  ['thiếu ghế ngồi, trời nóng', ['place']],
  ['nên làm cả thứ bảy', ['hours']],
  ['rất hài lòng, cảm ơn các cháu', ['praise']],
  ['chưa hài lòng', []],
  ['đề nghị sửa đường xóm 3', []],
])('%s: %j', (text, ids) => expect(themes.of(text)).toEqual(ids))

test('are counted, the most first; what is of none comes last', () => {
  const texts = ['chờ lâu', 'chờ lâu, thái độ chưa tốt', 'sửa đường', 'ngồi chờ cả buổi']
  expect(themes.count(texts, 'Khác').map(({ id, n }) => [id, n])).toEqual([
    ['wait', 3],
    ['attitude', 1],
    ['other', 1],
  ])
  expect(themes.count([], 'Khác')).toEqual([])
})

test('words are shown without numbers, addresses and names, with what they are about', async () => {
  const { surveys } = await openSurveys()
  const why = 'Chờ lâu, chị Nguyễn Thị Lan ở số 12 đường Lê Lợi nói cộc lốc, gọi tôi 0912345678'
  await surveys.submit(
    'tthc',
    { answers: { ...GOOD, attitude: 'bad', why }, door: 'web', assisted: false },
    { key: null },
  )
  const { said, themes: about } = await surveys.texts('tthc', { from: '2026-11-20', to: '2026-11-20' })
  expect(said).toHaveLength(1)
  expect(said[0]?.text).not.toMatch(/Lan|12|0912/)
  expect(said[0]?.text).toContain('nói cộc lốc')
  expect(about.map(({ id }) => id)).toEqual(['wait', 'attitude'])
})
