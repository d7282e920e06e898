import { type Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { validate } from '../kernel/validate.ts'
import { FollowLink } from './schema.ts'
import type { Notices } from './service.ts'

const json = { 'application/json': { schema: resolver(FollowLink) } }
const Asked = z.object({
  code: z.string().min(1).max(80).describe('mã hồ sơ'),
  phone: z.string().min(1).max(20).describe('4 số cuối điện thoại đã ghi khi nộp'),
})

/** Codes by which a chat follows a dossier: asked for on a screen (`POST /link`), or held on paper (`POST /link/open`). */
export function followRoutes({ codes }: Notices, { clientIp }: { clientIp: (c: Context) => string }) {
  return new Hono()
    .post(
      '/link',
      describeRoute({
        summary: 'Mã để theo dõi hồ sơ bằng tin nhắn: gửi `text` từ Zalo hoặc Telegram trong 30 phút, dùng một lần',
        responses: {
          200: { description: 'Dòng cần gửi và các kênh đang mở', content: json },
          403: { description: 'Số điện thoại chưa khớp' },
          404: { description: 'Không có hồ sơ, hoặc chưa mở kênh nào' },
          409: { description: 'Hồ sơ đã xong' },
          429: { description: 'Sai nhiều lần' },
        },
      }),
      validate('json', Asked),
      async (c) => {
        const link = await codes.link({ ...c.req.valid('json'), caller: `ip:${clientIp(c)}` })
        c.header('cache-control', 'no-store')
        return c.json(link, 200)
      },
    )
    .post(
      '/link/open',
      describeRoute({
        summary:
          'Mã theo dõi in trên phiếu gửi được ở đâu (trang `/app/?theo-doi=MÃ`); không dùng mã, không cho biết hồ sơ nào',
        responses: {
          200: { description: 'Dòng cần gửi và các kênh đang mở', content: json },
          404: { description: 'Mã đã dùng, hết hạn hoặc chưa đúng' },
          429: { description: 'Thử nhiều mã không có' },
        },
      }),
      validate('json', z.object({ code: z.string().min(1).max(20) })),
      async (c) => {
        const link = await codes.held(c.req.valid('json').code, `ip:${clientIp(c)}`)
        c.header('cache-control', 'no-store')
        return c.json(link, 200)
      },
    )
}
