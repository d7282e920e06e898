import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memorySource } from '../../server/dossiers/import/source.ts'
import { tally } from '../../server/dossiers/rules/tally.ts'
import { openDesk } from './support/desk.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/data/dossiers')
const Expected = z.looseObject({
  file: z.string(),
  period: z.tuple([z.string(), z.string()]),
  as_of: z.string(),
  by_field: z.record(z.string(), z.number()),
})

/** Fields as the given figures name them. */
const FIELDS: Record<string, string> = {
  '1.001193': 'Hộ tịch',
  '1.000894': 'Hộ tịch',
  '1.000656': 'Hộ tịch',
  '1.004859': 'Hộ tịch',
  '1.004873': 'Hộ tịch',
  '2.000635': 'Hộ tịch',
  '2.000815': 'Chứng thực',
  '2.000884': 'Chứng thực',
  '2.001035': 'Chứng thực',
  '1.001612': 'Hộ kinh doanh',
  '1.001266': 'Hộ kinh doanh',
  '2.000720': 'Hộ kinh doanh',
  '1.001776': 'Bảo trợ xã hội',
  '1.014027': 'Bảo trợ xã hội',
  '1.010803': 'Người có công',
  '1.013225': 'Xây dựng',
  '1.012812': 'Đất đai',
  '1.013949': 'Đất đai',
  '1.013978': 'Đất đai',
}

describe.skipIf(!existsSync(FOLDER))("a one-stop desk's export adds up to what it must", () => {
  it('gives every expected figure', async () => {
    const expected = Expected.parse(JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')))
    const source = memorySource([readFileSync(join(FOLDER, expected.file))])
    const { dossiers, all } = await openDesk(undefined, { fieldOf: (code) => FIELDS[code] ?? null })

    const result = await dossiers.importFile(source)
    expect(result).toMatchObject({
      read: 377,
      created: 372,
      updated: 0,
      unchanged: 5,
      duplicates: 5,
      rejected: [],
      warnings: [],
    })

    const sum = tally(await all(), { from: expected.period[0], asOf: expected.as_of })
    expect(sum).toEqual({
      received: expected.received,
      receivedInPeriod: expected.received_in_period,
      carriedOver: expected.carried_over,
      solved: expected.solved,
      solvedEarly: expected.solved_early,
      solvedOnTime: expected.solved_on_time,
      solvedLate: expected.solved_late,
      lateWithApology: expected.late_with_apology_letter,
      pendingInDue: expected.pending_in_due,
      pendingOverdue: expected.pending_overdue,
      waiting: expected.waiting_supplement,
      withdrawn: expected.withdrawn,
      refused: expected.rejected,
      online: expected.online,
      offline: expected.offline,
      onlinePayments: expected.online_payments,
      onlinePaymentAmount: expected.online_payment_amount_vnd,
      totalFee: expected.total_fee_all_methods_vnd,
      digitisedComponentsFull: expected.digitised_components_full,
      digitisedResults: expected.digitised_results,
      byField: expected.by_field,
    })
    expect(Math.round((sum.digitisedComponentsFull / sum.received) * 1e4) / 100).toBe(
      expected.digitised_components_full_pct_of_base,
    )
    expect(Math.round((sum.digitisedResults / sum.solved) * 1e4) / 100).toBe(expected.digitised_results_pct_of_solved)

    expect(await dossiers.importFile(source)).toMatchObject({
      read: 377,
      created: 0,
      updated: 0,
      unchanged: 377,
      rejected: [],
    })
  })
})
