import { assessmentIndicators } from './assessment.ts'
import { assistIndicators } from './assist.ts'
import { broadcastIndicators } from './broadcasts.ts'
import { dossierIndicators, FIELD_COLUMNS } from './dossiers.ts'
import { feedbackIndicators } from './feedback.ts'
import { outreachIndicators } from './outreach.ts'
import { surveyIndicators } from './surveys.ts'
import type { Grouping, Indicator } from './types.ts'

/** Every figure that can be asked for. Keys are unique. */
export const INDICATORS: readonly Indicator[] = [
  ...dossierIndicators,
  ...feedbackIndicators,
  ...surveyIndicators,
  ...assessmentIndicators,
  ...outreachIndicators,
  ...broadcastIndicators,
  ...assistIndicators,
]

/** Monday of the week of a day column. */
export const weekOf = (column: string) => `date(${column}, '-6 days', 'weekday 1')`

/** Groups that nearly every look at a period asks for; counted together with its figures. */
export const STANDING: readonly Grouping[] = [
  { keys: FIELD_COLUMNS, column: 'field', named: 'Chưa rõ lĩnh vực' },
  { keys: ['dossiers.received-in-period'], column: weekOf('received_day'), named: 'Chưa rõ' },
  { keys: ['dossiers.solved'], column: weekOf('result_day'), named: 'Chưa rõ' },
]

const byKey = new Map(INDICATORS.map((indicator) => [indicator.key, indicator]))

/** The figure with this key. */
export function indicatorOf(key: string): Indicator | undefined {
  return byKey.get(key)
}
