import { assessmentIndicators } from './assessment.ts'
import { assistIndicators } from './assist.ts'
import { broadcastIndicators } from './broadcasts.ts'
import { dossierIndicators, FIELD_COLUMNS } from './dossiers.ts'
import { feedbackIndicators } from './feedback.ts'
import type { GroupName } from './groups.ts'
import { outreachIndicators } from './outreach.ts'
import { surveyIndicators } from './surveys.ts'
import type { Indicator } from './types.ts'

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

/** Groups that nearly every look at a period asks for; counted together with its figures. */
export const STANDING: ReadonlyArray<{ keys: readonly string[]; by: GroupName }> = [
  { keys: FIELD_COLUMNS, by: 'field' },
  { keys: ['dossiers.received-in-period'], by: 'received-week' },
  { keys: ['dossiers.solved'], by: 'result-week' },
]

const byKey = new Map(INDICATORS.map((indicator) => [indicator.key, indicator]))

/** The figure with this key. */
export function indicatorOf(key: string): Indicator | undefined {
  return byKey.get(key)
}
