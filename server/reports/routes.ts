import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { problem } from '../kernel/problem.ts'
import { validate } from '../kernel/validate.ts'
import type { Composer } from './compose.ts'
import { figuresCsv } from './document/csv.ts'
import { toDocx } from './document/docx.ts'
import { toXlsx } from './document/workbook.ts'
import { DrillRows, Indicators, PeriodQuery, ReportKind } from './schema.ts'
import type { Reports } from './service.ts'

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const RowsQuery = PeriodQuery.extend({
  part: z.enum(['numerator', 'denominator']).default('numerator'),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
})

/** `GET /indicators` and the rows behind each figure. `machine` lets only accounts with scope `reports:read` pass. */
export function reportRoutes(reports: Reports, composer: Composer, { machine }: { machine: MiddlewareHandler }) {
  return new Hono()
    .get(
      '/indicators',
      describeRoute({
        summary: 'Chỉ số của một kỳ báo cáo, mỗi số kèm đường dẫn tới các dòng làm ra nó',
        description:
          'Kỳ: from và to (ngày), hoặc period: 2026-Q3, 2026-6m, 2026-9m, 2026, 2026-07. Cần quyền reports:read.',
        security: [{ bearer: [] }],
        responses: {
          200: { description: 'Các chỉ số', content: json(Indicators) },
          401: { description: 'Thiếu mã truy cập' },
          403: { description: 'Mã của đơn vị khác' },
          422: { description: 'Kỳ không đọc được' },
        },
      }),
      machine,
      validate('query', PeriodQuery),
      async (c) => {
        const query = c.req.valid('query')
        c.header('cache-control', 'no-store')
        return c.json(await reports.indicators(unitOf(c, query.unit), query), 200)
      },
    )
    .get(
      '/indicators.csv',
      describeRoute({
        summary: 'Chỉ số của một kỳ thành bảng CSV (UTF-8, mở được bằng Excel)',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'text/csv' }, 422: { description: 'Kỳ không đọc được' } },
      }),
      machine,
      validate('query', PeriodQuery),
      async (c) => {
        const query = c.req.valid('query')
        const { indicators } = await reports.indicators(unitOf(c, query.unit), query)
        c.header('cache-control', 'no-store')
        c.header('content-type', 'text/csv; charset=utf-8')
        return c.body(figuresCsv(indicators), 200)
      },
    )
    .get(
      '/indicators/:key/rows',
      describeRoute({
        summary: 'Các dòng đứng sau một chỉ số; không có thông tin định danh',
        security: [{ bearer: [] }],
        responses: {
          200: { description: 'Các dòng', content: json(DrillRows) },
          404: { description: 'Không có chỉ số này' },
        },
      }),
      machine,
      validate('param', z.object({ key: z.string().max(80) })),
      validate('query', RowsQuery),
      async (c) => {
        const { part, limit, offset, ...query } = c.req.valid('query')
        const { key } = c.req.valid('param')
        c.header('cache-control', 'no-store')
        return c.json(await reports.rows(unitOf(c, query.unit), key, query, part, { limit, offset }), 200)
      },
    )
    .get(
      '/:file{[a-z]+\\.(docx|xlsx)}',
      describeRoute({
        summary:
          'Báo cáo thành tệp: cchc, tthc, targets, overdue, years, outreach; .docx theo thể thức NĐ 30/2020, .xlsx có công thức sống',
        security: [{ bearer: [] }],
        responses: { 200: { description: 'Tệp báo cáo' }, 404: { description: 'Không có báo cáo này' } },
      }),
      machine,
      validate('query', PeriodQuery),
      async (c) => {
        const query = c.req.valid('query')
        const [name, ending] = c.req.param('file').split('.')
        const kind = ReportKind.safeParse(name)
        if (!kind.success) throw problem('request.not-found')
        const unit = unitOf(c, query.unit)
        const file = `${kind.data}-${reports.periodOf(query).to}.${ending}`
        c.header('cache-control', 'no-store')
        c.header('content-disposition', `attachment; filename="${file}"`)
        if (ending === 'docx') {
          c.header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
          return c.body(await toDocx(await composer.document(unit, kind.data, query)), 200)
        }
        c.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        const { sheets, ...about } = await composer.sheets(unit, query)
        return c.body(new Uint8Array(await toXlsx(sheets, about)).buffer, 200)
      },
    )
}

/** The unit of the caller's account; asking for another's is refused. */
export function unitOf(c: Context, asked: string | undefined): string {
  const { unit } = z.object({ unit: z.string() }).parse(c.get('machine'))
  if (asked !== undefined && asked !== unit) throw problem('auth.forbidden')
  return unit
}
