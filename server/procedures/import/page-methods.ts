import { clean } from '../../kernel/text.ts'
import type { Channel, Method } from '../schema.ts'
import { type Draft, distinct, type Warning } from './draft.ts'
import { feeLines } from './fees.ts'
import { timesOf, unitInWords } from './times.ts'

const CHANNELS: Record<string, Channel> = { 'Trực tiếp': 'direct', 'Trực tuyến': 'online', 'Dịch vụ bưu chính': 'post' }
const MONEY = '[\\d][\\d.,]*\\s(?:VNĐ|Việt Nam Đồng|USD)'
const FEE = new RegExp(`^(Miễn phí|Không có thông tin|${MONEY})`)
/** A row begins where a channel, a time cell and a fee cell stand without a space between channel and time. */
const ROW = new RegExp(
  `(Trực tuyến|Trực tiếp|Dịch vụ bưu chính)(?:(Không có thông tin)|(\\d[\\d.,]*)\\s(Ngày làm việc|Ngày|Giờ|Tháng)|(\\d[\\d.,]*?)|(Không(?: [^().\\d]{0,60}?)?))(?=Miễn phí|Không có thông tin|${MONEY})`,
  'g',
)

/** Splits the run-together table of ways to hand in (`Hình thức nộpThời gianPhí, lệ phíMô tả…`). */
export function pageMethods(run: string, day: string): Pick<Draft, 'methods' | 'warnings'> {
  const body = run.normalize('NFC').replace(/^Hình thức nộp\s*Thời gian\s*Phí, lệ phí\s*Mô tả/, '')
  const starts = [...body.matchAll(ROW)]
  const warnings: Warning[] = []
  const methods = new Map<Channel, Method>()
  starts.forEach((row, index) => {
    const channel = CHANNELS[row[1] ?? '']
    if (!channel) return
    const rest = body.slice((row.index ?? 0) + row[0].length, starts[index + 1]?.index)
    const method = methods.get(channel) ?? { channel, times: [], fees: [] }
    const cells = feeCells(rest)
    // `Trực tuyến120 VNĐ`: 1 and 20, or 120? Without a unit between them nobody can tell
    const merged = row[5] !== undefined && /^\d/.test(rest)
    if (merged)
      warnings.push({
        about: 'times',
        text: 'thời hạn và phí dính nhau trong bản chép: bỏ cả hai, chỉ lấy số tiền viết trong mô tả',
      })
    const value = row[3] ?? (merged ? null : row[5])
    const time = value
      ? timesOf(
          Number(value.replace(',', '.')),
          unitInWords(row[4] ?? ''),
          cells.description,
          starts.filter((other) => other[1] === row[1]).length === 1,
        )
      : { times: [], warnings: [] }
    const fees = cells.fees.map((cell) =>
      feeLines({
        value: merged ? 0 : cell.value,
        kind: 'unknown',
        text: merged ? cell.words.replace(/^\/.*/, '') : cell.words,
        channel,
        day,
      }),
    )
    method.times = distinct([...method.times, ...time.times])
    method.fees = distinct([...method.fees, ...fees.flatMap((one) => one.fees)])
    warnings.push(...time.warnings, ...fees.flatMap((one) => one.warnings))
    methods.set(channel, method)
  })
  if (starts.length === 0 && clean(body) !== '' && !/^không có thông tin/i.test(body)) {
    warnings.push({ about: 'record', text: 'bảng cách thức thực hiện trong bản chép không tách được' })
  }
  for (const method of methods.values()) {
    if (method.times.length > 1 && method.times.every((time) => !time.condition)) {
      warnings.push({
        about: 'times',
        text: `nhiều mốc cho một cách nộp (${method.times.map((time) => time.value).join('/')}): là công đoạn hay trường hợp thì bản chép không nói`,
      })
    }
  }
  return { methods: [...methods.values()], warnings: distinct(warnings) }
}

type Cell = { value: number; words: string }

/** The fee cells at the head of a row, `Miễn phí(…)8,000 VNĐ(…)`, then the description. `Miễn phí` is how the page renders 0. */
function feeCells(rest: string): { fees: Cell[]; description: string } {
  const fees: Cell[] = []
  let left = rest
  for (let head = FEE.exec(left); head; head = FEE.exec(left)) {
    left = left.slice(head[0].length)
    const words = insideBrackets(left)
    if (words !== null) left = left.slice(words.length + 2)
    const foreign = head[0].endsWith('USD')
    if (!foreign) fees.push({ value: moneyIn(head[0]), words: words ?? '' })
  }
  return { fees, description: left }
}

function moneyIn(text: string): number {
  return /^\d/.test(text) ? Number(text.replace(/\s.*$/, '').replace(/[.,]/g, '')) : 0
}

/** The text between a leading bracket and its partner; null when there is none. */
function insideBrackets(text: string): string | null {
  if (!text.startsWith('(')) return null
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth--
    if (depth === 0) return text.slice(1, at)
  }
  return null
}
