import { share } from '../../surveys/rules/shares.ts'
import { decimalText } from '../rules/numbers.ts'
import type { Figure } from '../schema.ts'

/** ` (khoảng tin cậy 95%: 88,82–97,85)` of a share that people answered for, by Wilson; nothing without answers. */
export function marginText({ numerator = 0, denominator = 0 }: Figure): string {
  const { low, high } = share(numerator, denominator, 1)
  return low === null || high === null ? '' : ` (khoảng tin cậy 95%: ${decimalText(low)}–${decimalText(high)})`
}
