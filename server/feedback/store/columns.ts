import * as z from 'zod'
import { type CaseRow, type Facts, Kind, Outcome, Rating, Source, State } from '../schema.ts'

const bit = z.number().transform((value) => value === 1)
const text = z.string().nullable()

const Row = z.object({
  unit: z.string(),
  code: z.string(),
  public_id: z.string(),
  source: Source,
  matter: z.string(),
  person: z.string(),
  chat_hash: text,
  brief: z.string(),
  hamlet: text,
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  dossier_code: text,
  identified: bit,
  on_behalf: bit,
  consent_publish: bit,
  consent_contact: bit,
  revision: z.number(),
  kind: Kind,
  urgent: bit,
  state: State,
  level: z.number(),
  department: z.string(),
  assignee: text,
  assignee_name: text,
  received_at: z.string(),
  due_at: z.string(),
  transfer_due_at: text,
  clock_from: z.string(),
  waiting_since: text,
  paused: bit,
  asked: z.number(),
  paused_days: z.number(),
  extended_days: z.number(),
  reopened: z.number(),
  closed_at: text,
  outcome: Outcome.nullable(),
  published_at: text,
  rating: Rating.nullable(),
  merged_into: text,
  updated_at: z.string(),
  public_text: text,
  public_answer: text,
})

/** A case as kept: the staff's row without its words, what rests sealed, and what the register shows. */
export type Kept = Omit<CaseRow, 'brief' | 'reasons'> & {
  sealedBrief: string
  matter: string
  person: string
  chatHash: string | null
  publicText: string | null
  publicAnswer: string | null
}

/** Kinds of which NĐ 20/2008 Đ.7 asks name, address and phone. */
export const NAMED_KINDS: readonly Kind[] = ['conduct', 'regulation']

/** Reads a row of table `feedback`; throws when the database holds what the schema does not know. */
export function toKept(raw: unknown): Kept {
  const r = Row.parse(raw)
  return {
    unit: r.unit,
    code: r.code,
    publicId: r.public_id,
    source: r.source,
    matter: r.matter,
    person: r.person,
    chatHash: r.chat_hash,
    sealedBrief: r.brief,
    hamlet: r.hamlet,
    lat: r.lat,
    lng: r.lng,
    dossierCode: r.dossier_code,
    anonymous: !r.identified && NAMED_KINDS.includes(r.kind),
    onBehalf: r.on_behalf,
    consentPublish: r.consent_publish,
    consentContact: r.consent_contact,
    revision: r.revision,
    kind: r.kind,
    urgent: r.urgent,
    state: r.state,
    level: r.level,
    department: r.department,
    assignee: r.assignee,
    assigneeName: r.assignee_name,
    receivedAt: r.received_at,
    dueAt: r.due_at,
    transferDueAt: r.transfer_due_at,
    clockFrom: r.clock_from,
    waitingSince: r.waiting_since,
    paused: r.paused,
    asked: r.asked,
    pausedDays: r.paused_days,
    extendedDays: r.extended_days,
    reopened: r.reopened,
    closedAt: r.closed_at,
    outcome: r.outcome,
    publishedAt: r.published_at,
    rating: r.rating,
    mergedInto: r.merged_into,
    updatedAt: r.updated_at,
    publicText: r.public_text,
    publicAnswer: r.public_answer,
  }
}

/** Columns and values of what the events add up to. */
export function factColumns(facts: Facts): Array<[column: string, value: string | bigint | null]> {
  return [
    ['revision', BigInt(facts.revision)],
    ['kind', facts.kind],
    ['urgent', BigInt(facts.urgent)],
    ['state', facts.state],
    ['level', BigInt(facts.level)],
    ['department', facts.department],
    ['assignee', facts.assignee],
    ['assignee_name', facts.assigneeName],
    ['received_at', facts.receivedAt],
    ['due_at', facts.dueAt],
    ['transfer_due_at', facts.transferDueAt],
    ['clock_from', facts.clockFrom],
    ['waiting_since', facts.waitingSince],
    ['paused', BigInt(facts.paused)],
    ['asked', BigInt(facts.asked)],
    ['paused_days', BigInt(facts.pausedDays)],
    ['extended_days', BigInt(facts.extendedDays)],
    ['reopened', BigInt(facts.reopened)],
    ['closed_at', facts.closedAt],
    ['outcome', facts.outcome],
    ['published_at', facts.publishedAt],
    ['rating', facts.rating],
    ['merged_into', facts.mergedInto],
    ['updated_at', facts.updatedAt],
  ]
}
