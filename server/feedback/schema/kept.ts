import * as z from 'zod'
import { Facts } from './history.ts'
import { Kind, Source } from './words.ts'

/** A case as staff see it in a list: `brief` is redacted; neither words nor identity. */
export const CaseRow = Facts.extend({
  unit: z.string(),
  code: z.string(),
  publicId: z.string(),
  source: Source,
  brief: z.string(),
  hamlet: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  dossierCode: z.string().nullable(),
  anonymous: z.boolean(),
  onBehalf: z.boolean(),
  consentPublish: z.boolean(),
  consentContact: z.boolean(),
  reasons: z.array(z.string()), // of the triage
})
export type CaseRow = z.infer<typeof CaseRow>

/** A case as figures need it. */
export const ReceivedCase = CaseRow.omit({ brief: true, lat: true, lng: true, reasons: true }).extend({
  lateDays: z.number().int().default(0),
})
export type ReceivedCase = z.infer<typeof ReceivedCase>

/** Words of a case, sealed at rest. `text` is what was said, unedited; `summary` an officer's. */
export const Matter = z.object({
  text: z.string(),
  summary: z.string().optional(),
  place: z.string().optional(),
  happenedAt: z.string().optional(),
  about: z.string().optional(),
  proposal: z.string().optional(),
})
export type Matter = z.infer<typeof Matter>
/** What lists show of a case, sealed at rest: its words redacted, and by which of them it has its kind. */
export const Brief = z.object({ text: z.string(), reasons: z.array(z.string()) })
export type Brief = z.infer<typeof Brief>
/** Who it came from, sealed at rest and apart; reading it is audited. */
export const Person = z.object({
  name: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  contact: z.enum(['none', 'phone', 'chat']),
  chat: z.object({ channel: z.string(), chat: z.string() }).optional(),
})
export type Person = z.infer<typeof Person>

/** Filters of the inbox. */
export const InboxQuery = z.object({
  show: z.enum(['open', 'new', 'mine', 'late', 'soon', 'waiting', 'reopened', 'closed', 'all']).default('open'),
  kind: Kind.optional(),
  department: z.string().optional(),
  source: Source.optional(),
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type InboxQuery = z.infer<typeof InboxQuery>
