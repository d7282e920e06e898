import { expect, test } from 'vitest'
import { textSource } from '../../server/dossiers/import/source.ts'
import { docxText } from '../../server/reports/check/docx-text.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'
import { CODE } from './world.ts'

const HIM = { channel: 'telegram', chat: '7' }

async function desk() {
  const w = await openServices()
  const row = {
    code: CODE,
    procedureName: 'Đăng ký khai sinh',
    applicant: 'Nguyễn Văn An',
    status: 'Đang xử lý',
    receivedDate: '2026-11-02T08:00:00+07:00',
    dueDate: '2026-11-17T17:00:00+07:00',
  }
  await w.services.dossiers.importFile(textSource(JSON.stringify(row)))
  const lan = await signedIn(w.services, 'officer', 'Lan')
  return { ...w, lan }
}

async function unsent(w: Awaited<ReturnType<typeof desk>>) {
  const { notices } = w.services
  await w.db.write(await notices.following(CODE, HIM, (await notices.proof(CODE, HIM)) ?? '', w.state.now))
  expect(await notices.watch()).toBe(1)
  await w.db.execute("UPDATE outbox SET state = 'permanent', error = 'telegram 403' WHERE class = 'notice'")
}

test('what could not be sent is on the first page and in a call list, until somebody called', async () => {
  const w = await desk()
  await unsent(w)
  const home = await (await w.app.request('/console', { headers: w.lan.headers })).text()
  expect(home).toContain('tin không gửi được')
  const list = await (await w.app.request('/console/notices', { headers: w.lan.headers })).text()
  expect(list).toContain(CODE)
  expect(list).toContain('xin lỗi vì quá hẹn')
  expect(list).toContain('bị từ chối')
  expect(list).not.toContain('Nguyễn')
  const [line] = await w.services.notices.unsent()
  const done = await w.app.request(`/console/notices/${line?.seq}/seen`, posted({}, w.lan.headers))
  expect(done.status).toBe(303)
  expect(await w.services.notices.countUnsent()).toBe(0)
  const { rows } = await w.db.execute("SELECT actor_name FROM audit WHERE action = 'notices.seen'")
  expect(rows).toEqual([{ actor_name: 'Lan' }])
})

test('the letter of apology reads as the form asks, with the officer’s reason and new day', async () => {
  const w = await desk()
  const path = `/console/notices/apology/${CODE}.docx`
  const query = new URLSearchParams({ reason: 'chờ ý kiến Phòng Tư pháp', day: '2026-11-25' })
  const letter = await w.app.request(`${path}?${query}`, { headers: w.lan.headers })
  expect(letter.headers.get('content-type')).toContain('wordprocessingml')
  const text = await docxText(new Uint8Array(await letter.arrayBuffer()))
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'TXL-UBND',
    'THƯ XIN LỖI',
    `Về việc chậm trả kết quả hồ sơ ${CODE}`,
    'Đăng ký khai sinh',
    'hẹn trả ngày 17/11/2026',
    'quá hẹn 3 ngày làm việc',
    'Lý do: chờ ý kiến Phòng Tư pháp.',
    'thành thật xin lỗi',
    'vào ngày 25/11/2026',
    'Dữ liệu mẫu',
  ])
    expect(text).toContain(words)
  const { rows } = await w.db.execute("SELECT subject FROM audit WHERE action = 'notices.apology'")
  expect(rows).toEqual([{ subject: CODE }])

  const open = await docxText(
    new Uint8Array(await (await w.app.request(path, { headers: w.lan.headers })).arrayBuffer()),
  )
  expect(open).toContain('Lý do: …')
  const form = await w.app.request(`/console/notices/apology/${CODE}`, { headers: w.lan.headers })
  expect(await form.text()).toContain('Tải thư')
})

test('no letter for what is not late, for nobody, or for a stranger', async () => {
  const w = await desk()
  const get = async (code: string, headers = {}) =>
    (await w.app.request(`/console/notices/apology/${code}.docx`, { headers })).status
  expect(await get('H48.21.15-261102-9999', w.lan.headers)).toBe(404)
  expect(await get(CODE)).toBe(303)
  const editor = await signedIn(w.services, 'editor')
  expect(await get(CODE, editor.headers)).toBe(403)
  await w.services.dossiers.importFile(
    textSource(
      JSON.stringify({ code: CODE, status: 'Đã xử lý xong', receivedDate: '2026-11-02', finishedDate: '2026-11-16' }),
    ),
  )
  expect(await get(CODE, w.lan.headers)).toBe(409)
})

test('everybody may see how many arrived, and nothing else', async () => {
  const w = await desk()
  await unsent(w)
  const answer = await w.app.request('/api/status')
  expect(await answer.json()).toEqual({
    target: 95,
    withinSeconds: 10,
    days: [
      {
        day: '2026-11-20',
        ...{ total: 1, delivered: 0, quick: 0, failed: 1, underway: 0, share: null },
        channels: [{ channel: 'telegram', total: 1, delivered: 0, quick: 0, failed: 1, underway: 0, share: null }],
      },
    ],
  })
  const page = await (await w.app.request('/status')).text()
  expect(page).toContain('20/11/2026')
  expect(page).toContain('Telegram')
  expect(page).not.toContain(CODE)
})
