import type { Procedure, ProcedurePage } from './api.ts'
import { caseOf } from './case.ts'
import type { Answers } from './router.ts'
import { words } from './words.ts'

type Fee = Procedure['methods'][number]['fees'][number]
type Time = Procedure['methods'][number]['times'][number]

/** The three facts of the strip, each short enough to be read at a glance. Unknown is said as unknown. */
export function stripOf(page: ProcedurePage, answers: Answers): { papers: string; time: string; fee: string } {
  const { methods, guide } = page
  return {
    papers: papersShort(page, answers),
    time: timeShort(methods) ?? notInRecord(methods.flatMap(({ times }) => times).length, guide?.time),
    fee: feeShort(methods) ?? notInRecord(methods.flatMap(({ fees }) => fees).length, guide?.fee),
  }
}

/** What the record leaves open, a guide may still tell in its own lines, under its own sources. */
function notInRecord(recorded: number, told: string[] = []): string {
  if (told.length > 0) return words.facts.below
  return recorded > 0 ? words.facts.unclear : words.facts.unpublished
}

/** Whether the record itself tells the times, or the fees, for certain. */
export const tellsTimes = ({ methods }: Procedure) => timeShort(methods) !== null
export const tellsFees = ({ methods }: Procedure) => feeShort(methods) !== null

/** A record's name without the word that every name could begin with. */
export function nameOf(name: string): string {
  const rest = name.replace(/^Thủ tục\s+/i, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

function papersShort({ guide, papers }: ProcedurePage, answers: Answers): string {
  if (guide && guide.papers.length > 0) {
    const mine = caseOf(guide, answers)
    const count = mine.papers.filter(({ kind }) => kind !== 'skip').length
    return mine.next || mine.stop ? words.facts.byCase : words.facts.papers(count)
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

/** The processing times, one line each, and an honest line when there are none. */
export function timeLines(page: Procedure, ask: string): string[] {
  const lines = perChannel(page.methods, ({ times }) => times.map((time) => aside(timeLine(time, ask), time.condition)))
  return lines.length > 0 ? [...lines, ...doubt(page, 'times', ask)] : [words.facts.noTime(ask)]
}

/** The fees, one line each. Only what the source itself calls free is called free. */
export function feeLines(page: Procedure, ask: string): string[] {
  const lines = perChannel(page.methods, ({ fees }) => fees.map((fee) => aside(feeLine(fee, ask), fee.condition)))
  if (lines.length === 0) return [words.facts.noFee(ask)]
  const byProvince = page.methods.some(({ fees }) => fees.some((fee) => fee.byProvince))
  return [...lines, ...(byProvince ? [words.facts.byProvince(ask)] : []), ...doubt(page, 'fees', ask)]
}

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
