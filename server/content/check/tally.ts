import type { Fault } from './fault.ts'
import type { Files } from './files.ts'
import { ENOUGH, phrasingCounts, REGISTERS } from './phrasings.ts'

/** The closing figures, by the name under which they are printed. */
export type Tally = Record<string, number>

/** Counts what there is: guides, phrasings by register, and what waits for a review. */
export function tallyOf(files: Files, faults: Fault[]): Tally {
  const { guides, topics, elsewhere, phrasings, sayings, overrides } = files
  const registers = REGISTERS.map((register): [string, number] => [
    `cách hỏi, giọng ${register}`,
    guides.reduce((sum, { value }) => sum + (value.phrasings[register]?.length ?? 0), 0),
  ])
  const level = (name: Fault['level']) => faults.filter((fault) => fault.level === name).length
  return {
    'hướng dẫn': guides.length,
    'hướng dẫn có câu hỏi trường hợp': guides.filter(({ value }) => value.questions.length > 0).length,
    ...Object.fromEntries(registers),
    'cách hỏi của thủ tục không có hướng dẫn': phrasings.reduce(
      (sum, { value }) => sum + Object.values(value).flat().length,
      0,
    ),
    'câu nói không phải thủ tục': sayings.reduce(
      (sum, { value }) => sum + Object.values(value.intents).flat().length,
      0,
    ),
    'câu hỏi về một phần thủ tục': sayings.reduce(
      (sum, { value }) => sum + Object.values(value.facets).flat().length,
      0,
    ),
    'bài hỏi đáp chung': topics.length,
    'việc của nơi khác': elsewhere.length,
    [`thủ tục có từ ${ENOUGH} cách hỏi`]: [...phrasingCounts(files).values()].filter((count) => count >= ENOUGH).length,
    'tệp của tỉnh': overrides.length,
    'hướng dẫn cần rà soát': level('review'),
    'cảnh báo': level('warning'),
    lỗi: level('error'),
  }
}
