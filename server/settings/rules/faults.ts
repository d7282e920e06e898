import type * as z from 'zod'
import type { Read } from './form.ts'

/** What is wrong with a value, one Vietnamese sentence for each field of the form. */
export function faultsOf(error: z.ZodError, { origins }: Pick<Read, 'origins'> = { origins: new Map() }) {
  const faults: Record<string, string> = {}
  for (const issue of error.issues) faults[fieldOf(issue.path.map(String), origins)] ??= sentence(issue)
  return faults
}

/** The field's name: rows are where they stood in the form; what is wrong inside a list of lines belongs to the list. */
function fieldOf(path: string[], origins: Read['origins']): string {
  const [list = '', row = '', ...rest] = path
  if (/^\d+$/.test(row)) {
    const from = origins.get(`${list}.${row}`)
    return from === undefined ? list : [from, ...rest].join('.')
  }
  while (/^\d+$/.test(path.at(-1) ?? '')) path.pop()
  return path.join('.')
}

/** zod's own English is never shown. */
function sentence(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid|Too|Unrecognized|Expected)/.test(issue.message)) return issue.message
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Xin điền mục này.'
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? `Cần ít nhất ${issue.minimum} mục.` : `Ít nhất ${issue.minimum}.`
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `Nhiều nhất ${issue.maximum} mục.` : `Nhiều nhất ${issue.maximum}.`
  if (issue.code === 'invalid_value') return 'Xin chọn một mục trong danh sách.'
  if (issue.code === 'invalid_format')
    return issue.format === 'date' ? 'Xin chọn một ngày có thật.' : 'Xin ghi giờ dạng 07:30.'
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' || issue.expected === 'int' ? 'Xin ghi một số nguyên.' : 'Xin điền mục này.'
  return 'Xin điền lại mục này.'
}
