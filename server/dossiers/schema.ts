import * as z from 'zod'

/** States of a dossier: our small vocabulary over the national exchange codes 1–10 (`rules/states.ts`). */
export const State = z.enum([
  'submitted', // 1 Mới đăng ký
  'received', // 2 Được tiếp nhận
  'refused', // 3 Không được tiếp nhận, từ chối giải quyết
  'processing', // 4 Đang xử lý
  'waiting', // 5 Yêu cầu bổ sung giấy tờ
  'paying', // 6 Yêu cầu thực hiện nghĩa vụ tài chính
  'withdrawn', // 7 Công dân rút hồ sơ
  'stopped', // 8 Dừng xử lý
  'ready', // 9 Đã xử lý xong
  'returned', // 10 Đã trả kết quả
])
export type State = z.infer<typeof State>

export const Channel = z.enum(['direct', 'online', 'post'])
export type Channel = z.infer<typeof Channel>

/** ISO-8601 with +07:00; `timed` is false when only the day is known (the time is then 00:00:00). */
export const Moment = z.object({ at: z.string(), timed: z.boolean() })
export type Moment = z.infer<typeof Moment>

/** What an export says of a dossier. Null = the export says nothing. Money in whole đồng, `digitised` 0..100. */
export const Facts = z.object({
  procedureCode: z.string().nullable(),
  procedureName: z.string().nullable(),
  field: z.string().nullable(),
  department: z.string().nullable(),
  applicant: z.string().nullable(), // masked
  applicantHash: z.string().nullable(),
  phoneHash: z.string().nullable(),
  received: Moment,
  due: Moment.nullable(),
  finished: Moment.nullable(),
  returned: Moment.nullable(),
  channel: Channel.nullable(),
  fee: z.number().int().nonnegative().nullable(),
  paidOnline: z.boolean().nullable(),
  paidAmount: z.number().int().nonnegative().nullable(),
  digitised: z.number().int().min(0).max(100).nullable(),
  digitisedResult: z.boolean().nullable(),
  apology: z.boolean().nullable(),
})
export type Facts = z.infer<typeof Facts>

/** Where facts come from and how new they are; `order` compares as text. */
export const Origin = z.object({ file: z.string(), row: z.number().int(), order: z.string() })
export type Origin = z.infer<typeof Origin>

/** A row of an export, read. `state` is null when neither status nor note says anything. */
export const Incoming = Facts.extend({ code: z.string(), state: State.nullable(), origin: Origin })
export type Incoming = z.infer<typeof Incoming>

/** A dossier as kept. */
export const Dossier = Facts.extend({
  unit: z.string(),
  code: z.string(),
  state: State,
  sample: z.boolean(),
  origin: Origin,
  revision: z.number().int(),
  firstSeen: z.string(),
  updatedAt: z.string(),
})
export type Dossier = z.infer<typeof Dossier>

/** One line of the append-only history. `from`/`to` of `due` are moments. */
export const DossierEvent = z.object({
  at: z.string(),
  timed: z.boolean(),
  kind: z.enum(['received', 'state', 'due', 'finished', 'returned']),
  payload: z.object({ state: State.optional(), from: z.string().nullish(), to: z.string().nullish() }),
})
export type DossierEvent = z.infer<typeof DossierEvent>

/** A row that could not be taken, with the row number as a spreadsheet shows it; `line` is the line of a text file. */
export const Rejection = z.object({
  row: z.number().int(),
  field: z.string(),
  message: z.string(),
  sheet: z.string().optional(),
  line: z.number().int().optional(),
})
export type Rejection = z.infer<typeof Rejection>

/**
 * What an import did, in rows of dossiers: read = created + updated + unchanged + rejected. A second row of a dossier counts as
 * unchanged (and in `duplicates`); `skipped` are rows that are no dossiers. `warnings` are cells left out of a dossier that was taken.
 */
export const ImportResult = z.object({
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.array(Rejection),
  duplicates: z.number().int(),
  skipped: z.number().int(),
  warnings: z.array(Rejection),
  file: z.string(),
  dryRun: z.boolean(),
})
export type ImportResult = z.infer<typeof ImportResult>

/** A dossier that is late: no name, no phone. Working days. */
export type LateDossier = {
  code: string
  procedure: string | null
  department: string | null
  dueAt: string
  workingDays: number
  apology: boolean
}

const Public = {
  code: z.string(),
  status: State,
  statusText: z.string(),
  dueAt: z.string().nullable(),
}

/** Why a dossier is shown by its code only: no digits given, wrong ones, or none in the dossier to compare with. */
export const Reason = z.enum(['need-phone', 'wrong-phone', 'no-phone'])
export type Reason = z.infer<typeof Reason>

/** Answer to a code alone, or with wrong digits: the state and the due date, no more (TT 01/2018 Đ.16.2.d). */
export const Unverified = z.strictObject({ ...Public, verified: z.literal(false), reason: Reason, message: z.string() })

/** Answer to a code with the right digits. `dateOnly` names the moments of which only the day is known. */
export const Verified = z.object({
  ...Public,
  verified: z.literal(true),
  dueDateOnly: z.boolean().optional(),
  procedure: z.string().nullable(),
  procedureCode: z.string().nullable(),
  applicant: z.string().nullable(),
  department: z.string().nullable(),
  receivedAt: z.string(),
  finishedAt: z.string().optional(),
  returnedAt: z.string().optional(),
  late: z.object({ workingDays: z.number().int() }).optional(),
  next: z.string(),
  timeline: z.array(z.object({ at: z.string(), text: z.string(), dateOnly: z.boolean().optional() })),
  dateOnly: z.array(z.enum(['receivedAt', 'dueAt', 'finishedAt', 'returnedAt'])),
  sample: z.boolean().optional(),
})
export const LookupAnswer = z.discriminatedUnion('verified', [Verified, Unverified])
/** What only a verified answer holds is absent from the other, so that a reader may ask for it without looking first. */
export type LookupAnswer =
  | z.infer<typeof Verified>
  | (z.infer<typeof Unverified> & { [Key in 'next' | 'dueDateOnly']?: undefined })

/** `phone`: the last four digits, or a whole number. `caller`: who to count misses against, opaque. */
export type LookupRequest = { code: string; phone?: string | undefined; caller: string }
