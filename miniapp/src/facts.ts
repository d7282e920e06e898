import type { Guide, Procedure, ProcedurePage } from './api.ts'
import { caseOf, once } from './case.ts'
import type { Answers } from './router.ts'
import { words } from './words.ts'

type Fee = Procedure['methods'][number]['fees'][number]
type Time = Procedure['methods'][number]['times'][number]

/** The three facts of the strip, each short enough to be read at a glance. What neither guide nor record tells is to be asked for. */
export function stripOf(page: ProcedurePage, answers: Answers): { papers: string; time: string; fee: string } {
  const { methods, guide, desk } = page
  const ask = ['one-stop', 'police', 'military'].includes(desk) ? words.facts.askCommune : words.facts.askDesk
  return {
    papers: papersShort(page, answers),
    time: guideShort(guide?.time) ?? timeShort(methods) ?? ask,
    fee: guideShort(guide?.fee) ?? feeShort(methods) ?? ask,
  }
}

const GLANCE = 24 // characters that a cell of the strip shows in two lines

/** The first sentence of a guide's lines when it is short, and tells something: "Cổng không nêu mức phí" does not. */
function guideShort([line = '']: string[] = []): string | null {
  const [sentence = ''] = line.split(/\.(?=\s|$)/)
  const short = sentence.replace(/ theo Cổng$/, '').trim()
  return short === '' || short.length > GLANCE || /^(Cổng|Bản)|xin hỏi/i.test(short) ? null : short
}

/** A record's name without the word that every name could begin with. */
export function nameOf(name: string): string {
  const rest = name.replace(/^Thủ tục\s+/i, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

function papersShort({ guide, papers }: ProcedurePage, answers: Answers): string {
  if (guide && guide.papers.length > 0) {
    const mine = caseOf(guide, answers)
    const count = once(mine.papers).filter(({ kind }) => kind !== 'skip').length
    return mine.next || mine.stop ? words.facts.answer : words.facts.papers(count)
  }
  if (papers.some((group) => group.case)) return words.facts.byCase
  const count = papers.reduce((sum, group) => sum + group.items.length, 0)
  return count > 0 ? words.facts.papers(count) : words.facts.unpublished
}

function timeShort(methods: Procedure['methods']): string | null {
  const times = methods.flatMap((method) => method.times)
  const first = times[0]
  if (!first) return null
  if (times.some(({ unit }) => unit === 'unknown')) return null
  const units = new Set(times.map(({ unit }) => unit))
  const values = times.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (units.size > 1) return words.facts.byCase
  return words.facts.duration(least === most ? number(least) : `${number(least)}–${number(most)}`, first.unit)
}

function feeShort(methods: Procedure['methods']): string | null {
  const fees = methods.flatMap((method) => method.fees)
  if (fees.length === 0 || fees.some((fee) => !isKnown(fee))) return null
  if (fees.every((fee) => fee.free)) return fees.some((fee) => fee.condition) ? words.facts.byCase : words.facts.free
  const amounts = new Set(fees.map((fee) => (fee.free ? words.facts.free : amountOf(fee))))
  const [only] = amounts
  return amounts.size === 1 && only ? only : words.facts.byCase
}

/** What a part of the page tells: the record's lines, what the guide adds, and where that is from when the record leaves it open. */
export type Told = { official: string[]; plain: string[]; source: string | null; last: string[] }

/**
 * The processing times. What the record leaves open (a number without a unit, nothing at all) is said as unknown only when the guide
 * does not tell it. The chat has the same rules (`bot/flows/card/retold.ts`); a test holds both to one meaning.
 */
export function timesOf(page: ProcedurePage, ask: string): Told {
  const plain = page.guide?.time ?? []
  const known = page.methods.flatMap(({ times }) => times).filter(({ unit }) => unit !== 'unknown')
  const retold = known.every((time) => plain.some((line) => tellsTime(line, time)))
  const official = perChannel(page.methods, ({ times }) =>
    times
      .filter((time) => plain.length === 0 || (!retold && known.includes(time)))
      .map((time) => aside(timeLine(time, ask), time.condition)),
  )
  return told(page, ask, 'times', official, plain, known.length === 0, words.facts.noTime(ask))
}

/** The fees, as the times. Only what the source itself calls free is called free. */
export function feesOf(page: ProcedurePage, ask: string): Told {
  const plain = page.guide?.fee ?? []
  const fees = page.methods.flatMap((method) => method.fees)
  const known = fees.filter(isKnown)
  const retold = known.every((fee) => plain.some((line) => tellsFee(line, fee)))
  const official = perChannel(page.methods, (method) =>
    method.fees
      .filter((fee) => plain.length === 0 || (!retold && known.includes(fee)))
      .map((fee) => aside(feeLine(fee, ask), fee.condition)),
  )
  const open = fees.length === 0 || known.length < fees.length
  const byProvince = fees.some((fee) => fee.byProvince) && !plain.some((line) => /tỉnh/i.test(line))
  const all = told(page, ask, 'fees', official, plain, open, words.facts.noFee(ask))
  return byProvince ? { ...all, last: [words.facts.byProvince(ask), ...all.last] } : all
}

function told(
  page: ProcedurePage,
  ask: string,
  part: 'times' | 'fees',
  official: string[],
  plain: string[],
  open: boolean,
  nothing: string,
): Told {
  const added = plain.filter((line, at) => !official.some((one) => same(one, line)) && plain.indexOf(line) === at)
  return {
    official: official.length + plain.length > 0 ? official : [nothing],
    plain: added,
    source: page.guide && open && added.length > 0 ? sourcesOf(page.guide, added) : null,
    last: doubt(page, part, ask),
  }
}

/** Where sentences of a guide have their figures from; null when that is the record itself. */
function sourcesOf({ code, facts, sources }: Guide, lines: string[]): string | null {
  const named = facts.filter(({ value }) => lines.some((line) => bare(line).includes(bare(value))))
  const titles = named.length > 0 ? named.map(({ source }) => source) : sources.slice(0, 1).map(({ title }) => title)
  const more = [...new Set(titles)].filter((title) => !(title.startsWith('Cổng') && title.endsWith(code)))
  return more.length > 0 ? words.facts.guideSource(more.slice(0, 2).join('; ')) : null
}

const UNITS = { 'working-day': 'ngày làm việc', day: 'ngày(?! làm việc)', hour: 'giờ', month: 'tháng', unknown: 'x{9}' }

function tellsTime(line: string, { value, unit }: Time): boolean {
  const amount = String(value).replace('.', '[.,]')
  return new RegExp(`(^|[^\\d.,–-])0*${amount} ${UNITS[unit]}`, 'i').test(line)
}

function tellsFee(line: string, { free, amount }: Fee): boolean {
  // "được miễn hoặc giảm một số khoản" tells no fee
  if (free) return /miễn(?! hoặc)|không (mất|thu) (phí|lệ phí|tiền)/i.test(line)
  const dotted = String(amount).replace(/\B(?=(\d{3})+$)/g, '[.]?')
  return new RegExp(`(^|[^\\d.,])${dotted} ?(đồng|đ\\b)`, 'i').test(line)
}

const bare = (line: string) => (line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
const same = (one: string, other: string) => bare(one) === bare(other)

/** One line when the source contradicts itself about a part. */
export function doubt(page: Procedure, part: 'times' | 'fees' | 'papers', ask: string): string[] {
  return page.uncertain?.includes(part) ? [words.facts.doubt(ask)] : []
}

/** How many and which copies of a paper: `1 bản chính, 2 bản sao`. */
export function copiesOf({ original, copy }: { original?: number | undefined; copy?: number | undefined }): string {
  return [original ? words.facts.originals(original) : '', copy ? words.facts.copies(copy) : '']
    .filter(Boolean)
    .join(', ')
}

export const dong = (amount: number) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`

function timeLine({ value, unit }: Time, ask: string): string {
  return unit === 'unknown' ? words.facts.noUnit(number(value), ask) : words.facts.duration(number(value), unit)
}

function feeLine(fee: Fee, ask: string): string {
  const kind = words.facts.feeKinds[fee.kind]
  if (fee.free) return words.facts.freeOf(kind)
  if (fee.disputed && fee.disputed.length > 0) return words.facts.disputed(kind, fee.disputed.map(dong).join(', '), ask)
  if (!isKnown(fee)) return words.facts.noAmount(kind, ask)
  return `${kind}: ${amountOf(fee)}`
}

const amountOf = ({ amount, per }: Fee) => `${dong(amount ?? 0)}${per ? `/${per}` : ''}`

/** An amount of 0 that nobody calls free is a field left empty. */
function isKnown({ free, amount, disputed }: Fee): boolean {
  return free || (!disputed?.length && amount !== null && amount > 0)
}

const number = (value: number) => String(value).replace('.', ',')
const aside = (line: string, condition: string | undefined) => (condition ? `${line} (${condition})` : line)

/** Lines that hold for every way of handing in stand alone; others name theirs. */
function perChannel(
  methods: Procedure['methods'],
  linesOf: (method: Procedure['methods'][number]) => string[],
): string[] {
  const told = methods
    .map((method) => ({ method, lines: [...new Set(linesOf(method))] }))
    .filter(({ lines }) => lines.length)
  const first = told[0]
  if (!first) return []
  const same = told.length === methods.length && told.every(({ lines }) => lines.join('\n') === first.lines.join('\n'))
  if (same) return first.lines
  return told.flatMap(({ method, lines }) => lines.map((line) => `${words.facts.channels[method.channel]}: ${line}`))
}
