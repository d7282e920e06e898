import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../server/procedures/read.ts'
import { saveCatalogue } from '../../server/procedures/store.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

const DESK = readFileSync(join(import.meta.dirname, '../dossiers/fixtures/desk.csv'))

async function desk() {
  const open = await openServices()
  const officer = await signedIn(open.services, 'officer')
  const { headers } = officer
  const upload = async (bytes: Uint8Array<ArrayBuffer>, name = 'desk.csv') => {
    const form = new FormData()
    form.append('file', new File([bytes], name))
    const response = await open.app.request('/console/dossiers/import', { method: 'POST', body: form, headers })
    return { status: response.status, text: await response.text() }
  }
  const post = async (path: string, fields: Record<string, string>) => {
    const response = await open.app.request(`/console/dossiers/import/${path}`, posted(fields, headers))
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  const get = async (path: string) => (await open.app.request(path, { headers })).text()
  return { ...open, upload, post, get, count: () => open.services.dossiers.count() }
}
const idOf = (text: string) => /name="id" value="([\w-]+)"/.exec(text)?.[1] ?? ''

describe('loading an export in the console', () => {
  it('is looked at first, then loaded once, and audited', async () => {
    const { upload, post, get, count, db } = await desk()
    const seen = await upload(DESK)
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Chưa ghi gì cả')
    expect(await count()).toBe(0)
    const id = idOf(seen.text)
    expect((await post('load', { id })).status).toBe(303)
    expect(await count()).toBe(56)
    expect(await get('/console/dossiers')).toContain('56 hồ sơ')
    const audited = (await db.execute(`SELECT detail FROM audit WHERE action = 'dossiers.import'`)).rows
    expect(String(audited[0]?.detail)).toContain('"created":56')
    // the file itself is gone: it holds names and numbers
    expect((await post('load', { id })).status).toBe(404)
    const again = await upload(DESK)
    expect(again.text).toContain('không thay đổi gì')
  })

  it('says which columns it can’t read, and takes their names', async () => {
    const { upload, post, count } = await desk()
    const odd = new TextEncoder().encode(
      'Ma so bien nhan;Ngay vao;Tinh trang\nH48.21.15-260701-0001;01/07/2026;Đang xử lý\n',
    )
    const refused = await upload(odd)
    expect(refused.status).toBe(422)
    const mapped = await post('check', { id: idOf(refused.text), map: 'Ma so bien nhan=code\nNgay vao=receivedAt' })
    expect(mapped.text).toContain('Xem trước')
    await post('load', { id: idOf(mapped.text), map: 'Ma so bien nhan=code\nNgay vao=receivedAt' })
    expect(await count()).toBe(1)
  })

  it('names refused rows and hands them out, without formulas', async () => {
    const { upload, post, count } = await desk()
    const text =
      'Mã hồ sơ,Ngày tiếp nhận,Tình trạng\nH48.21.15-260701-0001,01/07/2026,Đang xử lý\n=1+1,45/13/2026,x\nH48.21.15-260701-0003,45/13/2026,Đang xử lý\n'
    const seen = await upload(new TextEncoder().encode(text))
    expect(seen.text).toMatch(/Dòng bị từ chối/)
    const file = await post('rejected.csv', { id: idOf(seen.text), map: '', asOf: '' })
    expect(file.headers.get('content-disposition')).toContain('dong-bi-tu-choi.csv')
    expect(file.text).not.toMatch(/(^|,)"?=/m)
    const loaded = await post('load', { id: idOf(seen.text) })
    expect(loaded.text).toContain('Đã nạp')
    expect(await count()).toBe(1)
  })

  it('refuses what is no export', async () => {
    const { upload } = await desk()
    expect((await upload(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'a.png')).status).toBe(422)
    expect((await upload(new Uint8Array(0))).status).toBe(422)
  })
})

describe('the list of dossiers', () => {
  it('finds by code and by procedure, and shows one without names', async () => {
    const { upload, post, get } = await desk()
    await post('load', { id: idOf((await upload(DESK)).text) })
    const list = await get('/console/dossiers?q=khai+sinh')
    expect(list).toContain('khai sinh')
    const code = /\/console\/dossiers\/(H[\w.-]+)"/.exec(list)?.[1] ?? ''
    const one = await get(`/console/dossiers/${code}`)
    expect(one).toContain('Diễn biến')
    expect(await get('/console/dossiers?q=%25')).toContain('Không có hồ sơ nào khớp')
    expect(await get('/console/dossiers/KHONG-CO')).toContain('Không tìm thấy')
  })
})

describe('the editor’s page', () => {
  it('lists unanswered questions by count and guides to be reviewed', async () => {
    const { services, app, db } = await openServices()
    await saveCatalogue(db, readCatalogue(join(import.meta.dirname, '../../content/catalogue')))
    const editor = await signedIn(services, 'editor')
    const ask = services.unanswered.recording(
      'Làm giấy phép nuôi cá sấu thế nào, gọi 0912345678',
      'no-match',
      new Date(),
    )
    await db.write([ask])
    await db.write([ask])
    const page = await (await app.request('/console/content', { headers: editor.headers })).text()
    expect(page).toContain('nuôi cá sấu')
    expect(page).not.toContain('0912345678')
    expect(page).toMatch(/Bài hướng dẫn cần rà soát \(\d+\)/)
    const file = await (await app.request('/console/content/unanswered.csv', { headers: editor.headers })).text()
    expect(file).toContain('nuôi cá sấu')
  })
})
