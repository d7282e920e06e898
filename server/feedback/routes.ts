import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { problem } from '../kernel/problem.ts'
import { validate } from '../kernel/validate.ts'
import { readBody } from './body.ts'
import { PHOTO_LIMITS } from './photos/photo.ts'
import { CaseView, Intake, Kind, PublicCase, RatingInput, Receipt, Reopening, Similar } from './schema.ts'
import type { Feedback } from './service.ts'

/** Who calls, as the front door knows it. */
export type FeedbackDoor = { clientIp: (c: Context) => string; clock: () => Date }

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const errors = {
  404: { description: 'Không có, hoặc khóa bí mật chưa đúng: không phân biệt' },
  429: { description: 'Thử sai hoặc gửi quá nhiều' },
}
const Code = z.object({ code: z.string().min(1).max(40) })
const Secret = z.object({ secret: z.string().min(1).max(100) })
const Asked = z.object({ secret: z.string().max(500).default('') })
const More = Secret.extend({
  text: z.string().trim().max(4000, 'không được quá 4000 ký tự').optional(),
  late: z.boolean().default(false).describe('Ảnh của chính lần gửi đầu, tới sau lời'),
})
const Follow = z.object({ follower: z.string().max(100).optional() })
const PublicQuery = z.object({
  q: z.string().max(100).optional(),
  kind: Kind.optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
})
const PublicAnswer = z.object({
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  cases: z.array(PublicCase),
})
const Report = z.object({
  text: z.string().max(4000).default(''),
  hamlet: z.string().max(100).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  lng: z.coerce.number().min(-180).max(180).optional(),
})
const SimilarAnswer = z.object({ cases: z.array(Similar) })
const Key = z.string().regex(/^[\w-]{8,100}$/)

/** Five photos and their words. */
const MOST_BYTES = 5 * PHOTO_LIMITS.bytes + 200_000
const MOST = '5 ảnh, mỗi ảnh 8 MB'

/** What citizens call: sending, following, the public register. */
export function feedbackRoutes(service: Feedback, { clientIp, clock }: FeedbackDoor) {
  const by = (c: Context) => ({ caller: `ip:${clientIp(c)}`, at: clock() })
  const limited = bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw problem('request.too-large', { max: MOST })
    },
  })

  return new Hono()
    .use(async function private_(c, next) {
      c.header('cache-control', 'no-store')
      await next()
    })
    .post(
      '/',
      describeRoute({
        summary: 'Gửi phản ánh, kiến nghị, góp ý, câu hỏi',
        description:
          'JSON, hoặc multipart với trường `data` (JSON) và các tệp `photo` (tối đa 5, mỗi ảnh 8 MB). ' +
          'Gửi lại với cùng Idempotency-Key trả về đúng câu trả lời trước. Khiếu nại, tố cáo không nhận ở đây: 422 kèm hướng dẫn.',
        requestBody: { content: { 'application/json': { schema: {} }, 'multipart/form-data': { schema: {} } } },
        responses: {
          201: { description: 'Đã ghi nhận', content: json(Receipt) },
          409: { description: 'Idempotency-Key đã dùng cho nội dung khác' },
          413: { description: 'Ảnh quá lớn' },
          415: { description: 'Không phải ảnh, hoặc không phải JSON hay multipart' },
          422: { description: 'Thiếu thông tin; hoặc khiếu nại, tố cáo, khẩn cấp: có `guidance`' },
          429: errors[429],
        },
      }),
      limited,
      async (c) => {
        const key = keyOf(c)
        const { data, photos } = await readBody(c, Intake)
        const { caller } = by(c)
        return c.json(await service.submit(data, { door: 'web', caller, key }, photos), 201)
      },
    )
    .get(
      '/public',
      describeRoute({
        summary: 'Các phản ánh đã trả lời, đã lược thông tin cá nhân',
        responses: { 200: { description: 'Mới nhất trước', content: json(PublicAnswer) } },
      }),
      validate('query', PublicQuery),
      async (c) => c.json(await service.publicList(c.req.valid('query')), 200),
    )
    .get(
      '/similar',
      describeRoute({
        summary: 'Phản ánh đang xử lý ở gần, có thể cùng việc',
        responses: { 200: { description: 'Giống nhất trước', content: json(SimilarAnswer) } },
      }),
      validate('query', Report),
      async (c) => c.json({ cases: await service.similar(placed(c.req.valid('query')), clock()) }, 200),
    )
    .post(
      '/similar',
      describeRoute({
        summary: 'Như trên, lời kể không nằm trong địa chỉ',
        responses: { 200: { description: 'Giống nhất trước', content: json(SimilarAnswer) } },
      }),
      validate('json', Report),
      async (c) => c.json({ cases: await service.similar(placed(c.req.valid('json')), clock()) }, 200),
    )
    .get(
      '/:code',
      describeRoute({
        summary: 'Theo dõi bằng mã và khóa bí mật',
        responses: { 200: { description: 'Tình trạng, mốc, trả lời', content: json(CaseView) }, ...errors },
      }),
      validate('param', Code),
      validate('query', Asked),
      async (c) => {
        const { secret } = c.req.valid('query')
        const view = await service.view(c.req.valid('param').code, { secret }, by(c))
        if (!view) throw problem('feedback.not-found')
        return c.json(view, 200)
      },
    )
    .post(
      '/:code/more',
      describeRoute({
        summary: 'Gửi thêm lời hoặc ảnh; trả lời câu cán bộ hỏi',
        requestBody: { content: { 'application/json': { schema: {} }, 'multipart/form-data': { schema: {} } } },
        responses: { 200: { description: 'Đã thêm', content: json(CaseView) }, ...errors },
      }),
      validate('param', Code),
      limited,
      async (c) => {
        const key = keyOf(c)
        const { data, photos } = await readBody(c, More)
        if (!data.text && photos.length === 0)
          throw problem('request.invalid', { detail: 'cần có lời hoặc ảnh' }, { field: 'text' })
        const { code } = c.req.valid('param')
        return c.json(
          await service.more(code, { secret: data.secret }, data.text, photos, {
            ...by(c),
            key,
            late: data.late && !data.text,
          }),
          200,
        )
      },
    )
    .post(
      '/:code/reopen',
      describeRoute({
        summary: 'Chưa xong: mở lại, chuyển lãnh đạo',
        responses: {
          200: { description: 'Đã mở lại', content: json(CaseView) },
          409: { description: 'Không còn mở lại được' },
          ...errors,
        },
      }),
      validate('param', Code),
      validate('json', Reopening),
      async (c) => {
        const { secret, reason } = c.req.valid('json')
        return c.json(await service.reopen(c.req.valid('param').code, { secret }, reason, by(c)), 200)
      },
    )
    .post(
      '/:code/rate',
      describeRoute({
        summary: 'Hài lòng hay chưa với câu trả lời',
        responses: {
          200: { description: 'Đã ghi', content: json(CaseView) },
          409: { description: 'Chưa có trả lời' },
          ...errors,
        },
      }),
      validate('param', Code),
      validate('json', RatingInput),
      async (c) => {
        const { secret, ...rating } = c.req.valid('json')
        return c.json(await service.rate(c.req.valid('param').code, { secret }, rating, by(c)), 200)
      },
    )
    .post(
      '/:code/follow',
      describeRoute({
        summary: 'Theo dõi cùng một phản ánh công khai (số của nó, không phải mã)',
        responses: { 200: { description: 'Đã theo dõi' }, ...errors },
      }),
      validate('param', Code),
      async (c) => {
        const body = Follow.safeParse(await c.req.json().catch(() => ({})))
        const { caller, at } = by(c)
        await service.follow(c.req.valid('param').code, body.data?.follower ?? caller, { caller, at })
        return c.json({ followed: true }, 200)
      },
    )
    .get(
      '/:code/photos/:id',
      describeRoute({
        summary: 'Ảnh của phản ánh',
        responses: { 200: { description: 'Ảnh', content: { 'image/*': {} } }, ...errors },
      }),
      validate('param', Code.extend({ id: z.string().max(64) })),
      validate('query', Asked),
      async (c) => {
        const { code, id } = c.req.valid('param')
        const { secret } = c.req.valid('query')
        const { bytes, type } = await service.photo(code, id, { secret }, by(c))
        return c.body(bytes, 200, { 'content-type': type, 'x-content-type-options': 'nosniff' })
      },
    )
}

/** The caller's key, or null. Throws `request.invalid` when it is none. */
function keyOf(c: Context): string | null {
  const raw = c.req.header('idempotency-key')
  if (raw === undefined) return null
  if (!Key.safeParse(raw).success)
    throw problem('request.invalid', { detail: 'Idempotency-Key phải có 8–100 chữ, số, _ hoặc -' })
  return raw
}

function placed({ text, hamlet, lat, lng }: z.infer<typeof Report>) {
  return { text, hamlet: hamlet ?? null, lat: lat ?? null, lng: lng ?? null }
}
