import type { Dossier } from '../schema.ts'
import { classify, dayMoment } from './classify.ts'

type Row = Pick<
  Dossier,
  | 'state'
  | 'received'
  | 'due'
  | 'finished'
  | 'returned'
  | 'channel'
  | 'fee'
  | 'paidOnline'
  | 'paidAmount'
  | 'digitised'
  | 'digitisedResult'
  | 'apology'
  | 'field'
>

/** Figures of a one-stop desk over its dossiers; money in đồng. */
export type Tally = {
  received: number
  receivedInPeriod: number
  carriedOver: number
  solved: number
  solvedEarly: number
  solvedOnTime: number
  solvedLate: number
  lateWithApology: number
  pendingInDue: number
  pendingOverdue: number
  waiting: number
  withdrawn: number
  refused: number
  online: number
  offline: number
  onlinePayments: number
  onlinePaymentAmount: number
  totalFee: number
  digitisedComponentsFull: number
  digitisedResults: number
  byField: Record<string, number>
}

/**
 * Adds up dossiers. `from` is the period's first day: what was received before it is carried over. `asOf` is the day that
 * decides what is overdue. Digitised components count only when full; digitised results only of solved dossiers.
 */
export function tally(rows: Iterable<Row>, { from, asOf }: { from: string; asOf: string }): Tally {
  const sum = empty()
  const end = dayMoment(asOf)
  for (const row of rows) {
    const outcome = classify(row, end)
    sum.received++
    if (row.received.at.slice(0, 10) < from) sum.carriedOver++
    else sum.receivedInPeriod++
    if (outcome.class === 'solved') {
      sum.solved++
      if (outcome.timing === 'early') sum.solvedEarly++
      if (outcome.timing === 'on-time') sum.solvedOnTime++
      if (outcome.timing === 'late') {
        sum.solvedLate++
        if (row.apology) sum.lateWithApology++
      }
      if (row.digitisedResult) sum.digitisedResults++
    } else if (outcome.class === 'pending') {
      if (outcome.overdue) sum.pendingOverdue++
      else sum.pendingInDue++
    } else sum[outcome.class]++
    if (row.channel === 'online') sum.online++
    else if (row.channel !== null) sum.offline++
    sum.totalFee += row.fee ?? 0
    if (row.paidOnline) {
      sum.onlinePayments++
      sum.onlinePaymentAmount += row.fee ?? row.paidAmount ?? 0
    }
    if (row.digitised === 100) sum.digitisedComponentsFull++
    const field = row.field ?? ''
    sum.byField[field] = (sum.byField[field] ?? 0) + 1
  }
  return sum
}

function empty(): Tally {
  return {
    received: 0,
    receivedInPeriod: 0,
    carriedOver: 0,
    solved: 0,
    solvedEarly: 0,
    solvedOnTime: 0,
    solvedLate: 0,
    lateWithApology: 0,
    pendingInDue: 0,
    pendingOverdue: 0,
    waiting: 0,
    withdrawn: 0,
    refused: 0,
    online: 0,
    offline: 0,
    onlinePayments: 0,
    onlinePaymentAmount: 0,
    totalFee: 0,
    digitisedComponentsFull: 0,
    digitisedResults: 0,
    byField: {},
  }
}
