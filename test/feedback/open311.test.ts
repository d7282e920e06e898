import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { open311Routes } from '../../server/feedback/open311-routes.ts'
import { HANDLER, NOW, OFFICER, openDesk } from './support/desk.ts'

const ANSWER = 'UBND xã đã thay bóng đèn đầu thôn, xong ngày 25/11. Cảm ơn anh/chị đã báo.'
const Requests = z.array(
  z.object({
    service_request_id: z.string(),
    status: z.string(),
    service_code: z.string(),
    description: z.string().nullable(),
    status_notes: z.string().nullable(),
    expected_datetime: z.string().nullable(),
    address: z.string().nullable(),
  }),
)

/** One thing in the field that is open, one that was answered and published, one complaint about an officer. */
async function commune() {
  const desk = await openDesk()
  const open = await desk.send({})
  const closed = await desk.send({
    text: 'Đèn đường đầu thôn không sáng ba ngày nay',
    consent: { publish: true, contact: false },
  })
  const conduct = await desk.send({ kind: 'conduct', text: 'Cán bộ một cửa quát mắng dân khi tôi hỏi giấy tờ' })
  await desk.desk.claim(HANDLER, closed.code)
  await desk.desk.close(HANDLER, closed.code, {
    outcome: 'resolved',
    answer: ANSWER,
    evidence: { document: '12/BC-UBND' },
  })
  await desk.desk.publish(OFFICER, closed.code)
  const app = new Hono().route('/v2', open311Routes(desk.feedback))
  const get = async (path: string) => {
    const response = await app.request(`/v2${path}`)
    return { status: response.status, body: (await response.json()) as unknown }
  }
  const list = async (search = '') => Requests.parse((await get(`/requests.json${search}`)).body)
  return { ...desk, open, closed, conduct, get, list }
}

describe('Open311', () => {
  it('shows what is public: answered cases with their words, open ones without any', async () => {
    const { list, open, closed, conduct } = await commune()
    const all = await list()
    expect(all.map(({ status }) => status).sort()).toEqual(['closed', 'open'])
    const answered = all.find(({ status }) => status === 'closed')
    expect(answered).toMatchObject({ service_code: 'field', status_notes: ANSWER, expected_datetime: closed.dueAt })
    expect(answered?.description).toContain('Đèn đường')
    expect(all.find(({ status }) => status === 'open')).toMatchObject({
      description: null,
      expected_datetime: open.dueAt,
    })
    for (const secret of [open, closed, conduct].flatMap(({ code, secret }) => [code, secret]))
      expect(JSON.stringify(all)).not.toContain(secret)
    expect(JSON.stringify(all)).not.toContain('quát mắng')
  })

  it('filters by status, kind, time and page', async () => {
    const { list } = await commune()
    expect((await list('?status=open')).map(({ status }) => status)).toEqual(['open'])
    expect(await list('?service_code=praise')).toEqual([])
    expect(await list('?start_date=2026-01-01&end_date=2026-02-01')).toEqual([])
    expect(await list(`?start_date=${NOW.toISOString().slice(0, 10)}`)).toHaveLength(2)
    expect(await list('?page=2&page_size=1')).toHaveLength(1)
    expect(await list('?page=3&page_size=1')).toEqual([])
  })

  it('opens one by its public id, and knows nothing of the others', async () => {
    const { list, get, conduct, feedback } = await commune()
    const [first] = await list()
    const one = await get(`/requests/${first?.service_request_id}.json`)
    expect([one.status, Requests.parse(one.body)[0]]).toEqual([200, first])
    for (const id of [conduct.code, 'khong-co'])
      expect(await get(`/requests/${id}.json`)).toMatchObject({ status: 404, body: [{ code: 404 }] })
    expect(feedback.open311.services().map(({ service_code }) => service_code)).toContain('field')
    expect((await get('/services.json')).status).toBe(200)
  })
})
