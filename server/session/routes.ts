import { Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import type * as z from 'zod'
import { validate } from '../kernel/validate.ts'
import { Exchange, Location, Phone, Session, SignIn } from './schema.ts'
import type { Sessions } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const failures = {
  401: { description: 'Phiên Zalo đã hết' },
  404: { description: 'Zalo chưa được bật' },
  502: { description: 'Zalo chưa trả lời' },
  503: { description: 'Zalo không cho máy chủ này lấy thông tin: xin tự nhập' },
}

/** Signing in from the Zalo mini-app, and what Zalo tells only to servers: phone and place, at the person's wish. */
export function sessionRoutes(sessions: Sessions) {
  return new Hono()
    .post(
      '/zalo',
      describeRoute({
        summary: 'Đăng nhập từ ứng dụng mini Zalo; trả mã phiên ngắn hạn của xã',
        responses: { 200: { description: 'Mã phiên', content: json(Session) }, ...failures },
      }),
      validate('json', SignIn),
      async (c) => {
        c.header('cache-control', 'no-store')
        return c.json(await sessions.signIn(c.req.valid('json').accessToken), 200)
      },
    )
    .post(
      '/zalo/phone',
      describeRoute({
        summary: 'Đổi mã của Zalo lấy số điện thoại của chính người gọi; xã không lưu',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Số điện thoại', content: json(Phone) }, ...failures },
      }),
      validate('json', Exchange),
      async (c) => {
        await sessions.personOf(c.req.header('authorization'))
        const { accessToken, code } = c.req.valid('json')
        c.header('cache-control', 'no-store')
        return c.json({ phone: await sessions.phone(accessToken, code) }, 200)
      },
    )
    .post(
      '/zalo/place',
      describeRoute({
        summary: 'Đổi mã của Zalo lấy vị trí của chính người gọi; xã không lưu',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Vị trí', content: json(Location) }, ...failures },
      }),
      validate('json', Exchange),
      async (c) => {
        await sessions.personOf(c.req.header('authorization'))
        const { accessToken, code } = c.req.valid('json')
        c.header('cache-control', 'no-store')
        return c.json(await sessions.place(accessToken, code), 200)
      },
    )
}
