import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walk } from '../support/walk.ts'
import { type World, world } from './world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

describe('an answer that sends to another procedure', () => {
  test('stops the case at once, with the way there, on, and back', async () => {
    const me = await walk(w).hears('đăng ký khai sinh cho con')
    for (const label of ['Trường hợp của tôi', 'Chưa đăng ký', 'Có']) await me.presses(label)
    me.says('Làm chung khai sinh và nhận con').silentAbout('giấy chứng sinh', 'Tờ khai')
    expect(me.choices().map(({ label }) => label)).toEqual([
      'Xem: Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
      'Vẫn tiếp tục',
      'Quay lại',
    ])
    await me.hears('quay lại')
    me.says('Cha có nhận con luôn không?')
    await me.presses('Có')
    await me.hears('tiếp tục')
    me.says('Có giấy chứng sinh không?')
    await me.presses('Có giấy')
    me.says('Làm chung khai sinh và nhận con', 'Tờ khai khai sinh').silentAbout('→ on', 'goto:')
    await me.hears('sửa')
    me.silentAbout('goto:')
  })

  test('the button leads there', async () => {
    const me = await walk(w).hears('đăng ký khai sinh cho con')
    for (const label of ['Trường hợp của tôi', 'Chưa đăng ký', 'Có']) await me.presses(label)
    await me.presses('Xem: Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con')
    me.says('Đăng ký khai sinh kết hợp').understood('procedure')
  })
})
