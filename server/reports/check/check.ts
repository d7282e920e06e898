import { percentText, wholeText } from '../rules/numbers.ts'
import { numbersOf, type Written } from './numbers.ts'

/** A place of a written report whose numbers contradict each other. */
export type Finding = {
  said: string
  problem: string
  kind: 'fraction' | 'parts' | 'base' | 'no-base' | 'number' | 'change'
}

/** Shares are printed with two decimals: half of the last one is rounding. */
const TOLERANCE = 0.0051

/**
 * Recomputes what can be recomputed in a written report: fractions against their percentages, parts against their total, a base that changes
 * between sections, a share without a base, a rise against its two numbers, numbers with broken thousands. What it can't pair it leaves alone.
 */
export function checkText(text: string): Finding[] {
  const clauses = text
    .split(/\n+|(?<=[.;!?])\s+(?=[A-ZĐÂÊÔƠƯ+-])/)
    .map((clause) => clause.trim())
    .filter((clause) => /\d/.test(clause))
  const bases = basesOf(clauses)
  return [
    ...clauses.flatMap((clause) => [
      ...brokenNumbers(clause),
      ...fractions(clause),
      ...shares(clause, bases),
      ...changes(clause),
      ...parts(clause),
    ]),
    ...movingBase(bases),
  ]
}

function brokenNumbers(clause: string): Finding[] {
  return numbersOf(clause)
    .filter(({ bad }) => bad)
    .map(({ text }) => ({ said: around(clause, text), problem: `Số ${text} viết sai nhóm ba chữ số.`, kind: 'number' }))
}

/** `a đồng/b đồng … P%` and `P% (a/b)`. */
function fractions(clause: string): Finding[] {
  const numbers = numbersOf(clause)
  return pairs(numbers, clause).flatMap(([a, b]) => {
    if (a.bad || b.bad || b.value === 0) return []
    const near = numbers.find(
      ({ percent, at, end }) => percent && ((at >= b.end && at - b.end < 60) || (end <= a.at && a.at - end < 6)),
    )
    if (!near) return []
    const real = (a.value / b.value) * 100
    if (Math.abs(real - near.value) <= TOLERANCE || rounds(real, near)) return []
    return [
      {
        said: around(clause, near.text),
        problem: `${wholeText(a.value)}/${wholeText(b.value)} là ${percentText(two(real))}, không phải ${near.text}.`,
        kind: 'fraction',
      },
    ]
  })
}

/** Two numbers with a slash between them, units allowed: `864.151.000 đồng/473.000.000 đồng`. */
function pairs(numbers: Written[], clause: string): Array<[Written, Written]> {
  return numbers.flatMap((a, i) => {
    const b = numbers[i + 1]
    return b && !a.percent && !b.percent && /^\s*(?:đồng|đ|hồ sơ|phiếu|đơn)?\s*\/\s*$/.test(clause.slice(a.end, b.at))
      ? [[a, b] satisfies [Written, Written]]
      : []
  })
}

/** `…tổng số 316, có 276 hồ sơ, đạt 85,44%`: the last count before a share, against the counts before it and the report's own totals. */
function shares(clause: string, bases: Base[]): Finding[] {
  const numbers = numbersOf(clause)
  if (pairs(numbers, clause).length > 0) return []
  return numbers.flatMap((share, i): Finding[] => {
    if (!share.percent) return []
    // what belongs to an earlier share is not this one's
    const from = numbers.slice(0, i).findLast(({ percent }) => percent)?.end ?? 0
    const counts = numbers
      .slice(0, i)
      .filter(({ percent, at }) => !percent && at >= from && share.at - at < 200 && !aside(clause, at, share.at))
    const part = counts.at(-1)
    if (!part || !/(?:đạt|chiếm|tỷ lệ|bằng|=)/i.test(clause.slice(part.end, share.at))) return []
    if (/(?:tăng|giảm)/i.test(clause.slice(part.end, share.at))) return []
    const said = around(clause, share.text)
    const meant = counts.slice(0, -1).filter(({ value }) => value >= part.value)
    if (meant.some(({ value }) => fits(part.value, value, share))) return []
    const base = namedBase(clause.slice(from, share.at), part, bases)
    const total = meant.at(-1)?.value ?? base?.value
    if (total === undefined || fits(part.value, total, share)) return []
    const other = bases.find(({ value }) => value !== total && value > part.value && fits(part.value, value, share))
    const real = `${wholeText(part.value)}/${wholeText(total)}${meant.length === 0 && base ? ` (${SAID[base.of]})` : ''} là ${percentText(two((part.value / total) * 100))}`
    if (!other && share.value === 100)
      return [{ said, problem: `Không rõ ${share.text} là của số nào: ${real}.`, kind: 'no-base' }]
    const hint = other
      ? ` ${share.text} lại khớp ${wholeText(part.value)}/${wholeText(other.value)} (${SAID[other.of]}).`
      : ''
    return [
      {
        said,
        problem: `${real}, không phải ${share.text}.${hint}`,
        kind: meant.length > 0 ? ('fraction' as const) : ('base' as const),
      },
    ]
  })
}

/** Whether a place stands in a bracket that is closed again before `end`. */
function aside(clause: string, at: number, end: number): boolean {
  const open = clause.lastIndexOf('(', at)
  const close = clause.indexOf(')', at)
  return open >= 0 && clause.lastIndexOf(')', at) < open && close >= 0 && close < end
}

/** The report's own total that the words before a share name last; the first such total that could hold the part. */
function namedBase(words: string, part: Written, bases: Base[]): Base | undefined {
  const at = (of: Base['of']) => words.toLowerCase().lastIndexOf(of === 'received' ? 'tiếp nhận' : 'giải quyết')
  const of = (['received', 'solved'] as const).filter((one) => at(one) >= 0).sort((a, b) => at(b) - at(a))[0]
  return bases.find((base) => base.of === of && base.value >= part.value)
}

/** `từ 24 … lên 49 …, tăng 100%`. */
function changes(clause: string): Finding[] {
  const risen =
    /từ\s+(?<before>\d[\d.]*)[^%\d]{1,60}?(?:lên|đến|thành|xuống)\s+(?:còn\s+)?(?<after>\d[\d.]*)[^%]{1,60}?(?:tăng|giảm)\s+(?<said>\d[\d.,]*)\s?%/i
  // `tăng 100% so với cùng kỳ (năm 2021 có 24 hộ; năm 2022 có 49 hộ)`
  const told =
    /(?:tăng|giảm)\s+(?<said>\d[\d.,]*)\s?%[^%(]{0,60}\((?:năm|quý|kỳ)[^;,]{0,20}?\scó\s+(?<before>\d[\d.]*)[^;]{0,30};[^;)]{0,30}?\scó\s+(?<after>\d[\d.]*)/i
  return [risen, told].flatMap((pattern): Finding[] => {
    const found = pattern.exec(clause)
    const number = (name: string) => Number((found?.groups?.[name] ?? '').replace(/\./g, '').replace(',', '.'))
    const [before, after, said] = [number('before'), number('after'), number('said')]
    if (!found || before === 0) return []
    const real = Math.abs(((after - before) / before) * 100)
    if (Math.abs(real - said) <= TOLERANCE) return []
    return [
      {
        said: found[0],
        problem: `Từ ${wholeText(before)} thành ${wholeText(after)} là ${after > before ? 'tăng' : 'giảm'} ${percentText(two(real))}, không phải ${found.groups?.said}%.`,
        kind: 'change',
      },
    ]
  })
}

/** `đã tiếp nhận T, đã giải quyết A (trước hạn x, đúng hạn y, trễ hạn z), rút w`. */
function parts(clause: string): Finding[] {
  const take = (words: string) => {
    const found = new RegExp(`(?:${words})[^\\d,;()]{0,24}?(\\d[\\d.]*)\\s*hồ sơ`, 'i').exec(clause)
    return found ? Number((found[1] ?? '').replace(/\./g, '')) : null
  }
  const solved = take('đã giải quyết|giải quyết xong')
  const received = take('tiếp nhận')
  const early = take('trước hạn')
  const onTime = take('(?<!trước và |trước, |và )đúng hạn')
  const late = take('trễ hạn|quá hạn')
  const findings: Finding[] = []
  const sum = [early, onTime, late].filter((n) => n !== null)
  const added = sum.reduce((a, b) => a + b, 0)
  if (solved !== null && sum.length >= 2 && added !== solved)
    findings.push({
      said: clause.slice(0, 160),
      problem: `Trước hạn, đúng hạn, quá hạn cộng lại là ${wholeText(added)}, không bằng số đã giải quyết ${wholeText(solved)}.`,
      kind: 'parts',
    })
  const left = take('đang giải quyết|đang xử lý|còn lại|chưa đến hạn')
  const gone = take('rút')
  const refused = take('từ chối|trả lại|không tiếp nhận')
  const whole = (solved ?? 0) + (left ?? 0) + (gone ?? 0) + (refused ?? 0)
  if (
    received !== null &&
    solved !== null &&
    whole !== received &&
    (left !== null || gone !== null || refused !== null || whole > received)
  )
    findings.push({
      said: clause.slice(0, 160),
      problem: `Đã giải quyết, đang giải quyết, rút, từ chối cộng lại là ${wholeText(whole)}, không bằng số tiếp nhận ${wholeText(received)}.`,
      kind: 'parts',
    })
  return findings
}

/** A total that the report states. */
type Base = { of: 'received' | 'solved'; value: number; said: string }
const SAID: Record<Base['of'], string> = { received: 'số tiếp nhận', solved: 'số đã giải quyết' }
const TOTALS: Array<{ of: Base['of']; pattern: RegExp }> = [
  {
    of: 'received',
    pattern:
      /(?:đã tiếp nhận|tổng số hồ sơ tiếp nhận|tổng số tiếp nhận|tiếp nhận tổng số)\s*:?\s*(\d[\d.]*)(?![\d.])(?!\s*hồ sơ trực tuyến)/gi,
  },
  { of: 'solved', pattern: /đã giải quyết\s*:?\s*(\d[\d.]*)\s*hồ sơ/gi },
]

function basesOf(clauses: string[]): Base[] {
  // totals of other times are other totals
  const ofPeriod = clauses.filter((clause) => !/lũy kế|luỹ kế|cùng kỳ|từ đầu năm/i.test(clause))
  return ofPeriod.flatMap((clause) =>
    TOTALS.flatMap(({ of, pattern }) =>
      [...clause.matchAll(pattern)].map((match) => ({
        of,
        value: Number((match[1] ?? '').replace(/\.$/, '').replace(/\./g, '')),
        said: match[0],
      })),
    ),
  )
}

function movingBase(bases: Base[]): Finding[] {
  return (['received', 'solved'] as const).flatMap((of) => {
    const values = [...new Map(bases.filter((base) => base.of === of).map((base) => [base.value, base])).values()]
    if (values.length < 2) return []
    return [
      {
        said: values.map(({ said }) => said).join(' … '),
        problem: `Cùng một báo cáo có ${values.length} ${SAID[of]} khác nhau: ${values.map(({ value }) => wholeText(value)).join(', ')}.`,
        kind: 'base' as const,
      },
    ]
  })
}

function fits(part: number, total: number, share: Written): boolean {
  const real = (part / total) * 100
  return Math.abs(real - share.value) <= TOLERANCE || rounds(real, share)
}

/** `92,5%` and `93%` are roundings too. */
function rounds(real: number, { value, decimals }: Written): boolean {
  return Math.abs(real - value) <= 0.5 / 10 ** decimals + 1e-9 && decimals < 2
}

function two(value: number): number {
  return Math.round(value * 100) / 100
}

function around(clause: string, text: string): string {
  const at = clause.indexOf(text)
  const from = Math.max(0, at - 110)
  return `${from > 0 ? '…' : ''}${clause.slice(from, at + text.length + 10).trim()}`
}
