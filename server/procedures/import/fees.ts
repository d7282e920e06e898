import { showNumber } from '../../kernel/money.ts'
import { clean } from '../../kernel/text.ts'
import type { Channel, Fee } from '../schema.ts'
import { amountsOf, conditionOf, type Priced, perOf, untilOf } from './amounts.ts'
import { toDay } from './dates.ts'
import { documentNumbers } from './documents.ts'
import { distinct, type Warning } from './draft.ts'
import { capAt } from './words.ts'

/** A fee cell of the source: a number that may be an empty 0, and words. `day` = the source's day, to drop what had run out by then. */
export type RawFee = { value: number; kind: Fee['kind']; text: string; per?: string; channel?: Channel; day?: string }
export type FeeLines = { fees: Fee[]; warnings: Warning[] }

const NONE =
  /^[^\p{L}\d]*(?:không(?: có| thu| mất)?(?: (?:phí|lệ phí))?|miễn (?:lệ )?phí|không (?:quy định )?thu (?:phí|lệ phí)[^.;]{0,100})[^\p{L}\d]*$/iu
const EMPTY = /^$|^[^\p{L}\d]+$|^đồng$|^(?:chưa|không) quy định\.?$|^cổng ghi 0 và không mô tả|^phí\s*:\s*0 đồng/iu
const BY_PROVINCE = /hội đồng nhân dân|HĐND|địa phương quy định|ubnd (?:cấp )?tỉnh (?:quy|quyết) định/iu
/** No fee of the state is this small: such a number lacks its three zeros, or is not đồng. */
const SMALLEST = 1000

/**
 * The fee lines that a cell of the source supports. An empty 0 gives none: it is not "free" (`miễn phí` needs words).
 * A number that its own words contradict is kept as `disputed` with `amount: null`.
 */
export function feeLines(raw: RawFee): FeeLines {
  const text = clean(raw.text)
    .replace(/^\((.*)\)$/, '$1')
    .trim()
  if (raw.value === 0 && EMPTY.test(text)) return { fees: [], warnings: [] }
  if (raw.value === 0 && NONE.test(text)) return only({ ...line(raw, text), amount: 0, free: true })
  const notCharged = raw.value === 0 ? /^không thu:\s*(.{3,})$/i.exec(text)?.[1] : undefined
  if (notCharged)
    return only({
      ...line(raw, text),
      amount: 0,
      free: true,
      condition: capAt(
        notCharged.replace(/^./u, (letter) => letter.toLowerCase()),
        110,
      ),
    })
  const extra = [...exemptions(text), ...copies(text)]
  if (BY_PROVINCE.test(text)) return provincial(raw, text, extra)
  const online = raw.channel === 'online' ? onlineRate(text) : null
  if (online === 0) return { fees: distinct([{ ...line(raw, text), amount: 0, free: true }, ...extra]), warnings: [] }
  const { current, late } = inForce(discounted(amountsOf(text, raw.channel), text, raw.day), raw.day)
  const dropped = late.map((old) => warning(`bỏ mức ${showNumber(old.amount)} đồng đã hết hạn ${old.until}`))
  const rated = online
    ? current.map((part) => ({ ...part, condition: withNote(part.condition, `nộp trực tuyến thu ${online}%`) }))
    : current
  if (rated.length > MOST_AMOUNTS) return schedule(raw, text, extra)
  const found = raw.value > 0 ? valued(raw, text, rated) : worded(raw, text, rated, extra)
  return { fees: distinct([...found.fees, ...extra]), warnings: [...found.warnings, ...dropped] }
}

function provincial(raw: RawFee, text: string, extra: Fee[]): FeeLines {
  const documents = documentNumbers(text).filter((number) => /HĐND|UBND/.test(number))
  const condition =
    documents.length > 0 ? `theo ${documents.slice(0, 2).join(', ')} của tỉnh` : 'do HĐND cấp tỉnh quy định'
  const contradiction = `ghi ${showNumber(raw.value)} đồng nhưng mô tả nói do tỉnh quy định: không hiện số tiền`
  return {
    fees: distinct([{ ...line(raw, text), amount: null, byProvince: true, condition }, ...extra]),
    warnings: raw.value > 0 ? [warning(contradiction)] : [],
  }
}

// a long schedule of fees can't be cut into lines without guessing which case a line belongs to
function schedule(raw: RawFee, text: string, extra: Fee[]): FeeLines {
  return {
    fees: distinct([
      { ...line(raw, text), amount: null, condition: 'nhiều mức tùy trường hợp, xem biểu phí của thủ tục' },
      ...extra,
    ]),
    warnings: [warning('biểu phí nhiều mức: chưa tách được, phải đọc trên Cổng')],
  }
}
const MOST_AMOUNTS = 4

/** `… trực tuyến bằng 50% mức thu …` → 50; `… trực tuyến là 0 đồng` → 0; null when the text says nothing of it. */
function onlineRate(text: string): number | null {
  if (/trực tuyến (?:là|bằng) 0 đồng/i.test(text)) return 0
  const rate = /trực tuyến\s*bằng\s*(\d{1,2}) ?%/i.exec(text)?.[1]
  return rate ? Number(rate) : null
}

function withNote(condition: string | undefined, note: string): string {
  return condition ? `${condition}; ${note}` : note
}

// a number and perhaps words: they must agree
function valued(raw: RawFee, text: string, priced: Priced[]): FeeLines {
  const amounts = priced.map((part) => part.amount)
  if (amounts.includes(raw.value)) return { fees: priced.map((part) => priceLine(raw, part)), warnings: [] }
  if (amounts.includes(raw.value * 1000)) {
    const note = `ghi ${raw.value}, mô tả ghi ${showNumber(raw.value * 1000)} đồng: lấy theo mô tả`
    return { fees: priced.map((part) => priceLine(raw, part)), warnings: [warning(note)] }
  }
  if (amounts.length > 0) {
    const said = [raw.value, ...amounts]
    const condition = priced[0]?.condition
    return {
      fees: [{ ...line(raw, text), amount: null, disputed: [...new Set(said)], ...(condition ? { condition } : {}) }],
      warnings: [warning(`số tiền mâu thuẫn: ${said.map((amount) => showNumber(amount)).join(' / ')} đồng`)],
    }
  }
  const until = untilOf(text)
  if (until && raw.day && until < raw.day)
    return { fees: [], warnings: [warning(`bỏ mức ${showNumber(raw.value)} đồng đã hết hạn ${until}`)] }
  const condition =
    NONE.test(text) || exemptions(text).length > 0 ? undefined : conditionOf(text.replace(/^\/.*$/, ''), raw.channel)
  const per = raw.per ?? perOf(/^\/\s*(.+)$/.exec(text)?.[1])
  const rest = { ...line(raw, text), ...(per ? { per } : {}), ...(condition ? { condition } : {}) }
  if (raw.value < SMALLEST) {
    return {
      fees: [{ ...rest, amount: null, disputed: [raw.value] }],
      warnings: [warning(`${raw.value} đồng không hợp lý, có thể thiếu ba số 0`)],
    }
  }
  return { fees: [{ ...rest, amount: raw.value }], warnings: [] }
}

// no number: the words are all there is
function worded(raw: RawFee, text: string, priced: Priced[], extra: Fee[]): FeeLines {
  if (priced.length > 0) return { fees: priced.map((part) => priceLine(raw, part)), warnings: [] }
  if (extra.length > 0) return { fees: [], warnings: [] }
  const pointer = pointerOf(text)
  if (pointer) return only({ ...line(raw, text), amount: null, condition: pointer })
  return { fees: [], warnings: [warning('mô tả phí chưa rút gọn được, phải đọc trên Cổng')] }
}

/** Who is let off, in words of the source: `Miễn lệ phí cho …`. */
function exemptions(text: string): Fee[] {
  const free = { amount: 0, kind: kindIn(text, 'unknown'), free: true }
  if (/(?:^|[.(]\s*)miễn (?:lệ )?phí\.(?:\s|$)/i.test(text)) return [free]
  const act = /thuộc diện được miễn (?:lệ )?phí theo[^.]*?(\d+\/\d{4}\/TT-BTC)/i.exec(text)
  if (act) return [{ ...free, condition: `diện được miễn theo ${act[1]}` }]
  const words = /miễn (?:thu |nộp )?(?:phí, )?(?:lệ )?phí\s*(?:cho|đối với|với|:)([^.]{0,300})/i.exec(text)?.[1]
  if (!words) return []
  const who = EXEMPT.filter(([pattern]) => pattern.test(words)).map(([, name]) => name)
  return who.length > 0 ? [{ ...free, kind: 'fee', condition: who.join(', ') }] : []
}
const EXEMPT: Array<[RegExp, string]> = [
  [/đúng hạn/i, 'đăng ký đúng hạn'],
  [/có công/i, 'gia đình có công'],
  [/hộ nghèo/i, 'hộ nghèo'],
  [/cận nghèo/i, 'hộ cận nghèo'],
  [/khuyết tật/i, 'người khuyết tật'],
  [/cao tuổi/i, 'người cao tuổi'],
  [/trẻ em/i, 'trẻ em'],
]

// the charge for certified copies is named beside the fee itself
function copies(text: string): Fee[] {
  const act = /phí cấp bản sao[\s\S]*?(\d+\/\d{4}\/TT-BTC)/i.exec(text)
  return act
    ? [{ amount: null, kind: 'charge', free: false, condition: `cấp bản sao (nếu yêu cầu), theo ${act[1]}` }]
    : []
}

/** What to look up when the source only points elsewhere. */
function pointerOf(text: string): string | null {
  if (/luật phí và lệ phí/i.test(text)) return 'theo Luật Phí và lệ phí'
  if (/thành phần/i.test(text)) return 'theo từng thủ tục thành phần'
  const documents = documentNumbers(text)
  if (documents.length > 0) return `theo ${documents.slice(0, 3).join(', ')}`
  if (/kèm theo/i.test(text)) return 'theo biểu phí kèm thủ tục'
  return /pháp luật về phí, lệ phí|theo quy định/i.test(text) ? 'theo pháp luật về phí, lệ phí' : null
}

function inForce(priced: Priced[], day: string | undefined): { current: Priced[]; late: Priced[] } {
  const isLate = (part: Priced) =>
    part.until !== undefined && day !== undefined && part.until < day && !/%/.test(part.words)
  return { current: priced.filter((part) => !isLate(part)), late: priced.filter(isLate) }
}

/** A reduction that the text adds to all its amounts (`… đến hết 31/12/2026 thu 50%`) goes into their conditions while it lasts. */
function discounted(priced: Priced[], text: string, day: string | undefined): Priced[] {
  const match = /đến hết (?:ngày )?(\d{1,2}\/\d{1,2}\/\d{4})[^.;]{0,40}?(?:thu|bằng)\s*(\d{1,2}) ?%/i.exec(text)
  const until = toDay(match?.[1])
  if (!match || !until || (day !== undefined && until < day)) return priced
  const note = `thu ${match[2]}% đến hết ${match[1]}`
  return priced.map(({ until: _, ...part }) => ({ ...part, condition: withNote(part.condition, note) }))
}

function priceLine(raw: RawFee, { amount, per, condition, words }: Priced): Fee {
  return {
    amount,
    kind: kindIn(words, raw.kind),
    free: false,
    ...(per ? { per } : {}),
    ...(condition ? { condition } : {}),
  }
}

function line(raw: RawFee, text: string): Pick<Fee, 'kind' | 'free'> {
  return { kind: kindIn(text, raw.kind), free: false }
}

// `phí` and `lệ phí` are two things (Luật Phí và lệ phí 2015); the portal's type field mixes them
function kindIn(text: string, otherwise: Fee['kind']): Fee['kind'] {
  const fee = /lệ phí/i.test(text)
  const charge = /(?<!\p{L})phí(?!\p{L})/iu.test(text.replace(/lệ phí|miễn phí/gi, ''))
  return fee === charge ? otherwise : fee ? 'fee' : 'charge'
}

function only(fee: Fee): FeeLines {
  return { fees: [fee], warnings: [] }
}

function warning(text: string): Warning {
  return { about: 'fees', text }
}
