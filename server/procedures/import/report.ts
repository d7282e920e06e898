import type { Change, ImportResult } from './run.ts'

const SHOWN = 40
const WORDS: Record<string, string> = {
  name: 'tên',
  field: 'lĩnh vực',
  methods: 'thời hạn, lệ phí, cách nộp',
  papers: 'giấy tờ',
  results: 'kết quả',
  legalBasis: 'căn cứ',
  decision: 'quyết định',
  status: 'tình trạng',
  replacedBy: 'mã thay thế',
  effectiveFrom: 'ngày hiệu lực',
  effectiveTo: 'ngày hết hiệu lực',
  statusSource: 'nguồn tình trạng',
  agency: 'cơ quan',
  desk: 'nơi nộp',
  levels: 'cấp',
  applicants: 'đối tượng',
  scope: 'phạm vi',
  fullyOnline: 'toàn trình',
  warnings: 'cảnh báo',
  uncertain: 'điều chưa chắc',
  source: 'nguồn',
}

/** What an import did, as lines for a person: counts first, then rejected records, then what changed. */
export function reportLines(result: ImportResult): string[] {
  const { created, updated, unchanged, rejected, read, skipped } = result
  const warned = result.procedures.filter((record) => record.warnings !== undefined).length
  return [
    `Đọc ${read} bản ghi: ${created.length} thủ tục mới, ${updated.length} cập nhật, ${unchanged} không đổi, ${rejected.length} bản ghi không nhận; ${skipped} bản ghi không thuộc cấp xã.`,
    `Danh mục: ${result.procedures.length} thủ tục, ${warned} có cảnh báo cho biên tập; danh mục quốc gia ${result.national.length} mã.`,
    ...rejected.map((one) => `  ! ${one.place}${one.code ? ` (${one.code})` : ''}: ${one.reason}`),
    ...shown('+', created, (change) => change.name.slice(0, 90)),
    ...shown('~', updated, (change) => change.keys.map((key) => WORDS[key] ?? key).join(', ')),
  ]
}

function shown(sign: string, changes: Change[], say: (change: Change) => string): string[] {
  const lines = changes.slice(0, SHOWN).map((change) => `  ${sign} ${change.code}: ${say(change)}`)
  return changes.length > SHOWN ? [...lines, `  ${sign} … và ${changes.length - SHOWN} thủ tục nữa`] : lines
}
