import { Hono } from 'hono'
import type { FollowLink } from '../../server/notices/schema.ts'
import { DIGITS, DOSSIERS } from './dossiers.ts'

export const FOLLOW_CODE = '7KXM29RT'
export const OA = '4318657068771012646'

const LINK: FollowLink = {
  text: `THEO DOI ${FOLLOW_CODE}`,
  code: FOLLOW_CODE,
  expiresAt: '2026-11-21T09:30:00+07:00',
  telegram: `https://t.me/xa_binh_minh_bot?start=f_${FOLLOW_CODE}`,
  zaloOa: { id: OA, url: `https://zalo.me/${OA}` },
}

/** Codes by which a chat follows a dossier, as the API gives them. */
export function fakeFollow() {
  const error = (code: string, message: string) => ({ error: { code, message } })
  return new Hono()
    .post('/link', async (c) => {
      const { code, phone }: { code: string; phone: string } = await c.req.json()
      if (phone !== DIGITS) return c.json(error('notice.unverified', '4 số cuối chưa khớp.'), 403)
      return DOSSIERS.some((one) => one.code === code)
        ? c.json({ ...LINK, dossier: code })
        : c.json(error('dossier.not-found', 'Không có hồ sơ này.'), 404)
    })
    .post('/link/open', async (c) => {
      const { code }: { code: string } = await c.req.json()
      return code === FOLLOW_CODE
        ? c.json(LINK)
        : c.json(error('notice.no-code', 'Mã đã dùng, hết hạn hoặc chưa đúng.'), 404)
    })
}
