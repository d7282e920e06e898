import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { problem } from '../kernel/problem.ts'
import { bearerToken, sendingKey, validate } from '../kernel/validate.ts'
import { FollowedInput, HandoverInput, Mine, Pack, Paired, PairInput } from './schema/phone.ts'
import { Filed, Handover } from './schema/record.ts'
import type { Assist } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const bearer = (c: Context) => bearerToken(c.req.header('authorization'))
const shut = { 401: { description: 'Máy không còn được dùng' } }

/** Phones of the community digital team: let in, equipped, heard; and the citizen who goes on alone. */
export function assistRoutes({ devices, records, day }: Assist) {
  return new Hono()
    .use(async function private_(c, next) {
      c.header('cache-control', 'no-store')
      await next()
    })
    .post(
      '/pair',
      describeRoute({
        summary: 'Ghép máy của thành viên bằng mã tổ trưởng cấp; gửi lại cùng mã băm vẫn là một máy',
        responses: {
          200: { description: 'Máy được dùng', content: json(Paired) },
          410: { description: 'Mã đã dùng, hết hạn hoặc không đúng' },
        },
      }),
      validate('json', PairInput),
      async (c) => c.json(await devices.pair(c.req.valid('json')), 200),
    )
    .get(
      '/pack',
      describeRoute({
        summary: 'Những gì máy cần cho một ngày không có mạng; không có dữ liệu của ai',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Gói làm việc', content: json(Pack) }, ...shut },
      }),
      async (c) => c.json(await day.pack(await devices.ofToken(bearer(c))), 200),
    )
    .get(
      '/mine',
      describeRoute({
        summary: 'Lượt đã giúp, việc cần quay lại của một thành viên',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Trang của thành viên', content: json(Mine) }, ...shut },
      }),
      async (c) => c.json(await day.mine(await devices.ofToken(bearer(c))), 200),
    )
    .post(
      '/followed',
      describeRoute({
        summary: 'Đã quay lại: không còn giữ cách gọi, mã hồ sơ của người được giúp',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Đã ghi' }, ...shut },
      }),
      validate('json', FollowedInput),
      async (c) => {
        const { actor } = await devices.ofToken(bearer(c))
        await day.followed(actor, c.req.valid('json').id)
        return c.json({ ok: true }, 200)
      },
    )
    .post(
      '/records',
      describeRoute({
        summary: 'Nhận một lượt giúp đã niêm phong; gửi lại với cùng Idempotency-Key vẫn là một lượt',
        security: [{ bearer: [] }],
        responses: {
          201: { description: 'Đã ghi, hoặc giữ lại cho tổ trưởng kèm lý do', content: json(Filed) },
          409: { description: 'Idempotency-Key đã dùng cho lượt khác' },
          422: { description: 'Không mở được' },
          ...shut,
        },
      }),
      validate('json', z.object({ sealed: z.string().min(1).max(200_000) })),
      async (c) => {
        const id = sendingKey(c)
        if (id === null || !/^[\w-]{8,100}$/.test(id))
          throw problem('request.invalid', { detail: 'cần Idempotency-Key' }, { field: 'Idempotency-Key' })
        return c.json(await records.receive(bearer(c), id, c.req.valid('json').sealed), 201)
      },
    )
    .post(
      '/handover',
      describeRoute({
        summary: 'Mở đường dẫn một lần để bà con làm tiếp trên máy của mình; 24 giờ, người mở đầu tiên',
        responses: {
          200: { description: 'Việc đang làm dở', content: json(Handover) },
          404: { description: 'Chưa tới, đã mở, hoặc đã hết hạn' },
        },
      }),
      validate('json', HandoverInput),
      async (c) => {
        const { token, claim } = c.req.valid('json')
        return c.json(await records.handover(token, claim), 200)
      },
    )
}
