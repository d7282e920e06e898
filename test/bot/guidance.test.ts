import { describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod'
import { NOW, world } from './world.ts'

const Row = z.object({ intent: z.string(), topic: z.string(), asked: z.number(), unanswered: z.number() })

describe('questions asked of the assistant', () => {
  it('are counted once each by day and field, and nothing of their words is kept', async () => {
    const here = await world()
    onTestFinished(() => here.close())
    const ask = (id: string, text: string, chat = 'c1') =>
      here.conversation.handle({ channel: 'web', chat, id, at: NOW, body: { type: 'text', text } })
    await ask('1', 'làm giấy khai sinh cần gì')
    await ask('1', 'làm giấy khai sinh cần gì')
    await ask('2', 'đăng ký khai sinh bao nhiêu tiền', 'c2')
    await ask('3', 'sao hỏa chuyển mùa xyz qwe', 'c3')
    await ask('4', 'cảm ơn', 'c4')
    const { rows } = await here.db.execute('SELECT intent, topic, asked, unanswered FROM guidance_day')
    const told = rows.map((row) => Row.parse(row))
    const sum = (of: (row: z.infer<typeof Row>) => number) => told.reduce((n, row) => n + of(row), 0)
    expect([sum(({ asked }) => asked), sum(({ unanswered }) => unanswered)]).toEqual([3, 1])
    expect(told.find(({ topic }) => topic === 'Hộ tịch')?.asked).toBe(2)
  })
})
