import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { Content } from '../content/schema.ts'

/** What the faces show of the commune: names, hours, hotlines, the portal; nothing of its settings. */
export function unitRoutes({ unit }: Pick<Content, 'unit'>) {
  return new Hono().get(
    '/',
    describeRoute({
      summary: 'Thông tin liên hệ của xã: địa chỉ, giờ làm việc, đường dây nóng',
      responses: { 200: { description: 'Thông tin xã' } },
    }),
    (c) => {
      const { name, sample, province, desk, police, hotlines, portal, reception, hamlets, channels } = unit
      return c.json({ name, sample, province, desk, police, hotlines, portal, reception, hamlets, channels }, 200)
    },
  )
}
