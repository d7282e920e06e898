import { expect, test } from 'vitest'
import { createUnanswered } from '../../server/unanswered/service.ts'
import { world } from '../bot/world.ts'

test('questions without an answer are counted by their words, without identity, the most asked first', async () => {
  const w = await world()
  const unanswered = createUnanswered({ db: w.db, unit: '99999' })
  const at = new Date('2026-11-21T03:00:00Z')
  for (const text of [
    'Xin giấy BAY lên sao hỏa',
    'xin giay bay len sao hoa',
    'tôi tên A, cccd 049123456789, sđt 0912 345 678',
  ]) {
    await w.db.write([unanswered.recording(text, 'no-match', at)])
  }
  await w.db.write([unanswered.recording('dài '.repeat(500), 'out-of-scope', at)])
  const [first, ...rest] = await unanswered.top()
  expect(first).toMatchObject({ text: 'Xin giấy BAY lên sao hỏa', count: 2, reason: 'no-match' })
  expect(rest.map(({ text }) => text).join(' ')).not.toMatch(/049123456789|0912/)
  expect(rest.every(({ text }) => text.length <= 300)).toBe(true)
  w.close()
})
