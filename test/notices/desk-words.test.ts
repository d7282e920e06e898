import { expect, test } from 'vitest'
import { rightsOf } from '../../server/people/rights.ts'
import type { Actor } from '../../server/people/schema.ts'
import { CODE, content, noticeWorld } from './world.ts'

const LAN: Actor = {
  id: 's-lan',
  unit: content.unit.code,
  name: 'Lan',
  role: 'officer',
  department: null,
  rights: rightsOf('officer'),
}

/** What the follower of a dossier reads when the desk says this. */
async function read(row: Record<string, string>, text: string, day: string) {
  const w = await noticeWorld()
  await w.import(row)
  await w.follow()
  expect(await w.notices.desk.tell(LAN, CODE, { text, day }, w.state.now)).toBe(1)
  await w.drain()
  return w.calls.at(-1)?.message
}

test('sorry first, then why, then the new date', async () => {
  const row = { dueDate: '2026-11-17T17:00:00+07:00' }
  const message = await read(row, 'chờ ý kiến Phòng Tư pháp', '2026-11-25')
  expect(message?.text).toMatch(/^Xin lỗi anh\/chị: hồ sơ .*hẹn trả 17:00 ngày 17\/11\/2026 mà chưa xong/)
  expect(message?.text).toContain('Lý do: chờ ý kiến Phòng Tư pháp')
  expect(message?.text).toContain('Hẹn trả lại: 25/11/2026')
  expect(message?.choices.map(({ label }) => label)).toEqual(['Xem hồ sơ', 'Ngừng theo dõi'])
})

test('which papers, by when, and where to', async () => {
  const message = await read({ status: 'Yêu cầu bổ sung giấy tờ' }, 'Giấy chứng sinh bản chính', '2026-11-27')
  expect(message?.text).toContain('cần bổ sung:\nGiấy chứng sinh bản chính\nHạn nộp: 27/11/2026')
  expect(message?.text).toContain(content.unit.desk.name)
})
