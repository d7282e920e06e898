import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { parse } from 'yaml'
import { Unit } from '../../server/content/schema.ts'
import { DIGITS, DOSSIERS } from './dossiers.ts'
import { fakeFeedback } from './fake-feedback.ts'
import { fakeFollow } from './fake-follow.ts'
import { RECORDS } from './records.ts'

const ROOT = join(import.meta.dirname, '../..')
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
const plainCode = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The API as `design/api.md` tells it, over a handful of records; enough to walk through the mini-app without the real server. */
export function fakeApi(feedback: { app: Hono } = fakeFeedback()) {
  const { name, sample, province, desk, police, hotlines, portal, reception, channels, hamlets } = Unit.parse(
    parse(readFileSync(join(ROOT, 'content/unit.yaml'), 'utf8')),
  )
  const misses = { count: 0 }
  const error = (code: string, message: string, field?: string) => ({
    error: { code, message, ...(field ? { field } : {}) },
  })
  return new Hono()
    .use('/api/*', cors({ origin: 'https://h5.zdn.vn' }))
    .get('/api/unit', (c) =>
      c.json({ name, sample, province, desk, police, hotlines, portal, reception, channels, hamlets }),
    )
    .route('/api/feedback', feedback.app)
    .route('/api/notices', fakeFollow())
    .get('/api/procedures', (c) => {
      const query = c.req.query('q') ?? ''
      const wanted = fold(query).split(/\s+/)
      const hits = RECORDS.filter((record) => wanted.every((word) => fold(record.name).includes(word)))
      const procedures = hits
        .slice(0, Number(c.req.query('limit')))
        .map(({ code, name: of, field }, at) => ({ code, name: of, field, score: 1 - at / 100 }))
      return c.json({ query, total: hits.length, procedures })
    })
    .get('/api/procedures/:code', (c) => {
      const record = RECORDS.find(({ code }) => code === c.req.param('code'))
      return record
        ? c.json(record)
        : c.json(error('procedure.not-found', `Không tìm thấy thủ tục có mã ${c.req.param('code')}.`), 404)
    })
    .get('/api/dossiers/:code', (c) => {
      const code = c.req.param('code')
      if (misses.count >= 3)
        return c.json(
          error('dossier.too-many-tries', 'Đã tra cứu sai nhiều lần. Xin thử lại sau 15 phút hoặc gọi 0255 000 0001.'),
          429,
        )
      if (!/\d{6}/.test(plainCode(code)))
        return c.json(error('dossier.bad-code', `Mã hồ sơ ${code} chưa đúng mẫu.`, 'code'), 422)
      const found = DOSSIERS.find((dossier) => plainCode(dossier.code) === plainCode(code))
      if (!found)
        return c.json(
          error('dossier.not-found', `Không tìm thấy hồ sơ có mã ${code}. Xin xem lại mã in trên giấy tiếp nhận.`),
          404,
        )
      const phone = c.req.query('phone')
      if (phone === DIGITS) return c.json(found)
      if (phone) misses.count++
      const { status, statusText, dueAt } = found
      const message = phone
        ? '4 số cuối điện thoại không khớp với số đã ghi khi nộp.'
        : 'Muốn xem chi tiết, xin nhập thêm 4 số cuối điện thoại.'
      return c.json({
        code: found.code,
        status,
        statusText,
        dueAt,
        verified: false,
        reason: phone ? 'wrong-phone' : 'need-phone',
        message,
      })
    })
}
