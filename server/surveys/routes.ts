import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { sendingKey, validate } from '../kernel/validate.ts'
import { Accepted, CounterView, PublishedChange, Submission, SurveyLine, SurveyView } from './schema.ts'
import type { Surveys } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const Id = z.object({ id: z.string().max(40) })

/** Surveys for everyone: the list, one survey, and an answer to it. */
export function surveyRoutes(surveys: Surveys) {
  return new Hono()
    .get(
      '/',
      describeRoute({
        summary: 'Các phiếu khảo sát đang mở',
        responses: { 200: { description: 'Danh sách', content: json(z.object({ surveys: z.array(SurveyLine) })) } },
      }),
      (c) => c.json({ surveys: surveys.list() }, 200),
    )
    .get(
      '/changes',
      describeRoute({
        summary: 'Bà con góp ý, xã đã làm',
        responses: {
          200: { description: 'Mới nhất trước', content: json(z.object({ changes: z.array(PublishedChange) })) },
        },
      }),
      async (c) => c.json({ changes: await surveys.changes() }, 200),
    )
    .get(
      '/counter/:code',
      describeRoute({
        summary: 'Quầy mà mã QR chỉ tới: tên, phiếu, lĩnh vực',
        responses: {
          200: { description: 'Quầy', content: json(CounterView) },
          404: { description: 'Không có mã này, hoặc mã đã đóng' },
        },
      }),
      validate('param', z.object({ code: z.string().max(20) })),
      async (c) => c.json(await surveys.counter(c.req.valid('param').code), 200),
    )
    .get(
      '/:id',
      describeRoute({
        summary: 'Một phiếu khảo sát, chia trang không quá 5 câu',
        responses: {
          200: { description: 'Phiếu', content: json(SurveyView) },
          404: { description: 'Không có phiếu này' },
        },
      }),
      validate('param', Id),
      (c) => c.json(surveys.view(c.req.valid('param').id), 200),
    )
    .post(
      '/:id/responses',
      describeRoute({
        summary: 'Gửi câu trả lời; gửi lại với cùng Idempotency-Key vẫn là một phiếu',
        description: 'Mỗi hồ sơ, mỗi phản ánh, mỗi lời mời trả lời một lần. Câu trả lời không gắn với danh tính.',
        responses: {
          201: { description: 'Đã nhận', content: json(Accepted) },
          404: { description: 'Không có phiếu này' },
          409: { description: 'Đã trả lời rồi, hoặc khóa đã dùng cho nội dung khác, hoặc phiếu đã có bản mới' },
          422: { description: 'Thiếu câu hoặc lựa chọn không có; field nêu tên câu' },
        },
      }),
      validate('param', Id),
      validate('json', Submission),
      async (c) => {
        const accepted = await surveys.submit(c.req.valid('param').id, c.req.valid('json'), { key: sendingKey(c) })
        c.header('cache-control', 'no-store')
        return c.json(accepted, 201)
      },
    )
}
