import { expect, it } from 'vitest'
import { newsWorld, QUIZ } from './world.ts'

it('asks for news in the chat, answers a quiz by buttons once, and ends with STOP', async () => {
  const { telegram, channel, db, approved, turn, desk, leader, state } = await newsWorld()
  const say = async (text: string) => {
    await channel.take(telegram.text(7, text))
    await channel.drain()
    state.now = new Date(state.now.getTime() + 1500)
    return telegram.sent.at(-1)
  }
  const press = async (label: string) => {
    const last = telegram.sent.findLast(({ buttons }) => buttons.includes(label))
    await channel.take(telegram.press(7, last?.ids[last.buttons.indexOf(label)] ?? ''))
    await channel.drain()
    state.now = new Date(state.now.getTime() + 1500)
    return telegram.sent.at(-1)
  }
  const subscribed = async () => (await db.execute('SELECT hamlet FROM news_subscription')).rows.length

  expect((await say('nhận tin của xã'))?.buttons).toContain('Thôn Đông')
  expect(await subscribed()).toBe(0)
  expect((await press('Thôn Đông'))?.text).toContain('Thôn Đông')
  expect(await subscribed()).toBe(1)
  const id = await approved(QUIZ)
  await turn()
  expect(telegram.sent.at(-1)?.buttons).toEqual(['Trả lời câu hỏi', 'Thôi nhận tin của xã'])
  expect((await press('Trả lời câu hỏi'))?.text).toContain('Câu 1/2')
  expect((await press('Ở xã hoặc trực tuyến'))?.text).toContain('Câu 2/2')
  expect((await press('Sổ đỏ'))?.text).toContain('đúng 1 trên 2')
  expect((await press('Trả lời câu hỏi'))?.text).toContain('đã trả lời')
  expect((await desk.open(leader.actor, id)).quiz).toMatchObject({ n: 1, byDoor: { app: 0, chat: 1 } })
  await say('STOP')
  expect(await subscribed()).toBe(0)
})
