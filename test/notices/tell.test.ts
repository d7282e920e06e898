import { expect, test } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { CODE, HIM } from './world.ts'

const HER = { channel: 'telegram', chat: '8' }

async function desk(row: Record<string, string> = {}) {
  const w = await openServices()
  const facts = {
    code: CODE,
    procedureName: 'Đăng ký khai sinh',
    status: 'Đang xử lý',
    receivedDate: '2026-11-02T08:00:00+07:00',
    dueDate: '2026-11-17T17:00:00+07:00',
    ...row,
  }
  await w.services.dossiers.importFile(textSource(JSON.stringify(facts)))
  const { notices } = w.services
  const follow = async (chat = HIM) =>
    w.db.write(await notices.following(CODE, chat, (await notices.proof(CODE, chat)) ?? '', w.state.now))
  const lan = await signedIn(w.services, 'officer', 'Lan')
  const path = `/console/notices/tell/${CODE}`
  return {
    ...w,
    follow,
    page: async (at = path) => (await w.app.request(at, { headers: lan.headers })).text(),
    tell: (fields: Record<string, string>) => w.app.request(path, posted(fields, lan.headers)),
    /** Who is told what. */
    async told() {
      const { rows } = await w.db.execute("SELECT chat, topic FROM outbox WHERE class = 'notice' ORDER BY seq")
      return rows.map(({ chat, topic }) => `${chat} ${topic}`)
    },
  }
}

test('an apology with the reason and the new date reaches all followers, once', async () => {
  const w = await desk()
  expect(await w.page()).toContain('Chưa ai theo dõi')
  await w.follow()
  await w.follow(HER)
  expect(await w.page(`/console/dossiers/${CODE}`)).toContain(`/console/notices/tell/${CODE}`)
  expect(await w.page()).toContain('Vì sao chậm')
  const words = { text: 'chờ ý kiến Phòng Tư pháp', day: '2026-11-25' }
  const done = await w.tell(words)
  expect([done.status, done.headers.get('location')]).toEqual([303, `/console/dossiers/${CODE}`])
  await w.tell(words)
  expect(await w.told()).toEqual(['7 late', '8 late'])
  const { rows } = await w.db.execute("SELECT subject FROM audit WHERE action = 'notices.told'")
  expect(rows).toHaveLength(2)
})

test('a dossier that waits for papers: which, and until when', async () => {
  const w = await desk({ status: 'Yêu cầu bổ sung giấy tờ' })
  await w.follow()
  expect(await w.page()).toContain('Thiếu giấy gì')
  expect((await w.tell({ text: 'Giấy chứng sinh bản chính', day: '2026-11-27' })).status).toBe(303)
  expect(await w.told()).toEqual(['7 papers'])
})

test.each([
  [{ text: '', day: '2026-11-25' }, 'Xin ghi rõ'],
  [{ text: 'chờ ý kiến', day: '' }, 'Xin chọn ngày'],
  [{ text: 'chờ ý kiến', day: '2026-11-19' }, 'Ngày này đã qua'],
])('%j is not sent: %s', async (fields, sentence) => {
  const w = await desk()
  await w.follow()
  const refused = await w.tell(fields)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain(sentence)
  expect(await w.told()).toEqual([])
})

test('of a dossier in time nothing is said, of an unknown one nothing known', async () => {
  const w = await desk({ dueDate: '2026-11-25T17:00:00+07:00' })
  await w.follow()
  expect(await w.page()).toContain('không có gì phải nhắn thêm')
  expect((await w.tell({ text: 'chờ ý kiến', day: '2026-11-25' })).status).toBe(409)
  const none = await w.app.request('/console/notices/tell/H48.21.15-261102-9999', {
    headers: (await signedIn(w.services, 'officer')).headers,
  })
  expect(none.status).toBe(404)
})
