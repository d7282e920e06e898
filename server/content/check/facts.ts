import type { Procedure } from '../../procedures/schema.ts'
import type { Guide, Topic } from '../schema.ts'
import type { Book } from './book.ts'
import { codesIn } from './codes.ts'
import type { Tell } from './fault.ts'
import { type Kind, type Quantity, quantitiesIn, same } from './quantities.ts'
import { guideTexts, type Spoken, topicTexts } from './texts.ts'

/** What may be said: numbers of the record, and whether it says that nothing is charged. */
type Known = { quantities: Quantity[]; bare: number[]; free: boolean }

/** Bare numbers of the portal (`OTHER`) count as any length of time. */
const LENGTHS: Kind[] = ['working-day', 'day', 'hour', 'month']
const FREE =
  /(?<!\p{L})(?:miễn (?:lệ )?phí|miễn thu|miễn tiền|không thu (?:phí|lệ phí|tiền)|không thu(?=[.,;]|$)|không mất (?:tiền|phí|lệ phí)|không phải (?:trả|đóng|nộp) (?:tiền|phí|lệ phí)|không tốn (?:tiền|phí))(?!\p{L})|(?<![\d.,])0 ?(?:đồng|đ)(?!\p{L})/iu

/** Every amount, length of time and age in the guide stands in its record (or one that it covers) or among its `facts`. */
export function checkGuideFacts(guide: Guide, book: Book, cutoff: string | null, tell: Tell): void {
  const records = [guide.code, ...guide.covers].flatMap((code) => book.record(code) ?? [])
  const known = add(ofRecords(records), ofFacts(guide.facts), ofCutoff(cutoff))
  for (const spoken of guideTexts(guide)) checkText(spoken, known, book, tell)
  contradictions(guide, book.record(guide.code), cutoff, tell)
}

/** The same for a topic, against its `facts` and the records of its `codes`. */
export function checkTopicFacts(topic: Topic, book: Book, cutoff: string | null, tell: Tell): void {
  const known = add(
    ofRecords(topic.codes.flatMap((code) => book.record(code) ?? [])),
    ofFacts(topic.facts),
    ofCutoff(cutoff),
  )
  for (const spoken of topicTexts(topic)) checkText(spoken, known, book, tell)
}

function checkText({ where, text, goto }: Spoken, general: Known, book: Book, tell: Tell): void {
  const pointed = [...codesIn(text), ...(goto ? [goto] : [])].flatMap((code) => book.record(code) ?? [])
  const known = add(general, ofRecords(pointed))
  for (const quantity of quantitiesIn(text)) {
    if (quantity.kind === 'money' && quantity.value === 0) continue // said to be free: below
    if (known.quantities.some((one) => same(one, quantity))) continue
    if (LENGTHS.includes(quantity.kind) && known.bare.includes(quantity.value)) continue
    const near = known.quantities.find((one) => one.value === quantity.value && confused(one.kind, quantity.kind))
    tell.error(
      where,
      near
        ? `«${quantity.text}», nhưng nguồn ghi «${near.text}»`
        : `«${quantity.text}» không có trong bản ghi, cũng không có trong facts`,
    )
  }
  if (FREE.test(text) && !known.free)
    tell.error(where, `«${FREE.exec(text)?.[0]}», nhưng bản ghi không nói là không thu, facts cũng không`)
}

/**
 * For the same thing the guide gives other numbers than the record, all of them. Facts don't excuse that. A bare number of
 * the portal (`OTHER`) is no length of time, and a record that contradicts itself can't be contradicted.
 */
function contradictions(guide: Guide, record: Procedure | undefined, cutoff: string | null, tell: Tell): void {
  if (!record) return
  const times = record.methods.flatMap((method) => method.times.filter(({ unit }) => unit !== 'unknown'))
  const fees = record.methods.flatMap((method) =>
    method.fees.flatMap(({ amount, disputed = [] }) => [amount ?? [], disputed].flat()),
  )
  const compare = (where: 'time' | 'fee', official: number[], unit: string) => {
    const text = guide[where].join('\n')
    const kinds: Kind[] = where === 'fee' ? ['money'] : LENGTHS
    const said = quantitiesIn(text).filter(
      (one) => kinds.includes(one.kind) && !ofCutoff(cutoff).quantities.some((hour) => same(hour, one)),
    )
    if (official.length === 0 || said.length === 0 || said.some(({ value }) => official.includes(value))) return
    if (where === 'time' && official.includes(1) && ONE_DAY.test(text)) return
    const numbers = [...new Set(official)].join(', ')
    tell.error(where, `ghi ${said.map((one) => `«${one.text}»`).join(', ')}, bản ghi ghi ${numbers}${unit}`)
  }
  if (!record.uncertain?.includes('times'))
    compare(
      'time',
      times.map(({ value }) => value),
      '',
    )
  if (!record.uncertain?.includes('fees'))
    compare(
      'fee',
      fees.filter((amount) => amount > 0),
      ' đồng',
    )
}
const ONE_DAY = /trong ngày|ngay trong/i

function confused(a: Kind, b: Kind): boolean {
  return (a === 'day' && b === 'working-day') || (a === 'working-day' && b === 'day')
}

function ofRecords(records: Procedure[]): Known {
  const times = records.flatMap(({ methods }) => methods.flatMap((method) => method.times))
  const fees = records.flatMap(({ methods }) => methods.flatMap((method) => method.fees))
  const lengths = times.flatMap(({ value, unit }) =>
    unit === 'unknown' ? [] : [{ kind: unit, value, text: `${value} ${UNIT[unit]}` }],
  )
  const amounts = fees.flatMap(({ amount, disputed = [] }) => [...(amount === null ? [] : [amount]), ...disputed])
  return {
    quantities: [
      ...lengths,
      ...amounts.map((value) => ({ kind: 'money' as const, value, text: `${value} đồng` })),
      ...records.flatMap((record) => stringsIn(record).flatMap(quantitiesIn)),
    ],
    bare: times.filter(({ unit }) => unit === 'unknown').map(({ value }) => value),
    free: fees.some(({ free }) => free),
  }
}
const UNIT = { 'working-day': 'ngày làm việc', day: 'ngày', hour: 'giờ', month: 'tháng' }

// ages and ages of papers stand in names and conditions
function stringsIn({ name, papers, methods, applicants, results, warnings = [] }: Procedure): string[] {
  return [
    name,
    ...warnings, // what the source says in two places differently
    ...applicants,
    ...results,
    ...papers.flatMap((group) => [
      group.case ?? '',
      ...group.items.flatMap((paper) => [paper.name, paper.condition ?? '']),
    ]),
    ...methods.flatMap(({ times, fees }) => [
      ...times.map(({ condition }) => condition ?? ''),
      ...fees.flatMap(({ condition, per }) => [condition ?? '', per ?? '']),
    ]),
  ]
}

function ofFacts(facts: Guide['facts']): Known {
  const values = facts.map(({ value }) => value)
  return { quantities: values.flatMap(quantitiesIn), bare: [], free: values.some((value) => FREE.test(value)) }
}

// `Nộp sau 15 giờ`: the hour stands in unit.yaml
function ofCutoff(cutoff: string | null): Known {
  const hour = Number(cutoff?.slice(0, 2))
  return { quantities: cutoff ? [{ kind: 'hour', value: hour, text: cutoff }] : [], bare: [], free: false }
}

function add(...parts: Known[]): Known {
  return {
    quantities: parts.flatMap(({ quantities }) => quantities),
    bare: parts.flatMap(({ bare }) => bare),
    free: parts.some(({ free }) => free),
  }
}
