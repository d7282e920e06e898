import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dossierMention } from '../../bot/conversation/rules/index.ts'
import { walk } from '../support/walk.ts'
import { type World, world } from './world.ts'

/** Short words that only make sense in the place where they are said. */
let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())
const heard = async (text: string, chat: string) => {
  const { understanding } = await w.conversation.handle({
    channel: 'web',
    chat,
    id: `${chat}:${text}`,
    at: new Date('2026-11-21T03:00:00Z'),
    body: { type: 'text', text },
  })
  return understanding
}

describe('after a list', () => {
  test('the last one', async () => {
    const me = await walk(w).hears('tạm trú')
    await me.hears('cái cuối')
    me.says('Gia hạn tạm trú').silentAbout('Anh/chị cần việc nào')
  })
  test.each(['không cái nào hết', 'không biết', 'hông'])(
    '%s: asks in other words, and people are near',
    async (text) => {
      const me = await walk(w).hears('tạm trú')
      await me.hears(text)
      me.says('nói rõ thêm').offers('Gặp cán bộ')
    },
  )
  test('a number that is not on it is no search', async () => {
    const me = await walk(w).hears('tạm trú')
    await me.hears('9')
    me.says('chưa rõ ý').understood('smalltalk')
  })
})

describe('after a card', () => {
  test('a place of no list asks what is meant', async () => {
    const me = await walk(w).hears('đăng ký khai sinh cho con')
    await me.hears('cái thứ tư')
    me.says('chưa rõ ý').understood('smalltalk')
  })
  test('the own case begins by words, though the card is gone', async () => {
    const me = await walk(w).hears('đăng ký khai sinh cho con')
    await me.hears('cảm ơn nhé')
    await me.hears('trường hợp của tôi ạ')
    me.says('Cha mẹ bé đã đăng ký kết hôn chưa?').understood('procedure')
  })
})

test('an unknown command says so; danger behind a slash is still danger', async () => {
  const me = await walk(w).hears('/lệnh gì đó')
  me.says('Không có lệnh này').offers('Thủ tục', 'Hồ sơ của tôi', 'Phản ánh', 'Gọi xã')
  await me.hears('/cháy nhà rồi')
  me.understood('emergency')
  await me.hears('/HỦY')
  me.silentAbout('Không có lệnh này')
})

describe('digits of a dossier', () => {
  test.each([
    ['H99.99.99-260102-0001 1234', '1234'],
    ['h99.99.99-260102-0001, 1234', '1234'],
    ['H99.99.99-260102-0001 123', undefined],
    ['H99.99.99-260102-0001 nộp năm 2026', undefined],
    ['H99.99.99-260102-0001 H99.99.99-260102-0002 1234', undefined],
  ])('%s', (text, digits) => {
    expect(dossierMention(text)?.digits).toBe(digits)
  })
  test('what is no four digits asks for four digits', async () => {
    const me = await walk(w).hears('H48.21.15-261102-0018')
    for (const wrong of ['12345', '12 34', 'bốn năm sáu bảy', '456', 'số nhà tạm trú ba']) {
      await me.hears(wrong)
      me.says('4 chữ số cuối').understood('dossier')
    }
    await me.hears('4567')
    me.says('N*** V** A*')
  })
  test('more digits after the last miss stay with the dossier', async () => {
    const one = await world()
    const me = await walk(one).hears('H48.21.15-261102-0018')
    await me.hears('1111')
    await me.hears('2222')
    me.says('Vẫn chưa khớp')
    await me.hears('3333')
    me.says('Vẫn chưa khớp').understood('dossier')
    await me.hears('0912 345 678')
    me.says('Vẫn chưa khớp').understood('dossier')
    await me.hears('chứng thực bản sao cần giấy tờ gì')
    me.says('Chứng thực bản sao').understood('procedure', 'documents')
    one.close()
  })
})

test('inside a case everything is about its procedure', async () => {
  await heard('đăng ký khai sinh cho con', 'case')
  for (const text of [
    'trường hợp của tôi',
    'chưa đăng ký',
    'dạ chưa tạm trú',
    'không biết',
    'quay lại',
    'sửa',
    'bắt đầu lại',
  ]) {
    const { intent, procedures } = await heard(text, 'case')
    expect([text, intent, procedures[0]?.code]).toEqual([text, 'procedure', '1.001193'])
    expect(procedures[0]?.name).not.toBe('')
  }
})
