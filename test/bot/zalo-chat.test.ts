import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetOldConversations } from '../../bot/conversation/retention.ts'
import { picture } from '../support/png.ts'
import { signedIn } from '../support/staff.ts'
import { ZaloBotServer } from '../support/zalo-bot-server.ts'
import { DOSSIER, numberOf, zaloTown } from './zalo-town.ts'

let zalo: ZaloBotServer
beforeAll(async () => {
  zalo = await new ZaloBotServer().start()
})
afterAll(() => zalo.stop())
beforeEach(() => {
  zalo.sent.length = 0
})

type Town = Awaited<ReturnType<typeof zaloTown>>
/** Types the number under which a choice was shown last. */
const choose = (town: Town, label: string) => town.say(numberOf(town.last(), label))

test('a menu is numbered; a number picks from the last list only, 0 goes back, words and labels work beside them', async () => {
  const town = await zaloTown(zalo)
  await town.say('chào')
  expect(town.last()).toMatch(
    /^Chào anh\/chị\. Tôi là trợ lý tự động[\s\S]*Gõ số để chọn:\n1\. Thủ tục\n2\. Hồ sơ của tôi\n/,
  )
  await town.say('9')
  expect(town.last()).toMatch(/^Không có số này trong danh sách[\s\S]*\n1\. Thủ tục\n/)
  await choose(town, 'Thủ tục')
  expect(town.last()).toContain('Anh/chị cần làm giấy tờ gì?')
  // an open question stands now: a number is no answer from the list above it
  await town.say('2')
  expect(town.last()).not.toContain('mã hồ sơ, in trên giấy')
  await town.say('đăng ký khai sinh cho con')
  expect(town.last()).toMatch(/\n1\. Trường hợp của tôi\n/)
  await town.say('1.')
  const first = town.last()
  expect(first).toMatch(/\n0\. Quay lại$/)
  await town.say('số 1')
  expect(town.last()).not.toBe(first)
  const second = town.last()
  const count = second.match(/^\d+\. /gm)?.length ?? 0
  // 0 stands last and has no other number
  await town.say(String(count))
  expect(town.last()).toContain('Xin chọn một trong các câu dưới')
  await town.say('0')
  expect(town.last()).toBe(first)
  await town.say('Quay lại')
  expect(town.last()).toMatch(/\n1\. Trường hợp của tôi\n/)
  await town.say('trường hợp của tôi')
  expect(town.last()).toBe(first)
})

test('every message fits; what is too long comes in parts, the list last', async () => {
  const town = await zaloTown(zalo)
  for (const text of ['đăng ký khai sinh cho con', 'giấy tờ', 'đăng ký kết hôn', 'gọi xã']) await town.say(text)
  expect(zalo.sent.length).toBeGreaterThan(4)
  for (const { text } of zalo.sent) {
    expect([...text.normalize('NFC')].length).toBeLessThanOrEqual(2000)
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/[Bb]ấm/)
  }
})

test('a dossier is followed by number; a notice brings its own list, which counts until something else was answered', async () => {
  const town = await zaloTown(zalo)
  await town.bring()
  await town.say(`${DOSSIER} 1234`)
  await choose(town, 'Theo dõi hồ sơ này')
  expect(town.last()).toContain('Từ nay hồ sơ')
  await town.say('đăng ký khai sinh cho con')
  const card = town.last()
  expect(numberOf(card, 'Trường hợp của tôi')).toBe('1')

  const move = async (row: Record<string, string>) => {
    await town.bring(row)
    town.state.now = new Date(town.state.now.getTime() + 5000)
    await town.settled()
  }
  await move({ status: 'Đã có kết quả', finishedDate: '2026-11-20T09:30:00+07:00' })
  expect(town.last()).toContain('đã có kết quả')
  expect(town.last()).toMatch(/Gõ số để chọn:\n1\. Xem hồ sơ\n2\. Ngừng theo dõi$/)
  await town.say('1')
  expect(town.last()).toMatch(/^Hồ sơ H48/)

  // the conversation has answered: now its own list counts, although the notice was the last that had two choices
  await town.say('đăng ký khai sinh cho con')
  await town.say('1')
  expect(town.last()).toMatch(/\n0\. Quay lại$/)

  await move({ status: 'Đã trả kết quả', returnedDate: '2026-11-20T10:00:00+07:00' })
  expect(town.last()).toMatch(/1\. [^\n]*\n2\. Chưa/)
  await choose(town, 'Chưa')
  expect(town.last()).toMatch(/PA-[A-Z0-9]{6}/)
  const { rows } = await town.db.execute('SELECT source FROM feedback')
  expect(rows).toEqual([{ source: 'zalo' }])
})

test('a list that a notice showed is gone with the data; STOP ends what is told, and both are noted', async () => {
  const town = await zaloTown(zalo)
  await town.bring()
  await town.say(`${DOSSIER} 1234`)
  await choose(town, 'Theo dõi hồ sơ này')
  await town.bring({ status: 'Đã có kết quả', finishedDate: '2026-11-20T09:30:00+07:00' })
  town.state.now = new Date(town.state.now.getTime() + 5000)
  await town.settled()
  expect((await town.db.execute('SELECT channel FROM shown_menu')).rows).toEqual([{ channel: 'zalo-bot' }])
  await town.say('STOP')
  expect(town.last()).toContain('Đã ngừng nhắn tin')
  expect((await town.db.execute('SELECT * FROM follow')).rows).toHaveLength(0)
  await town.say('xóa dữ liệu của tôi')
  await choose(town, 'Xóa hết')
  expect((await town.db.execute('SELECT * FROM shown_menu')).rows).toHaveLength(0)
  const acts = await town.db.execute('SELECT act, channel FROM consent ORDER BY rowid')
  expect(acts.rows).toEqual(['given', 'withdrawn', 'erased'].map((act) => ({ act, channel: 'zalo-bot' })))
})

test('a list that a notice showed is forgotten as conversations are', async () => {
  const town = await zaloTown(zalo)
  const show = (chat: string, at: string) =>
    town.db.execute(
      "INSERT INTO shown_menu (unit, channel, chat, version, choices, at) VALUES ('1', 'zalo-bot', ?, 1, '[]', ?)",
      [chat, at],
    )
  await show('old', '2026-10-01T09:00:00+07:00')
  await show('new', '2026-11-10T09:00:00+07:00')
  await forgetOldConversations(town.db, town.state.now)
  expect((await town.db.execute('SELECT chat FROM shown_menu')).rows).toEqual([{ chat: 'new' }])
})

test('a report with photos, by numbers; a photo from elsewhere than Zalo is not fetched', async () => {
  const town = await zaloTown(zalo)
  await town.say('đăng ký kết hôn')
  await town.say('đèn đường ngoài ngõ tắt cả tháng nay, tối đi không thấy gì')
  await choose(town, 'Thôn Đông')
  // what goes on telling is nothing about the procedure looked at before
  await town.say('còn có chuột chết')
  expect(town.last()).toContain('Đã ghi thêm')
  await town.deliver(zalo.update('ba-tu', 'image', { photo: 'http://127.0.0.1:1/inside.jpg' }))
  expect(town.last()).toContain('Ảnh bị hỏng')
  await town.deliver(zalo.photo('ba-tu', picture()))
  expect(town.last()).toContain('Đã nhận 1 ảnh')
  await choose(town, 'Xong')
  await choose(town, 'Có, nhắn qua đây')
  await choose(town, 'Không đăng')
  expect(town.last()).toContain('1 ảnh (đã xóa vị trí và thông tin máy chụp)')
  await choose(town, 'Gửi')
  const all = zalo.textsTo('ba-tu').join('\n')
  expect(all).toMatch(/Đã gửi, mã PA-/)
  expect(all).toContain('https://xa.example.vn/app/#/')
  expect((await town.db.execute('SELECT source FROM feedback')).rows).toEqual([{ source: 'zalo' }])
  // nothing of the report waits readable
  expect(JSON.stringify((await town.db.execute('SELECT state FROM conversation')).rows)).not.toContain('đèn đường')
})

test('a survey, the commune’s news and its quiz, all by numbers', async () => {
  const town = await zaloTown(zalo)
  await town.say('khảo sát')
  await town.say('không hài lòng lắm')
  expect(town.last()).toContain('Vì sao anh/chị chưa hài lòng?')
  await town.say('chờ lâu quá')
  expect(town.last()).toContain('Cảm ơn')
  expect((await town.db.execute('SELECT count(*) AS n FROM survey_response')).rows[0]?.n).toBe(1)

  await town.say('nhận tin của xã')
  await choose(town, 'Thôn Đông')
  const [officer, leader] = [await signedIn(town.services, 'officer'), await signedIn(town.services, 'leader')]
  const { desk } = town.services.broadcasts
  const id = await desk.add(officer.actor, {
    kind: 'quiz',
    title: 'Tìm hiểu cải cách hành chính',
    text: 'Mời bà con thử sức.',
    link: null,
    quiz: [
      {
        ask: 'Nộp hồ sơ ở đâu?',
        options: ['Chỉ ở xã', 'Ở xã hoặc trực tuyến'],
        right: 1,
        explain: 'Cách nào cũng được.',
      },
      { ask: 'Tra cứu cần gì?', options: ['Mã hồ sơ', 'Giấy giới thiệu', 'Sổ đỏ'], right: 0, explain: '' },
    ],
    hamlets: [],
    channels: ['zalo-bot'],
    scheduledAt: null,
  })
  await desk.submit(officer.actor, id, 1)
  await desk.approve(leader.actor, id, 2, false)
  for (let n = 0; n < 3; n++) {
    await town.services.broadcasts.run()
    await town.settled()
    town.state.now = new Date(town.state.now.getTime() + 2000)
  }
  expect(town.last()).toContain('Mời bà con thử sức')
  await choose(town, 'Trả lời câu hỏi')
  expect(town.last()).toContain('Câu 1/2')
  await choose(town, 'Ở xã hoặc trực tuyến')
  await choose(town, 'Mã hồ sơ')
  expect(town.last()).toContain('đúng 2 trên 2')
  await town.say('thôi nhận tin của xã')
  expect((await town.db.execute('SELECT * FROM news_subscription')).rows).toHaveLength(0)
})

test('what a citizen followed by a code is told here', async () => {
  const town = await zaloTown(zalo)
  await town.bring()
  const answer = await town.app.request('/api/notices/link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: DOSSIER, phone: '1234' }),
  })
  const text = /THEO DOI \w{8}/.exec(await answer.text())?.[0] ?? 'no code'
  await town.say(text.toLowerCase())
  expect(town.last()).toContain(DOSSIER)
  expect((await town.db.execute('SELECT channel, chat FROM follow')).rows).toEqual([
    { channel: 'zalo-bot', chat: 'ba-tu' },
  ])
})
