import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { speaker } from '../../server/content/messages.ts'
import { Messages, Unit } from '../../server/content/schema.ts'
import { guidanceFor } from '../../server/feedback/guidance.ts'

const read = (file: string) => parse(readFileSync(join(import.meta.dirname, '../../content', file), 'utf8'))
const say = speaker(Messages.parse(read('messages.yaml')))
const unit = Unit.parse(read('unit.yaml'))

test.each([
  [
    'denunciation',
    ['Điều 23', 'chữ ký', unit.desk.address, 'thứ Năm hằng tuần', '7 ngày làm việc', '30 ngày', 'bí mật'],
  ],
  ['complaint', ['Điều 8', 'chữ ký', 'Chủ tịch UBND', unit.desk.address, 'thứ Năm hằng tuần', '90 ngày', '45 ngày']],
  ['emergency', ['113', '114', '115', '112', '111', unit.police.phone, 'không có người trực']],
] as const)('guidance for %s says what the law gives', (kind, wanted) => {
  const { title, lines } = guidanceFor(kind, say, unit)
  expect(title).not.toBe('')
  for (const words of wanted) expect(lines.join('\n')).toContain(words)
  expect(lines.join('\n')).not.toMatch(/[{}]/)
})
