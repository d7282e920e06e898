import * as z from 'zod'

/** How a dossier may be handed in. */
export const Channel = z.enum(['direct', 'online', 'post'])

/** A processing time. `unknown` = the portal gives a bare number without a unit (its `OTHER`). */
export const Duration = z.object({
  value: z.number().positive(),
  unit: z.enum(['working-day', 'day', 'hour', 'month', 'unknown']),
})

/**
 * A fee line. `amount` in whole đồng; null = named but without an amount. `free` only when the source says so in words:
 * an empty 0 on the portal is not free, and such a line is not kept at all.
 */
export const Fee = z.object({
  amount: z.number().int().nonnegative().nullable(),
  kind: z.enum(['fee', 'charge']), // lệ phí · phí
  free: z.boolean().default(false),
  per: z.string().optional(), // trang, trường hợp, người, …
  condition: z.string().optional(), // short, our words: when this amount applies
})

/** One way of handing in, with its time and fees as the portal lists them. */
export const Method = z.object({
  channel: Channel,
  times: z.array(Duration.extend({ condition: z.string().optional() })),
  fees: z.array(Fee),
})

/** A paper of the dossier. Both counts 0 on the portal usually means a note posing as a paper: those are not kept. */
export const Paper = z.object({
  name: z.string(),
  original: z.number().int().nonnegative().optional(),
  copy: z.number().int().nonnegative().optional(),
  form: z.string().optional(), // number or file name of the form
  mode: z.enum(['submit', 'show']).optional(), // phải nộp · chỉ xuất trình
})

/** Where a citizen goes: TTHC at the police and those at the one-stop desk are different doors. */
export const Desk = z.enum([
  'one-stop', // Trung tâm Phục vụ hành chính công xã/phường
  'police', // Công an xã/phường
  'military', // Ban Chỉ huy quân sự
  'social-insurance', // cơ quan BHXH
  'tax', // cơ quan thuế
  'customs', // hải quan
  'land-office', // Chi nhánh Văn phòng đăng ký đất đai
  'school',
  'health',
  'other',
])

/** The official facts of one procedure (TTHC), as imported: codes, names, amounts, times; no sentence of the source. */
export const Procedure = z.object({
  code: z.string().regex(/^\d\.\d{6}$/),
  name: z.string(),
  field: z.string(), // lĩnh vực
  scope: z.union([z.literal('national'), z.object({ province: z.string() })]), // STANDARD · SPECIFIC of one province
  levels: z.array(z.enum(['ward', 'province', 'ministry', 'other'])),
  desk: Desk,
  agency: z.string().optional(), // cơ quan thực hiện, as named by the source
  applicants: z.array(z.string()),
  methods: z.array(Method),
  fullyOnline: z.boolean().optional(), // toàn trình
  papers: z.array(z.object({ case: z.string().optional(), items: z.array(Paper) })),
  results: z.array(z.string()),
  legalBasis: z.array(z.string()), // numbers of documents
  decision: z.object({ number: z.string(), date: z.string().optional() }).nullable(),
  status: z.enum(['in-force', 'replaced', 'expiring', 'unknown']),
  replacedBy: z.array(z.string()).optional(),
  effectiveFrom: z.string().optional(),
  effectiveTo: z.string().optional(),
  warnings: z.array(z.string()).optional(), // contradictions found at import, for editors
  source: z.object({
    url: z.string(),
    date: z.string(), // day of the snapshot, yyyy-mm-dd
    updated: z.string().optional(), // the portal's own last change
    completeness: z.enum(['full', 'partial', 'name-only']),
  }),
})
export type Procedure = z.infer<typeof Procedure>

/** One line of a search answer; `score` only orders answers of the same query. */
export type ProcedureHit = { code: string; name: string; field: string; score: number }
