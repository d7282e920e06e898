import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'
import { problem } from '../kernel/problem.ts'
import { validate } from '../kernel/validate.ts'
import { ALLOWED } from './import/sniff.ts'
import { MAX_BYTES, receive } from './import/source.ts'
import { ImportResult, LookupAnswer } from './schema.ts'
import type { Dossiers } from './service.ts'

/** `machine` lets only a machine account with scope `dossiers:import` pass and may set `c.var.machine.unit`. */
export type DossierDoor = { clientIp: (c: Context) => string; machine: MiddlewareHandler }

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema: resolver(schema) } })
const ImportQuery = z.object({
  map: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .describe('“Tên cột=trường” hoặc “Tên cột=-”; lặp lại được'),
  asOf: z.string().optional().describe('thời điểm số liệu của tệp, khi tệp không ghi'),
  dryRun: z
    .stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })
    .default(false)
    .describe('chỉ đọc và báo, không ghi'),
})

/** `GET /:code` for citizens and `POST /import` for the one-stop software. */
export function dossierRoutes(service: Dossiers, { clientIp, machine }: DossierDoor) {
  return new Hono()
    .post(
      '/import',
      describeRoute({
        summary: 'Nạp hồ sơ từ tệp xuất của phần mềm một cửa',
        description: `Thân là ${ALLOWED}, tối đa 50 MB. Cùng một tệp hai lần không đổi gì. Cần mã truy cập có quyền dossiers:import.`,
        security: [{ bearer: [] }],
        responses: {
          200: { description: 'Đã nạp', content: json(ImportResult) },
          401: { description: 'Thiếu mã truy cập' },
          413: { description: 'Tệp quá lớn' },
          415: { description: 'Không phải CSV, XLSX hay NDJSON' },
          422: { description: 'Không hiểu tiêu đề cột' },
        },
      }),
      machine,
      validate('query', ImportQuery),
      async (c) => {
        const { map, asOf, dryRun } = c.req.valid('query')
        if (Number(c.req.header('content-length') ?? 0) > MAX_BYTES)
          throw problem('request.too-large', { max: '50 MB' })
        if (/^(multipart|image|audio|video)\//i.test(c.req.header('content-type') ?? '')) {
          throw problem('request.unsupported-type', { allowed: ALLOWED })
        }
        const source = await receive(c.req.raw.body)
        if (source.size === 0) throw problem('request.invalid', { detail: 'chưa có tệp nào trong thân yêu cầu' })
        return c.json(await service.importFile(source, { map, asOf, dryRun, unit: unitOf(c), door: 'http' }), 200)
      },
    )
    .get(
      '/:code',
      describeRoute({
        summary: 'Tra cứu hồ sơ theo mã, và 4 số cuối điện thoại để xem chi tiết',
        responses: {
          200: { description: 'Tình trạng hồ sơ; chi tiết chỉ khi verified', content: json(LookupAnswer) },
          404: { description: 'Không có hồ sơ này, hoặc hồ sơ nằm trên hệ thống của bộ' },
          422: { description: 'Mã không đúng mẫu' },
          429: { description: 'Sai nhiều lần' },
        },
      }),
      validate('param', z.object({ code: z.string().min(1).max(80) })),
      validate(
        'query',
        z.object({ phone: z.string().max(20).optional().describe('4 số cuối điện thoại đã ghi khi nộp') }),
      ),
      async (c) => {
        const { code } = c.req.valid('param')
        const answer = await service.lookup({ code, phone: c.req.valid('query').phone, caller: `ip:${clientIp(c)}` })
        c.header('cache-control', 'no-store')
        return c.json(answer, 200)
      },
    )
}

/** The unit that the machine's token belongs to, when the middleware has told it. */
function unitOf(c: Context): string | undefined {
  return z.object({ unit: z.string() }).safeParse(c.get('machine')).data?.unit
}
