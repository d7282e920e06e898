import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTelegram } from '../../bot/channels/telegram.ts'
import { telegramPhotos } from '../../bot/channels/telegram-photo.ts'
import { createConversation } from '../../bot/conversation/conversation.ts'
import { picture } from '../support/png.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { type FeedbackWorld, feedbackWorld, staff } from './feedback-world.ts'
import { say, unit } from './world.ts'

const SECRET = 'webhook-secret'
const LAMP = 'đèn đường xóm 3 tắt cả tháng nay, tối đi không thấy gì'
const CHAT = 7

let server: TelegramServer
let w: FeedbackWorld
beforeEach(async () => {
  server = await new TelegramServer().start()
  w = await feedbackWorld(telegramPhotos({ token: server.token, apiRoot: server.root }))
})
afterEach(async () => {
  await server.stop()
  w.close()
})

function bot(conversation = w.conversation) {
  const clock = () => w.now
  const account = { token: server.token, apiRoot: server.root, webhookSecret: SECRET }
  return createTelegram({ ...account, conversation, db: w.db, vault: w.deps.vault, unit, say, clock })
}
async function deliver(update: unknown, telegram = bot()): Promise<void> {
  const work: Array<Promise<unknown>> = []
  const headers = { 'x-telegram-bot-api-secret-token': SECRET }
  const request = new Request('http://xa/telegram/webhook', { method: 'POST', body: JSON.stringify(update), headers })
  expect((await telegram.webhook(request, (one) => work.push(one))).status).toBe(200)
  await Promise.all(work)
}
const last = () => server.textsTo(CHAT).at(-1) ?? ''
/** An update that presses the button of this label, wherever it was shown last. */
function press(label: string) {
  const shown = server.sent.findLast(({ chat, buttons }) => chat === String(CHAT) && buttons.includes(label))
  return server.press(CHAT, shown?.ids[shown.buttons.indexOf(label)] ?? `no button ${label}`)
}
const cases = async () => (await w.db.execute('SELECT code, source FROM feedback')).rows
async function upToReview() {
  await deliver(server.text(CHAT, LAMP))
  for (const label of ['Thôn Đông', 'Không có ảnh', 'Có, nhắn qua đây', 'Không đăng']) await deliver(press(label))
}

describe('photos', () => {
  test('a photo, a picture sent as a file, a place: all in the report, cleaned', async () => {
    await deliver(server.text(CHAT, LAMP))
    await deliver(server.photo(CHAT, picture({ width: 40 })))
    expect(last()).toContain('Đã nhận 1 ảnh')
    await deliver(server.photo(CHAT, picture(), { asFile: 'image/png' }))
    await deliver(server.place(CHAT, 15.12345, 108.8))
    expect(last()).toContain('Đã nhận 2 ảnh. Gửi tiếp')
    for (const label of ['Xong', 'Không cần liên hệ', 'Không đăng']) await deliver(press(label))
    expect(last()).toContain('15.12345')
    await deliver(press('Gửi'))
    expect(server.textsTo(CHAT).join('\n')).toContain('https://xa.example.vn/app/#/feedback/PA-')
    expect(await cases()).toMatchObject([{ source: 'telegram' }])
    expect((await w.db.execute('SELECT 1 FROM feedback_file')).rows).toHaveLength(2)
    expect(await w.bytes()).not.toContain('GPS 15')
  })

  test('an album is answered once, and counts whole', async () => {
    await deliver(server.text(CHAT, LAMP))
    await deliver(press('Thôn Đông'))
    const before = server.sent.length
    for (let n = 0; n < 3; n++) await deliver(server.photo(CHAT, picture(), { album: 'a1' }))
    expect(server.sent.length - before).toBe(1)
    for (const label of ['Xong', 'Không cần liên hệ', 'Không đăng']) {
      await deliver(label === 'Xong' ? server.text(CHAT, 'xong') : press(label))
    }
    expect(last()).toContain('3 ảnh')
  })

  test('what is broken, too large or can not be fetched is said, and the report goes on', async () => {
    await deliver(server.text(CHAT, LAMP))
    await deliver(server.photo(CHAT, new TextEncoder().encode('not a picture'), { asFile: 'image/jpeg' }))
    expect(last()).toMatch(/JPEG[\s\S]*Việc ở đâu/)
    await deliver(server.photo(CHAT, new Uint8Array(20_000_001)))
    expect(last()).toMatch(/nặng hơn 8 MB[\s\S]*Việc ở đâu/)
    server.fileFaults.push(500)
    await deliver(server.photo(CHAT, picture()))
    expect(last()).toMatch(/Chưa lấy được ảnh[\s\S]*Việc ở đâu/)
    expect(w.files()).toEqual([])
    expect((await w.db.execute('SELECT 1 FROM dead_letter')).rows).toHaveLength(0)
  })

  test('a photo alone is not even fetched until a report is wanted', async () => {
    await deliver(server.photo(CHAT, picture()))
    expect(last()).toContain('Anh/chị muốn gửi ảnh này')
    expect(server.calls.some(({ method }) => method === 'getFile')).toBe(false)
    await deliver(press('Gửi phản ánh'))
    expect(w.files()).toHaveLength(1)
    await deliver(server.text(CHAT, 'hủy'))
    expect(w.files()).toEqual([])
  })
})

describe('delivery', () => {
  test('twenty presses, repeated, late and at once: one case, one receipt for each press', async () => {
    await upToReview()
    const first = press('Gửi')
    await Promise.all(Array.from({ length: 10 }, () => deliver(first)))
    await Promise.all(Array.from({ length: 3 }, () => deliver(press('Gửi'))))
    await deliver(first)
    await bot().drain()
    expect(await cases()).toHaveLength(1)
    const receipts = server.textsTo(CHAT).filter((text) => text.startsWith('Đã gửi, mã PA-'))
    expect(receipts).toHaveLength(1)
    expect(server.textsTo(CHAT).filter((text) => text.includes('Không gửi lần hai'))).toHaveLength(3)
  })

  test('a button of an earlier question, late: changes its own answer only', async () => {
    await deliver(server.text(CHAT, LAMP))
    const where = press('Thôn Tây')
    for (const label of ['Thôn Đông', 'Không có ảnh', 'Không cần liên hệ', 'Không đăng']) await deliver(press(label))
    await deliver(where)
    expect(last()).toMatch(/Xem lại trước khi gửi[\s\S]*Thôn Tây/)
  })

  test('429 and a crash while sending: the review waits unreadable and comes once, in order', async () => {
    await deliver(server.text(CHAT, LAMP))
    for (const label of ['Thôn Đông', 'Không có ảnh', 'Không cần liên hệ']) await deliver(press(label))
    const asked = press('Không đăng')
    server.faults.push({ kind: 'rate', retryAfter: 30 })
    await deliver(asked)
    expect(last()).not.toContain('Xem lại')
    expect(await w.bytes()).not.toContain('tối đi không thấy gì')
    w.now = new Date(w.now.getTime() + 31_000)
    await Promise.all([bot().drain(), bot(createConversation({ ...w.deps })).drain()])
    expect(server.textsTo(CHAT).filter((text) => text.startsWith('Xem lại'))).toHaveLength(1)
    expect(last()).toContain('tối đi không thấy gì')
    expect(await w.bytes()).not.toContain('tối đi không thấy gì')
  })

  test('a denunciation reaches neither the disk nor the dead letter', async () => {
    await deliver(server.text(CHAT, 'tôi tố cáo ông Nguyễn Văn Kẻ Gian ăn chặn tiền hỗ trợ'))
    await deliver(server.photo(CHAT, picture(), { caption: 'ảnh ông Kẻ Gian nhận hối lộ' }))
    expect(last()).toContain('Luật Tố cáo')
    expect(await w.bytes()).not.toContain('Kẻ Gian')
    expect(w.files()).toEqual([])
  })

  test('steps are told to a chat that agreed, unreadable while they wait, with the case one press away', async () => {
    await upToReview()
    await deliver(press('Gửi'))
    const code = String((await cases())[0]?.code)
    await w.feedback.desk.claim(staff(), code)
    await bot().drain()
    w.now = new Date(w.now.getTime() + 5000)
    await w.feedback.desk.close(staff(), code, {
      outcome: 'resolved',
      answer: 'UBND xã đã thay bóng đèn, đèn sáng lại từ tối qua.',
      evidence: { document: '12/BC-UBND' },
    })
    expect(await w.bytes()).not.toContain('thay bóng đèn')
    await bot().drain()
    expect(last()).toContain('thay bóng đèn')
    await deliver(press('Xem tình trạng'))
    expect(last()).toContain(`Phản ánh ${code}`)
    expect(server.sent.at(-1)?.buttons).toEqual(expect.arrayContaining(['Hài lòng', 'Không hài lòng', 'Chưa xong']))
  })
})
