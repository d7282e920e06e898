import { type Context, Hono } from 'hono'
import type { CaseView, Receipt } from '../../server/feedback/schema.ts'
import { Intake } from '../../server/feedback/schema.ts'

const day = (offset: number) =>
  `${new Date(Date.now() + offset * 24 * 3600_000).toISOString().slice(0, 10)}T17:00:00+07:00`
const HANDLER = { name: 'Bộ phận địa chính - xây dựng', phone: '0255 000 0002' }
const GUIDANCE = {
  complaint: [
    'Làm đơn khiếu nại có chữ ký, nộp tại trụ sở xã.',
    'Trong 07 ngày làm việc xã phải trả lời có thụ lý không.',
  ],
  denunciation: ['Tố cáo trực tiếp hoặc bằng đơn.', 'Pháp luật bảo đảm giữ bí mật người tố cáo.'],
  emergency: ['Gọi 113, 114 hoặc 115 trước, rồi báo xã.'],
}
const MESSAGE = {
  complaint: 'Việc anh/chị kể là khiếu nại, có thủ tục riêng theo luật.',
  denunciation: 'Việc anh/chị kể là tố cáo, có thủ tục riêng theo luật.',
  emergency: 'Có người gặp nguy hiểm: gọi 113, 114 hoặc 115 ngay.',
}

const base: CaseView = {
  code: 'PA-AAAAAA',
  kind: 'field',
  kindText: 'Phản ánh hiện trường',
  status: 'assigned',
  statusText: 'Đang xử lý',
  dueAt: day(5),
  dueSource: 'Quy định của xã (chưa kiểm chứng)',
  receivedAt: day(-2),
  handler: HANDLER,
  timeline: [
    { at: day(-2), text: 'Xã tiếp nhận' },
    { at: day(-1), text: 'Giao Bộ phận địa chính - xây dựng' },
  ],
  text: 'Đèn đường trước nhà văn hóa thôn tắt đã ba tối.',
  photos: [],
  canReopen: false,
  canRate: false,
  anonymous: true,
  next: 'Anh/chị không phải làm gì thêm.',
}
const closed: CaseView = {
  ...base,
  status: 'closed',
  statusText: 'Đã trả lời',
  answer: 'Đã thay bóng đèn và sửa dây lúc 16 giờ.\nCảm ơn anh/chị đã báo.',
  outcome: 'resolved',
  outcomeText: 'Đã giải quyết',
  evidence: { photos: [], document: '12/BC-UBND' },
  closedAt: day(-1),
  canReopen: true,
  reopenUntil: day(14),
  canRate: true,
  next: 'Anh/chị xem câu trả lời và đánh giá.',
}
const CASES: CaseView[] = [
  base,
  { ...base, code: 'PA-LATE22', dueAt: day(-4), late: { workingDays: 3 } },
  {
    ...base,
    code: 'PA-ASKED2',
    status: 'waiting',
    statusText: 'Chờ anh/chị bổ sung',
    dueAt: null,
    questions: ['Cột đèn mang số mấy?'],
  },
  { ...closed, code: 'PA-DONE22' },
]

/** The secret of every case here. */
export const SECRET = 'khoa-mau-1234567890'

/** The citizens' side of the hotline, over a few cases; `registered` holds what came in. */
export function fakeFeedback() {
  const cases = new Map(CASES.map((one) => [one.code, { ...one }]))
  const receipts = new Map<string, { body: string; receipt: Receipt }>()
  const registered: { code: string; intake: Intake; photos: File[] }[] = []
  const late = new Set<string>()
  const error = (code: string, message: string, more: object = {}) => ({ error: { code, message, ...more } })
  const notFound = error('feedback.not-found', 'Không có phản ánh này, hoặc đường dẫn chưa đúng.')
  const read = async (c: Context) => {
    if (!(c.req.header('content-type') ?? '').startsWith('multipart/')) return { data: await c.req.text(), photos: [] }
    const form = await c.req.formData()
    const photos = form.getAll('photo').filter((part) => part instanceof File)
    return { data: String(form.get('data')), photos }
  }
  const open = async (c: Context, change: (known: CaseView, body: Record<string, string>, photos: File[]) => void) => {
    const { data, photos } = await read(c)
    const body: Record<string, string> = JSON.parse(data)
    const known = cases.get(c.req.param('code') ?? '')
    if (!known || body.secret !== SECRET) return c.json(notFound, 404)
    change(known, body, photos)
    return c.json(known)
  }
  const app = new Hono()
    .post('/', async (c) => {
      const { data, photos } = await read(c)
      const intake = Intake.parse(JSON.parse(data))
      const key = c.req.header('idempotency-key') ?? ''
      const earlier = receipts.get(key)
      if (earlier && earlier.body !== data) return c.json(error('feedback.key-reused', 'Phản ánh này đã gửi rồi.'), 409)
      if (earlier) return c.json(earlier.receipt, 201)
      const matter = /khiếu nại/.test(intake.text)
        ? 'complaint'
        : /tố cáo/.test(intake.text)
          ? 'denunciation'
          : /cháy/.test(intake.text) && !intake.emergencyCalled
            ? 'emergency'
            : null
      if (matter) return c.json(error(`feedback.${matter}`, MESSAGE[matter], { guidance: GUIDANCE[matter] }), 422)
      const code = `PA-NEW${String(registered.length + 1).padStart(3, '2')}`
      registered.push({ code, intake, photos })
      cases.set(code, { ...base, code, status: 'new', statusText: 'Mới tiếp nhận', text: intake.text })
      const receipt: Receipt = {
        code,
        secret: SECRET,
        link: `/app/#/feedback/${code}?secret=${SECRET}`,
        kind: 'field',
        kindText: 'Phản ánh hiện trường',
        urgent: false,
        reasons: ['Có chữ “đèn đường”: việc ngoài hiện trường.'],
        anonymous: true,
        handler: HANDLER,
        receivedAt: day(0),
        dueAt: day(5),
        dueSource: 'Quy định của xã (chưa kiểm chứng)',
        next: ['Xã xem và giao người xử lý.', 'Xong thì câu trả lời hiện ở đường dẫn riêng.'],
      }
      receipts.set(key, { body: data, receipt })
      return c.json(receipt, 201)
    })
    .post('/similar', async (c) => {
      const { hamlet }: { hamlet?: string } = await c.req.json()
      const near = {
        id: '77',
        kind: 'field',
        text: 'Đèn đường gần nhà văn hóa không sáng.',
        place: hamlet ?? '',
        state: 'assigned',
        stateText: 'Đang xử lý',
        receivedAt: day(-1),
        dueAt: day(4),
        distance: 120,
        follows: 2,
      }
      return c.json({ cases: hamlet ? [near] : [] })
    })
    .get('/public', (c) => {
      const q = (c.req.query('q') ?? '').toLowerCase()
      const all = Array.from({ length: 23 }, (_, at) => ({
        id: String(at + 1),
        kind: 'field',
        kindText: 'Phản ánh hiện trường',
        text: `Đèn đường số ${at + 1} không sáng.`,
        place: 'Thôn Trung Tâm',
        receivedAt: day(-9),
        closedAt: day(-5),
        outcome: 'resolved',
        outcomeText: 'Đã giải quyết',
        answer: 'Đã thay bóng đèn.',
        handler: 'Bộ phận địa chính - xây dựng',
        likes: 3,
        dislikes: 1,
      })).filter(({ text, kind }) => text.toLowerCase().includes(q) && kind === (c.req.query('kind') ?? kind))
      const from = (Number(c.req.query('page') ?? 1) - 1) * 10
      return c.json({ total: all.length, pages: Math.ceil(all.length / 10), cases: all.slice(from, from + 10) })
    })
    .get('/:code', (c) => {
      const known = cases.get(c.req.param('code'))
      return known && c.req.query('secret') === SECRET ? c.json(known) : c.json(notFound, 404)
    })
    .post('/:code/more', (c) =>
      open(c, (known, { text, late: own }, photos) => {
        const key = c.req.header('idempotency-key') ?? ''
        if (own && !late.has(key)) registered.find(({ code }) => code === known.code)?.photos.push(...photos)
        late.add(key)
        if (own) return
        known.timeline = [...known.timeline, { at: day(0), text: `Anh/chị bổ sung: ${text ?? 'ảnh'}` }]
        known.status = 'assigned'
        known.statusText = 'Đang xử lý'
        known.dueAt = day(6)
        delete known.questions
      }),
    )
    .post('/:code/reopen', (c) =>
      open(c, (known) => {
        Object.assign(known, { ...base, code: known.code, status: 'reopened', statusText: 'Mở lại, lãnh đạo xã xem' })
        delete known.closedAt
        delete known.answer
        delete known.outcomeText
      }),
    )
    .post('/:code/rate', (c) =>
      open(c, (known, { rating }) => {
        known.rating = rating === 'like' ? 'like' : 'dislike'
        known.canRate = false
      }),
    )
    .post('/:code/follow', (c) => c.json({ ok: true }))
  return { app, registered }
}
