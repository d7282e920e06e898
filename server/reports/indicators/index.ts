import { assessmentIndicators } from './assessment.ts'
import { assistIndicators } from './assist.ts'
import { broadcastIndicators } from './broadcasts.ts'
import { dossierIndicators } from './dossiers.ts'
import { feedbackIndicators } from './feedback.ts'
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

const byKey = new Map(INDICATORS.map((indicator) => [indicator.key, indicator]))

/** The figure with this key. */
export function indicatorOf(key: string): Indicator | undefined {
  return byKey.get(key)
}
