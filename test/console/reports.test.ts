import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memorySource, textSource } from '../../server/dossiers/import/source.ts'
import { docxText } from '../../server/reports/check/docx-text.ts'
import { openServices } from '../support/services.ts'
import { posted, signedIn } from '../support/staff.ts'

const DESK = readFileSync(join(import.meta.dirname, '../dossiers/fixtures/desk.csv'))
const QUARTER = 'from=2026-07-01&to=2026-09-30'

async function desk() {
  const open = await openServices()
  await open.services.dossiers.importFile(memorySource([DESK]))
  const leader = await signedIn(open.services, 'leader', 'Phạm Chủ Tịch')
  const officer = await signedIn(open.services, 'officer')
  const get = async (path: string, who = leader) => {
    const response = await open.app.request(`/console/reports${path}`, { headers: who.headers })
    return { status: response.status, text: await response.text() }
  }
  const post = (path: string, fields: Record<string, string>, who = leader) =>
    open.app.request(`/console/reports${path}`, posted(fields, who.headers))
  return { ...open, leader, officer, get, post }
}

describe('reports in the console', () => {
  it('show targets with their distance, and every number as a link to its rows', async () => {
    const { get, services } = await desk()
    const shown = await get(`?${QUARTER}`)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('quý III năm 2026')
    expect(shown.text).toMatch(/chưa đạt, thiếu [\d,]+ điểm/)
    const { indicators } = await services.reports.indicators(services.content.unit.code, {
      from: '2026-07-01',
      to: '2026-09-30',
    })
    const late = indicators.find(({ key }) => key === 'dossiers.solved-late')
    const link =
      /href="(\/console\/reports\/rows\/dossiers\.solved-late\?(?![^"]*by=)[^"]+)"/
        .exec(shown.text)?.[1]
        ?.replace(/&amp;/g, '&') ?? ''
    const rows = await get(link.replace('/console/reports', ''))
    expect(rows.text).toContain(`<b>${late?.value}</b> dòng`)
    expect(rows.text).not.toMatch(/\*\*/)
    const file = await get(`/rows/dossiers.solved-late/file.csv?${QUARTER}`)
    expect(file.text.trim().split('\r\n')).toHaveLength(Number(late?.value) + 1)
  })

  it('open the rows of a field, a week, a kind; nobody but a leader those of a colleague', async () => {
    const { get, officer } = await desk()
    const shown = await get(`?${QUARTER}`)
    const links = [
      ...shown.text.matchAll(
        /<a href="(\/console\/reports\/rows\/[^"]+by=(?:field|received-week|result-week)[^"]*)">([\d.]+)<\/a>/g,
      ),
    ]
    expect(links.length).toBeGreaterThan(8)
    for (const [, href = '', n = ''] of links) {
      const rows = await get(href.replaceAll('&amp;', '&').replace('/console/reports', ''))
      expect([href, rows.text.includes(`<b>${n}</b> dòng`)]).toEqual([href, true])
    }
    const colleague = `/rows/feedback.handled?${QUARTER}&by=assignee&value=Lan`
    expect((await get(colleague)).status).toBe(200)
    expect((await get(colleague, officer)).status).toBe(403)
    expect((await get(`/rows/feedback.handled?${QUARTER}&by=field&value=x`)).status).toBe(404)
    expect((await get(`/rows/feedback.handled?${QUARTER}&by=khong-co&value=x`)).status).toBe(404)
  })

  it('say codes in words, and lead to a dossier only whoever may read dossiers', async () => {
    const { get, services } = await desk()
    const path = `/rows/dossiers.received?${QUARTER}`
    const leader = await get(path)
    expect(leader.text).toMatch(/<a href="\/console\/dossiers\/\w/)
    expect(leader.text).toContain('trước hạn')
    expect(leader.text).not.toMatch(/>(?:early|direct|online)</)
    const admin = await signedIn(services, 'admin')
    const other = await get(path, admin)
    expect(other.text).toContain('trước hạn')
    expect(other.text).not.toContain('/console/dossiers/')
  })

  it('begin with this quarter while the last one is empty, and with what is about to be late today', async () => {
    const { services, app, state } = await openServices()
    const leader = await signedIn(services, 'leader')
    const shown = async () => (await app.request('/console/reports', { headers: leader.headers })).text()
    expect(await shown()).toContain('Báo cáo quý III năm 2026')
    state.now = new Date('2026-11-20T09:05:00+07:00')
    const one = (code: string, received: string, due: string) =>
      JSON.stringify({ code, receivedDate: received, dueDate: due, status: 'Đang xử lý', channel: 'Trực tiếp' })
    const rows = [
      one('H48.21.15-261116-0001', '2026-11-16T08:00:00+07:00', '2026-11-23T17:00:00+07:00'),
      one('H48.21.15-261116-0002', '2026-11-16T08:00:00+07:00', '2026-11-24T17:00:00+07:00'),
      one('H48.21.15-261102-0003', '2026-11-02T08:00:00+07:00', '2026-11-19T17:00:00+07:00'),
    ]
    await services.dossiers.importFile(textSource(rows.join('\n')))
    const text = await shown()
    expect(text).toContain('Báo cáo quý IV năm 2026')
    const soon = /dossiers\.due-soon\?from=2026-11-20&(?:amp;)?to=2026-11-20">(\d+)</.exec(text)?.[1]
    const late = /dossiers\.pending-overdue\?from=2026-11-20&(?:amp;)?to=2026-11-20">(\d+)</.exec(text)?.[1]
    expect([soon, late]).toEqual(['1', '1'])
  })

  it('go to the period that was chosen, though the days of the last one still stood in the form', async () => {
    const { get } = await desk()
    const shown = 'shown=2026-07-01..2026-09-30'
    expect((await get(`?period=2026-Q4&${QUARTER}&${shown}`)).text).toContain('Báo cáo quý IV năm 2026')
    const days = await get(`?period=2026-Q4&from=2026-08-01&to=2026-08-31&${shown}`)
    expect(days.text).toContain('Báo cáo từ ngày 01/08/2026')
    expect(days.text).not.toMatch(/value="2026-Q4" selected/)
  })

  it('keep what people wrote, refuse an older hand, and put it into the document', async () => {
    const { get, post, app, leader } = await desk()
    const write = (text: string, version: string) =>
      post(`/cchc/text?${QUARTER}`, { section: 'organisation', text, version })
    expect((await write('Ủy ban đã phân công từng bộ phận.', '0')).status).toBe(303)
    const second = await write('Lời của người chậm tay', '0')
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('Lời của người chậm tay')
    expect((await write('Ủy ban đã phân công, kiểm tra hằng tháng.', '1')).status).toBe(303)
    expect((await get(`/cchc?${QUARTER}`)).text).toContain('kiểm tra hằng tháng')
    const docx = await app.request(`/console/reports/cchc/file.docx?${QUARTER}`, { headers: leader.headers })
    expect(await docxText(new Uint8Array(await docx.arrayBuffer()))).toContain('kiểm tra hằng tháng')
    expect((await write('x', '9')).status).toBe(303)
    expect((await post(`/cchc/text?${QUARTER}`, { section: 'khong-co', text: 'x', version: '0' })).status).toBe(404)
  })

  it('stay as they were signed after later imports, and tell what has changed since', async () => {
    const { get, post, app, leader, officer, services, state } = await desk()
    expect((await post(`/cchc/sign?${QUARTER}`, {}, officer)).status).toBe(403)
    const signed = await post(`/cchc/sign?${QUARTER}`, {})
    expect(signed.status).toBe(303)
    const at = (signed.headers.get('location') ?? '').replace('/console/reports', '')
    const reprint = async () => {
      const response = await app.request(`/console/reports${at}/file.docx`, { headers: leader.headers })
      return docxText(new Uint8Array(await response.arrayBuffer()))
    }
    const before = await reprint()
    expect((await get(at)).text).toContain('Đính chính từ khi ký (0)')

    state.now = new Date(state.now.getTime() + 60_000)
    const late = {
      code: 'H48.21.15-260915-0999',
      receivedDate: '2026-09-15T08:00:00+07:00',
      dueDate: '2026-09-16T17:00:00+07:00',
      status: 'Đang xử lý',
      channel: 'Trực tiếp',
    }
    await services.dossiers.importFile(textSource(JSON.stringify(late)))
    const after = await get(at)
    expect(after.text).not.toContain('Đính chính từ khi ký (0)')
    expect(after.text).toContain('Hồ sơ tiếp nhận trong kỳ')
    // and which dossier it was
    expect(after.text).toContain('sau khi ký: 1 hồ sơ nạp thêm, 0 hồ sơ cập nhật')
    expect(after.text).toMatch(/<a href="[^"]*0999">H48\.21\.15-260915-0999<\/a>/)
    expect(await reprint()).toBe(before)
    expect(before).not.toContain('TRƯỚC KHI KÝ')
  })

  it('are not signed before their period is over', async () => {
    const { post } = await desk()
    const early = await post('/cchc/sign?period=2026-Q4', {})
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('chưa kết thúc')
  })

  it('say so when a period can’t be read', async () => {
    const { get } = await desk()
    expect((await get('?from=2026-10-01&to=2026-09-01')).status).toBe(422)
    expect((await get('/rows/khong-co?period=2026-Q3')).status).toBe(404)
  })
})
