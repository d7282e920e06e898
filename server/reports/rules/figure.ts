import type { ReportSettings } from '../../content/schema-reports.ts'
import { type WorkTime, workingDaysBetween } from '../../kernel/calendar.ts'
import type { Figure } from '../schema.ts'
import { percent, ratio } from './numbers.ts'

/** What a figure needs of its indicator. */
export type Counted = Pick<Figure, 'key' | 'label' | 'unit' | 'rule' | 'basis'> & { sum?: string; mean?: string }
type Sums = {
  of: number
  per: number | null
  sum: number | null
  spans: Array<{ from: string; to: string; rows: number }> | null
}
type Links = { drill: string; drillDenominator: string }

/** What is said of an indicator: its value, its parts, its target. A share of fewer rows than the minimum is not said. */
export function figure(
  indicator: Counted,
  sums: Sums,
  { targets, minimum }: Pick<ReportSettings, 'targets' | 'minimum'>,
  time: WorkTime,
  links: Links,
): Figure {
  const { key, label, unit, rule, basis } = indicator
  const told = { key, label, unit, rule, basis, drill: links.drill }
  const target = targets.find((one) => one.indicator === key)
  const aim = (value: number | null) =>
    target
      ? {
          target: target.atLeast,
          targetSource: target.source,
          ...(value === null ? {} : { met: value >= target.atLeast }),
        }
      : {}
  if (sums.per !== null) {
    const parts = { numerator: sums.of, denominator: sums.per, drillDenominator: links.drillDenominator }
    if (sums.per === 0)
      return { ...told, ...parts, value: null, note: 'Không có hồ sơ nào để tính tỷ lệ.', ...aim(null) }
    if (sums.per < minimum)
      return { ...told, ...parts, value: null, note: `Mẫu số dưới ${minimum}, không tính tỷ lệ.`, ...aim(null) }
    const value = percent(sums.of, sums.per)
    return { ...told, ...parts, value, ...aim(value) }
  }
  if (sums.spans !== null) return { ...told, denominator: sums.of, value: meanDays(sums.spans, time), ...aim(null) }
  if (indicator.mean !== undefined) {
    const value = sums.of === 0 ? null : Math.round(((sums.sum ?? 0) / sums.of) * 100) / 100
    return { ...told, denominator: sums.of, value, ...aim(value) }
  }
  const value = indicator.sum === undefined ? sums.of : (sums.sum ?? 0)
  return { ...told, ...(indicator.sum === undefined ? {} : { numerator: sums.of }), value, ...aim(value) }
}

/** Working days after the first day up to and including the second, on average; two decimals. */
function meanDays(spans: Array<{ from: string; to: string; rows: number }>, time: WorkTime): number | null {
  let rows = 0
  let days = 0
  for (const span of spans) {
    rows += span.rows
    days += span.rows * workingDaysBetween(time, span.from, span.to)
  }
  return rows === 0 ? null : ratio(days, rows)
}
