import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { clean } from '../kernel/text.ts'
import { validate } from '../kernel/validate.ts'
import { Procedure } from './schema.ts'
import type { Procedures } from './service.ts'

const Query = z.object({
  q: z.string().max(500).default('').describe('Câu hỏi như người dân gõ; để trống thì liệt kê theo lĩnh vực'),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
const Hit = z.object({ code: z.string(), name: z.string(), field: z.string(), score: z.number() })
const Answer = z.object({ query: z.string(), total: z.number(), procedures: z.array(Hit) })
const Successor = z.object({ code: z.string(), name: z.string() })
const Detail = Procedure.extend({
  guide: z.record(z.string(), z.unknown()).nullable(),
  successors: z.array(Successor),
  needsReview: z.boolean(),
})

/** `GET /api/procedures?q=&limit=` and `GET /api/procedures/:code`. */
export function procedureRoutes(procedures: Procedures) {
  return new Hono()
    .get(
      '/',
      describeRoute({
        summary: 'Tìm thủ tục',
        description: 'Thủ tục hợp nhất với câu hỏi đứng đầu. `score` chỉ để xếp thứ tự trong cùng một câu hỏi.',
        responses: { 200: { description: 'Danh sách', content: { 'application/json': { schema: resolver(Answer) } } } },
      }),
      validate('query', Query),
      async (c) => {
        const { q, limit } = c.req.valid('query')
        const query = clean(q)
        const { total, procedures: found } = await (query === ''
          ? procedures.list(limit)
          : procedures.search(query, limit))
        return c.json({ query, total, procedures: found }, 200)
      },
    )
    .get(
      '/pack',
      describeRoute({
        summary: 'Mọi hướng dẫn và tên thủ tục, để điện thoại xem khi mất mạng',
        description: 'Khoảng 200 kB khi nén. `have` là bản đang có: nếu chưa đổi thì chỉ trả về `version`.',
        responses: { 200: { description: 'Bản mới, hoặc chỉ `version`' } },
      }),
      validate('query', z.object({ have: z.string().max(40).default('') })),
      async (c) => {
        const pack = await procedures.pack()
        const { version } = pack
        return c.req.valid('query').have === version ? c.json({ version }, 200) : c.json(pack, 200)
      },
    )
    .get(
      '/:code',
      describeRoute({
        summary: 'Xem một thủ tục',
        description: 'Dữ kiện chép từ Cổng Dịch vụ công quốc gia (có ngày chép), kèm hướng dẫn dễ hiểu nếu đã viết.',
        responses: {
          200: { description: 'Thủ tục', content: { 'application/json': { schema: resolver(Detail) } } },
          404: { description: 'Không có thủ tục mang mã này' },
        },
      }),
      validate('param', z.object({ code: z.string().min(1).max(60) })),
      async (c) => c.json(await procedures.get(c.req.valid('param').code), 200),
    )
}
