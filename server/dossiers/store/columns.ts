import * as z from 'zod'
import { Channel, type Dossier, State } from '../schema.ts'

const bit = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)
const text = z.string().nullable()

const Row = z.object({
  unit: z.string(),
  code: z.string(),
  procedure_code: text,
  procedure_name: text,
  field: text,
  department: text,
  applicant: text,
  applicant_hash: text,
  phone_hash: text,
  state: State,
  received_at: z.string(),
  received_timed: bit,
  due_at: text,
  due_timed: bit,
  finished_at: text,
  finished_timed: bit,
  returned_at: text,
  returned_timed: bit,
  channel: Channel.nullable(),
  fee: z.number().nullable(),
  paid_online: bit.nullable(),
  paid_amount: z.number().nullable(),
  digitised: z.number().nullable(),
  digitised_result: bit.nullable(),
  apology: bit.nullable(),
  sample: bit,
  source_file: z.string(),
  source_row: z.number(),
  source_order: z.string(),
  revision: z.number(),
  first_seen: z.string(),
  updated_at: z.string(),
})

/** Reads a row of table `dossier`; throws when the database holds what the schema does not know. */
export function toDossier(raw: unknown): Dossier {
  const r = Row.parse(raw)
  const moment = (at: string | null, timed: boolean) => (at === null ? null : { at, timed })
  return {
    unit: r.unit,
    code: r.code,
    procedureCode: r.procedure_code,
    procedureName: r.procedure_name,
    field: r.field,
    department: r.department,
    applicant: r.applicant,
    applicantHash: r.applicant_hash,
    phoneHash: r.phone_hash,
    state: r.state,
    received: { at: r.received_at, timed: r.received_timed },
    due: moment(r.due_at, r.due_timed),
    finished: moment(r.finished_at, r.finished_timed),
    returned: moment(r.returned_at, r.returned_timed),
    channel: r.channel,
    fee: r.fee,
    paidOnline: r.paid_online,
    paidAmount: r.paid_amount,
    digitised: r.digitised,
    digitisedResult: r.digitised_result,
    apology: r.apology,
    sample: r.sample,
    origin: { file: r.source_file, row: r.source_row, order: r.source_order },
    revision: r.revision,
    firstSeen: r.first_seen,
    updatedAt: r.updated_at,
  }
}
