import { expect, test } from 'vitest'
import { card } from '../../bot/flows/card/card.ts'
import { feeLines, timeLines } from '../../bot/flows/card/facts.ts'
import { whereLines } from '../../bot/flows/card/places.ts'
import { VIEWS } from './records.ts'
import { NOW, say, unit } from './world.ts'

const [birth] = VIEWS
if (!birth) throw new Error('no records')
const at = (desk: typeof birth.record.desk) => ({ record: { ...birth.record, desk, methods: [] }, guide: null })
const voice = { say, unit }

test.each([
  ['military', 'Ban Chỉ huy quân sự xã'],
  ['social-insurance', 'cơ quan bảo hiểm xã hội'],
  ['land-office', 'Chi nhánh Văn phòng đăng ký đất đai'],
  ['police', 'Công an xã Bình Minh'],
] as const)('what is unknown is asked at the desk that does it: %s', (desk, name) => {
  const lines = [...timeLines(voice, at(desk)), ...feeLines(voice, at(desk)), ...whereLines(voice, at(desk))].join('\n')
  expect(lines).toContain(`xin hỏi ${name}.`)
  expect(lines).not.toContain('Trung tâm Phục vụ')
})

test('a desk without an address in unit.yaml names whom to call', () => {
  expect(whereLines(voice, at('military')).join('\n')).toContain('0255 000 0001')
})

test('the police show their hours, if they have some', () => {
  expect(whereLines(voice, at('police'))).toContain('Thứ Hai đến thứ Sáu: 7:30–11:30 và 13:30–17:00')
  const { hours: _, ...police } = unit.police
  expect(whereLines({ say, unit: { ...unit, police } }, at('police'))).toHaveLength(1)
})

test('words that wait for an editor say so below the card', () => {
  expect(card(voice, { ...birth, needsReview: true }, NOW)).toMatchObject({
    footer: expect.stringContaining('Nội dung này đang được rà soát.'),
  })
  expect(card(voice, birth, NOW)).toMatchObject({ footer: expect.not.stringContaining('rà soát') })
})
