import * as z from 'zod'

/** How a dossier may be handed in. */
export const Channel = z.enum(['direct', 'online', 'post'])
export type Channel = z.infer<typeof Channel>

/** A processing time. `unknown` = the portal gives a bare number without a unit (its `OTHER`). */
export const Duration = z.object({
  value: z.number().positive(),
  unit: z.enum(['working-day', 'day', 'hour', 'month', 'unknown']),
})
export type Duration = z.infer<typeof Duration>

/**
 * A fee line. `amount` in whole đồng; null = named but without an amount. `free` only when the source says so in words:
 * an empty 0 on the portal is not free, and such a line is not kept at all.
 */
export const Fee = z.object({
  amount: z.number().int().nonnegative().nullable(),
  kind: z.enum(['fee', 'charge', 'unknown']), // lệ phí · phí · the source doesn't say which
  free: z.boolean().default(false), // with a condition: free only for those it names
  per: z.string().optional(), // trang, trường hợp, người, …
  condition: z.string().optional(), // short, our words: when this amount applies
  byProvince: z.boolean().optional(), // mức do HĐND cấp tỉnh quyết định: look into overrides/<province>.yaml
  disputed: z.array(z.number().int().positive()).optional(), // the source contradicts itself: its amounts, none of them certain
})
export type Fee = z.infer<typeof Fee>

/** A time and the case in which it holds, when the source tells. */
export const CaseTime = Duration.extend({ condition: z.string().optional() })
export type CaseTime = z.infer<typeof CaseTime>

/** One way of handing in, with its times and fees as the portal lists them. */
export const Method = z.object({
  channel: Channel,
  times: z.array(CaseTime),
  fees: z.array(Fee),
})
export type Method = z.infer<typeof Method>

/** A paper of the dossier. Both counts 0 on the portal usually means a note posing as a paper: those are not kept. */
export const Paper = z.object({
  name: z.string(),
  original: z.number().int().nonnegative().optional(),
  copy: z.number().int().nonnegative().optional(),
  form: z.string().optional(), // number or file name of the form
  mode: z.enum(['submit', 'show']).optional(), // phải nộp · chỉ xuất trình
  condition: z.string().optional(), // short: who needs it, or when (khi ủy quyền cho người khác)
})
export type Paper = z.infer<typeof Paper>

/** Papers of one case; without `case` they hold for everyone. */
export const PaperGroup = z.object({ case: z.string().optional(), items: z.array(Paper) })
export type PaperGroup = z.infer<typeof PaperGroup>

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
export type Desk = z.infer<typeof Desk>

export const Level = z.enum(['ward', 'province', 'ministry', 'other'])
export type Level = z.infer<typeof Level>

/** Which kind of record the facts come from, the most trustworthy first. */
export const SourceKind = z.enum(['detail', 'curated', 'page', 'catalog'])
export type SourceKind = z.infer<typeof SourceKind>

/** A procedure's code: `1.001193`. */
export const Code = z.string().regex(/^\d\.\d{6}$/)

/** The official facts of one procedure (TTHC), as imported: codes, names, amounts, times; no sentence of the source. */
export const Procedure = z.object({
  code: Code,
  name: z.string().min(1),
  field: z.string(), // lĩnh vực
  scope: z.union([z.literal('national'), z.object({ province: z.string() })]), // STANDARD · SPECIFIC of one province
  levels: z.array(Level),
  desk: Desk,
  agency: z.string().optional(), // cơ quan thực hiện, as named by the source
  applicants: z.array(z.string()),
  methods: z.array(Method),
  fullyOnline: z.boolean().optional(), // toàn trình
  papers: z.array(PaperGroup),
  results: z.array(z.string()),
  legalBasis: z.array(z.string()), // numbers of documents
  decision: z.object({ number: z.string(), date: z.string().optional() }).nullable(),
  status: z.enum(['in-force', 'replaced', 'expiring', 'unknown']),
  replacedBy: z.array(z.string()).optional(),
  effectiveFrom: z.string().optional(),
  effectiveTo: z.string().optional(), // last day in force
  statusSource: z.string().optional(), // the document behind status, replacedBy and effective dates
  uncertain: z.array(z.enum(['times', 'fees', 'papers'])).optional(), // what the source contradicts itself about: say so, and whom to ask
  warnings: z.array(z.string()).optional(), // contradictions found at import, for editors
  source: z.object({
    url: z.string(),
    date: z.string(), // day of the snapshot, yyyy-mm-dd
    updated: z.string().optional(), // the portal's own last change
    completeness: z.enum(['full', 'partial', 'name-only']),
    kind: SourceKind,
  }),
})
export type Procedure = z.infer<typeof Procedure>

/** A line of the national list: every procedure of the country, so that one of another level is recognised. */
export const NationalName = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d\.\d{6,9}$/), // a few of the portal's codes are longer
  name: z.string().min(1),
  field: z.string(),
  type: z.enum(['STANDARD', 'SPECIFIC', 'STANDARD_INTERNAL']),
  by: z.string(), // who promulgated it: a ministry, or the province of a SPECIFIC one
  levels: z.array(Level), // as far as the list tells; may be empty
})
export type NationalName = z.infer<typeof NationalName>

/** One line of a search answer; `score` only orders answers of the same query. */
export type ProcedureHit = { code: string; name: string; field: string; score: number }
