import { type IndexScores, petitionScore, unitClass } from '../../surveys/rules/nine-indices.ts'
import type { Figure } from '../schema.ts'

/** The unit's class by the nine indices, from the figures of a period; null when nobody assessed anything. Indices 5 and 9 need facts that no file gives. */
export function assessed(figures: ReadonlyMap<string, Figure>): ReturnType<typeof unitClass> | null {
  const mean = (key: string) => {
    const value = figures.get(key)?.value
    return value === null || value === undefined ? null : Math.round(value * 10 + 1e-9) / 10
  }
  const count = (key: string) => figures.get(key)?.value ?? 0
  if (mean('assessment.index-1') === null) return null
  const scores: IndexScores = {
    1: mean('assessment.index-1'),
    2: mean('assessment.index-2'),
    3: mean('assessment.index-3'),
    4: mean('assessment.index-4'),
    5: null,
    6: mean('assessment.index-6'),
    7: mean('assessment.index-7'),
    8: figures.has('feedback.closed')
      ? petitionScore({
          received: count('feedback.closed') + count('feedback.open-late'),
          onTime: count('feedback.closed-on-time'),
          prolonged: count('feedback.open-late'),
        })
      : null,
    9: null,
  }
  return unitClass(scores)
}
