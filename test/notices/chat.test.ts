import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { cryptoRandom } from '../../server/kernel/ids.ts'
import { hashKey } from '../../server/kernel/privacy.ts'
import { createServices, type Services } from '../../server/services.ts'
import { diskFiles } from '../../server/storage/files-disk.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openDb } from '../../server/storage/node.ts'
import { sources } from '../support/services.ts'
import { signedIn } from '../support/staff.ts'
import { TelegramServer } from '../support/telegram-server.ts'
import { CODE } from './world.ts'

const CHAT = 7
let server: TelegramServer
beforeAll(async () => {
  server = await new TelegramServer().start()
})
afterAll(() => server.stop())
beforeEach(() => {
  server.sent.length = 0
})

/** The whole server with a bot, and somebody whose dossier is in process. */
async function town() {
  const folder = mkdtempSync(join(tmpdir(), 'xa-'))
  const db = await openDb(`file:${join(folder, 'xa.db')}`)
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const state = { now: new Date('2026-11-20T09:00:00+07:00') }
  await migrate(db, state.now)
  const services: Services = createServices({
    db,
    files: diskFiles(join(folder, 'files')),
    clock: () => state.now,
    random: cryptoRandom,
    key: await hashKey('khóa chỉ dùng để kiểm thử, đủ dài'),
    ...sources(),
    telegram: { token: server.token, apiRoot: server.root, webhookSecret: 'secret' },
    log: () => {},
  })
  const bring = (row: Record<string, string>) =>
    services.dossiers.importFile(
      textSource(
        JSON.stringify({
          code: CODE,
          procedureName: 'Đăng ký khai sinh',
          phone: '0900001234',
          status: 'Đang xử lý',
          receivedDate: '2026-11-16T08:00:00+07:00',
          dueDate: '2026-11-25T17:00:00+07:00',
          ...row,
        }),
      ),
    )
  await bring({})
  const headers = { 'x-telegram-bot-api-secret-token': 'secret' }
  async function deliver(update: unknown) {
    state.now = new Date(state.now.getTime() + 2000)
    const work: Array<Promise<unknown>> = []
    const request = new Request('http://xa/telegram/webhook', { method: 'POST', body: JSON.stringify(update), headers })
    await services.telegram?.webhook(request, (one) => work.push(one))
    await Promise.all(work)
  }
  return {
    db,
    services,
    bring,
    at(moment: string) {
      state.now = new Date(moment)
    },
    drain: () => services.telegram?.drain(),
    say: (text: string, chat = CHAT) => deliver(server.text(chat, text)),
    /** Presses the button of this label, wherever it was shown last. */
    press(label: string, chat = CHAT) {
      const shown = server.sent.findLast(({ buttons }) => buttons.includes(label))
      return deliver(server.press(chat, shown?.ids[shown.buttons.indexOf(label)] ?? `no button ${label}`))
    },
    async follow() {
      await deliver(server.text(CHAT, `${CODE} 1234`))
      await this.press('Theo dõi hồ sơ này')
    },
  }
}
const last = () => server.sent.at(-1)?.text ?? ''

test('looked up with the right digits, followed, told, stopped', async () => {
  const w = await town()
  await w.say(CODE)
  expect(server.sent.flatMap(({ buttons }) => buttons)).not.toContain('Theo dõi hồ sơ này')
  await w.say('1234')
  await w.press('Theo dõi hồ sơ này')
  expect(last()).toContain(`Từ nay hồ sơ ${CODE}`)
  await w.press('Theo dõi hồ sơ này')
  expect(last()).toContain('đang theo dõi')
  w.at('2026-11-20T10:00:00+07:00')
  await w.bring({ status: 'Đã xử lý xong', finishedDate: '2026-11-20T09:50:00+07:00' })
  await w.drain()
  expect(last()).toContain('đã có kết quả')
  await w.say('Ngừng nhận tin')
  expect(last()).toContain('Đã ngừng nhắn tin')
  const before = server.sent.length
  w.at('2026-11-20T11:00:00+07:00')
  await w.bring({ status: 'Đã trả kết quả', returnedDate: '2026-11-20T10:50:00+07:00' })
  await w.drain()
  expect(server.sent).toHaveLength(before)
})

test('the button of another chat follows nothing', async () => {
  const w = await town()
  await w.say(`${CODE} 1234`)
  await w.press('Theo dõi hồ sơ này', 8)
  expect(last()).toContain('Xin tra lại hồ sơ')
  expect((await w.db.execute('SELECT * FROM follow')).rows).toHaveLength(0)
})

test.each(['stop', 'STOP', 'Stop.', 'hủy theo dõi', 'huy theo doi', 'đừng nhắn nữa'])('%s stops', async (word) => {
  const w = await town()
  await w.follow()
  await w.say(word)
  expect(last()).toContain('Đã ngừng nhắn tin')
  expect((await w.db.execute('SELECT * FROM follow')).rows).toHaveLength(0)
})

test('stop in the middle of something else ends that, and with nothing followed it is no word of ours', async () => {
  const w = await town()
  await w.say('stop')
  expect(last()).not.toContain('Đã ngừng nhắn tin')
})

test('returned: asked once; “Đã nhận” thanks and ends it', async () => {
  const w = await town()
  await w.follow()
  w.at('2026-11-20T10:00:00+07:00')
  await w.bring({ status: 'Đã trả kết quả', finishedDate: '2026-11-19', returnedDate: '2026-11-20T09:50:00+07:00' })
  await w.drain()
  expect(server.sent.at(-1)).toMatchObject({ buttons: ['Đã nhận', 'Chưa nhận'] })
  await w.press('Đã nhận')
  expect(last()).toContain('Cảm ơn anh/chị đã cho biết')
  await w.press('Chưa nhận')
  expect(last()).toContain('không còn theo dõi')
  expect((await w.db.execute('SELECT * FROM feedback')).rows).toHaveLength(0)
})

test('“Chưa nhận” opens one case for the leader, with the dossier, however often it is pressed', async () => {
  const w = await town()
  await w.follow()
  w.at('2026-11-20T10:00:00+07:00')
  await w.bring({ status: 'Đã trả kết quả', finishedDate: '2026-11-19', returnedDate: '2026-11-20T09:50:00+07:00' })
  await w.drain()
  await w.press('Chưa nhận')
  expect(last()).toContain('Đã báo lãnh đạo')
  const code = /PA-[A-Z0-9]{6}/.exec(last())?.[0] ?? ''
  await w.press('Chưa nhận')
  expect(last()).toContain(code)
  const { rows } = await w.db.execute('SELECT code, kind, level, source, dossier_code FROM feedback')
  expect(rows).toEqual([{ code, kind: 'conduct', level: 1, source: 'telegram', dossier_code: CODE }])
  // an officer may not close it alone, the leader may
  const [officer, leader] = [await signedIn(w.services, 'officer'), await signedIn(w.services, 'leader')]
  await expect(w.services.feedback.desk.claim(officer.actor, code)).rejects.toMatchObject({
    code: 'feedback.leader-only',
  })
  await w.services.feedback.desk.claim(leader.actor, code)
  w.at('2026-11-20T10:05:00+07:00')
  await w.drain()
  expect(last()).toContain(`${code}: cán bộ đã nhận xử lý`)
})

test('a result that stands ready and was not there opens a case too, and the return later is a question of its own', async () => {
  const w = await town()
  await w.follow()
  w.at('2026-11-20T10:00:00+07:00')
  await w.bring({ status: 'Đã xử lý xong', finishedDate: '2026-11-20T09:50:00+07:00' })
  await w.drain()
  w.at('2026-11-30T09:00:00+07:00')
  await w.services.notices.watch()
  await w.drain()
  expect(last()).toContain('chưa ai nhận')
  await w.press('Đến rồi mà chưa có')
  expect(last()).toContain('đến chưa nhận được')
  w.at('2026-11-30T10:00:00+07:00')
  await w.bring({ status: 'Đã trả kết quả', finishedDate: '2026-11-20', returnedDate: '2026-11-30T09:30:00+07:00' })
  await w.drain()
  await w.press('Chưa nhận')
  expect(last()).toContain('sổ ghi đã trả')
  const { rows } = await w.db.execute('SELECT level, dossier_code FROM feedback')
  expect(rows).toEqual(Array(2).fill({ level: 1, dossier_code: CODE }))
})

test('a report that is being told is not lost by a notice’s button', async () => {
  const w = await town()
  await w.follow()
  await w.say('đèn đường xóm 3 tắt cả tháng nay, tối đi không thấy gì')
  await w.press('Ngừng theo dõi')
  expect(last()).toContain('Đã ngừng theo dõi')
  const { rows } = await w.db.execute("SELECT state FROM conversation WHERE chat = '7'")
  expect(String(rows[0]?.state)).toContain('"name":"feedback"')
})

test('“xóa dữ liệu của tôi” says what goes and what stays, then does it', async () => {
  const w = await town()
  await w.follow()
  await w.say('đèn đường xóm 3 tắt cả tháng nay, tối đi không thấy gì')
  await w.say('xóa dữ liệu của tôi')
  expect(last()).toContain('Phản ánh đã gửi vẫn giữ')
  await w.press('Không xóa')
  expect((await w.db.execute('SELECT * FROM follow')).rows).toHaveLength(1)
  await w.say('Xoá dữ liệu của tôi')
  await w.press('Xóa hết')
  expect(last()).toContain('Đã xóa')
  for (const table of ['follow', 'conversation'])
    expect((await w.db.execute(`SELECT * FROM ${table}`)).rows).toHaveLength(0)
  const acts = (await w.db.execute('SELECT act FROM consent ORDER BY seq')).rows.map(({ act }) => act)
  expect(acts).toEqual(['given', 'erased'])
  // the chat begins anew
  await w.say('làm giấy khai sinh cần gì')
  expect(last()).not.toBe('')
})
