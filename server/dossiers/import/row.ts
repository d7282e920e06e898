import { lastFour, maskName } from '../../kernel/privacy.ts'
import { clean, fold } from '../../kernel/text.ts'
import { dayMoment } from '../rules/classify.ts'
import { codeKey, isCode, normaliseCode, receptionDay } from '../rules/code.ts'
import { stateOfNote, stateOfStatus, tellsApology } from '../rules/status-words.ts'
import type { Incoming, Moment, State } from '../schema.ts'
import { isBlank, textOf } from './cells.ts'
import type { Field } from './fields.ts'
import { isBad, readMoment } from './moments.ts'
import type { Row } from './table.ts'
import { readChannel, readFlag, readLastFour, readMoney, readPaid, readPercent, readProcedureCode } from './values.ts'

/** Why a row or a cell was not taken: a sentence of `content/messages.yaml` under `dossier.import.` with its holes. */
export type Fault = { field: Field | 'row'; key: string; holes: Record<string, string> }

/** A dossier read from a row. Name and phone are still in clear here and go no further than `identify`. */
export type Read = {
  facts: Omit<Incoming, 'origin' | 'applicantHash' | 'phoneHash'>
  identity: { name: string | null; lastFour: string | null }
  /** Field of the section above, believed only when neither a column nor the procedure's code tells it. */
  section: string | null
  warnings: Fault[]
}

/** Reads one row. A code or a date that can't be is a reason to reject the row; anything else is left out with a warning. */
export function readRow({ cells, section, unknown }: Row): Read | Fault {
  const code = normaliseCode(textOf(cells.code))
  if (code === '') return { field: 'code', key: 'code-missing', holes: {} }
  const day = isCode(code) ? receptionDay(code) : null
  if (day === null) return { field: 'code', key: 'code-bad', holes: { value: textOf(cells.code).slice(0, 40) } }
  if (unknown) return { field: 'row', key: 'unknown-keys', holes: { value: unknown.join(', ').slice(0, 120) } }

  const dates = readDates(cells, day)
  if ('key' in dates) return dates
  const warnings: Fault[] = []
  const warn = <T>(field: Field, value: T | undefined): T | null => {
    if (value === undefined)
      warnings.push({ field, key: 'cell-left-out', holes: { value: textOf(cells[field]).slice(0, 40) } })
    return value ?? null
  }
  const status = stateOfStatus(textOf(cells.status))
  const note = textOf(cells.note)
  const state = settleState(warn('status', status), note)
  const paid = readPaid(cells.paidOnline)
  const name = textOf(cells.applicant) || textOf(cells.submitter) || null
  return {
    facts: {
      code,
      procedureCode: readProcedureCode(cells.procedureCode) ?? readProcedureCode(cells.procedureName),
      procedureName: textOf(cells.procedureName) || null,
      field: textOf(cells.field) || null,
      department: textOf(cells.department) || null,
      applicant: name ? maskName(name) : null,
      ...dates,
      state,
      channel: warn('channel', readChannel(cells.channel)),
      fee: readFee(cells, warn),
      paidOnline: paid.paid,
      paidAmount: paid.amount,
      digitised: warn('digitised', readPercent(cells.digitised)),
      digitisedResult: readFlag(cells.digitisedResult),
      apology: readFlag(cells.apology) ?? (tellsApology(note) ? true : null),
    },
    identity: { name, lastFour: readLastFour(cells.phone) },
    section: section ?? null,
    warnings,
  }
}

/** A note decides only where the status leaves it open: no status, or one that merely says that work goes on. */
function settleState(status: State | null, note: string): State | null {
  if (status !== null && status !== 'processing' && status !== 'received' && status !== 'submitted') return status
  return (note === '' ? null : stateOfNote(note)) ?? status
}

type Dates = { received: Moment; due: Moment | null; finished: Moment | null; returned: Moment | null }

/** Dates without a year lie next to the reception day that the code carries; the others next to the reception. */
function readDates(cells: Row['cells'], codeDay: string): Dates | Fault {
  const read = (field: Field, near: string): Moment | null | Fault => {
    const moment = readMoment(cells[field], { near })
    return isBad(moment) ? { field, key: moment.bad, holes: { value: textOf(cells[field]).slice(0, 40) } } : moment
  }
  const told = isBlank(cells.receivedAt) ? read('submittedAt', codeDay) : read('receivedAt', codeDay)
  if (told && 'key' in told) return told
  const received = told ?? dayMoment(codeDay)
  const near = received.at.slice(0, 10)
  const [due, finished, returned] = [read('dueAt', near), read('finishedAt', near), read('returnedAt', near)]
  if (due && 'key' in due) return due
  if (finished && 'key' in finished) return finished
  if (returned && 'key' in returned) return returned
  return { received, due, finished, returned }
}

function readFee(
  cells: Row['cells'],
  warn: (field: Field, value: number | null | undefined) => number | null,
): number | null {
  const total = warn('fee', readMoney(cells.fee))
  if (total !== null) return total
  const charge = warn('charge', readMoney(cells.charge))
  const levy = warn('levy', readMoney(cells.levy))
  return charge === null && levy === null ? null : (charge ?? 0) + (levy ?? 0)
}

/** What is hashed of a person: the folded name, and the code with the last four digits of the phone. */
export function identityText(
  code: string,
  { name, lastFour: digits }: Read['identity'],
): { name: string | null; phone: string | null } {
  return { name: name ? fold(clean(name)) : null, phone: digits ? phoneText(code, digits) : null }
}

/** The text whose keyed hash proves that somebody knows the last digits of a dossier's phone. */
export function phoneText(code: string, phone: string): string {
  return `${codeKey(code)}|${lastFour(phone.replace(/\D/g, ''))}`
}
