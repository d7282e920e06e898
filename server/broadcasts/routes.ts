import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { sendingKey, validate } from '../kernel/validate.ts'
import { NewsItem, NewsPage, QuizResult, QuizSubmission } from './schema.ts'
import type { Broadcasts } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const Id = z.object({ id: z.string().max(40) })
const GONE = { description: 'Không có tin này' }

/** News of the commune for everybody, and answers to its quizzes. */
export function newsRoutes(
  { news, newsItem, image, quiz }: Pick<Broadcasts, 'news' | 'newsItem' | 'image' | 'quiz'>,
  { clientIp }: { clientIp: (c: Context) => string },
) {
  return new Hono()
    .get(
      '/',
      describeRoute({
        summary: 'Tin của xã đã đăng, mới nhất trước',
        responses: { 200: { description: 'Danh sách', content: json(NewsPage) } },
      }),
      validate('query', z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) })),
      async (c) => c.json(await news(c.req.valid('query').page), 200),
    )
    .get(
      '/:id',
      describeRoute({
        summary: 'Một tin; câu hỏi tìm hiểu không kèm đáp án',
        responses: { 200: { description: 'Tin', content: json(NewsItem) }, 404: GONE },
      }),
      validate('param', Id),
      async (c) => c.json(await newsItem(c.req.valid('param').id), 200),
    )
    .get(
      '/:id/image',
      describeRoute({ summary: 'Ảnh của tin', responses: { 200: { description: 'Ảnh' }, 404: GONE } }),
      validate('param', Id),
      async (c) => {
        const { bytes, type } = await image(c.req.valid('param').id)
        c.header('content-type', type)
        c.header('cache-control', 'public, max-age=86400')
        return c.body(bytes)
      },
    )
    .post(
      '/:id/quiz',
      describeRoute({
        summary: 'Trả lời câu hỏi tìm hiểu; gửi lại với cùng Idempotency-Key vẫn là một lần',
        description: 'Mỗi máy một lần. Câu trả lời không gắn với danh tính; tên máy chỉ để không đếm hai lần.',
        responses: {
          200: { description: 'Đáp án, giải thích và tỷ lệ trả lời đúng', content: json(QuizResult) },
          404: GONE,
          409: { description: 'Đã trả lời rồi, hoặc khóa đã dùng cho câu trả lời khác' },
          422: { description: 'Thiếu câu hoặc ý không có' },
          429: { description: 'Quá nhiều lượt từ một nơi trong một giờ' },
        },
      }),
      validate('param', Id),
      validate('json', QuizSubmission),
      async (c) => {
        const { answers, device } = c.req.valid('json')
        const result = await quiz.answer(c.req.valid('param').id, answers, {
          door: 'app',
          who: device,
          key: sendingKey(c),
          caller: `ip:${clientIp(c)}`,
        })
        c.header('cache-control', 'no-store')
        return c.json(result, 200)
      },
    )
}
