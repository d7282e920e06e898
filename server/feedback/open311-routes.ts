import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { validate } from '../kernel/validate.ts'
import { Kind } from './schema.ts'
import type { Feedback } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(2000)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(50))
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/, 'phải là ngày giờ ISO-8601')
  .transform((text) => new Date(text.length === 10 ? `${text}T00:00:00+07:00` : text))
  .refine((date) => Number.isFinite(date.getTime()), 'phải là ngày có thật')
const Query = z.object({
  jurisdiction_id: z.string().max(100).optional(),
  service_request_id: list(z.string().min(1).max(60)).optional(),
  service_code: list(Kind).optional(),
  start_date: moment.optional(),
  end_date: moment.optional(),
  status: list(z.enum(['open', 'closed'])).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
  page_size: z.coerce.number().int().min(1).max(200).optional(),
})
const nothing = z.null()
const Service = z.object({
  service_code: Kind,
  service_name: z.string(),
  description: z.string(),
  metadata: z.boolean(),
  type: z.literal('realtime'),
  keywords: z.string(),
  group: z.string(),
})
const Request = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  status_notes: z.string().nullable(),
  service_name: z.string(),
  service_code: Kind,
  description: z.string().nullable(),
  agency_responsible: z.string(),
  service_notice: nothing,
  requested_datetime: z.string(),
  updated_datetime: z.string(),
  expected_datetime: z.string().nullable().meta({ description: 'Hạn trả lời của đơn vị; null khi chờ người dân' }),
  address: z.string().nullable(),
  address_id: nothing,
  zipcode: nothing,
  lat: nothing,
  long: nothing,
  media_url: nothing,
})
const Errors = z.array(z.object({ code: z.number().int(), description: z.string() }))

/** Read API of Open311 GeoReport v2 over what is public already; JSON only. */
export function open311Routes(feedback: Feedback) {
  const fail = (c: Context, code: 404 | 400, description: string) => c.json([{ code, description }], code)
  return new Hono()
    .get(
      '/services.json',
      describeRoute({
        summary: 'Open311: các loại phản ánh',
        responses: { 200: { description: 'Các loại', content: json(z.array(Service)) } },
      }),
      (c) => c.json(feedback.open311.services(), 200),
    )
    .get(
      '/requests.json',
      describeRoute({
        summary: 'Open311: phản ánh công khai, mới nhất trước',
        description:
          'Sổ công khai, và phản ánh hiện trường đang xử lý (không có lời, chỉ loại, thôn, mốc). ' +
          'Không nêu ngày thì lấy 90 ngày gần nhất. expected_datetime là hạn trả lời.',
        responses: { 200: { description: 'Các phản ánh', content: json(z.array(Request)) } },
      }),
      validate('query', Query),
      async (c) => {
        const {
          service_request_id: ids,
          service_code: codes,
          start_date: from,
          end_date: to,
          ...rest
        } = c.req.valid('query')
        const { status, page, page_size: size } = rest
        return c.json(await feedback.open311.requests({ ids, codes, from, to, status, page, size }), 200)
      },
    )
    .get(
      '/requests/:id{.+\\.json}',
      describeRoute({
        summary: 'Open311: một phản ánh công khai',
        responses: {
          200: { description: 'Danh sách có một phản ánh', content: json(z.array(Request)) },
          404: { description: 'Không có, hoặc không công khai', content: json(Errors) },
        },
      }),
      async (c) => {
        const id = c.req
          .param('id')
          .replace(/\.json$/, '')
          .slice(0, 60)
        const found = await feedback.open311.requests({ ids: [id] })
        return found.length > 0 ? c.json(found, 200) : fail(c, 404, 'Không có phản ánh công khai này.')
      },
    )
}
