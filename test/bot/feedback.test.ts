import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createConversation } from '../../bot/conversation/conversation.ts'
import { forgetDrafts } from '../../bot/conversation/retention.ts'
import type { Similar } from '../../server/feedback/schema.ts'
import { picture } from '../support/png.ts'
import { walk } from '../support/walk.ts'
import { type FeedbackWorld, feedbackWorld } from './feedback-world.ts'
import { message, NOW } from './world.ts'

const LAMP = 'đèn đường xóm 3 tắt cả tháng nay, tối đi không thấy gì'

let w: FeedbackWorld
beforeEach(async () => {
  w = await feedbackWorld()
})
afterEach(() => w.close())

const cases = async () => (await w.db.execute('SELECT code, kind, source FROM feedback')).rows
const upload = (chat: string, bytes = picture()) => w.photos.upload({ channel: 'web', chat }, bytes, 'ip:test')
/** A field report up to its review, without a photo. */
async function reviewed(text = LAMP, channel = 'web') {
  const me = await walk(w, undefined, channel).hears(text)
  await me.presses('Thôn Đông')
  await me.presses('Không có ảnh')
  await me.presses('Không cần liên hệ')
  return me.presses('Không đăng')
}

describe('telling a report', () => {
  test('what was said is not asked for again; the rest is four short questions and a review', async () => {
    const me = await walk(w).hears(LAMP)
    me.says('ghi việc này thành phản ánh', 'Việc ở đâu?').silentAbout('muốn phản ánh việc gì').understood('feedback')
    me.offers('Thôn Đông', 'Không rõ, bỏ qua', 'Thôi, không gửi')
    await me.hears('thôn đông, gần nhà văn hóa')
    me.says('Có ảnh không?')
    await me.presses('Không có ảnh')
    me.says('liên hệ lại với anh/chị')
    await me.presses('Có, gọi điện thoại')
    me.says('nhắn số điện thoại')
    await me.hears('số tôi 0912 345 678')
    me.says('đăng việc này lên trang công khai')
    await me.hears('không')
    me.says('Xem lại trước khi gửi', LAMP, 'Phản ánh hiện trường', 'thôn đông, gần nhà văn hóa', '0912345678')
    me.says('Đăng công khai:\n- Không').offers('Gửi', 'Sửa', 'Hủy')
    expect(await cases()).toHaveLength(0)
    await me.presses('Gửi')
    me.says('Đã gửi, mã PA-', 'Phòng Kinh tế xã', 'Hẹn trả lời trước', 'Phản ánh hiện trường')
    me.says('/app/#/feedback/PA-')
    expect(await cases()).toMatchObject([{ kind: 'field', source: 'web' }])
  })

  test('from the menu it asks what happened; an announcement is no report yet; several messages join', async () => {
    const me = await walk(w).hears('tôi muốn phản ánh')
    me.says('Anh/chị muốn phản ánh việc gì?')
    await me.hears('rác')
    me.says('Xin kể thêm một chút')
    await me.hears('bỏ đầy trước cổng chợ cả tuần không ai dọn')
    me.says('Việc ở đâu?')
    await me.presses('Không rõ, bỏ qua')
    await me.hears('sáng nay bốc mùi hôi lắm')
    me.says('Đã ghi thêm', 'Có ảnh không?')
    await me.hears('xong')
    await me.hears('không cần')
    await me.presses('Được, cho đăng')
    me.says('rác', 'bỏ đầy trước cổng chợ cả tuần không ai dọn', 'sáng nay bốc mùi hôi lắm')
    expect((await walk(w).hears('xin chào')).choices().map(({ label }) => label)).toEqual([
      'Thủ tục',
      'Hồ sơ của tôi',
      'Phản ánh',
      'Gọi xã',
    ])
  })

  test('what leans on a procedure looked at before belongs to the report, unless it asks', async () => {
    const me = await walk(w).hears('đăng ký khai sinh cho con')
    await me.hears(LAMP)
    await me.presses('Thôn Đông')
    await me.hears('còn có dây điện thòng xuống')
    me.says('Đã ghi thêm', 'Có ảnh không?').silentAbout('Khai sinh cho con')
    await me.hears('còn lệ phí thì sao?')
    me.says('Khai sinh cho con', 'Có ảnh không?')
  })

  test('quay lại out of mending an answer gives it back as it was', async () => {
    const me = await reviewed()
    for (const part of ['Việc gì', 'Ở đâu', 'Cách liên hệ']) {
      await me.presses('Sửa')
      await me.presses(part)
      me.silentAbout('Xem lại trước khi gửi')
      await me.hears('quay lại')
      me.says('Xem lại trước khi gửi', LAMP, 'Thôn Đông').offers('Gửi', 'Sửa', 'Hủy')
    }
    await me.presses('Sửa')
    await me.presses('Việc gì')
    await me.hears('cống trước nhà văn hóa thôn Đông bị tắc, nước tràn ra đường')
    me.says('Xem lại trước khi gửi', 'cống trước nhà').silentAbout(LAMP)
    // what was mended is done: now the answer before is asked again
    await me.hears('quay lại')
    me.silentAbout('Xem lại trước khi gửi')
  })

  test('quay lại asks the answer before; sửa changes one and keeps the others; an old button changes nothing', async () => {
    const me = await walk(w).hears(LAMP)
    const old = me.button('Thôn Tây')
    await me.presses('Thôn Đông')
    await me.hears('quay lại')
    me.says('Việc ở đâu?')
    await me.presses('Thôn Bắc')
    await me.presses('Không có ảnh')
    await me.presses('Không cần liên hệ')
    await me.presses('Không đăng')
    await me.presses('Sửa')
    me.says('sửa phần nào').offers('Việc gì', 'Ở đâu', 'Ảnh', 'Cách liên hệ', 'Đăng công khai')
    await me.presses('Việc gì')
    await me.hears('đèn đường trước trường mầm non hỏng hai bóng')
    me.says('Xem lại trước khi gửi', 'hai bóng', 'Thôn Bắc').silentAbout(LAMP)
    await me.presses('Hủy')
    me.says('Đã bỏ phản ánh này')
    await me.hears({ type: 'choice', id: old })
    me.says('Lựa chọn này không còn dùng được').offers('Phản ánh')
    await me.hears('phản ánh ổ gà to ở bờ kênh sau chợ')
    await me.hears({ type: 'choice', id: old })
    me.says('Lựa chọn này không còn dùng được', 'Việc ở đâu?')
    await me.hears('bắt đầu lại')
    me.says('Đã bắt đầu lại')
  })

  test('a question about a procedure, thanks and people are answered, and the report goes on', async () => {
    const me = await walk(w).hears(LAMP)
    await me.hears('chứng thực bản sao lệ phí bao nhiêu?')
    me.says('2.000 đồng', 'vẫn đang viết dở', 'Việc ở đâu?')
    await me.hears('cảm ơn nhé')
    me.says('Không có gì', 'Việc ở đâu?')
    await me.hears('gặp cán bộ')
    me.says('0255 000 0001', 'Việc ở đâu?')
    await me.hears({ type: 'choice', id: 'p:1.001193' })
    me.says('Khai sinh cho con', 'Việc ở đâu?')
    await me.hears('H48.21.15-261102-0018')
    me.says('gửi xong hoặc nhắn “hủy”', 'Việc ở đâu?')
    await me.hears({ type: 'choice', id: 'g:dossier' })
    me.says('gửi xong hoặc nhắn “hủy”')
    await me.hears('/huy')
    me.says('Đã bỏ phản ánh này')
  })

  test.each(['gọi xã', 'gọi xã ạ', 'cho số xã'])('“%s” in the middle gives the number, not a place', async (wish) => {
    const me = await walk(w).hears(LAMP)
    me.says('Việc ở đâu?')
    await me.hears(wish)
    me.says('0255 000 0001', 'Việc ở đâu?')
    await me.hears('thôn đông')
    me.says('Có ảnh không?')
  })

  test('a petition about conduct is asked who it is from, and told what anonymity means', async () => {
    const me = await walk(w).hears('cán bộ hách dịch, quát mẹ tôi')
    me.says('Nghị định 20/2008', 'ẩn danh').silentAbout('Việc ở đâu?')
    await me.hears({ type: 'text', text: 'Trần Thị Bưởi\nthôn Đông, xã Bình Minh' })
    me.says('số điện thoại thì mới đủ')
    await me.hears('0912345678')
    await me.presses('Không đăng')
    me.says('Trần Thị Bưởi', 'thôn Đông, xã Bình Minh', 'thái độ').silentAbout('tin báo ẩn danh')
    await me.presses('Sửa')
    await me.presses('Họ tên, địa chỉ')
    await me.presses('Không ghi tên')
    me.says('Không ghi tên', 'tin báo ẩn danh')
    await me.presses('Gửi')
    me.says('tin báo ẩn danh')
  })

  test('a similar open case nearby is followed instead, or the report is sent all the same', async () => {
    const first = await reviewed()
    await first.presses('Gửi')
    const { rows } = await w.db.execute('SELECT public_id FROM feedback')
    const similar: Similar = {
      id: String(rows[0]?.public_id),
      kind: 'field',
      text: LAMP,
      place: 'Thôn Đông',
      state: 'new',
      stateText: 'Đã nhận',
      receivedAt: '2026-11-21T10:00:00+07:00',
      dueAt: null,
      distance: 40,
      follows: 0,
    }
    const feedback = { ...w.deps.feedback, similar: () => Promise.resolve([similar]) }
    const near = { ...w, conversation: createConversation({ ...w.deps, feedback }) }
    const me = await walk(near).hears('phản ánh đèn đường tắt tối om cả tháng nay')
    await me.presses('Thôn Đông')
    me.says('đã có người báo', 'cách 40 m').offers('Theo dõi cùng', 'Vẫn gửi')
    await me.presses('Theo dõi cùng')
    me.says('theo dõi cùng')
    expect((await w.db.execute('SELECT 1 FROM feedback_follow')).rows).toHaveLength(1)
    expect(await cases()).toHaveLength(1)
    const other = await walk(near).hears('phản ánh đèn đường tắt tối om cả tháng nay')
    await other.presses('Thôn Đông')
    await other.presses('Vẫn gửi')
    other.says('Có ảnh không?')
  })
})

test.each([
  ['dạ không cần đâu', 'Liên hệ lại:\n- Không'],
  ['có, số tôi là 0912.345.678', 'gọi số 0912345678'],
  ['ko', 'Liên hệ lại:\n- Không'],
])('contact: %s', async (typed, shown) => {
  const me = await walk(w).hears(LAMP)
  await me.presses('Thôn Đông')
  await me.hears('không có ảnh')
  await me.hears(typed)
  await me.hears('thôi đừng đăng')
  me.says(shown, 'Đăng công khai:\n- Không')
})
test.each([
  ['Nguyễn Tố Nga, số 5 thôn Đông', 'Nguyễn Tố Nga', 'số 5 thôn Đông'],
  ['tran van ba thon dong', 'tran van ba', 'thon dong'],
])('who: %s', async (typed, name, address) => {
  const me = await walk(w).hears('cán bộ hách dịch, quát mẹ tôi')
  await me.hears(typed)
  await me.presses('Không cần liên hệ')
  await me.hears('được')
  me.says(`- ${name}\n- ${address}`, 'Được, lược bỏ tên')
})

describe('photos and places', () => {
  test('up to five photos at any step; what a photo tells beside its picture is gone', async () => {
    const me = await walk(w).hears(LAMP)
    await me.hears({ type: 'photo', ref: await upload(me.chat) })
    me.says('Đã nhận 1 ảnh', 'Việc ở đâu?')
    await me.hears({ type: 'place', lat: 15.12345, lng: 108.8 })
    me.says('Đã nhận vị trí', 'Đã nhận 1 ảnh. Gửi tiếp')
    for (let n = 2; n <= 6; n++) await me.hears({ type: 'photo', ref: await upload(me.chat) })
    me.says('Đã đủ 5 ảnh')
    await me.presses('Xong')
    await me.presses('Không cần liên hệ')
    await me.presses('Không đăng')
    me.says('5 ảnh', '15.12345')
    await me.presses('Gửi')
    expect((await w.db.execute('SELECT 1 FROM feedback_file')).rows).toHaveLength(5)
    expect(await w.bytes()).not.toContain('GPS 15')
  })

  test('what is no photo, and a photo of another conversation, are refused with what to do', async () => {
    const me = await walk(w).hears(LAMP)
    await me.hears({ type: 'photo', ref: await upload('someone-else') })
    me.says('Ảnh bị hỏng', 'Việc ở đâu?')
    await expect(upload(me.chat, new TextEncoder().encode('<svg onload=alert(1)>'))).rejects.toThrow(/JPEG/)
  })

  test('a photo or a place alone offers a report; no keeps nothing', async () => {
    const me = await walk(w).hears({ type: 'photo', ref: 'x' })
    me.says('không đọc được nội dung ảnh').offers('Gửi phản ánh', 'Không')
    await me.presses('Không')
    me.says('không giữ lại')
    await me.hears({ type: 'place', lat: 15.1, lng: 108.8 })
    await me.presses('Gửi phản ánh')
    me.says('Anh/chị muốn phản ánh việc gì?')
    await me.hears('ổ gà to giữa đường liên thôn, đã có hai người ngã')
    me.says('Có ảnh không?')
    const other = await walk(w).hears({ type: 'photo' })
    other.says('chưa đọc được ảnh')
    const third = await walk(w).hears({ type: 'place', lat: 15.1, lng: 108.8 })
    await third.hears('đăng ký khai sinh cho con')
    third.says('Khai sinh cho con').silentAbout('phản ánh')
  })

  test('a photo with a caption that reports something begins the report with both', async () => {
    const me = walk(w)
    await me.hears({ type: 'photo', ref: await upload(me.chat), caption: LAMP })
    me.says('ghi việc này thành phản ánh', 'Việc ở đâu?')
    await me.presses('Thôn Nam')
    me.says('Đã nhận 1 ảnh')
    await me.hears('hủy')
    expect(w.files()).toEqual([])
  })
})

describe('what law keeps out', () => {
  test('a denunciation typed at any place of a report is guided and stands nowhere on the disk', async () => {
    const secret = 'tôi tố cáo ông Nguyễn Văn Kẻ Gian ăn chặn tiền hỗ trợ của dân'
    const me = walk(w)
    for (const before of [null, 'tôi muốn phản ánh', LAMP]) {
      if (before) await me.hears(before)
      await me.hears(secret)
      me.says('Luật Tố cáo 2018', 'bí mật').silentAbout('Kẻ Gian')
    }
    me.says('Việc ở đâu?')
    expect(await w.bytes()).not.toContain('Kẻ Gian')
    const { rows } = await w.db.execute('SELECT kind, count FROM feedback_guided')
    expect(rows).toMatchObject([{ kind: 'denunciation', count: 3 }])
  })

  test('a complaint ends where it began; a mixed message goes on with its report, and says so', async () => {
    const me = await walk(w).hears('tôi khiếu nại quyết định xử phạt của xã đối với gia đình tôi')
    me.says('Luật Khiếu nại').silentAbout('Việc ở đâu?')
    await me.hears('Đèn đường thôn tôi hỏng cả tháng nay. Ngoài ra tôi tố cáo ông Trần Kẻ Gian nhận hối lộ của dân.')
    me.says('Luật Tố cáo 2018', 'Phần còn lại tôi ghi thành phản ánh', 'Đèn đường thôn tôi hỏng').silentAbout('Kẻ Gian')
    me.says('Việc ở đâu?')
    expect(await w.bytes()).not.toContain('Kẻ Gian')
  })

  test('danger first, in the middle of a report, which stays', async () => {
    const me = await walk(w).hears(LAMP)
    await me.hears('cháy nhà rồi cứu với')
    expect(me.first()).toContain('114')
    me.says('Việc ở đâu?').understood('emergency')
  })

  test('who has called the number may tell the commune; the number is said again all the same', async () => {
    const me = await walk(w).hears('cháy nhà ông Sáu rồi, cứu với')
    me.offers('Đã gọi rồi, báo thêm cho xã')
    await me.presses('Đã gọi rồi, báo thêm cho xã')
    me.says('Anh/chị muốn phản ánh việc gì?')
    await me.hears('cháy nhà ông Sáu cạnh chợ, đã gọi cứu hỏa')
    expect(me.first()).toContain('114')
    me.says('Việc ở đâu?')
  })
})

describe('the draft', () => {
  test('stands only sealed, and is gone when cancelled, sent or a day old', async () => {
    const secret = 'ổ voi sâu trước nhà bà Chín Đặc Biệt làng ta'
    const me = await reviewed(secret)
    me.says('Đặc Biệt')
    expect(await w.bytes()).not.toContain('Đặc Biệt')
    const sealed = async () => String((await w.db.execute('SELECT state FROM conversation')).rows[0]?.state)
    expect(await sealed()).toContain('"draft":"s1.')
    await me.hears('hủy')
    expect(await sealed()).not.toContain('draft')
    await me.hears(secret)
    expect(await forgetDrafts(w.db, new Date(NOW.getTime() + 23 * 3_600_000))).toBe(0)
    expect(await forgetDrafts(w.db, new Date(NOW.getTime() + 25 * 3_600_000))).toBe(1)
    expect(await sealed()).not.toContain('draft')
    expect(await w.bytes()).not.toContain('Đặc Biệt')
  })

  test('a day later the old draft is not gone on with', async () => {
    const me = await walk(w).hears(LAMP)
    w.now = new Date(NOW.getTime() + 25 * 3_600_000)
    await me.hears('thôn đông')
    me.says('quá một ngày')
  })

  test('no question that is asked aside reaches the editors, and no answer either', async () => {
    const me = await walk(w).hears(LAMP)
    for (const text of ['gần nhà ông Bảy Lé', 'xyz blorp', 'không rõ nữa', 'xin giấy bay lên sao hỏa'])
      await me.hears(text)
    expect((await w.db.execute('SELECT 1 FROM unanswered')).rows).toHaveLength(0)
  })
})

describe('sent once', () => {
  test('however often and however concurrently it is pressed, in one or several processes', async () => {
    const me = await reviewed()
    const press = { type: 'choice', id: me.button('Gửi') } as const
    const second = createConversation({ ...w.deps })
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 ? second : w.conversation).handle(message(me.chat, press, `press-${at >> 1}`)),
      ),
    )
    expect(await cases()).toHaveLength(1)
    for (const { replies } of answers) expect(JSON.stringify(replies)).toMatch(/PA-[2-9A-Z]{6}/)
    await me.hears(press)
    me.says('đã gửi rồi', 'Không gửi lần hai')
    expect(await cases()).toHaveLength(1)
  })

  test('a crash before the write leaves the draft, after it the case; a repeated message gets the answer again', async () => {
    const me = await reviewed()
    const press = message(me.chat, { type: 'choice', id: me.button('Gửi') }, 'the-press')
    const dying = createConversation({ ...w.deps, db: { ...w.db, write: () => Promise.reject(new Error('killed')) } })
    await expect(dying.handle(press)).rejects.toThrow('killed')
    expect(await cases()).toHaveLength(0)
    const sent = await w.conversation.handle(press)
    const again = await w.conversation.handle(press)
    expect(again.repeated).toBe(true)
    const [code] = (await cases()).map((row) => String(row.code))
    for (const { replies } of [sent, again]) {
      expect(JSON.stringify(replies)).toContain(`/app/#/feedback/${code}?secret=`)
    }
    expect(await cases()).toHaveLength(1)
    expect(await w.bytes()).not.toContain('?secret=')
  })

  test('a number to call that was lost on the way is told again, and the review below it', async () => {
    const me = await reviewed()
    const danger = message(me.chat, 'cháy nhà rồi cứu với', 'danger')
    await w.conversation.handle(danger)
    expect(JSON.stringify((await w.conversation.handle(danger)).replies)).toMatch(/114.*Xem lại trước khi gửi/)
  })

  test('a review lost on the way is told again with its words, which are not kept; later it is not', async () => {
    const me = await reviewed()
    const edit = message(me.chat, 'sáng nay vẫn chưa có ai tới', 'more')
    await w.conversation.handle(edit)
    const again = await w.conversation.handle(edit)
    expect(JSON.stringify(again.replies)).toMatch(/Đã ghi thêm.*Xem lại trước khi gửi.*sáng nay vẫn chưa/)
    await me.presses('Hủy')
    expect(JSON.stringify((await w.conversation.handle(edit)).replies)).not.toContain('sáng nay')
  })
})
