import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { picture } from '../support/png.ts'
import { walk } from '../support/walk.ts'
import { type FeedbackWorld, feedbackWorld, staff } from './feedback-world.ts'
import { NOW } from './world.ts'

const LAMP = 'đèn đường xóm 3 tắt cả tháng nay, tối đi không thấy gì'
const DAY = 86_400_000

let w: FeedbackWorld
beforeEach(async () => {
  w = await feedbackWorld()
})
afterEach(() => w.close())

/** A report sent from a chat; its walk and its code. */
async function sent(text = LAMP) {
  const me = await walk(w).hears(text)
  for (const label of ['Thôn Đông', 'Không có ảnh', 'Không cần liên hệ', 'Không đăng', 'Gửi']) await me.presses(label)
  const code = /PA-[2-9A-Z]{6}/.exec(me.text())?.[0] ?? ''
  return { me, code }
}
const later = (days: number) => {
  w.now = new Date(NOW.getTime() + days * DAY)
}
async function closed(code: string) {
  await w.feedback.desk.claim(staff(), code)
  await w.feedback.desk.close(staff(), code, {
    outcome: 'resolved',
    answer: 'UBND xã đã thay bóng đèn, đèn sáng lại từ tối qua. Cảm ơn anh/chị.',
    evidence: { document: '12/BC-UBND' },
  })
}

describe('following a case', () => {
  test('by its code, typed any way, or "phản ánh của tôi"; another chat needs the secret link', async () => {
    const { me, code } = await sent()
    for (const typed of [
      code,
      code.toLowerCase().replace('-', ' '),
      `${code} tới đâu rồi`,
      'phản ánh của tôi đến đâu rồi',
    ]) {
      await me.hears(typed)
      me.says(`Phản ánh ${code}`, 'Đã nhận', LAMP, 'Phòng Kinh tế xã', 'Hạn trả lời').offers('Bổ sung')
    }
    const stranger = await walk(w).hears(code)
    stranger.says('không phải gửi từ khung nhắn tin này').silentAbout(LAMP)
    const link = await w.feedback.link(code)
    await stranger.hears(`https://xa.example.vn${link}`)
    stranger.says(LAMP).silentAbout('Bổ sung')
    await stranger.hears(`https://xa.example.vn${link.slice(0, -3)}xyz`)
    stranger.says('không phải gửi từ khung nhắn tin này').silentAbout(LAMP)
    const nobody = await walk(w).hears('PA-ZZZ999')
    nobody.says('không phải gửi từ khung nhắn tin này')
    await nobody.hears('phản ánh của tôi')
    nobody.says('Chưa có phản ánh nào').offers('Phản ánh')
    await me.hears('phản ánh ổ gà to giữa đường liên thôn')
    for (const label of ['Không rõ, bỏ qua', 'Không có ảnh', 'Không cần liên hệ', 'Không đăng', 'Gửi'])
      await me.presses(label)
    await me.hears('phản ánh của tôi')
    me.says('muốn xem phản ánh nào')
    expect(me.choices()).toHaveLength(2)
  })

  test('an answer to the officer goes to the open question; words and photos are added', async () => {
    const { me, code } = await sent()
    await w.feedback.desk.claim(staff(), code)
    await w.feedback.desk.ask(staff(), code, { question: 'Cột đèn số mấy, gần nhà ai?' })
    await me.hears(code)
    me.says('Chờ anh/chị trả lời thêm', 'Cột đèn số mấy', 'chưa tính ngày').offers('Trả lời cán bộ')
    await me.presses('Trả lời cán bộ')
    await me.hears('cột số 12, ngay cổng trường')
    me.says(`Đã thêm vào phản ánh ${code}`)
    await me.hears({
      type: 'photo',
      ref: await w.photos.upload({ channel: 'web', chat: me.chat }, picture(), 'ip:test'),
    })
    me.says('Đã thêm vào')
    await me.presses('Xong')
    me.says('Đang xử lý', 'Anh/chị đã trả lời').silentAbout('Chờ anh/chị')
    expect((await w.db.execute('SELECT 1 FROM feedback_file')).rows).toHaveLength(1)
    await me.presses('Bổ sung')
    await me.hears('tôi tố cáo ông Kẻ Gian nhận hối lộ')
    me.says('Luật Tố cáo 2018')
    expect(await w.bytes()).not.toContain('Kẻ Gian')
    await me.hears('thôi')
    me.says('Đã dừng')
    await me.hears({ type: 'choice', id: `r:c:${code}:more` })
    await me.hears('cảm ơn nhé')
    me.says('Không có gì')
    await me.hears({ type: 'choice', id: `r:c:${code}:more` })
    await me.hears('xong')
    me.says(`Phản ánh ${code}`)
    expect((await w.db.execute("SELECT 1 FROM feedback_event WHERE event = 'more'")).rows).toHaveLength(2)
  })

  test('late: sorry first', async () => {
    const { me, code } = await sent()
    later(14)
    await me.hears(code)
    expect(me.first()).toMatch(/^Xin lỗi anh\/chị, phản ánh đã trễ hạn \d+ ngày làm việc/)
  })

  test('content: thanked; not content: why, and it may go on one level up', async () => {
    const { me, code } = await sent()
    await closed(code)
    await me.hears(code)
    me.says('Đã trả lời', 'đã thay bóng đèn', '12/BC-UBND').offers('Hài lòng', 'Không hài lòng', 'Chưa xong')
    await me.presses('Hài lòng')
    me.says('Cảm ơn')
    await me.hears(code)
    await me.presses('Không hài lòng')
    await me.hears('thay xong một hôm lại tắt')
    me.says('chưa hài lòng').offers('Chưa xong')
    await me.presses('Chưa xong')
    me.says('còn gì chưa xong')
    await me.hears('đèn lại tắt từ tối qua rồi')
    me.says('mở lại', 'lãnh đạo')
    await me.hears(code)
    me.says('Mở lại').silentAbout('Hài lòng')
    expect((await w.db.execute('SELECT level, state, rating FROM feedback')).rows).toMatchObject([
      { level: 1, state: 'reopened' },
    ])
  })

  test('after the days to reopen the button is gone and an old one is told why', async () => {
    const { me, code } = await sent()
    await closed(code)
    await me.hears(code)
    const old = me.button('Chưa xong')
    later(40)
    await me.hears(code)
    expect(me.choices().map(({ label }) => label)).not.toContain('Chưa xong')
    await me.hears({ type: 'choice', id: old })
    await me.hears('vẫn chưa xong đâu')
    me.says('0255 000 000')
  })
})
